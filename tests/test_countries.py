"""What a country decides: emergency number, advice line, spelling and paper, whatever the language."""

import re

import pikepdf
import pytest

from handouts.errors import Unusable
from handouts.practice import read_practice
from handouts.project import Project, library
from handouts.sheet import Paper
from handouts.starting import new_project
from tests.pages import pdf_text

EMERGENCY = {"GB": "999", "IE": "112 or 999", "US": "911", "CA": "911", "AU": "000", "NZ": "111", "DE": "112"}
LETTER = {"US", "CA"}
COUNTRIES = sorted(EMERGENCY)
GB = (library() / "content" / "countries" / "GB.yaml").read_text("utf-8")


@pytest.fixture
def practice(tmp_path):
    """A clinic in this country."""

    def in_country(country):
        folder = tmp_path / country
        new_project(folder, country, library())
        return read_practice(Project.at(folder))

    return in_country


@pytest.fixture
def guide(tmp_path, monkeypatch, command):
    """Build the first-visit guide of a clinic in this country, and give the path of its only PDF."""

    def in_country(country):
        folder = tmp_path / country
        new_project(folder, country, library())
        monkeypatch.chdir(folder)
        assert command("build", "first-visit-guide").code == 0
        (pdf,) = (folder / "build").glob("*.pdf")
        return pdf

    return in_country


def test_every_country_has_a_number_that_was_verified():
    """A country file that is not in the table here has a number nobody looked at."""
    files = (library() / "content" / "countries").glob("*.yaml")
    assert sorted(file.stem for file in files) == COUNTRIES


@pytest.mark.parametrize("country", COUNTRIES)
def test_country_has_its_own_emergency_number(practice, country):
    """Each country prints the number that calls an ambulance there."""
    assert practice(country).country.emergency == EMERGENCY[country]


@pytest.mark.parametrize("country", COUNTRIES)
def test_country_has_its_own_paper(practice, country):
    """North America prints on Letter, everybody else on A4."""
    assert practice(country).country.paper is (Paper.LETTER if country in LETTER else Paper.A4)


@pytest.mark.parametrize("country", COUNTRIES)
def test_only_the_united_kingdom_has_an_advice_line(practice, country):
    """An advice line is printed only where one was verified."""
    assert practice(country).country.out_of_hours == ("NHS 111" if country == "GB" else None)


@pytest.mark.parametrize("country", COUNTRIES)
def test_advice_line_is_never_an_emergency_number(practice, country):
    """Nobody is told to call the ambulance for advice: 111 is one in New Zealand."""
    there = practice(country).country
    assert not set(there.emergency.split()) & set((there.out_of_hours or "").split())


@pytest.mark.parametrize(
    ("country", "spelt"),
    [
        ("GB", "colour, anaesthetic, practise"),
        ("IE", "colour, anaesthetic, practise"),
        ("AU", "colour, anaesthetic, practise"),
        ("NZ", "colour, anaesthetic, practise"),
        ("DE", "colour, anaesthetic, practise"),
        ("US", "color, anesthetic, practice"),
        ("CA", "colour, anesthetic, practise"),
    ],
)
def test_country_has_its_own_spelling(practice, country, spelt):
    """English words are spelt as people there spell them."""
    assert practice(country).values("en").spell("colour, anaesthetic, practise") == spelt


def test_unknown_country_is_told_the_nearest(clinic, command):
    """A country without a file is an error at its line, with those there are."""
    (clinic / "content" / "clinic.yaml").write_text("name: X\ncountry: UK\ncontact: {phone: 020 7946 0182}\n", "utf-8")
    result = command("check")
    assert result.code == 3
    (said,) = (line for line in result.problems if "countries" in line)
    assert said.startswith("content/clinic.yaml:2:10: error: unknown-reference: 'UK' is not among the countries; ")


def test_clinic_can_bring_its_own_country(clinic):
    """A country that is not shipped is a file in the clinic's folder."""
    (clinic / "content" / "countries").mkdir()
    country = (
        'name: Norway\nemergency: "113"\nspelling: en-GB\npaper: a4\nregulator: Ask us.\nform_note: It is a talk.\n'
    )
    (clinic / "content" / "countries" / "NO.yaml").write_text(country, "utf-8")
    (clinic / "content" / "clinic.yaml").write_text("name: X\ncountry: NO\ncontact: {phone: 22 12 34 56}\n", "utf-8")
    assert read_practice(Project.at(clinic)).country.emergency == "113"


@pytest.fixture
def refused(clinic):
    """What is said of a clinic in a country of its own, as `line code: message`.

    Its file has this code for a name, and is the shipped one of the United Kingdom with these replacements.
    """

    def findings_of(code, *replacements):
        text = GB
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        file = clinic / "content" / "countries" / f"{code}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        settings = clinic / "content" / "clinic.yaml"
        settings.write_text(re.sub("country: .*", f"country: {code}", settings.read_text("utf-8")), "utf-8")
        with pytest.raises(Unusable) as error:
            read_practice(Project.at(clinic))
        return [f"{found.line} {found.code}: {found.message}" for found in error.value.findings]

    return findings_of


def line_of(text):
    """The line of the shipped file of the United Kingdom that this text begins on."""
    return GB[: GB.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("code", "name"),
    [("GB", "Ours"), ("gb", "Ours"), ("Great-Britain", "United Kingdom"), ("XX", "united  kingdom")],
)
def test_a_country_keeps_its_number_under_any_name(refused, code, name):
    """A file that has the code or the name of a shipped country, in whatever letters, has its emergency number."""
    found = refused(code, ("name: United Kingdom", f"name: {name}"), ('"999"', '"112"'))
    assert found == [
        f"{line_of('emergency')} emergency-number: the emergency number of United Kingdom is 999; write that"
    ]


def test_a_file_that_is_two_countries_is_neither(refused):
    """The code of one shipped country and the name of another leave no number that would be right for both."""
    found = refused("AU", ('"999"', '"000"'))
    assert any("the emergency number of United Kingdom is 999; write that" in said for said in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "out_of_hours: NHS 111",
            "out_of_hours: 0900 1234",
            "United Kingdom is NHS 111; write 'out_of_hours: NHS 111'",
        ),
        (
            "out_of_hours: a doctor",
            "out_of_hours: no doctor",
            "Northern Ireland is a doctor or a hospital; write 'out_",
        ),
        ("    name: England\n", "    name: England\n    out_of_hours: Bob\n", "England is not known; delete 'out_of"),
    ],
)
def test_the_line_to_call_out_of_hours_stays(refused, old, new, said):
    """Whom patients call when the clinic is closed was verified, for the country and for each region."""
    (found,) = refused("GB", (old, new))
    line = line_of(old) + new.count("\n") // 2
    assert found.startswith(f"{line} emergency-number: the line to call out of hours in {said}")


def test_a_region_of_ones_own_brings_no_line(refused):
    """A region that is not shipped has the line of its country."""
    (found,) = refused("GB", ("regions:\n", "regions:\n  X: {name: Here, out_of_hours: Bob}\n"))
    assert "emergency-number: the line to call out of hours in Here is not known" in found


@pytest.mark.parametrize(("old", "new"), [("says not to offer", "says to offer"), ("fact: G01.", "fact: G10.")])
def test_a_shipped_guideline_is_not_reworded(refused, old, new):
    """What experts say stays in its words and under its source."""
    (found,) = refused("GB", (old, new))
    assert "required-block: the guidelines on 'low-back-pain' must still say 'NICE advises the NHS" in found


def test_a_reworded_guideline_is_told_at_its_line(refused):
    """The finding stands at the line that has the same fact."""
    text = "text: NICE advises"
    (found,) = refused("GB", (text, "text: NICE praises"))
    assert found.startswith(f"{line_of(text)} required-block: ")


def test_shipped_guidelines_are_not_dropped(refused):
    """A country file without the guidelines is told each that is missing."""
    shipped = GB[GB.index("guidelines:") : GB.index("regions:")]
    assert len(refused("GB", (shipped, ""))) == shipped.count("fact:")


def own_country(clinic, text):
    """What is read of a clinic whose own file of the United Kingdom holds this."""
    (clinic / "content" / "countries").mkdir()
    (clinic / "content" / "countries" / "GB.yaml").write_text(text, "utf-8")
    return read_practice(Project.at(clinic)).country


def test_a_guideline_may_be_added(clinic):
    """A clinic's own file of a shipped country says more, and is free in what guards no patient."""
    added = "  low-back-pain:\n    - {fact: G06.back-pain, text: Ours.}\n"
    text = GB.replace("  low-back-pain:\n", added).replace("In England, no law", "No law")
    country = own_country(clinic, text.replace("credential: registration or membership", "credential: badge"))
    assert (country.guidelines["low-back-pain"][0].text, country.credential) == ("Ours.", "badge")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("In England, no law regulates", "We help 9 in 10 people. In England, no law licenses"),
        ("form_note: ", "form_note: It helps 80% of people. "),
        ("  low-back-pain:\n", "  low-back-pain:\n    - {fact: G06.back-pain, text: It helps 97% of people.}\n"),
    ],
)
def test_a_country_claims_no_number_without_a_source(refused, old, new):
    """A number in the texts of a country needs a source; a guideline has only what its own fact counts."""
    (found,) = refused("GB", (old, new))
    assert " fact-without-source: " in found


def test_a_guideline_is_backed_by_its_own_fact(clinic):
    """A number that the fact of a guideline has needs no other source."""
    added = "  low-back-pain:\n    - {fact: S01.bleeding, text: 6 in 100 bled.}\n"
    assert own_country(clinic, GB.replace("  low-back-pain:\n", added)).guidelines


@pytest.mark.parametrize(
    "line", ["visits: {price: We help 97% of patients}", "  hours: {We help 97% of people: 9 to 5}"]
)
def test_a_clinic_claims_no_number_without_a_source(clinic, line):
    """Every text of the clinic's settings, a day of its hours too, is held to the rule for numbers."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(f"name: X\ncountry: GB\ncontact:\n  phone: 020 7946 0182\n{line}\n", "utf-8")
    with pytest.raises(Unusable) as error:
        read_practice(Project.at(clinic))
    assert [(found.line, found.code) for found in error.value.findings] == [(5, "fact-without-source")]


def test_a_topic_without_guidelines_is_told_where_to_write_them(clinic, command):
    """A country that has no guidelines at all is told the file that they belong in."""
    (clinic / "content" / "countries").mkdir()
    country = 'name: Norway\nemergency: "113"\nspelling: en-GB\npaper: a4\nregulator: Ask.\nform_note: A talk.\n'
    (clinic / "content" / "countries" / "NO.yaml").write_text(country, "utf-8")
    (clinic / "content" / "clinic.yaml").write_text("name: X\ncountry: NO\ncontact: {phone: 22 12 34 56}\n", "utf-8")
    said = "; write them under 'guidelines' in content/countries/NO.yaml, or take this block out"
    assert f"Norway has no guidelines on 'low-back-pain'{said}" in command("check", "back-pain-guide").err


@pytest.mark.parametrize(
    ("country", "paper", "size", "language"),
    [("US", "letter", (612, 792), "en-US"), ("NZ", "a4", (595, 842), "en-NZ"), ("GB", "a4", (595, 842), "en-GB")],
)
def test_guide_is_printed_for_its_country(guide, country, paper, size, language):
    """The number, the paper and the language of a guide follow the country, though all speak English."""
    path = guide(country)
    assert path.name == f"first-visit-guide.en.{paper}.pdf"
    with pikepdf.open(path) as pdf:
        assert tuple(round(float(edge)) for edge in pdf.pages[0].mediabox)[2:] == size
        assert pdf.Root.Lang == language
    assert re.findall(r"Call ([\d or]+) now", pdf_text(path)) == [EMERGENCY[country]]


@pytest.mark.parametrize("country", COUNTRIES)
def test_advice_line_is_printed_only_where_there_is_one(sheet, clinic, country):
    """When the clinic is closed, patients in the United Kingdom call NHS 111 and all others read no such number."""
    settings = clinic / "content" / "clinic.yaml"
    settings.write_text(settings.read_text("utf-8").replace("country: GB", f"country: {country}"), "utf-8")
    assert sheet("- {id: a, emergency: {signs: [Chest pain], same_day: [Fever]}}").code == 0
    (pdf,) = (clinic / "build").glob("*.pdf")
    text, words = pdf_text(pdf), read_practice(Project.at(clinic)).wordings["en"].words
    assert f"Call {EMERGENCY[country]} now" in text
    assert ("NHS 111" in text) is (country == "GB")
    assert (words.closed in text) is (country != "GB")
