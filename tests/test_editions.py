"""The editions: large print in which nothing is lost, and an ink saver that needs black ink alone."""

import re
from base64 import b64encode
from collections import Counter
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageChops

from handouts.batch import Order, build
from handouts.desk import Desk
from handouts.findings import Severity
from handouts.inspection import inspect
from handouts.project import Project, library
from handouts.sheet import Edition, Paper
from tests.files import write
from tests.heads import HEAD
from tests.pages import page_texts, pdf_text
from tests.shipped import HANDOUTS, clinic_in

FIXED = ("acupoint-chart", "clinic-brochure")  # on their paper: they cannot grow
LARGE = [name for name in HANDOUTS if name not in FIXED]
PLACES = {Paper.A4: "GB", Paper.LETTER: "US"}
# Large print is compared with the standard edition on one paper; test_library proves that edition on both.
EDITIONS = {Paper.A4: [*Edition], Paper.LETTER: [Edition.LARGE_PRINT, Edition.INK_SAVER]}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The report of these editions of every handout, on each paper for a country that uses it."""
    reports = {}
    for paper, country in PLACES.items():
        project = clinic_in(tmp_path_factory.mktemp("editions") / country, country)
        reports[paper] = build(project, Order(list(HANDOUTS), papers=[paper], editions=EDITIONS[paper]))
    return reports


@pytest.fixture(scope="module")
def path_of(printed):
    """Where the PDF of an edition of a handout lies."""

    def find(name, edition, paper=Paper.A4):
        outputs = printed[paper].outputs
        return next(each.path for each in outputs if (each.sheet.handout, each.sheet.edition) == (name, edition))

    return find


@pytest.mark.parametrize("paper", PLACES)
def test_every_declared_edition_is_proved(printed, paper):
    """In no edition, on no paper, is anything found but that a handout is a draft."""
    assert len(printed[paper].outputs) == len(HANDOUTS) * len(EDITIONS[paper]) - len(FIXED)
    assert [finding for finding in printed[paper].findings if finding.severity is not Severity.NOTE] == []


@pytest.fixture(scope="module")
def handouts():
    """The shipped handouts, as they are written."""
    desk = Desk(Project.at(library(), library()))
    desk.read(HANDOUTS)
    return {name: manuscript.handout for name, manuscript in desk.manuscripts.items()}


def test_only_what_is_fixed_on_its_paper_has_no_large_print(handouts):
    """A chart and a folded brochure cannot grow; everything else can be had in large print, and all saves ink."""
    wanted = {name: [*Edition] if name in LARGE else [Edition.STANDARD, Edition.INK_SAVER] for name in HANDOUTS}
    assert {name: handout.editions for name, handout in handouts.items()} == wanted


def letters(path):
    """The letters and digits of a PDF that are read aloud; the margins of a page are not."""
    pages = inspect(path.read_bytes())
    read = (each.text for page in pages for each in page.letters if each.mark in page.reading_order)
    return re.sub(r"[\W_]", "", "".join(read))


@pytest.mark.parametrize("name", LARGE)
def test_large_print_has_the_words_of_the_standard_edition(handouts, path_of, name):
    """Every word of the standard edition is in large print, as often or more often, and no other words are.

    At the top of the first page "Large print" takes the place of the label, which stays at the foot.
    """
    paths = [path_of(name, edition) for edition in (Edition.STANDARD, Edition.LARGE_PRINT)]
    handout = handouts[name]
    labels = re.sub(r"\W", "", handout.label) * max(len(handout.copies), 1)
    standard, large = letters(paths[0]), letters(paths[1]) + labels
    words, added = ({word for word in re.findall(r"\w+", pdf_text(path)) if word.isalpha()} for path in paths)
    assert {word for word in words if len(word) > 1 and large.count(word) < standard.count(word)} == set()
    everything = re.sub(r"[\W_]", "", pdf_text(paths[0])).lower()
    assert {word for word in added if word.lower() not in everything} <= {"Large", "print"}


@pytest.mark.parametrize("paper", PLACES)
def test_red_flags_begin_on_the_first_page_of_large_print(path_of, handouts, paper):
    """Whoever reads one page alone knows that there is something that cannot wait, and whom to call."""
    guides = [name for name in LARGE if "red-flags" in [block.id for block in handouts[name].blocks]]
    first_pages = (page_texts(path_of(name, Edition.LARGE_PRINT, paper))[0] for name in guides)
    assert [bool(re.search("Call (999|911) now", text)) for text in first_pages] == [True] * 6


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("paper", PLACES)
def test_large_print_is_large(path_of, name, paper):
    """No letter of any page is smaller than 16 pt, and most of the first page are 18 pt or larger."""
    path = path_of(name, Edition.LARGE_PRINT, paper)
    assert min(sizes(path)) > 15.9
    first = sizes(path, last=1)
    assert sum(count for size, count in first.items() if size > 17.9) > sum(first.values()) / 2


def sizes(path, last=None):
    """How many letters the pages of a PDF have of each size, in pt."""
    found = Counter()
    with pypdfium2.PdfDocument(path) as document:
        for page in [*document][:last]:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                if not chr(pdfium.FPDFText_GetUnicode(text, index)).isspace():
                    matrix = pdfium.FS_MATRIX()
                    pdfium.FPDFText_GetMatrix(text, index, matrix)
                    if not matrix.b:  # the word SAMPLE and its like run across
                        found[round(pdfium.FPDFText_GetFontSize(text, index) * matrix.d, 1)] += 1
    return found


def test_a_template_of_large_print_may_leave_nothing_out(clinic, command):
    """What the standard edition says and a clinic's own large-print template does not is an error that names it."""
    template = (library() / "templates" / "components" / "steps.html").read_text("utf-8")
    folder = clinic / "templates" / "components"
    folder.mkdir(parents=True)
    (folder / "steps.html").write_text(template.replace("{{ words.how_long }}: ", ""), "utf-8")
    result = command("build", "first-visit-guide", "--edition", "large-print")
    assert "text-lost: 'How long' of the standard edition is left out of large-print" in result.err
    assert result.code == 1


def test_small_letters_in_large_print_are_an_error(clinic, command):
    """A style that would do in the standard edition is refused where patients asked for large print."""
    (clinic / "styles").mkdir(exist_ok=True)
    (clinic / "styles" / "clinic.css").write_text(".standfirst { font-size: 17pt; line-height: 1.2 }", "utf-8")
    result = command("build", "first-visit-guide", "--edition", "large-print")
    assert re.search(r"small-type: .* is printed at 17\.0 pt, and body text needs 18 pt", result.err)


def test_a_chart_has_no_large_print(sheet):
    """A handout whose place on the paper is fixed cannot declare it; one line says so."""
    head = 'title: T\nkind: chart\nversion: "1"\nwritten: 2026-11\nreview_by: 2028-11\neditions: [large-print]\n'
    result = sheet("- {id: a, text: A word.}", head)
    (problem,) = result.problems
    assert "a chart has no large-print edition; take 'large-print' out of 'editions'" in problem


@pytest.mark.usefixtures("clinic")
def test_an_edition_that_a_handout_has_not_is_refused(command):
    """Whoever asks for a chart in large print is told what it comes in, and is not left without a word."""
    result = command("build", "acupoint-chart", "--edition", "large-print")
    assert "'acupoint-chart' does not come in large-print; it comes in standard or ink-saver" in result.err
    assert result.code == 2


LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><style>.a{fill:#c00}</style>
<rect class="a" width="10" height="10"/><rect x="10" width="10" height="10" fill="blue"/>
<rect x="20" width="10" height="10" style="fill: rgb(0, 160, 0); stroke:none"/></svg>"""


@pytest.fixture
def colourful(clinic):
    """A clinic with a bright brand, a coloured logo, and a photograph in its guide."""
    file = clinic / "content" / "clinic.yaml"
    brand = 'brand: {color: "#c2185b", logo: images/logo.svg}'
    file.write_text(re.sub(r"(?m)^brand:\n(  .*\n|\n|#.*\n)*?(?=^\w)", brand + "\n", file.read_text("utf-8")), "utf-8")
    images = clinic / "content" / "images"
    images.mkdir(exist_ok=True)
    (images / "logo.svg").write_text(LOGO, "utf-8")
    plain, rising = Image.new("L", (900, 600), 200), Image.linear_gradient("L").resize((900, 600))
    Image.merge("RGB", [plain, rising, plain]).save(images / "door.jpg")
    return clinic


def colours(path):
    """The largest difference between two channels of a pixel, over all pages."""
    worst = 0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            red, green, blue = page.render(scale=1).to_pil().convert("RGB").split()
            pairs = ((red, green), (green, blue), (red, blue))
            worst = max(worst, *(ImageChops.difference(one, other).getextrema()[1] for one, other in pairs))
    return worst


def test_the_ink_saver_needs_black_ink_alone(colourful, command):
    """Of a bright brand, a coloured logo and a photograph nothing but shades of grey is printed."""
    head = (
        'title: T\nkind: guide\nversion: "1"\nwritten: 2026-11\nreview_by: 2028-11\neditions: [standard, ink-saver]\n'
    )
    blocks = (
        "blocks:\n  - {id: a, image: {file: images/door.jpg, alt: A door., width: 60}}\n"
        "  - {id: b, callout: A word.}\n  - {id: c, emergency: {signs: [Chest pain]}}\n"
    )
    (colourful / "content" / "door.yaml").write_text(head + blocks, "utf-8")
    result = command("build", "door", "--edition", "ink-saver", "--edition", "standard")
    assert result.code == 0, result.err
    assert colours(colourful / "build" / "door.en.a4.ink-saver.pdf") == 0
    assert colours(colourful / "build" / "door.en.a4.pdf") > 100


@pytest.mark.parametrize("name", HANDOUTS)
def test_the_ink_saver_prints_no_grounds(path_of, name):
    """Behind every letter of the ink saver is white paper."""
    path = path_of(name, Edition.INK_SAVER)
    assert colours(path) == 0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            picture = page.render(scale=1, fill_color=(255, 255, 255, 255)).to_pil().convert("L")
            shades = picture.histogram()
            assert sum(shades[225:255]) < 0.2 * sum(shades)  # the edges of letters, no ground


@pytest.mark.parametrize(
    "drawn",
    [
        '<image width="20" height="10" href="data:image/png;base64,{photo}"/>',
        '<rect width="20" height="10" style="FILL : Red"/>',
        '<rect width="20" height="10" fill="oklch(0.6 0.2 20)"/>',
        '<rect width="20" height="10" fill="url(#gone) red"/>',
    ],
)
def test_however_a_drawing_is_coloured_it_saves_ink(clinic, command, drawn):
    """A photograph inside of it, capitals, a new way to write a colour, the colour in place of a lost gradient."""
    photo = BytesIO()
    Image.new("RGB", (600, 300), "red").save(photo, "PNG")
    drawing = drawn.replace("{photo}", b64encode(photo.getvalue()).decode())
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{drawing}</svg>'
    write(clinic / "content" / "images" / "sign.svg", svg)
    block = "blocks:\n  - {id: a, image: {file: images/sign.svg, alt: A sign., width: 60}}\n"
    write(clinic / "content" / "sheet.yaml", HEAD + "editions: [standard, ink-saver]\n" + block)
    editions = ("--edition", "standard", "--edition", "ink-saver")
    result = command("build", "sheet", *editions)
    assert result.code == 0, result.err
    found = [colours(clinic / "build" / f"sheet.en.a4{name}.pdf") for name in ("", ".ink-saver")]
    assert (found[0] > 100, found[1]) == (True, 0)
