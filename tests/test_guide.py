"""The shipped first-visit guide: what a screen reader, a greyscale printer and every country get."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from handouts.palette import derive
from tests.files import change
from tests.pages import pdf_text
from tests.pdf_ua import outline, page_validation, vera_pdf

PAPERS = {"a4": (210, 297), "letter": (215.9, 279.4)}  # mm
BRANDS = ["#1f4e8c", "#8a4b6a", "#eaff00", "#f4c6d0", "#000000", "#ffffff"]
MM = 72 / 25.4


@pytest.fixture
def guide(clinic, command):
    """Build the guide on a paper and give its PDF."""

    def build(paper="a4") -> Path:
        result = command("build", "first-visit-guide", "--paper", paper)
        assert result.code == 0, result.err
        return clinic / "build" / f"first-visit-guide.en.{paper}.pdf"

    return build


@pytest.mark.parametrize("paper", PAPERS)
def test_it_passes_both_validators_of_accessibility(guide, paper):
    """The guide is PDF/UA-1 for page-validation and for veraPDF."""
    pdf = guide(paper)
    assert (page_validation(pdf), vera_pdf(pdf)) == ([], [])


def put_into(clinic, command, template, *changes):
    """Take one template over and change words in it."""
    command("override", f"templates/{template}")
    for old, new in changes:
        change(clinic / "templates" / template, old, new)


@pytest.fixture
def unchecked(monkeypatch):
    """Print whatever was typeset."""
    monkeypatch.setattr("handouts.preflight.check", lambda _: [])


LOST_TITLE = ("base.html", ("<title>{{ handout.title|plain }} – {{ clinic.name }}</title>", ""))
HEADING_SKIP = ("components/steps.html", ("<{{ heading }}>", "<h5>"), ("</{{ heading }}>", "</h5>"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (LOST_TITLE, "the page has no title; write a <title>"),
        (HEADING_SKIP, "'We talk' is an <h5> after <h2>; make it"),
    ],
)
def test_a_template_that_breaks_a_rule_of_accessibility_is_refused(clinic, command, changes, said):
    """A template that forgets the title, or goes from the second level to the fifth, prints nothing."""
    put_into(clinic, command, *changes)
    result = command("build", "first-visit-guide")
    assert (result.code, result.out, f"error: not-accessible: {said}" in result.err) == (1, "", True)


@pytest.mark.parametrize(("changes", "rule"), [(LOST_TITLE, "7.1-"), (HEADING_SKIP, "7.4.2-1")])
@pytest.mark.usefixtures("unchecked")
def test_both_validators_see_what_is_refused(clinic, command, guide, changes, rule):
    """What the build would print without its checks is wrong for both validators, so they agree with it."""
    put_into(clinic, command, *changes)
    pdf = guide()
    assert page_validation(pdf)
    assert [found for found in vera_pdf(pdf) if found.startswith(rule)]


@pytest.mark.parametrize(
    ("template", "changed"),
    [
        ("base.html", ('<html lang="{{ language }}">', "<html>")),
        ("components/image.html", (' alt="{{ image.alt }}"', "")),
    ],
)
def test_a_lost_language_or_alternative_text_stops_the_build(clinic, command, sheet, template, changed):
    """What WeasyPrint itself sees is an error, and nothing is printed."""
    put_into(clinic, command, template, changed)
    (clinic / "content" / "images").mkdir()
    Image.new("RGB", (90, 60)).save(clinic / "content" / "images" / "door.png")
    result = sheet("- {id: a, heading: Door, image: {file: images/door.png, alt: A door}}")
    assert (result.code, result.out, "error: not-accessible: " in result.err) == (1, "", True)


@pytest.mark.parametrize(("paper", "size"), PAPERS.items())
def test_it_is_one_sheet_of_the_right_size(guide, paper, size):
    """Two sides on A4 and on Letter."""
    with pikepdf.open(guide(paper)) as pdf:
        boxes = [[round(float(side) / MM, 1) for side in page.mediabox[2:]] for page in pdf.pages]
    assert boxes == [list(map(float, size))] * 2


@pytest.mark.parametrize("brand", BRANDS)
def test_it_is_printed_in_any_brand(clinic, guide, brand):
    """Any colour gives the palette that is derived from it, and the same words, dark enough on every ground."""
    change(clinic / "content" / "clinic.yaml", "#1f4e8c", brand)
    pdf = guide()
    with pypdfium2.PdfDocument(pdf) as document:
        colours = document[0].render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)
    deep = derive(brand)["deep"]
    assert tuple(bytes.fromhex(deep[1:])) in {colour for _, colour in colours}
    assert "Call 999 now" in pdf_text(pdf)


def test_it_warns_of_a_collapsed_lung_in_the_emergency_box(guide):
    """The one rare danger that must be named is, with what to say and that it may come late."""
    words = pdf_text(guide())
    for said in ("collapse a lung", "hours later or the next day", "“I had acupuncture.”", "are or may be pregnant"):
        assert said in words


def test_its_headings_lead_through_it(guide):
    """One title, then a heading for each part, and below them only the next level."""
    levels = [line.split()[0] for line in outline(guide().read_bytes()).splitlines() if line.strip()[:1] == "H"]
    assert set(levels) <= {"H1", "H2", "H3"}
    assert (levels.count("H1"), levels[0]) == (1, "H1")
