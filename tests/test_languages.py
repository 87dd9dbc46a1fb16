"""Which parts of a text are foreign to its language, and what they speak."""

import pytest

from handouts.languages import foreign_parts, scripts_of


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
