"""The components: each has one name everywhere, and prints every word of its examples."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import get_args

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import yaml
import zxingcpp
from PIL import Image

from handouts.batch import Order, build
from handouts.compose import compose
from handouts.findings import Severity
from handouts.manuscript import read_manuscript
from handouts.model import blocks
from handouts.model.handout import COMPONENTS, Block
from handouts.practice import read_practice
from handouts.project import Project, library
from handouts.sheet import Edition, Paper, Sheet
from handouts.starting import new_project
from tests.pages import page_texts, pdf_text, place_of
from tests.pdf_ua import outline, page_validation

ROOT = Path(__file__).parent.parent
EXAMPLES = {
    f"{file.stem.replace('_', '-')}-{name}": example["blocks"]
    for file in sorted((ROOT / "tests" / "examples").glob("*.yaml"))
    for name, example in yaml.safe_load(file.read_text("utf-8")).items()
}
UNPRINTED = (
    *("id", "marker", "tone", "file", "alt", "width", "place", "required", "minutes", "page_break"),
    *("facts", "topic", "view", "by_channel", "for", "channel", "region"),
)
NAMING = (
    "icon_array",
    "frequency_scale",
    "fact_table",
    "guidelines",
    "leaflets",
)  # their short forms name facts, topics, handouts
VALUES = {
    "clinic.name": "Linden Acupuncture",
    "clinic.visits.first": "75 minutes",
    "clinic.contact.phone": "020 7946 0182",
    "country.emergency": "999",
}
CLINIC = """\
name: Linden Acupuncture
country: GB
contact:
  phone: 020 7946 0182
  email: hello@linden.example
  web: linden.example
  booking: https://linden.example/book
  address: [14 Linden Row, Harrow Green, HG3 2QT]
  hours: {Mon–Thu: 8.30–7, Friday: 8.30–4}
visits: {first: 75 minutes, review_after: 6 visits}
checks:
  {reading-grade: "off", long-sentence: "off", long-paragraph: "off", long-list: "off", frequency-without-number: "off"}
"""
HEAD = """\
title: A sheet
label: Sheet
version: "1.0"
written: 2026-11
review_by: 2028-11
"""
PLACES = {"flow": (0, 110), "foot": (258, 279)}  # mm from the top: under the title, and above the bottom margin
MM = 72 / 25.4
# What follows in these blocks is long, so that they meet the foot of the page in every way.
BREAKABLE = {
    "text": 'text: "{0}"',
    "list": 'list: ["{0}", "{1}", "{2}"]',
    "steps": 'steps: [{{title: "{0}", minutes: 5, text: "{1}"}}, {{title: last, minutes: 5, text: "{2}"}}]',
    "checklist": 'checklist: {{columns: 2, items: ["{0}", "{1}"], after: "{2}"}}',
    "callout": 'callout: "{0}"',
    "table": 'table: {{columns: [one, two], rows: [["{0}", "{1}"], ["{2}", three]]}}',
    "question_and_answer": 'question_and_answer: [{{question: "{0}", answer: "{1}"}}, {{question: q, answer: "{2}"}}]',
    "do_and_dont": 'do_and_dont: {{do: ["{0}", "{1}"], dont: ["{2}"]}}',
    "emergency": 'emergency: {{signs: ["{0}", "{1}"], same_day: ["{2}"]}}',
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Every example as a handout of its own, of one page and one more for each page break: findings and PDFs."""
    folder = tmp_path_factory.mktemp("examples") / "clinic"
    new_project(folder, "GB", library())
    (folder / "content" / "clinic.yaml").write_text(CLINIC, "utf-8")
    write_pictures(folder)
    for name, example in EXAMPLES.items():
        head = {
            **yaml.safe_load(HEAD),
            "version": "1",
            "kind": "leaflet" if name.startswith("column-break") else "guide",
            "pages": 1 + sum("page_break" in block for block in example),
            "blocks": example,
        }
        text = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
        (folder / "content" / f"{name}.yaml").write_text(text, "utf-8")
    return build(Project.at(folder, folder), Order(list(EXAMPLES)))


def write_pictures(folder):
    """A red PNG that is twice as wide as high, and a green SVG, in content/images/."""
    images = folder / "content" / "images"
    images.mkdir(exist_ok=True)
    Image.new("RGB", (1200, 600), (200, 0, 0)).save(images / "dot.png")
    disc = '<circle cx="5" cy="5" r="4" fill="#0a7d32"/>'
    (images / "dot.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{disc}</svg>')


def pdf_of(printed, name):
    """The PDF of one example."""
    return next(sheet.path for sheet in printed.outputs if sheet.sheet.handout == name)


def words(text):
    """How often each word stands in a text, however its ligatures and hyphens came out."""
    text = re.sub(r"(?<=[.!?>*])\d+(, \d+)*(?=\s|$)", "", text)  # numbers of sources
    joined = re.sub(r"[-\u00ad\ufffe\x02]\s*", "", unicodedata.normalize("NFKC", text))
    return Counter(word.strip("“”.") for word in joined.split())


def texts(value, key=""):
    """What an example writes to be printed."""
    if key in UNPRINTED or (key == "columns" and not isinstance(value, list)):
        return
    if key in NAMING and not isinstance(value, dict):
        return
    if isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield without_marks(value)


def without_marks(text):
    """A text as it reads on the page."""
    text = re.sub(r"\\\n", "\n", re.sub(r"\s*\[@[^]]*\]", " ", text))
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", re.sub(r"\*", "", text))
    text = re.sub(r"(?<!\\)\{([^{}]+)\}", lambda found: VALUES[found[1]], text)
    return text.replace("\\", "")


def names_in(folder, kind):
    """The names of the files of one kind in a folder, which are those of components."""
    return {file.stem for file in (ROOT / folder).glob(f"*.{kind}")}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_builds_without_findings(printed, name):
    """Nothing is wrong with an example, and it fits its pages."""
    found = [f for f in printed.findings if f.handout == name and f.severity is not Severity.NOTE]
    assert found == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_word_of_an_example_is_printed(printed, name):
    """The PDF's text holds each word at least as often as the example writes it."""
    wanted = words(" ".join(texts(EXAMPLES[name])))
    assert wanted - words(pdf_text(pdf_of(printed, name))) == Counter()


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_accessible(printed, name):
    """The PDF keeps the rules of PDF/UA-1."""
    assert page_validation(pdf_of(printed, name)) == []


def test_components_have_the_same_names_everywhere():
    """Every component has examples and a style of its name; those that print something, a class and a template."""
    breaks = {"page_break", "column_break"}
    classes = {
        re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
        for name in COMPONENTS
        for kind in get_args(Block.model_fields[name].annotation)
        if isinstance(kind, type) and issubclass(kind, blocks.Component)
    }
    assert classes == set(COMPONENTS) - breaks
    assert names_in("templates/components", "html") == set(COMPONENTS) - breaks
    assert names_in("styles/components", "css") - {"block"} == set(COMPONENTS)
    assert names_in("tests/examples", "yaml") == set(COMPONENTS)


def test_a_sheet_brings_the_styles_of_its_own_components(clinic):
    """A sheet reads the style sheets of the components it shows and no others, so that only these can change it."""
    project = Project.at(clinic, None)
    practice = read_practice(project)
    manuscript = read_manuscript(project, "first-visit-guide", practice)
    html = compose(project, practice, manuscript, Sheet("first-visit-guide", "en", Paper.A4, Edition.STANDARD))
    found = re.findall(r"styles/components/(\w+)\.css", html)
    assert found == [name for name in COMPONENTS if name in {block.kind for block in manuscript.handout.blocks}]


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_proves_escaping_and_its_longest_text(component):
    """The examples of a component show HTML that is printed as text, and the longest text that must fit."""
    name = component.replace("_", "-")
    assert {f"{name}-html-as-text", f"{name}-longest"} <= set(EXAMPLES)


def test_steps_add_up_their_minutes(printed):
    """The shortest and the longest times of all steps are added up."""
    assert "In all: 30 to 35 minutes. Please allow 75 minutes." in pdf_text(pdf_of(printed, "steps-timed"))


def test_a_step_without_minutes_means_no_total(sheet, clinic):
    """Where one step does not say its time, no time is printed for all."""
    result = sheet("- {id: a, steps: [{title: We talk, minutes: 5, text: A.}, {title: You rest, text: B.}]}")
    assert result.code == 0
    assert "In all" not in pdf_text(clinic / "build" / "sheet.en.a4.pdf")


def test_steps_of_fixed_minutes_have_one_total(sheet, clinic):
    """Where no step gives a range, the sum is one number."""
    sheet("- {id: a, steps: [{title: We talk, minutes: 5, text: A.}, {title: You rest, minutes: 20, text: B.}]}")
    assert "In all: 25 minutes." in pdf_text(clinic / "build" / "sheet.en.a4.pdf")


def test_steps_count_themselves(printed):
    """Steps are a numbered list, whose numbers are printed."""
    tags = outline(pdf_of(printed, "steps-timed").read_bytes())
    assert re.findall(r'ListNumbering=Decimal|P "[12]"', tags) == ["ListNumbering=Decimal", 'P "1"', 'P "2"']


def test_bars_of_steps_have_one_scale(sheet, clinic):
    """A step of twice as many minutes has a bar twice as long."""
    sheet("""
- id: a
  heading: Steps
  steps: [{title: A, minutes: 20, text: Text.}, {title: B, minutes: 40, text: Text.}, {title: C, minutes: 80, text: T.}]
""")
    bars = [right - left for left, _, right, _ in bars_of(clinic / "build" / "sheet.en.a4.pdf")]
    assert bars == pytest.approx([bars[0], 2 * bars[0], 4 * bars[0]], rel=0.02)


def bars_of(path):
    """The rectangles, in points, that are as high as the bars of steps."""
    with pypdfium2.PdfDocument(path) as document:
        bounds = [thing.get_bounds() for thing in document[0].get_objects([pdfium.FPDF_PAGEOBJ_PATH])]
    return [(x1, y1, x2, y2) for x1, y1, x2, y2 in bounds if y2 - y1 == pytest.approx(1.5 * MM, abs=0.1)]


def test_a_list_is_tagged_as_a_list(printed):
    """Entries are list items of one list."""
    tags = [line.split()[0] for line in outline(pdf_of(printed, "list-dots").read_bytes()).splitlines()]
    assert (tags.count("L"), tags.count("LI"), tags.count("LBody")) == (1, 2, 2)


def test_a_table_says_what_its_headings_head(printed):
    """Column and row headings have a scope, and the caption belongs to the table."""
    tags = [line.strip() for line in outline(pdf_of(printed, "table-three-columns").read_bytes()).splitlines()]
    assert tags[tags.index("Table") + 1] == 'Caption "Prices from November"'
    assert tags.count('TH Scope=Column "Price"') == tags.count('TH Scope=Row "Later"') == 1


@pytest.mark.parametrize(
    ("country", "number", "closed"),
    [
        ("GB", "999", "Closed? Call NHS 111."),
        ("US", "911", "Closed? Call a doctor or a hospital."),
        ("DE", "112", "Closed? Call a doctor or a hospital."),
    ],
)
def test_emergency_prints_the_numbers_of_the_country(sheet, clinic, country, number, closed):
    """The number to call now, and whom to call when the clinic is closed, are the country's."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text().replace("country: GB", f"country: {country}\npapers: [a4]"))
    sheet("- {id: a, heading: Help, emergency: {signs: [Chest pain], same_day: [Fever]}}")
    text = pdf_text(clinic / "build" / "sheet.en.a4.pdf")
    assert f"Call {number} now" in text
    assert closed in text


def test_the_qr_code_opens_the_booking_page(printed):
    """A camera that sees the page reads the booking address."""
    with pypdfium2.PdfDocument(pdf_of(printed, "contact-plain")) as document:
        picture = document[0].render(scale=3).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["https://linden.example/book"]


def test_the_qr_code_says_where_it_leads(printed):
    """Who does not see the QR code hears the address."""
    tags = outline(pdf_of(printed, "contact-plain").read_bytes())
    assert "Figure Alt=QR code that opens https://linden.example/book" in tags


@pytest.mark.parametrize(
    ("addresses", "address", "caption"),
    [
        ("web: linden.example", "https://linden.example", "Scan to see our website"),
        ("booking: https://linden.example/book", "https://linden.example/book", "Scan to book or change a visit"),
    ],
)
def test_the_qr_code_has_a_caption_that_fits_its_address(sheet, clinic, addresses, address, caption):
    """Nobody is told to book where the code opens only the clinic's website."""
    settings = f"name: X\ncountry: GB\ncontact:\n  phone: 020 7946 0182\n  {addresses}\n"
    (clinic / "content" / "clinic.yaml").write_text(settings, "utf-8")
    assert sheet("- {id: a, contact: {}}").code == 0
    pdf = clinic / "build" / "sheet.en.a4.pdf"
    assert f"Figure Alt=QR code that opens {address}" in outline(pdf.read_bytes())
    assert re.findall(r"Scan to (?:see our website|book or change a visit)", pdf_text(pdf)) == [caption]


def test_contact_without_addresses_has_no_qr_code(sheet, clinic):
    """A clinic that gives only its phone number has no QR code."""
    sheet("- {id: a, contact: {}}")
    pdf = clinic / "build" / "sheet.en.a4.pdf"
    assert "020 7946 0182" in pdf_text(pdf)
    assert "Figure" not in outline(pdf.read_bytes())


def test_a_page_break_makes_a_page(printed):
    """What follows a page break is on the next page."""
    front, back = page_texts(pdf_of(printed, "page-break-one"))
    assert "On the front." in front
    assert back.startswith("Back On the back.")


def test_a_column_break_moves_to_the_next_column(sheet, clinic):
    """What follows a column break stands at the top of the right half of the page, however much it is."""
    follows = "\n".join(f"- {{id: b{number}, text: Block {number} on the right.}}" for number in range(5))
    sheet(
        f"- {{id: a, text: On the left.}}\n- {{id: next, column_break: true}}\n{follows}",
        f"kind: leaflet\npages: 1\n{HEAD}",
    )
    pdf = clinic / "build" / "sheet.en.a4.pdf"
    left, right, last = (place_of(pdf, words) for words in ("On the left", "Block 0", "Block 4"))
    assert left[0] < 105 < right[0] == pytest.approx(last[0], abs=0.1)
    assert left[1] == pytest.approx(right[1], abs=0.1)


def test_an_image_has_its_alternative_text(printed):
    """What a picture shows is said as it is written, whatever marks it holds."""
    assert 'Figure Alt=<b>"bold"</b> & more' in outline(pdf_of(printed, "image-html-as-text").read_bytes())


@pytest.mark.parametrize("width", [10, 60, 122])
def test_an_image_is_as_wide_as_it_says(sheet, clinic, width):
    """The width of a picture is in mm, and its shape is kept."""
    write_pictures(clinic)
    sheet(f"- {{id: a, heading: Dot, image: {{file: images/dot.png, alt: Dot, width: {width}}}}}")
    with pypdfium2.PdfDocument(clinic / "build" / "sheet.en.a4.pdf") as document:
        (picture,) = document[0].get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])
        left, bottom, right, top = picture.get_bounds()
    assert ((right - left) / MM, (top - bottom) / MM) == pytest.approx((width, width / 2), abs=0.1)


@pytest.mark.parametrize("place", PLACES)
def test_the_last_block_stands_where_it_asks_to(sheet, clinic, place):
    """The last block of a page is in the flow, or at the page's foot."""
    sheet(f"- {{id: a, text: First.}}\n- {{id: b, heading: Last, place: {place}, callout: Words at the end.}}")
    top = place_of(clinic / "build" / "sheet.en.a4.pdf", "Words at the end")[1]
    assert PLACES[place][0] < top < PLACES[place][1]


def test_a_foot_that_is_not_the_last_stays_in_the_flow(sheet, clinic):
    """A block with words below it cannot be lowered onto them."""
    sheet("- {id: a, place: foot, callout: Meant for the foot.}\n- {id: b, text: What follows.}")
    pdf = clinic / "build" / "sheet.en.a4.pdf"
    assert place_of(pdf, "Meant for the foot")[1] < place_of(pdf, "What follows")[1] < 110


def test_the_ground_of_a_lowered_block_goes_down_with_it(sheet, clinic):
    """Behind a callout at the foot is its tint; where it came from is white paper."""
    sheet("- {id: a, text: First.}\n- {id: b, heading: Last, place: foot, callout: Words at the end.}")
    pdf = clinic / "build" / "sheet.en.a4.pdf"
    x, y = place_of(pdf, "Words at the end")
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=MM).to_pil()  # 8 pixels a mm
    scale = picture.width / 210
    assert picture.getpixel((int((x - 3) * scale), int((y + 1) * scale))) != (255, 255, 255)
    assert picture.getpixel((int((x - 3) * scale), int(120 * scale))) == (255, 255, 255)


@pytest.mark.parametrize("component", BREAKABLE)
def test_nothing_is_lost_or_doubled_where_a_block_meets_a_page_break(sheet, clinic, component):
    """However full the page is before a block, each of its words is printed once."""
    cases = [
        block
        for number in range(12)
        for block in (
            f"- {{id: turn-{number}, page_break: true}}",
            f'- {{id: filler-{number}, text: "{" ".join([f"Filler{number}."] * (150 + 22 * number))}"}}',
            f"- {{id: case-{number}, heading: Heading{number}, note: Note{number}, {filled(component, number)}}}",
        )
    ]
    result = sheet("\n".join(["- {id: first, text: First.}", *cases]), f"kind: guide\npages: 40\n{HEAD}")
    assert [line for line in result.problems if ": error: " in line] == []
    counted = words(pdf_text(clinic / "build" / "sheet.en.a4.pdf"))
    assert {word: count for word, count in counted.items() if re.match(r"w\d", word) and count != 1} == {}
    assert sum(bool(re.match(r"w\d", word)) for word in counted) == 12 * 60


def filled(component, number):
    """The YAML of a component that shows sixty words, each of its own."""
    made = [f"w{number}x{word}" for word in range(60)]
    thirds = [made[:20], made[20:40], made[40:]] if "{1}" in BREAKABLE[component] else [made, [], []]
    return BREAKABLE[component].format(*(" ".join(third) for third in thirds))
