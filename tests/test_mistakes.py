"""Mistakes in a clinic's files: where they are, what to do about them, and how the command ends."""

import errno
import os
import re
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import addFvar
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

import handouts.batch
from handouts.project import library
from tests.heads import HEAD

BLOCK = "- {id: a, heading: Hello, text: Some words.}"
PLACED = re.compile(r"content/[\w-]+\.yaml:\d+:\d+: error: [a-z-]+: .+")
WRONG = {
    "misspelt": (f"subtitel: Below\n{HEAD}", ":1:1: error: unknown-key: 'subtitel' is not a key of a handout; did"),
    "type": (HEAD.replace("pages: 4", "pages: two"), ":7:8: error: wrong-type: 'pages' must be a whole number"),
    "tab": (f"{HEAD}contact:\n\tphone: 1\n", ":9:1: error: yaml-syntax: a tab stands here; YAML indents with spaces"),
    "twice": (f"{HEAD}kind: guide\n", ":8:1: error: duplicate-key: 'kind' stands twice, first on line 2; keep one"),
    "picture": (HEAD, ":9:27: error: missing-file: there is no picture 'content/images/dott.png'"),
}
BLOCKS = {"picture": "- {id: a, image: {file: images/dott.png, alt: A dot}}"}


@pytest.fixture
def folder_of_mistakes(clinic, command, one_handout):  # noqa: ARG001  it must be there first
    """A clinic with a PDF of each of five sheets, in each of which somebody then makes another mistake."""
    for name in WRONG:
        (clinic / "content" / f"{name}.yaml").write_text(f"{HEAD}blocks:\n  {BLOCK}\n")
    assert command("build").code == 0
    for name, (head, _) in WRONG.items():
        (clinic / "content" / f"{name}.yaml").write_text(f"{head}blocks:\n  {BLOCKS.get(name, BLOCK)}\n")
    return clinic


@pytest.fixture
def styled(clinic, command):
    """Build a sheet with this styles/clinic.css."""

    def build(css):
        write(clinic / "styles" / "clinic.css", css)
        write(clinic / "content" / "sheet.yaml", f"{HEAD}blocks:\n  {BLOCK}\n")
        return command("build", "sheet")

    return build


@pytest.fixture
def templated(clinic, command):
    """Build a sheet with this template in the place of that for text."""

    def build(template):
        write(clinic / "templates" / "components" / "text.html", template)
        write(clinic / "content" / "sheet.yaml", f"{HEAD}blocks:\n  {BLOCK}\n")
        return command("build", "sheet")

    return build


def write(file, text):
    """Write a file, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def brand_font(clinic, change=lambda font: None):  # noqa: ARG005  a font that nobody changes
    """Put a changed copy of our text face into the clinic's fonts as the family Handmade, and use it."""
    font = TTFont(library() / "styles" / "fonts" / "text.ttf")
    for record in (1, 4, 6, 16):  # the names of the family and of the face
        font["name"].setName("Handmade", record, 3, 1, 0x409)
    change(font)
    (clinic / "styles" / "fonts").mkdir(parents=True, exist_ok=True)
    font.save(clinic / "styles" / "fonts" / "handmade.ttf")
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text().replace("brand:\n", "brand:\n  fonts: {text: Handmade}\n"))


def without(letters):
    """A change that takes letters out of a font."""

    def change(font):
        subsetter = Subsetter(Options(layout_features="*", name_IDs="*", notdef_outline=True))
        subsetter.populate(unicodes=set(font.getBestCmap()) - set(map(ord, letters)))
        subsetter.subset(font)

    return change


def test_mistakes_in_five_files_are_said_in_one_run(folder_of_mistakes, command):
    """Each mistake has one line with its file, line, column and what to do instead."""
    lines = command("build").problems
    errors = [line for line in lines if ": error: " in line]
    assert len(errors) == len(WRONG)
    assert all(PLACED.fullmatch(line) for line in errors)
    assert [
        name for name, (_, said) in WRONG.items() if not any(f"content/{name}.yaml{said}" in e for e in errors)
    ] == []
    assert folder_of_mistakes.exists()


@pytest.mark.usefixtures("folder_of_mistakes")
def test_mistakes_give_no_traceback(command):
    """Whoever makes a mistake sees sentences, and the missing file decides how the command ends."""
    result = command("build")
    assert (result.code, "Traceback" in result.err + result.out) == (4, False)


def test_mistakes_leave_the_old_pdfs_as_they_were(folder_of_mistakes, command):
    """Not a byte of the last good PDFs changes."""
    before = {path.name: path.read_bytes() for path in (folder_of_mistakes / "build").iterdir()}
    command("build", *WRONG)
    assert {path.name: path.read_bytes() for path in (folder_of_mistakes / "build").iterdir()} == before


def test_old_pdfs_are_named_with_their_date(folder_of_mistakes, command):
    """Each PDF whose handout does not build any more is named with the day it is from; many share a line."""
    for path in (folder_of_mistakes / "build").iterdir():
        os.utime(path, (1_800_000_000, 1_800_000_000))
    said = ": warning: stale-pdf: is the last good one, from 2027-01-15; it stays until its handout builds again"
    first, *others = [f"build/{name}.en.a4.pdf" for name in sorted(WRONG)]
    stale = [line for line in command("build", *WRONG).problems if "stale-pdf" in line]
    assert stale == [f"{first}{said}; so with {', '.join(others)}"]
    few = sorted(WRONG)[:3]
    stale = [line for line in command("build", *few).problems if "stale-pdf" in line]
    assert stale == [f"build/{name}.en.a4.pdf{said}" for name in few]


def test_one_handout_with_a_mistake_stops_no_other(folder_of_mistakes, command):
    """What is right is built although five other sheets are wrong."""
    (folder_of_mistakes / "build" / "first-visit-guide.en.a4.pdf").unlink()
    assert "build/first-visit-guide.en.a4.pdf  2 pages\n" in command("build").out


def test_a_mistake_in_the_clinic_stops_every_handout(clinic, command):
    """Without a clinic nothing can be built; what is wrong in handouts is said all the same."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text().replace("country:", "contry:"))
    write(clinic / "content" / "sheet.yaml", HEAD.replace("kind: guide", "kind: gide"))
    result = command("build")
    assert (result.code, result.out) == (3, "")
    assert (
        "clinic.yaml:8:1: error: unknown-key: 'contry' is not a key of a clinic; did you mean 'country'?" in result.err
    )
    assert "content/sheet.yaml:2:7: error: wrong-type: 'kind' must be guide" in result.err


def test_an_unknown_value_in_the_words_of_a_language_is_an_error(clinic, command):
    """A name in braces that stands for nothing is found in a clinic's own content/languages/en.yaml too."""
    command("override", "content/languages/en.yaml")
    file = clinic / "content" / "languages" / "en.yaml"
    text = file.read_text("utf-8").replace("Closed? Call a doctor", "Closed? Call {clinic.nope}")
    file.write_text(text, "utf-8")
    line = text[: text.index("{clinic.nope}")].count("\n") + 1
    result = command("build")
    said = f"content/languages/en.yaml:{line}:11: error: unknown-reference: '{{clinic.nope}}' is no value; "
    assert (result.code, result.out, result.problems[0].startswith(said)) == (3, "", True)


@pytest.mark.usefixtures("one_handout")
@pytest.mark.parametrize("name", ["sheet.yml", "Sheet.yaml", "SHEET.YAML", "sheet.YML"])
def test_a_file_that_is_not_read_is_a_warning(clinic, command, name):
    """A file in content/ whose name is no handout's is named, and the rest is built."""
    write(clinic / "content" / name, f"{HEAD}blocks:\n  {BLOCK}\n")
    result = command("build")
    said = "is not read; name it with small letters, digits and hyphens, ending in .yaml"
    assert (result.code, "build/first-visit-guide.en.a4.pdf  2 pages\n" in result.out) == (0, True)
    assert f"content/{name}: warning: unreadable-file: {said}" in result.problems


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("<p>\n{% if %}\n", "templates/components/text.html:2: error: template-error:"),
        ("<p>\n\n{{ nobody }}", "templates/components/text.html:3: error: template-error: 'nobody' is undefined"),
        ("\n{{ clinic.nmae }}", "templates/components/text.html:2: error: template-error:"),
        ("\n{{ 1|shout }}", "templates/components/text.html:2: error: template-error: No filter named 'shout'"),
        (
            "<p>\n{% include 'gone.html' %}",
            "templates/components/text.html:2: error: template-error: there is no template 'templates/gone.html'; put",
        ),
        ("\n{{ 1/0 }}", "templates/components/text.html:2: error: template-error: division by zero"),
        (
            "\n{% macro text(a, b) %}\n{{ 1 / 0 }}{% endmacro %}",
            "templates/components/text.html:3: error: template-error: division by zero",
        ),
        (
            "\n{% macro text(a, b) %}\n{{ a.body + 1 }}{% endmacro %}",
            "templates/components/text.html:3: error: templat",
        ),
        (
            "\n{% macro text(a, b) %}\n{{ acupoints.key() }}{% endmacro %}",
            "templates/components/text.html:3: error: template-error: 'acupoints' is undefined",
        ),
        ("\n{% macro text(a) %}{% endmacro %}", "error: template-error:"),
        ("\n", "error: template-error:"),
    ],
)
def test_a_wrong_template_is_named_with_its_line(templated, template, place):
    """What Jinja cannot use is an error with the template's file and line."""
    result = templated(template)
    assert (result.code, result.out) == (4, "")
    assert place in result.err


def test_a_template_that_is_missing_is_named(clinic, command, monkeypatch):
    """A kind without a template is an error that names the file."""
    monkeypatch.setattr("handouts.project.Project.find", lambda *_: None)
    write(clinic / "content" / "sheet.yaml", f"{HEAD}blocks:\n  {BLOCK}\n")
    monkeypatch.setattr("handouts.project.Project.find", only_without("templates/guide.html"))
    result = command("build", "sheet")
    said = "templates/guide.html: error: template-error: there is no template 'templates/guide.html'; put it there"
    assert (result.code, said in result.err) == (4, True)


def only_without(name):
    """The way a project finds files, but for one that is not there."""
    return lambda self, file: None if file == name else self.own(file) or self.shipped_file(file)


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("\n.block { colour: red }", "styles/clinic.css:2:10: warning: style-ignored: "),
        ("\n.block { color: rde }", "styles/clinic.css:2:10: warning: style-ignored: "),
        ("\n\n@supports (color: red) { p { color: red } }", "styles/clinic.css:3:1: warning: style-ignored: "),
        (".block { color: black", ""),
        ("p::shadow { color: red }", "warning: style-ignored: Invalid or unsupported selector, 'p::shadow '"),
        ("\n@container (width > 1cm) { p { color: red } }", "styles/clinic.css:2:1: warning: style-ignored: "),
    ],
)
def test_a_style_that_is_ignored_is_a_warning(styled, css, said):
    """What WeasyPrint drops is said with file, line and column (but for a selector), and the sheet is built."""
    result = styled(css)
    assert (result.code, result.out) == (0, "build/sheet.en.a4.pdf  1 page\n")
    assert said in result.err


@pytest.mark.parametrize(
    ("css", "line", "name"),
    [
        ("@import url(gone.css);", 1, "styles/gone.css"),
        ("\n.block { background: url(gone.png) }", 2, "styles/gone.png"),
        ("\n\n.block { background: url(../content/images/gone.svg) }", 3, "content/images/gone.svg"),
        ("\n.block { background: url(https://linden.example/a.png) }", 2, "https://linden.example/a.png"),
        ("@import url(http://linden.example/a.css);", 1, "http://linden.example/a.css"),
        ("\n.block { background: url(file:///etc/passwd) }", 2, "etc/passwd"),
        ("\n.block { background: url(../../outside.png) }", 2, "outside.png"),
        ('\n@font-face { font-family: "A"; src: url(fonts/gone.ttf) }', 2, "styles/fonts/gone.ttf"),
    ],
)
def test_a_file_that_a_style_cannot_have_is_an_error(styled, css, line, name):
    """What is missing, outside the project or on the network is named where the style sheet asks for it."""
    result = styled(css)
    assert (result.code, result.out) == (4, "")
    assert f"styles/clinic.css:{line}: error: missing-file: " in result.err
    assert f"'{name}'" in result.err


def test_a_picture_that_a_template_cannot_have_is_an_error(templated):
    """A missing picture of a template is named with the template's line."""
    result = templated('\n{% macro text(a, b) %}\n<img src="gone.png" alt="x">{% endmacro %}')
    assert (result.code, "templates/components/text.html:3: error: missing-file: " in result.err) == (4, True)


def test_unicode_range_is_refused(styled):
    """A font of which only a range is used prints wrong letters, so it is an error."""
    css = '\n@font-face { font-family: "A"; src: url(fonts/text.ttf); unicode-range: U+41-5A }'
    assert "styles/clinic.css:2: error: bad-font: 'unicode-range' prints wrong letters" in styled(css).err


def test_a_brand_font_is_used(clinic, sheet):
    """A sound font of the clinic's own sets the text without a finding."""
    brand_font(clinic)
    assert sheet(BLOCK).problems == []
    with pikepdf.open(clinic / "build" / "sheet.en.a4.pdf") as document:
        fonts = [str(font.BaseFont) for font in document.pages[0].Resources.Font.values()]
    assert any("Handmade" in font for font in fonts)


def test_a_variable_font_is_refused(clinic, sheet):
    """A variable font prints squeezed, so it is an error with a way out."""
    brand_font(clinic, lambda font: addFvar(font, [("wght", 200, 400, 900, "Weight")], []))
    result = sheet(BLOCK)
    assert result.code == 4
    assert "styles/fonts/handmade.ttf: error: bad-font: 'handmade.ttf' is a variable font" in result.err


def test_a_letter_that_the_brand_font_lacks_is_an_error(clinic, sheet):
    """A letter that another font would have to print is named with the place where it is written."""
    brand_font(clinic, without("ż"))
    result = sheet("- {id: a, text: Pan Żółty.}\n- {id: b, text: Pani żaba.}")
    assert (result.code, result.out) == (1, "")
    assert (
        "content/sheet.yaml:10:19: error: missing-glyph: 'styles/fonts/handmade.ttf' lacks 'ż' (U+017C)" in result.err
    )


def test_a_letter_that_no_font_has_is_an_error(sheet):
    """A letter that would be a box is named with its code and place."""
    result = sheet("- {id: a, text: We say 😀 to you.}")
    assert (result.code, result.out) == (1, "")
    assert "content/sheet.yaml:9:19: error: missing-glyph: no font here has '😀' (U+1F600)" in result.err


def test_a_word_that_runs_off_the_page_is_an_error(sheet):
    """A word that is wider than its column is named with its block and page."""
    result = sheet(f"- {{id: a, text: Short.}}\n- {{id: b, text: {'W' * 90}}}")
    assert (result.code, result.out) == (1, "")
    assert re.search(r"content/sheet\.yaml:10:\d+: error: text-overflow: 'WWW.* \(page 1\)", result.err)


def test_text_that_a_style_cuts_off_is_an_error(clinic, sheet):
    """Words that a box of fixed height hides are named."""
    write(clinic / "styles" / "clinic.css", ".text .body { height: 20mm; overflow: hidden }")
    result = sheet(f"- {{id: a, text: {'Many words. ' * 200}}}")
    assert (result.code, "error: text-overflow: " in result.err) == (1, True)


def test_words_in_the_margin_are_an_error(clinic, sheet):
    """Words that a style moves out of the page's frame are named."""
    write(clinic / "styles" / "clinic.css", ".text .body { position: relative; left: 60mm }")
    result = sheet(f"- {{id: a, text: {'Many words. ' * 20}}}")
    assert (result.code, "error: text-overflow: " in result.err) == (1, True)


def test_words_below_the_page_are_an_error(clinic, sheet):
    """Words that a style moves below the page are named."""
    write(clinic / "styles" / "clinic.css", ".text .body { position: relative; top: 400mm }")
    result = sheet("- {id: a, text: Many words.}")
    assert (result.code, "error: text-overflow: " in result.err) == (1, True)


TWO_PAGES = "- {id: a, text: One.}\n- {id: t, page_break: true}\n- {id: b, text: Two more words.}"
ONE_PAGE = HEAD.replace("pages: 4", "pages: 1")


def test_too_many_pages_are_an_error(sheet):
    """A handout that takes more pages than it may names what comes too late, at the line of its budget."""
    result = sheet(TWO_PAGES, ONE_PAGE)
    said = "takes 2 pages, but may take 1; shorten what stands before 'Two more words.'"
    assert (result.code, result.out) == (1, "")
    assert f"content/sheet.yaml:7:8: error: page-budget: {said}" in result.err


@pytest.mark.parametrize(("severity", "said"), [("warning", ["warning"]), ("off", [])])
def test_a_clinic_may_lower_the_page_budget(clinic, sheet, severity, said):
    """With `checks:` too many pages are a warning, or nothing at all, and the PDF is built."""
    with (clinic / "content" / "clinic.yaml").open("a") as file:
        file.write(f"checks: {{page-budget: {severity}}}\n")
    result = sheet(TWO_PAGES, ONE_PAGE)
    assert (result.code, result.out) == (0, "build/sheet.en.a4.pdf  2 pages\n")
    assert re.findall(r"(\w+): page-budget", result.err) == said


GUARDED = "text-overflow missing-glyph not-accessible unknown-key missing-file emergency-number required-block bad-font"


@pytest.mark.parametrize("code", GUARDED.split())
def test_a_clinic_may_not_lower_what_guards_the_patient(clinic, sheet, code):
    """Lowering a guarded check is an error itself."""
    with (clinic / "content" / "clinic.yaml").open("a") as file:
        file.write(f"checks: {{{code}: off}}\n")
    result = sheet(BLOCK)
    assert (result.code, result.out) == (3, "")
    assert f"'checks' must leave '{code}' alone: it guards the patient and always stays an error" in result.err


def test_a_check_that_is_not_there_is_an_error(clinic, sheet):
    """A misspelt check is named with the nearest one."""
    with (clinic / "content" / "clinic.yaml").open("a") as file:
        file.write("checks: {page-buget: off}\n")
    assert "'page-buget' is none; did you mean 'page-budget'?" in sheet(BLOCK).err


def test_an_output_folder_that_is_a_file_is_an_error(clinic, sheet):
    """Where PDFs cannot be written the command ends with 6 and says what to do."""
    (clinic / "build").write_text("a file")
    result = sheet(BLOCK)
    assert (result.code, (clinic / "build").read_text()) == (6, "a file")
    assert "build/sheet.en.a4.pdf: error: cannot-write: cannot be written" in result.err


def test_a_folder_in_place_of_the_pdf_is_an_error(clinic, sheet):
    """A folder that has the PDF's name stays, and no half file stays beside it."""
    (clinic / "build" / "sheet.en.a4.pdf" / "notes").mkdir(parents=True)
    assert sheet(BLOCK).code == 6
    assert [path.name for path in (clinic / "build").glob("*.pd*")] == ["sheet.en.a4.pdf"]


def test_a_folder_that_may_not_be_written_is_an_error(clinic, sheet, monkeypatch):
    """A folder that refuses new files keeps the last PDF, and is named."""
    sheet(BLOCK)
    before = (clinic / "build" / "sheet.en.a4.pdf").read_bytes()

    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    result = sheet(BLOCK.replace("Some", "Other"))
    assert (result.code, (clinic / "build" / "sheet.en.a4.pdf").read_bytes()) == (6, before)
    assert "error: cannot-write: cannot be written (Permission denied)" in result.err


def test_new_where_nothing_can_be_made(tmp_path, command, monkeypatch):
    """A folder that cannot be made ends with 6."""
    monkeypatch.chdir(tmp_path)
    Path("taken").write_text("a file")
    assert command("new", "taken/my-clinic").code == 6


@pytest.mark.usefixtures("one_handout")
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (("content",), 3),
        (("page",), 1),
        (("content", "page"), 3),
        (("content", "picture", "page"), 4),
        (("content", "picture", "page", "folder"), 6),
        (("folder", "page"), 6),
    ],
)
def test_the_cause_to_mend_first_decides_the_exit_code(clinic, command, wrong, code):
    """Of several kinds of error the one that hides others gives the exit code."""
    sheets = {
        "content": HEAD.replace("title", "titel") + f"blocks:\n  {BLOCK}\n",
        "page": f"{HEAD}blocks:\n  - {{id: a, text: {'W' * 90}}}\n",
        "picture": f"{HEAD}blocks:\n  {BLOCKS['picture']}\n",
    }
    for name in sheets.keys() & set(wrong):
        write(clinic / "content" / f"{name}.yaml", sheets[name])
    if "folder" in wrong:
        (clinic / "build").write_text("a file")
    assert command("build").code == code


def test_an_error_in_the_program_is_one_line(command, clinic, monkeypatch):
    """Without --verbose nobody meets a traceback, and the line says how to see one."""
    monkeypatch.setattr(handouts.batch, "build", broken)
    result = command("build")
    assert (result.code, result.out, clinic.exists()) == (1, "", True)
    assert result.err.splitlines() == [
        "Error in the program itself: ZeroDivisionError('by nobody'). Run it again with --verbose and report it."
    ]


def broken(*_, **__):
    """An engine with a mistake in it."""
    raise ZeroDivisionError("by nobody")


@pytest.mark.usefixtures("clinic")
def test_verbose_shows_the_error_in_the_program(command, monkeypatch):
    """With --verbose the error goes its way, with its traceback."""
    monkeypatch.setattr(handouts.batch, "build", broken)
    with pytest.raises(ZeroDivisionError):
        command("--verbose", "build")


@pytest.mark.usefixtures("clinic")
def test_an_interrupt_ends_with_130(command, monkeypatch):
    """Ctrl-C stops the command with one word."""

    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(handouts.batch, "build", interrupt)
    result = command("build")
    assert (result.code, result.err.strip()) == (130, "stopped")


@pytest.mark.parametrize("kind", ["guide", "leaflet"])
def test_a_word_too_long_for_its_column_is_an_error(sheet, kind):
    """A word that would run into the column beside it is told, not printed over other words."""
    table = "{columns: [a, b, c, d], rows: [[Treatmentofalllongwords, Practitionerofall, Appointments, Concessions]]}"
    result = sheet(f"- {{id: a, heading: Table, table: {table}}}", HEAD.replace("kind: guide", f"kind: {kind}"))
    assert (result.code, "text-overflow" in result.err) == (1, True)


def test_the_page_budget_of_a_patched_guide_is_told_in_the_patch(clinic, command):
    """A clinic's longer patch is told in its own file, not in the shipped one."""
    text = "extends: first-visit-guide\nblocks: {more: {after: feels-like, text: " + "Many words. " * 300 + "}}\n"
    (clinic / "content" / "first-visit-guide.yaml").write_text(text, "utf-8")
    problems = command("build", "first-visit-guide").problems
    assert any(line.startswith("content/first-visit-guide.yaml:1:1: error: page-budget: takes") for line in problems)


def test_words_for_a_code_that_is_not_there_are_an_error(sheet):
    """Without a web address there is no QR code, and words that tell to scan it would be dropped."""
    result = sheet("- {id: a, heading: Reach us, contact: {scan: Scan to book}}")
    assert result.code == 3
    assert [
        line
        for line in result.problems
        if re.match(r"content/sheet\.yaml:9:\d+: error: unknown-reference: there is no QR", line)
    ]
