"""The papers that a sheet is built on: charts on those for the wall too, everything else on A4 and Letter."""

import pypdfium2
import pytest

from handouts.areas import MM_OF_POINT
from handouts.sheet import Paper
from tests.files import change
from tests.heads import HEAD

CHART = HEAD.replace("kind: guide", "kind: chart").replace("pages: 4", "pages: 1")
BLOCKS = "- {id: a, chart: [BL23, LI4, ST36]}\n- {id: b, acupoint_table: {points: [BL23, LI4, ST36], by_channel: true}}"


def sizes(path):
    """The width and height of each page, in mm."""
    with pypdfium2.PdfDocument(path) as document:
        return [tuple(round(side * MM_OF_POINT, 1) for side in page.get_size()) for page in document]


@pytest.mark.parametrize(
    ("paper", "size"),
    [("a4", (210, 297)), ("letter", (215.9, 279.4)), ("a3", (297, 420)), ("tabloid", (279.4, 431.8))],
)
def test_a_chart_is_one_page_of_each_paper(sheet, clinic, paper, size):
    """A chart with its index fits one page of every paper, which is as large as its name says."""
    result = sheet(BLOCKS, CHART, "--paper", paper)
    assert (result.code, result.problems) == (0, [])
    assert sizes(clinic / "build" / f"sheet.en.{paper}.pdf") == [pytest.approx(size, abs=0.1)]


@pytest.mark.parametrize(("paper", "size"), [("a3", (297, 420)), ("tabloid", (279.4, 431.8))])
def test_the_shipped_chart_is_a_poster(clinic, command, paper, size):
    """The figures, the index and what to do in an emergency are on one large page."""
    result = command("build", "acupoint-chart", "--paper", paper)
    assert (result.code, result.problems) == (0, [])
    assert sizes(clinic / "build" / f"acupoint-chart.en.{paper}.pdf") == [pytest.approx(size, abs=0.1)]


@pytest.mark.parametrize("kind", ["guide", "leaflet", "form", "brochure"])
def test_a_guide_on_a_poster_is_refused_in_words(sheet, kind):
    """Whoever names a handout and a paper that it has not is told those that it has."""
    head = HEAD.replace("kind: guide", f"kind: {kind}")
    block = "- {id: a, panel: cover, text: Hello.}" if kind == "brochure" else "- {id: a, text: Hello.}"
    result = sheet(block, head, "--paper", "a3")
    assert (result.code, result.out) == (2, "")
    assert "Error: 'sheet' does not come on a3; it comes on a4 or letter" in result.err


def test_of_several_papers_a_guide_takes_those_it_has(sheet, clinic):
    """Where one of the papers fits, the others are passed over."""
    assert sheet("- {id: a, text: Hello.}", HEAD, "--paper", "a3", "--paper", "a4").code == 0
    assert [path.name for path in (clinic / "build").glob("*.pdf")] == ["sheet.en.a4.pdf"]


@pytest.mark.usefixtures("one_handout")
def test_a_whole_build_puts_charts_on_both_papers_and_guides_on_one(clinic, command):
    """With `papers: [a4, a3]` every handout is built on A4, and the charts on A3 as well."""
    change(clinic / "content" / "clinic.yaml", "country: GB", "country: GB\npapers: [a4, a3]")
    indented = "".join(f"  {line}\n" for line in BLOCKS.splitlines())
    (clinic / "content" / "points.yaml").write_text(f"{CHART}blocks:\n{indented}", "utf-8")
    result = command("build")
    assert (result.code, result.problems) == (0, [])
    built = {path.name for path in (clinic / "build").glob("*.pdf")}
    assert built == {"first-visit-guide.en.a4.pdf", "points.en.a4.pdf", "points.en.a3.pdf"}
    assert command("build").out.splitlines() == ["3 sheets are up to date."]


def test_a_guide_is_built_on_the_clinics_other_paper(sheet, clinic):
    """`papers` with one for the wall keeps no guide from being built by its name."""
    change(clinic / "content" / "clinic.yaml", "country: GB", "country: GB\npapers: [tabloid, letter]")
    assert sheet("- {id: a, text: Hello.}").code == 0
    assert [path.name for path in (clinic / "build").glob("*.pdf")] == ["sheet.en.letter.pdf"]


@pytest.mark.parametrize("paper", Paper)
def test_margins_leave_the_live_width(paper):
    """What lies between the side margins is as wide as templates are told."""
    margin = 12 if paper.is_for_the_wall else 20
    assert paper.live_width == pytest.approx(paper.size[0] - 2 * margin)
