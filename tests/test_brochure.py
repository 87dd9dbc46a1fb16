"""The brochure: six panels on both sides of one sheet, which is printed, cut from the picture, and folded."""

import re
from itertools import pairwise
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts.batch import Order, build
from handouts.project import Project, library
from handouts.sheet import Paper
from handouts.starting import new_project
from tests.files import change
from tests.heads import HEAD
from tests.pages import place_of
from tests.pdf_ua import outline

BROCHURE = HEAD.replace("kind: guide", "kind: brochure").replace("pages: 4", "pages: 2")
PIXELS_OF_MM = 8
# What stands at the head of each panel.
HEADS = {
    "cover": "Acupuncture,",
    "flap": "Is it right for me?",
    "back": "Come and talk",
    "inside-left": "Before",
    "inside-middle": "During",
    "inside-right": "After",
}
OUTSIDE, INSIDE = ("flap", "back", "cover"), ("inside-left", "inside-middle", "inside-right")
# The sides of the paper, the widths of its panels, and the room beside the text of each.
WIDTHS = {Paper.A4: (297, 210, 99.67, 97.67, 9), Paper.LETTER: (279.4, 215.9, 93.8, 91.8, 8)}
SHEETS = [(country, paper) for country in ("GB", "US") for paper in WIDTHS]


class Strip(NamedTuple):
    """A panel that was cut out of a page: its picture and its words."""

    picture: Image.Image
    words: str


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The brochure of a clinic in both countries, on both papers."""
    found = {}
    for country in ("GB", "US"):
        folder = tmp_path_factory.mktemp("brochure") / country
        new_project(folder, country, library())
        file = folder / "content" / "clinic.yaml"
        change(file, "phone: ", "booking: https://linden.example/book\n  web: linden.example\n  phone: ")
        with file.open("a", encoding="utf-8") as more:
            more.write("papers: [a4, letter]\n")
        report = build(Project.at(folder, folder), Order(["clinic-brochure"]))
        found |= {(country, output.sheet.paper): output.path for output in report.outputs}
    return found


def cut(path, page, edges):
    """Cut a page at its folds, as its picture and as the words in each part; edges are in mm from the left."""
    with pypdfium2.PdfDocument(path) as document:
        drawn = document[page]
        picture = drawn.render(scale=PIXELS_OF_MM * 25.4 / 72).to_pil().convert("L")
        height, text = drawn.get_height(), drawn.get_textpage()
        bounds = [(a * 72 / 25.4, b * 72 / 25.4) for a, b in pairwise(edges)]
        words = [" ".join(text.get_text_bounded(left, 0, right, height).split()) for left, right in bounds]
    parts = [(round(a * PIXELS_OF_MM), round(b * PIXELS_OF_MM)) for a, b in pairwise(edges)]
    return [Strip(picture.crop((a, 0, b, picture.height)), said) for (a, b), said in zip(parts, words, strict=True)]


def folds_of(picture, height, end):
    """Where ticks stand at one end of a page: their places from the left, and their highest and lowest ink."""
    top = 0 if end == "top" else round((height - 9) * PIXELS_OF_MM)
    strip = ImageChops.invert(picture.crop((0, top, picture.width, top + 9 * PIXELS_OF_MM))).point(lambda v: v > 60)
    columns = [x for x in range(strip.width) if strip.crop((x, 0, x + 1, strip.height)).getbbox()]
    starts = [x for x in columns if x - 1 not in columns]
    _, first, _, last = strip.getbbox()
    return [x / PIXELS_OF_MM for x in starts], ((top + first) / PIXELS_OF_MM, (top + last) / PIXELS_OF_MM)


@pytest.mark.parametrize(("country", "paper"), SHEETS)
def test_ticks_show_where_to_fold(printed, country, paper):
    """At both ends of both pages, 5 to 7.6 mm from the edge, and the narrow panel is the flap and its other face."""
    width, height, outer, flap, _ = WIDTHS[paper]
    with pypdfium2.PdfDocument(printed[country, paper]) as document:
        pages = [page.render(scale=PIXELS_OF_MM * 25.4 / 72).to_pil().convert("L") for page in document]
    for picture, widths in zip(pages, [(flap, outer, outer), (outer, outer, flap)], strict=True):
        assert picture.width / PIXELS_OF_MM == pytest.approx(width, abs=0.2)
        for end, inked in {"top": (5, 7.6), "bottom": (height - 7.6, height - 5)}.items():
            (first, second), found = folds_of(picture, height, end)
            assert (first, second - first, width - second) == pytest.approx(widths, abs=0.25)
            assert found == pytest.approx(inked, abs=0.3)


@pytest.mark.parametrize(("country", "paper"), SHEETS)
def test_cut_and_folded_every_panel_has_its_true_back(printed, country, paper):
    """Cut out and rolled up, the cover is in front, then comes the flap, and the phone number is behind.

    Checked so: both pages are cut at the folds, as pictures and as words. The sheet is turned over its short edge, so
    what lies behind a strip of the front from `a` to `b` is the strip of the back from `width - b` to `width - a`. Then
    the sheet lies with its inside up: the flap is folded to the left over the middle, and the left panel over both.
    The text of every strip stands in its middle: but for the ticks and the drawn band, no ink is nearer to a cut.
    """
    width, _, outer, flap, side = WIDTHS[paper]
    edges = (0, flap, flap + outer, width)
    front = cut(printed[country, paper], 0, edges)
    behind = [cut(printed[country, paper], 1, (width - b, width - a))[0] for a, b in pairwise(edges)]
    for strip, head, other, back in zip(front, OUTSIDE, behind, reversed(INSIDE), strict=True):
        assert HEADS[head] in strip.words
        assert HEADS[back] in other.words
        assert abs(strip.picture.width - other.picture.width) <= 1
        assert not any(HEADS[name] in strip.words + other.words for name in {*HEADS} - {head, back})
        assert_in_the_middle(strip.picture, side, below=9)
        assert_in_the_middle(other.picture, side, below=31)
    assert front[0].picture.width < min(strip.picture.width for strip in front[1:])
    met = ["cover", "inside-left", "flap", "inside-right", "inside-middle", "back"]
    for strip, name in zip(rolled(front, behind), met, strict=True):
        assert HEADS[name] in strip.words


def assert_in_the_middle(picture, side, below):
    """Between the band, or the ticks, and the ticks at the foot the ink begins and ends so far from the cuts."""
    ends = below * PIXELS_OF_MM, picture.height - 9 * PIXELS_OF_MM
    left, _, right, _ = ImageChops.invert(picture.crop((0, ends[0], picture.width, ends[1]))).getbbox()
    assert left / PIXELS_OF_MM == pytest.approx(side, abs=0.6)
    assert (picture.width - right) / PIXELS_OF_MM > side - 0.6


def rolled(front, behind):
    """The faces of the folded sheet from the top down, as hands that open it meet them."""
    right, middle, left = zip(front, behind, strict=True)  # the inside looks up, so what was left lies right
    return [*left, *right, *reversed(middle)]  # the outer two are turned over, the left one last


@pytest.mark.parametrize(("country", "paper"), SHEETS)
def test_it_is_read_from_its_cover(printed, country, paper):
    """A screen reader begins with the cover, goes on with flap and back, then with the inside from left to right."""
    tags = outline(printed[country, paper].read_bytes())
    places = [tags.index(head) for head in HEADS.values()]
    assert places == sorted(places)
    headings = [int(level) for level in re.findall(r"^ *H(\d)", tags, re.MULTILINE)]
    assert (headings[0], headings.count(1)) == (1, 1)


@pytest.mark.parametrize(("country", "paper"), SHEETS)
def test_it_asks_to_be_flipped_on_its_short_edge(printed, country, paper):
    """Flipped on the long edge, the inside of a sheet on its side would stand on its head."""
    with pikepdf.open(printed[country, paper]) as pdf:
        told = pdf.Root.ViewerPreferences
        assert (str(told.Duplex), str(told.PrintScaling), len(pdf.pages)) == ("/DuplexFlipShortEdge", "/None", 2)


def test_what_it_is_and_how_old_stands_on_its_back(printed):
    """The foot of the back panel says it once, in the words of all other sheets."""
    for path in printed.values():
        with pypdfium2.PdfDocument(path) as document:
            words = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
        dates = "Brochure · Version 1.0 · Written November 2026 · Review by November 2028 · Draft, not yet reviewed"
        assert (words[0].count(dates), words[1].count("Version")) == (1, 0)


@pytest.mark.usefixtures("empty")
def test_sample_stands_across_both_pages_of_the_demonstration(command):
    """No page of the demonstration clinic can be taken for that of a real one."""
    command("build", "clinic-brochure")
    with pypdfium2.PdfDocument("build/clinic-brochure.en.a4.pdf") as document:
        for page in document:
            text = page.get_textpage()
            found = text.search("SAMPLE").get_next()
            boxes = [text.get_charbox(found[0] + letter) for letter in range(found[1])]
            assert max(box[2] for box in boxes) - min(box[0] for box in boxes) > page.get_width() / 2


@pytest.mark.parametrize("panel", HEADS)
def test_too_much_for_a_panel_is_an_error(sheet, panel):
    """Whatever runs over the foot of a panel is told with its words, and nothing is printed."""
    text = " ".join(["Words that run on."] * 90)
    result = sheet(f"- {{id: a, panel: {panel}, heading: Full, text: {text}}}", BROCHURE)
    assert result.code == 1
    assert re.search(r"text-overflow: '.*' runs \d+\.\d mm out of its place; shorten it", result.err)


def test_a_block_of_a_brochure_without_a_panel_is_one_error(sheet):
    """The line says which panels there are."""
    result = sheet("- {id: a, panel: flap, text: Some.}\n- {id: b, text: More.}", BROCHURE)
    choice = "cover, flap, back, inside-left, inside-middle, inside-right"
    said = f"missing-key: the block 'b' stands on no panel; write 'panel:' with one of {choice}"
    assert (result.code, result.problems) == (3, [f"content/sheet.yaml:10:5: error: {said}"])


def test_a_panel_anywhere_else_is_one_error(sheet):
    """Other kinds have none."""
    result = sheet("- {id: a, panel: flap, text: Some.}")
    said = "unknown-key: only a brochure has panels, and this is a guide; take this line out"
    assert (result.code, result.problems) == (3, [f"content/sheet.yaml:9:20: error: {said}"])


def test_a_break_in_a_brochure_is_one_error(sheet):
    """Its panels are not divided."""
    result = sheet("- {id: a, panel: flap, text: Some.}\n- {id: b, panel: flap, page_break: true}", BROCHURE)
    said = "unknown-key: each panel of a brochure is a page of its own; take out the page_break 'b'"
    assert (result.code, result.problems) == (3, [f"content/sheet.yaml:10:5: error: {said}"])


def test_the_foot_of_a_panel_is_its_own(sheet, clinic):
    """A block at the foot goes down in its panel, whatever stands in the others."""
    blocks = [
        f"- {{id: {name}, panel: {panel}, place: foot, callout: Last {panel}.}}\n"
        f"- {{id: {name}-before, panel: {panel}, text: First {panel}.}}"
        for name, panel in (("a", "flap"), ("b", "inside-left"), ("c", "inside-middle"))
    ]
    assert sheet("\n".join("\n".join(reversed(pair.split("\n"))) for pair in blocks), BROCHURE).code == 0
    pdf = clinic / "build" / "sheet.en.a4.pdf"
    for page, panel in ((0, "flap"), (1, "inside-left"), (1, "inside-middle")):
        assert place_of(pdf, f"First {panel}", page)[1] < 60
        assert 180 < place_of(pdf, f"Last {panel}", page)[1] < 199
