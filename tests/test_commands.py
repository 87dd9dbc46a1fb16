"""The commands, as somebody types them, and what a clinic's own files change in the PDFs."""

import re

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts.cli import cli
from handouts.project import Project
from tests.files import change, files_in, write
from tests.heads import HEAD
from tests.pages import page_texts, pdf_text
from tests.pdf_ua import unread_texts
from tests.shipped import HANDOUTS

GUIDE = "first-visit-guide"
GUIDE_PDF = "build/first-visit-guide.en.a4.pdf"
SHIPPED = [f"{name}.en.a4.pdf" for name in HANDOUTS]
SHEET = f"{HEAD}blocks:\n  - {{id: a, heading: Hello, text: Some words.}}\n"


def pdfs_in(folder):
    """The names of the PDFs in a folder."""
    return sorted(path.name for path in folder.glob("*.pdf"))


def fills(path):
    """The fill colours of a PDF's first page, as #rrggbb."""
    with pikepdf.open(path) as document:
        drawn = pikepdf.parse_content_stream(document.pages[0])
        colours = [[*map(float, numbers)] for numbers, operator in drawn if str(operator) in ("rg", "scn")]
    return {"#" + "".join(f"{round(part * 255):02x}" for part in colour) for colour in colours if len(colour) == 3}


def colours_on(path):
    """The colours that cover at least a hundred points of the first page."""
    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
    return {colour for count, colour in picture.getcolors(picture.width * picture.height) if count >= 100}


@pytest.mark.usefixtures("empty")
def test_list_has_its_columns(command):
    """The shipped guide is listed with its title, language, edition, state and source."""
    result = command("list")
    header, *rows = [line.split("  ") for line in result.out.splitlines()]
    assert [cell.strip() for cell in header if cell] == ["NAME", "TITLE", "LANGUAGE", "EDITIONS", "STATE", "FROM"]
    guide = next(row for row in rows if row[0] == GUIDE)
    cells = [cell.strip() for cell in guide if cell]
    assert cells == [GUIDE, "Your first visit", "en", "standard large-print ink-saver", "draft", "shipped"]


def test_list_names_the_files_of_the_clinic(clinic, command):
    """A handout of the clinic's own gives its file; a patched one, also what it lies over."""
    (clinic / "content" / "sheet.yaml").write_text(SHEET)
    rows = {line.split()[0]: line for line in command("list").out.splitlines()}
    assert rows["sheet"].endswith("  content/sheet.yaml")
    assert rows[GUIDE].endswith(f"  content/{GUIDE}.yaml over shipped")


def test_list_writes_nothing(clinic, command):
    """Listing leaves the folder as it was."""
    before = files_in(clinic)
    command("list")
    assert files_in(clinic) == before


def test_list_shows_the_rest_where_one_handout_is_wrong(clinic, command):
    """A handout that cannot be read is a problem; the others are listed."""
    (clinic / "content" / "sheet.yaml").write_text("titel: x\n")
    result = command("list")
    assert (result.code, GUIDE in result.out) == (3, True)
    assert "content/sheet.yaml:1:1: error: unknown-key: 'titel'" in result.err


def test_build_without_names_builds_everything(clinic, command):
    """Every handout is built, in the clinic's own paper, and its pages are counted."""
    (clinic / "content" / "sheet.yaml").write_text(SHEET)
    result = command("build")
    assert pdfs_in(clinic / "build") == sorted([*SHIPPED, "sheet.en.a4.pdf"])
    lines = result.out.splitlines()
    assert [line.partition("  ")[0] for line in lines] == sorted(
        f"build/{name}" for name in [*SHIPPED, "sheet.en.a4.pdf"]
    )
    assert {f"{GUIDE_PDF}  2 pages", "build/sheet.en.a4.pdf  1 page"} <= set(lines)


def test_build_by_name_builds_no_other(clinic, command):
    """Only the handouts that are named are built."""
    (clinic / "content" / "sheet.yaml").write_text(SHEET)
    command("build", "sheet")
    assert pdfs_in(clinic / "build") == ["sheet.en.a4.pdf"]


def test_build_on_several_papers(clinic, command):
    """Each paper gives a PDF whose pages have its size in points."""
    command("build", GUIDE, "--paper", "a4", "--paper", "letter")
    sizes = {}
    for path in (clinic / "build").glob("*.pdf"):
        with pikepdf.open(path) as document:
            sizes[path.name] = {tuple(round(float(edge)) for edge in page.mediabox) for page in document.pages}
    assert sizes == {f"{GUIDE}.en.a4.pdf": {(0, 0, 595, 842)}, f"{GUIDE}.en.letter.pdf": {(0, 0, 612, 792)}}


def test_build_refuses_an_unknown_language(clinic, command):
    """A language in which nothing is written is wrong use."""
    result = command("build", "--language", "eo")
    assert (result.code, (clinic / "build").exists()) == (2, False)
    assert result.err == "Error: no handout is written in 'eo'; there is en\n"


def test_build_refuses_an_unknown_handout_and_names_the_nearest(clinic, command):
    """A handout that is not there is wrong use, and the nearest name is offered."""
    result = command("build", "first-visit-guid")
    assert (result.code, (clinic / "build").exists()) == (2, False)
    assert result.err == "Error: there is no handout 'first-visit-guid'; did you mean 'first-visit-guide'?\n"


@pytest.mark.usefixtures("clinic")
@pytest.mark.parametrize("words", [["build", "--paper", "a9"], ["build", "--nonsense"], ["nonsense"], ["new"]])
def test_wrong_use_ends_with_2(command, words):
    """What the command line does not know is wrong use, said without a traceback."""
    result = command(*words)
    assert (result.code, "Traceback" in result.err) == (2, False)


def test_build_puts_the_pdfs_where_it_is_told(clinic, command):
    """With --out the PDFs are in that folder and nowhere else."""
    result = command("build", GUIDE, "--out", "to/print")
    assert (result.out, (clinic / "build").exists()) == (f"to/print/{GUIDE}.en.a4.pdf  2 pages\n", False)
    assert pdfs_in(clinic / "to" / "print") == [f"{GUIDE}.en.a4.pdf"]


def test_a_warning_lets_a_build_pass(clinic, command):
    """A style that is ignored is said, and the PDF is built."""
    (clinic / "styles").mkdir()
    (clinic / "styles" / "clinic.css").write_text(".block { colour: red }\n")
    result = command("build", GUIDE)
    assert (result.code, pdfs_in(clinic / "build")) == (0, [f"{GUIDE}.en.a4.pdf"])
    assert "styles/clinic.css:1:10: warning: style-ignored" in result.err


def test_strict_turns_a_warning_into_an_error(clinic, command):
    """With --strict the same warning ends with 1, and nothing is built."""
    (clinic / "styles").mkdir()
    (clinic / "styles" / "clinic.css").write_text(".block { colour: red }\n")
    result = command("build", GUIDE, "--strict")
    assert (result.code, pdfs_in(clinic / "build")) == (1, [])
    assert "styles/clinic.css:1:10: error: style-ignored" in result.err


def test_a_strict_check_says_all_that_is_wrong_in_one_run(clinic, command):
    """Warnings about the clinic and about words do not hide what is wrong with the pages, nor does it build them."""
    change(clinic / "content" / "clinic.yaml", "  # web:", "  web:")
    write(clinic / "styles" / "clinic.css", ".callout { display: none }")
    result = command("check", GUIDE, "--strict")
    assert result.code == 1
    assert {line.split(": ")[2] for line in result.problems} >= {"placeholder", "text-lost"}
    assert not (clinic / "build").exists()


def test_the_shipped_library_says_sample_on_every_page(empty, command):
    """Without a clinic the demonstration is built, SAMPLE stands on every page, and one line says so."""
    result = command("build", GUIDE)
    assert [text.count("SAMPLE") for text in page_texts(empty / GUIDE_PDF)] == [1, 1]
    assert len([line for line in result.err.splitlines() if "SAMPLE" in line]) == 1
    assert (result.code, [path.name for path in empty.iterdir()]) == (0, ["build"])


def test_a_clinic_of_ones_own_says_no_sample(clinic, command):
    """A new clinic's pages are no samples."""
    result = command("build", GUIDE)
    assert "SAMPLE" not in pdf_text(clinic / GUIDE_PDF) + result.err


def test_sample_is_behind_the_text_and_not_read_aloud(empty, command):
    """The watermark is an artifact, so the words of the page are read without it."""
    command("build", GUIDE)
    assert unread_texts((empty / GUIDE_PDF).read_bytes()).count("SAMPLE") == 2


def test_check_writes_nothing(clinic, command):
    """Checking says that all is well and leaves the folder as it was."""
    before = files_in(clinic)
    result = command("check", GUIDE)
    assert (result.code, files_in(clinic)) == (0, before)
    assert result.out == "All of it can be printed.\n"


def test_check_finds_what_only_the_typeset_page_shows(clinic, command):
    """Checking typesets, so words that run off the page are found; still nothing is written."""
    (clinic / "content" / "sheet.yaml").write_text(SHEET.replace("Some words", "W" * 200))
    result = command("check", "sheet")
    assert (result.code, result.out, (clinic / "build").exists()) == (1, "", False)
    assert "error: text-overflow" in result.err


def test_check_keeps_the_last_pdfs(clinic, command):
    """Checking a handout with an error touches no PDF of an earlier build."""
    command("build", GUIDE)
    before = files_in(clinic / "build")
    change(clinic / "content" / "first-visit-guide.yaml", "heading: What", "headin: What")
    assert command("check", GUIDE).code == 3
    assert files_in(clinic / "build") == before


def test_project_chooses_the_folder(clinic, command, tmp_path, monkeypatch):
    """With --project the command works from anywhere."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert command("--project", str(clinic), "build", GUIDE).code == 0
    assert (pdfs_in(clinic / "build"), [*elsewhere.iterdir()]) == ([f"{GUIDE}.en.a4.pdf"], [])


@pytest.mark.usefixtures("empty")
def test_project_must_be_a_project(command):
    """A folder without content/clinic.yaml is no project."""
    result = command("--project", ".", "build")
    assert (result.code, "content/clinic.yaml" in result.err) == (2, True)


def test_the_project_is_found_upwards(clinic, command, monkeypatch):
    """In a folder below the clinic's the clinic's handouts are built."""
    (clinic / "notes" / "old").mkdir(parents=True)
    monkeypatch.chdir(clinic / "notes" / "old")
    assert command("build", GUIDE).code == 0
    assert pdfs_in(clinic / "build") == [f"{GUIDE}.en.a4.pdf"]


@pytest.mark.parametrize("name", [None, *cli.commands])
def test_every_command_has_help_with_an_example(command, name):
    """The help of each command shows how to type it."""
    result = command(*filter(None, [name]), "--help")
    lines = [line.strip() for line in result.out.splitlines()]
    assert result.code == 0
    assert lines[lines.index("Example:") + 1].startswith(f"handouts {name or 'new'}")


def test_the_colour_of_the_brand_is_printed(clinic, command):
    """Another colour in clinic.yaml gives other fills, and none of the old colour's remain."""
    command("build", GUIDE)
    blue = fills(clinic / GUIDE_PDF)
    change(clinic / "content" / "clinic.yaml", "#1f4e8c", "#8a2d0a")
    command("build", GUIDE)
    red = fills(clinic / GUIDE_PDF)
    assert any(int(c[1:3], 16) > int(c[5:7], 16) + 60 for c in red)
    assert not any(int(c[5:7], 16) > int(c[1:3], 16) + 60 for c in red)
    assert any(int(c[5:7], 16) > int(c[1:3], 16) + 60 for c in blue)


def test_a_logo_in_svg_is_printed(clinic, command):
    """The colour of an SVG logo is on the page."""
    images = clinic / "content" / "images"
    images.mkdir()
    (images / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9h-9z" fill="#fe00dc"/></svg>'
    )
    change(clinic / "content" / "clinic.yaml", "# logo: images/logo.svg", "logo: images/logo.svg")
    assert command("build", GUIDE).problems == []
    assert (254, 0, 220) in colours_on(clinic / GUIDE_PDF)


def test_a_logo_in_png_is_printed(clinic, command):
    """The colour of a PNG logo is on the page."""
    images = clinic / "content" / "images"
    images.mkdir()
    Image.new("RGB", (200, 200), (254, 0, 220)).save(images / "logo.png")
    change(clinic / "content" / "clinic.yaml", "# logo: images/logo.svg", "logo: images/logo.png")
    assert command("build", GUIDE).problems == []
    assert (254, 0, 220) in colours_on(clinic / GUIDE_PDF)


@pytest.mark.parametrize(
    ("name", "drawn", "printed"),
    [
        ("wide.png", (1200, 100), (60, 5)),
        ("banner.png", (600, 100), (60, 10)),
        ("square.png", (300, 300), (10, 10)),
        ("portrait.png", (210, 300), (7, 10)),
        ("tall.png", (150, 300), (7, 14)),
        ("wide.svg", (1200, 100), (60, 5)),
        ("square.svg", (9, 9), (10, 10)),
        ("tall.svg", (4.5, 9), (7, 14)),
    ],
)
def test_a_logo_is_printed_as_large_as_the_masthead_allows(clinic, command, name, drawn, printed):
    """A logo is at most 60 mm wide and 10 mm high, or 14 mm high where it is narrow, and keeps its shape."""
    images = clinic / "content" / "images"
    images.mkdir()
    if name.endswith(".png"):
        Image.new("RGB", drawn, (254, 0, 220)).save(images / name)
    else:  # nothing but a viewBox says how large it is
        across, down = drawn
        shape = f'<path d="M0 0h{across}v{down}h-{across}z" fill="#fe00dc"/>'
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}">{shape}</svg>'
        (images / name).write_text(drawing)
    change(clinic / "content" / "clinic.yaml", "# logo: images/logo.svg", f"logo: images/{name}")
    assert command("build", GUIDE).code == 0
    assert size_of(clinic / GUIDE_PDF, (254, 0, 220)) == pytest.approx(printed, abs=0.3)


def size_of(path, colour):
    """The width and height, in mm, of what has this colour on the first page."""
    pixels_a_mm = 8
    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=pixels_a_mm * 25.4 / 72).to_pil().convert("RGB")
    alike = ImageChops.difference(picture, Image.new("RGB", picture.size, colour)).convert("L").point(lambda n: n < 40)
    left, top, right, bottom = alike.getbbox()
    return (right - left) / pixels_a_mm, (bottom - top) / pixels_a_mm


def test_the_name_of_the_clinic_is_printed(clinic, command):
    """The clinic's name is on the page and in the title of the document, with all its letters."""
    change(clinic / "content" / "clinic.yaml", "name: My Clinic", 'name: "Ō <b> & Żółć"')
    assert command("build", GUIDE).problems == []
    with pikepdf.open(clinic / GUIDE_PDF) as document:
        assert str(document.docinfo.Title) == "Your first visit – Ō <b> & Żółć"
    assert "Ō <b> & Żółć" in page_texts(clinic / GUIDE_PDF)[0]


def test_one_sentence_is_changed_by_a_patch(clinic, command):
    """A patch changes the heading it names and leaves the other words of the guide."""
    before = pdf_text(clinic / GUIDE_PDF) if command("build", GUIDE).code == 0 else ""
    change(clinic / "content" / "first-visit-guide.yaml", "heading: What happens, step by step", "heading: Your hour")
    assert command("build", GUIDE).problems == []
    before, after = (re.sub(r"· [0-9a-f]{8}\b", "", text) for text in (before, pdf_text(clinic / GUIDE_PDF)))
    assert after == before.replace("What happens, step by step", "Your hour")


def test_a_block_of_ones_own_is_added(clinic, command):
    """The commented block of the sample patch is printed once its marks are taken away."""
    file = clinic / "content" / "first-visit-guide.yaml"
    for line in ("parking:", "  after: feels-like", "  heading: Parking", "  text: You can park", "feels-like: null"):
        change(file, f"  # {line}", f"  {line}")
    change(clinic / "content" / "clinic.yaml", "  # address:", "  address:")
    assert command("build", GUIDE).code == 0
    assert "Parking You can park behind the chemist." in pdf_text(clinic / GUIDE_PDF)


def test_the_style_of_one_component_is_changed(clinic, command):
    """A component's CSS in the clinic's folder takes the place of the shipped one."""
    command("override", "styles/components/callout.css")
    change(clinic / "styles" / "components" / "callout.css", "var(--calm-ground)", "#fef0dc")
    assert command("build", GUIDE).problems == []
    assert (254, 240, 220) in colours_on(clinic / GUIDE_PDF)


def test_the_template_of_one_component_is_changed(clinic, command, sheet):
    """A component's template in the clinic's folder takes the place of the shipped one."""
    command("override", "templates/components/callout.html")
    change(clinic / "templates" / "components" / "callout.html", "<div class", "<p>Read this.</p><div class")
    assert sheet("- {id: a, heading: Hello, callout: Some words.}").problems == []
    assert "Read this." in pdf_text(clinic / "build" / "sheet.en.a4.pdf")


def test_clinic_css_has_the_last_word(clinic, command):
    """A rule in styles/clinic.css wins over the component's own, however weak its selector."""
    (clinic / "styles").mkdir()
    (clinic / "styles" / "clinic.css").write_text(".callout { background: #fef0dc }\n")
    assert command("build", GUIDE).problems == []
    assert (254, 240, 220) in colours_on(clinic / GUIDE_PDF)


def test_a_word_of_the_pages_is_changed(clinic, command):
    """The words that pages print themselves can be the clinic's own."""
    command("override", "content/languages/en.yaml")
    change(clinic / "content" / "languages" / "en.yaml", "Questions? Call us.", "Questions? Ring us.")
    assert command("build", GUIDE).problems == []
    assert "Questions? Ring us." in pdf_text(clinic / GUIDE_PDF)


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("words", ["build", "check"])
def test_strict_is_not_content_with_the_demonstration(command, words):
    """A job that runs in the wrong folder ends with 2, instead of praising the demonstration clinic."""
    result = command(words, "--strict")
    assert (result.code, "no content/clinic.yaml is here" in result.err) == (2, True)


def test_a_content_folder_without_a_clinic_is_no_project(clinic, command):
    """A clinic.yml is told to be renamed, and the demonstration does not overwrite the clinic's sheets."""
    (clinic / "content" / "clinic.yaml").rename(clinic / "content" / "clinic.yml")
    result = command("build", GUIDE)
    assert (result.code, "rename content/clinic.yml" in result.err) == (2, True)


def test_the_programs_own_folder_is_its_own_library(tmp_path):
    """Whoever builds there with an installed command gets the demonstration, and no word about fonts of a clinic."""
    for name in ("content/clinic.yaml", "handouts/project.py"):
        write(tmp_path / name, "")
    project = Project.at(tmp_path)
    assert (project.root, project.shipped) == (tmp_path, tmp_path)


@pytest.mark.usefixtures("clinic")
def test_paper_may_be_written_in_capitals(command):
    """Staff write A4 as everybody does."""
    assert command("build", GUIDE, "--paper", "A4").out == "build/first-visit-guide.en.a4.pdf  2 pages\n"


def test_the_guide_has_a_bookmark_for_every_heading(clinic, command):
    """Bookmarks read as headings do, with a space where a line was broken by hand."""
    command("build", GUIDE)
    with pikepdf.open(clinic / "build" / "first-visit-guide.en.a4.pdf") as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert (title.title, title.children[1].title) == ("Your first visit", "What it feels like")


def test_schema_writes_what_editors_read(clinic, command):
    """A schema that was removed or is behind is written anew, and each is named."""
    folder = clinic / ".handouts" / "schema"
    before = files_in(folder)
    (folder / "clinic.json").unlink()
    (folder / "patch.json").write_text("{}")
    result = command("schema")
    assert (result.code, files_in(folder)) == (0, before)
    assert [name for name in before if f".handouts/schema/{name}\n" not in result.out] == []


def test_schema_needs_a_clinic(empty, command):
    """Outside a clinic's folder there is nowhere to write it."""
    result = command("schema")
    assert (result.code, [*empty.iterdir()]) == (2, [])
    assert "go to yours, or make one: handouts new my-clinic" in result.err
