"""Forms: boxes to tick and lines to write on are really there, every page says whose it is, and copies are whole."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.heads import HEAD
from tests.pages import page_texts, pdf_text
from tests.pdf_ua import outline, page_validation, vera_pdf

FORM = HEAD.replace("kind: guide", "kind: form")
COPIES = "copies: [Patient copy, Clinic copy]\n"
MM = 72 / 25.4
DOTS = 8  # of a mm
STRIP = "Patient’s full name Date of birth Consent number"
TWO_PAGES = """
- {id: a, heading: First, text: Words on the front.}
- {id: turn, page_break: true}
- {id: b, heading: Second, text: Words on the back.}
"""


@pytest.fixture
def form(clinic, sheet):
    """Build a form with these blocks, which must be printed without a word about it: its PDF."""

    def build(blocks, head=FORM) -> Path:
        result = sheet(blocks, head)
        assert (result.code, result.problems) == (0, [])
        return clinic / "build" / "sheet.en.a4.pdf"

    return build


def lines(pdf, page=0):
    """The dark level lines of a page as it is printed, 15 mm long or longer, from the top down: left, top and right."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=DOTS / MM, grayscale=True).to_pil()
    found = []
    for top in range(picture.height):
        row = picture.crop((0, top, picture.width, top + 1)).tobytes()
        for run in re.finditer(rb"[\x00-\x90]{%d,}" % (15 * DOTS), row):
            if not any(left == run.start() and top - y < DOTS for left, y, _ in found):
                found.append((run.start(), top, run.end()))
    return [(left / DOTS, top / DOTS, right / DOTS) for left, top, right in found]


def boxes(pdf, page=0):
    """The places of the boxes to tick, each once: left, top, right and bottom in mm."""
    with pypdfium2.PdfDocument(pdf) as document:
        height = document[page].get_height()
        bounds = [thing.get_bounds() for thing in document[page].get_objects([pdfium.FPDF_PAGEOBJ_PATH])]
    places = ((x1 / MM, (height - y2) / MM, x2 / MM, (height - y1) / MM) for x1, y1, x2, y2 in bounds)
    return list(dict.fromkeys(tuple(round(edge, 1) for edge in place) for place in places if is_box(*place)))


def is_box(left, top, right, bottom):
    """Whether a place is as large as a box to tick: 4.1 mm of white, and its edges."""
    return (right - left, bottom - top) == pytest.approx((4.73, 4.73), abs=0.05)


def place(pdf, words, page=0):
    """Where words stand on a page: mm from its left and top edges."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        left, _, _, top = text.get_charbox(text.search(words).get_next()[0])
        return left / MM, (document[page].get_height() - top) / MM


def test_lines_to_write_on_are_12_mm_apart(form):
    """A field of three lines has room for a hand on each of them."""
    pdf = form("- {id: a, heading: A, field_lines: [{label: Your problem, lines: 3}]}")
    tops = [top for left, top, _ in lines(pdf) if left > 60 and top > 60]
    assert [after - before for before, after in pairwise(tops)] == pytest.approx([12, 12], abs=0.2)
    assert tops[0] - place(pdf, "Your problem")[1] > 9.5


def test_narrow_fields_stand_side_by_side(form):
    """Two halves share a row of 122 mm, with 5 mm between them."""
    fields = "[{label: Where, width: half}, {label: When, width: half}]"
    left, right = [line for line in lines(form(f"- {{id: a, heading: A, field_lines: {fields}}}")) if line[1] > 60]
    assert left[1] == right[1]
    assert (left[2] - left[0], right[0] - left[2]) == pytest.approx((58.5, 5), abs=0.2)


QUESTIONS = "- {id: a, heading: A, tick_questions: [Fits, {question: Diabetes, then: We take care.}]}"


def test_each_answer_has_a_box_in_its_column(form):
    """Two questions with three answers have six boxes, in three columns and two rows."""
    found = boxes(form(QUESTIONS))
    assert len(found) == 6
    assert len({round(left) for left, *_ in found}) == 3
    assert len({round(top) for _, top, *_ in found}) == 2


def test_a_box_stands_below_the_answer_that_heads_it(form):
    """The middle of a box lies within the word above it."""
    pdf = form(QUESTIONS)
    left, _ = place(pdf, "Not sure")
    assert any(left < (box[0] + box[2]) / 2 < left + 15 for box in boxes(pdf))


def test_questions_and_answers_are_header_cells(form):
    """Whoever hears the table hears the answer and the question with each empty box."""
    tags = outline(form(QUESTIONS).read_bytes())
    for head in ('Column "Yes"', 'Column "No"', 'Column "Not sure"', 'Row "Fits"', 'Row "Diabetes"'):
        assert f"TH Scope={head}" in tags
    assert len(re.findall(r"^ *TD$", tags, re.MULTILINE)) == 7
    assert 'TD "We take care."' in tags


def test_questions_that_lead_to_nothing_have_no_column_for_it(form):
    """Where no question says what a yes leads to, there is no head for it either."""
    assert "If yes or not sure" not in pdf_text(form("- {id: a, heading: A, tick_questions: [Fits]}"))


def test_the_treatments_of_a_decision_are_ticked_one_by_one(form):
    """Each statement, the decision and each treatment has a box of its own."""
    decision = "{items: [I read this.], agree: I agree., agree_to: [Cups, Moxa]}"
    assert len(boxes(form(f"- {{id: a, heading: A, consent_statements: {decision}}}"))) == 4


def test_a_signature_has_18_mm(form):
    """The line to sign stands far enough below its label, and so do those for name and date."""
    pdf = form("- {id: a, heading: A, signatures: [{who: Patient, affirms: I agree., name_label: Your licence}]}")
    signed = [line for line in lines(pdf) if line[1] > 60]
    assert len(signed) == 3
    for label, (left, top, _) in zip(("Sign", "Your licence", "Date and time"), signed, strict=True):
        x, y = place(pdf, label)
        assert (x, top - y) == (pytest.approx(left, abs=0.5), pytest.approx(16.5, abs=0.7))


def test_the_rows_of_a_log_are_12_mm_high(form):
    """Each empty row can be written in."""
    tags = outline(pdf := form("- {id: a, heading: A, log: {columns: [Date, Signed], rows: 2}}").read_bytes())
    assert len(re.findall(r"^ *TD$", tags, re.MULTILINE)) == 4
    tops = sorted({round(top, 1) for left, top, right in lines(pdf) if right - left > 50 and top > 60})
    assert tops[-1] - tops[-2] == pytest.approx(12, abs=0.4)


def test_sections_count_themselves(form):
    """Headings are numbered from 1, and what has no heading or is an emergency has no number."""
    text = pdf_text(
        form("""
- {id: a, heading: Plan, text: One.}
- {id: b, text: Two.}
- {id: c, heading: Help, emergency: {signs: [Chest pain]}}
- {id: d, heading: Rights, text: Three.}
""")
    )
    assert re.search(r"1 Plan One\. Two\. Help .* 2 Rights Three\.", text)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_page_says_whose_it_is(clinic, sheet, paper):
    """Each page of each copy begins with the lines for name, birth date and number, 12 mm high."""
    assert sheet(TWO_PAGES, FORM + COPIES, "--paper", paper).code == 0
    pdf = clinic / "build" / f"sheet.en.{paper}.pdf"
    texts = page_texts(pdf)
    assert len(texts) == 4
    assert all(STRIP in text for text in texts)
    for page in range(4):
        below = [top for _, top, _ in lines(pdf, page) if top > place(pdf, "Date of birth", page)[1]]
        assert len(below) >= 3
        assert below[0] - place(pdf, "Date of birth", page)[1] > 9.5


def test_the_strip_is_read_aloud_once(form):
    """On the pages that follow, the lines are in the margin, and are not read again."""
    assert outline(form(TWO_PAGES).read_bytes()).count("Patient’s full name") == 1


@pytest.mark.parametrize("head", [HEAD, FORM])
def test_a_copy_names_itself_and_counts_its_own_pages(form, head):
    """The copies follow each other; each page says which copy it is of, and which page of that."""
    texts = page_texts(form(TWO_PAGES, head + COPIES))
    marks = [re.findall(r"(\w+ copy) · Page (\d of \d)", text) for text in texts]
    assert marks == [[(name, f"{n} of 2")] for name in ("Patient copy", "Clinic copy") for n in (1, 2)]
    assert ["Sheet · Patient copy" in texts[0], "Sheet · Clinic copy" in texts[2]] == [True, True]


def test_every_copy_has_every_word(form):
    """Without the names of the copies, the first two pages say what the last two say."""
    texts = page_texts(form(TWO_PAGES, FORM + COPIES))
    first, second = (Counter(" ".join(half).split()) for half in (texts[:2], texts[2:]))
    assert (first - second, second - first) == (Counter({"Patient": 3}), Counter({"Clinic": 3}))


def test_copies_are_told_apart_aloud_and_in_the_bookmarks(form):
    """Both copies are accessible, each with its own title, under a bookmark of its name."""
    pdf = form(TWO_PAGES, FORM + COPIES)
    assert (page_validation(pdf), vera_pdf(pdf)) == ([], [])
    with pikepdf.open(pdf) as document, document.open_outline() as bookmarks:
        names = [(copy.title, [item.title for item in copy.children]) for copy in bookmarks.root]
    assert names == [("Patient copy", ["A sheet"]), ("Clinic copy", ["A sheet"])]


def test_the_ids_of_copies_are_unlike(monkeypatch, form):
    """No two elements of the page have one id, however many copies there are."""
    found = []
    monkeypatch.setattr("handouts.preflight.check", lambda job: found.append(job.proof.source) or [])
    form(TWO_PAGES, FORM + "copies: [One, Two, Three, Four]\n")
    ids = [element.get("id") for element in found[0].iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 12


@pytest.mark.parametrize(
    ("style", "code"),
    [
        ("[data-block=b] p { display: none }", "text-lost"),
        ("[data-block=b] p { color: white }", "text-lost"),
        ("[data-block=b] { position: relative; top: -40mm }", "text-lost"),
        ("[data-block=b] p { font-size: 11pt }", "small-type"),
        ("[data-block=b] p { color: silver }", "low-contrast"),
    ],
)
def test_a_style_that_harms_one_copy_is_refused(clinic, sheet, style, code):
    """What is wrong in the second copy alone is said at the line of its block."""
    blocks = "- {id: a, heading: First, text: Words to read.}\n- {id: b, heading: Second, text: More words to read.}"
    (clinic / "styles").mkdir(exist_ok=True)
    (clinic / "styles" / "clinic.css").write_text(f".copy-2 {style}", "utf-8")
    result = sheet(blocks, FORM + COPIES)
    assert (result.code, result.out) == (1, "")
    assert f"content/sheet.yaml:{1 + (FORM + COPIES).count(chr(10)) + 2}:5: error: {code}: " in result.err


LEAVING_OUT = {
    "base": ("for copy in copies %}", "for copy in copies[:1] %}", "'Words on the back.'"),
    "blocks": (
        "if panel is not defined or block.panel == panel %}",
        "if block.id != 'b' or not copy.suffix %}",
        "'Words on the back.'",
    ),
    "imprint": (
        "{{ imprint.status }}",
        "{% if not copy.suffix %}{{ imprint.status }}{% endif %}",
        "'Draft, not yet reviewed'",
    ),
}


@pytest.mark.parametrize("template", LEAVING_OUT)
def test_a_template_that_leaves_words_out_of_one_copy_is_refused(clinic, command, sheet, template):
    """A word that stands in the first copy does not make up for the second."""
    old, new, lost = LEAVING_OUT[template]
    command("override", f"templates/{template}.html")
    file = clinic / "templates" / f"{template}.html"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    result = sheet(TWO_PAGES, FORM + COPIES)
    assert (result.code, result.out, f"error: text-lost: {lost} is not printed" in result.err) == (1, "", True)


def test_a_template_that_does_not_name_the_copy_is_refused(clinic, command, sheet):
    """Nobody has to guess which copy is to be kept."""
    for name in ("masthead", "running-foot"):
        command("override", f"templates/{name}.html")
        file = clinic / "templates" / f"{name}.html"
        file.write_text(re.sub(r"<strong>\{\{ copy.name \}\}</strong>", "", file.read_text("utf-8")), "utf-8")
    result = sheet(TWO_PAGES, FORM + COPIES)
    assert "error: text-lost: 'Clinic copy' is not printed; its template leaves it out" in result.err


@pytest.mark.parametrize(("pages", "code"), [(2, 0), (1, 1)])
def test_the_budget_is_that_of_one_copy(sheet, pages, code):
    """Two copies of two pages fit where a copy may take two, and are refused where it may take one."""
    result = sheet(TWO_PAGES, FORM.replace("pages: 4", f"pages: {pages}") + COPIES)
    assert result.code == code
    assert ("page-budget: a copy takes 2 pages, but may take 1" in result.err) is bool(code)


def test_a_block_may_be_called_like_the_end_of_a_copy(form):
    """The anchors of the copies have names that no block can have."""
    texts = page_texts(form("- {id: end, heading: First, text: Words.}", FORM + COPIES))
    assert ["Page 1 of 1" in text for text in texts] == [True, True]
