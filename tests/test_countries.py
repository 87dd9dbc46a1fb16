"""What a country decides: emergency number, advice line, spelling and paper, whatever the language."""

import re

import pikepdf
import pytest

from handouts.practice import read_practice
from handouts.project import Project, library
from handouts.sheet import Paper
from handouts.starting import new_project
from tests.pages import pdf_text

EMERGENCY = {"GB": "999", "IE": "112 or 999", "US": "911", "CA": "911", "AU": "000", "NZ": "111", "DE": "112"}
LETTER = {"US", "CA"}
COUNTRIES = sorted(EMERGENCY)


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
    country = 'name: Norway\nemergency: "113"\nspelling: en-GB\npaper: a4\n'
    (clinic / "content" / "countries" / "NO.yaml").write_text(country, "utf-8")
    (clinic / "content" / "clinic.yaml").write_text("name: X\ncountry: NO\ncontact: {phone: 22 12 34 56}\n", "utf-8")
    assert read_practice(Project.at(clinic)).country.emergency == "113"


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
