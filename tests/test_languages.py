"""Which parts of a text are foreign to its language, and which of its words a clinic may change."""

import pytest

from handouts.errors import Unusable
from handouts.languages import foreign_parts, scripts_of
from handouts.practice import read_practice
from handouts.project import Project, library

ENGLISH = (library() / "content" / "languages" / "en.yaml").read_text("utf-8")


def parts(text, language):
    """The foreign parts of a text with their language."""
    return [(text[start:end], spoken) for start, end, spoken in foreign_parts(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Press 合谷 (LI 4) and 太冲。", "en", [("合谷", "zh"), ("太冲", "zh")]),
        ("針灸のツボ", "en", [("針灸のツボ", "ja")]),
        ("한국어 漢字 text", "en-GB", [("한국어 漢字", "ko")]),
        ("Γειά σου, κόσμε!", "de", [("Γειά σου, κόσμε", "el")]),
        ("Привет, мир! שלום", "en", [("Привет, мир", "ru"), ("שלום", "he")]),
        ("שלום עולם and مرحبا", "en", [("שלום עולם", "he"), ("مرحبا", "ar")]),
        ("नमस्ते दुनिया, ภาษาไทย", "en", [("नमस्ते दुनिया", "hi"), ("ภาษาไทย", "th")]),
        ("Привет", "sr-Latn", [("Привет", "ru")]),
        ("ᚠᚢᚦ", "en", [("ᚠᚢᚦ", "und")]),
    ],
)
def test_foreign_parts_speak_a_language(text, language, found):
    """Letters of another script are found with the signs between them, and each script has a language."""
    assert parts(text, language) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Call 020 7946 0182 – 24 hours, “now” … → ✓ ½ 75 € 5 µg", "en"),
        ("α-blocker, β 2, Ω", "en"),
        ("Việt ǎǐ ḿ ə ʃ ﬁ", "vi"),
        ("Привет, мир: MRI 5 мг", "uk"),
        ("世界 hello", "zh-Hant"),
        ("東京タワー", "ja"),
        ("🙂", "en"),
        ("", "en"),
    ],
)
def test_a_language_is_at_home_in_its_scripts(text, language):
    """Own letters, signs, Latin letters and a single Greek letter are no foreign text."""
    assert parts(text, language) == []


@pytest.mark.parametrize(
    ("tag", "scripts"),
    [
        ("en", set()),
        ("el", {"Grek"}),
        ("zh-Hans", {"Hani", "Bopo"}),
        ("und-Jpan", {"Hani", "Hira", "Kana"}),
        ("pa-Guru-IN", {"Guru"}),
    ],
)
def test_a_tag_says_its_scripts(tag, scripts):
    """A script in the tag goes before what the language is usually written in."""
    assert scripts_of(tag) == scripts


@pytest.fixture
def reworded(clinic):
    """The words of a clinic whose own file of a language is the shipped one with these replacements."""

    def read(*replacements, language="en"):
        text = ENGLISH
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        file = clinic / "content" / "languages" / f"{language}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        settings = clinic / "content" / "clinic.yaml"
        settings.write_text(settings.read_text("utf-8") + f"\nlanguages: [{language}]\n", "utf-8")
        return read_practice(Project.at(clinic)).wordings[language].words

    return read


@pytest.fixture
def refused(reworded):
    """What is said of such a file, as `file:line code: message`."""

    def findings_of(*replacements, language="en"):
        with pytest.raises(Unusable) as error:
            reworded(*replacements, language=language)
        return [f"{found.file}:{found.line} {found.code}: {found.message}" for found in error.value.findings]

    return findings_of


def line_of(text):
    """The line of the shipped words that this text begins on."""
    return ENGLISH[: ENGLISH.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("call_now: Call {} now", "call_now: You need not call {}", "'call_now' {}'Call {} now'"),
        ("draft: Draft, not yet reviewed", "draft: Reviewed by the NHS", "'draft' {}'Draft, not yet reviewed'"),
        ("sample: SAMPLE", "sample: Approved", "'sample' {}'SAMPLE'"),
        ('count: "{} in {}"', 'count: "{} in {}0"', "'count' {}'{} in {}'"),
        ('answer_yes: "Yes"', 'answer_yes: "No"', "'answer_yes' {}'Yes'"),
        (
            "same_day_doctor: See a doctor the same day",
            "same_day_doctor: Rest",
            "'same_day_doctor' {}'See a doctor the",
        ),
        ("rare: {name: Rare,", "rare: {name: Unheard of,", "'bands.rare.name' {}'Rare'"),
        ("range: 10 or more in 100", "range: 1 or more in 100", "'bands.very_common.range' {}'10 or more in 100'"),
        ("months: [January", "months: [July", "'months' {}'January'"),
        ('minutes_exact: "{} minutes"', 'minutes_exact: "{}0 minutes"', "'minutes_exact' {}'{} minutes'"),
    ],
)
def test_words_that_keep_patients_safe_stay(refused, old, new, said):
    """A warning, a sign, an answer or a number of a shipped language is told at its line what it must be."""
    told = said.replace("{}", "keeps patients safe and must stay ", 1)
    (found,) = refused((old, new))
    assert found.startswith(f"content/languages/en.yaml:{line_of(old)} required-block: {told}")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Questions? Call us.", "Questions? Ring us.", "questions"),
        ("hours: Open", "hours: When we are here", "hours"),
        ("How long", "Time", "how_long"),
        ("QR code that opens {}", "A code for {}", "qr"),
        ("Need this in large print,", "Do you need this in braille,", "other_formats"),
    ],
)
def test_harmless_words_are_the_clinics_own(reworded, old, new, key):
    """What stands beside no warning and no number may be said in other words."""
    assert getattr(reworded((old, new)), key).startswith(new.rpartition("hours: ")[2])


def test_the_language_of_a_region_keeps_the_words_too(refused):
    """A clinic cannot shed the shipped words by naming a kind of English."""
    (said,) = refused(("Call {} now", "Perhaps call {}"), language="en-GB")
    assert said.endswith("'call_now' keeps patients safe and must stay 'Call {} now'")


def test_words_of_a_language_that_is_not_shipped_are_free(reworded):
    """A clinic writes the words of another language itself."""
    assert reworded(("Call {} now", "Rufen Sie {} an"), language="de").call_now == "Rufen Sie {} an"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("spellings:\n", "spellings:\n  en-GB:\n    not: always\n", "'not' may not be spelt 'always'"),
        ("spellings:\n  en-US:\n", "spellings:\n  en-US:\n    not: always\n", "'not' may not be spelt 'always'"),
        ("colour: color", "colour: colourless", "'colour' may not be spelt 'colourless'"),
    ],
)
def test_spelling_turns_no_sentence_round(refused, old, new, said):
    """A word that a clinic's own file spells in another way is refused at its line."""
    (found,) = refused((old, new))
    line = ENGLISH.replace(old, new, 1).split(said.split("'")[3])[0].count("\n") + 1
    assert found.startswith(f"content/languages/en.yaml:{line} required-block: {said}")


def test_spellings_may_be_left_out(reworded):
    """A word that is spelt as it is written says the same."""
    assert reworded(("    colour: color\n", ""))


def test_own_words_claim_no_number_without_a_source(refused):
    """A number in the words that pages print themselves needs a source, as it does in a handout."""
    old = "Questions? Call us."
    (said,) = refused((old, "We help 97% of patients."))
    assert said.startswith(f"content/languages/en.yaml:{line_of(old)} fact-without-source: '97%")


def test_the_bands_of_another_language_are_its_own(reworded):
    """The numbers that the bands stand for need no source in a language that is not shipped."""
    assert reworded(("10 or more in 100", "more than 9 in 100"), language="de").bands.very_common.range
