"""What a folder may not do: run code, read outside, change what keeps patients safe, or stop other handouts."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image
from weasyprint.urls import URLFetcherResponse

from handouts import typeset
from handouts.project import Project, library
from handouts.typeset.fetching import Fetcher
from tests.files import write
from tests.heads import HEAD
from tests.pages import pdf_text

PICKLE = "cposix\\nsystem\\n(S'touch pwned'\\ntR."


@pytest.mark.parametrize(
    "expression",
    [
        f'clinic.parse_raw("{PICKLE}", proto="pickle", allow_pickle=true)',
        'clinic.parse_file("/etc/passwd")',
        "clinic.model_construct()",
        "clinic.copy()",
        "clinic.__class__",
        "handout.blocks[0].model_dump()",
    ],
)
def test_a_template_runs_no_method_of_a_model(clinic, command, expression):
    """A template may show what a model holds, and call nothing on it."""
    write(clinic / "templates" / "masthead.html", f"{{{{ {expression} }}}}")
    result = command("build", "first-visit-guide")
    assert (result.code, "templates/masthead.html:1: error: template-error: " in result.err) == (4, True)
    assert not (clinic / "pwned").exists()


def test_bytes_come_from_the_project_and_not_from_the_machine(clinic):
    """WeasyPrint opens a link's path itself where a response has one; ours have none."""
    write(clinic / "content" / "images" / "a.svg", "<svg/>")
    project = Project.at(Path.cwd())
    response = Fetcher(project, grey=False).fetch("file:///content/images/a.svg")
    assert (isinstance(response, URLFetcherResponse), response.path) == (True, None)


def test_required_words_cannot_be_shed_by_extending_another_handout(clinic, command):
    """Under the name of a shipped guide stands all that its required blocks say, whatever it extends."""
    write(clinic / "content" / "mine.yaml", f"{HEAD}blocks:\n  - {{id: a, text: Needles cannot hurt you.}}\n")
    write(clinic / "content" / "first-visit-guide.yaml", "extends: mine\n")
    result = command("build", "first-visit-guide")
    assert (result.code, "the block 'get-help' keeps patients safe and is missing" in result.err) == (3, True)


def test_a_country_keeps_its_emergency_number(clinic, command):
    """A clinic's own country file cannot send patients to another number."""
    text = (library() / "content" / "countries" / "GB.yaml").read_text("utf-8").replace('"999"', '"112"')
    write(clinic / "content" / "countries" / "GB.yaml", text)
    result = command("build")
    said = "content/countries/GB.yaml:2:12: error: emergency-number: the emergency number of United Kingdom is 999"
    assert (result.code, said in result.err) == (3, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Call {} now", "Call us now"), ("Version {}", "Version"), ("Page {} of {}", "Page {}"), ("January, ", "")],
)
def test_the_words_of_a_page_keep_their_blanks(clinic, command, old, new):
    """A clinic's own words cannot drop the emergency number, the version, the pages or a month."""
    text = (library() / "content" / "languages" / "en.yaml").read_text("utf-8").replace(old, new)
    write(clinic / "content" / "languages" / "en.yaml", text)
    result = command("build")
    assert (result.code, "content/languages/en.yaml:" in result.err) == (3, True)


def test_override_writes_into_the_project_alone(clinic, command):
    """A path that leads back into the shipped files does not lead out of the project."""
    name = f"content/../../{library().name}/styles/base.css"
    command("override", name)
    assert not (clinic.parent / library().name).exists()


@pytest.mark.usefixtures("one_handout")
@pytest.mark.parametrize("rule", ["transform: scale(0)", "letter-spacing: 1e9px"])
def test_a_style_that_breaks_the_layout_stops_only_its_handout(clinic, command, rule):
    """What brings WeasyPrint down is one line that names the handout; the others are printed."""
    blocks = "blocks:\n  - {id: a, heading: Hello, text: Some words.}\n"
    write(clinic / "content" / "broken.yaml", HEAD.replace("kind: guide", "kind: leaflet") + blocks)
    write(clinic / "styles" / "clinic.css", f".leaflet * {{ {rule} }}")
    result = command("build")
    assert (result.code, "build/first-visit-guide.en.a4.pdf  2 pages\n" in result.out) == (4, True)
    assert re.search(r"^broken: error: template-error: cannot be laid out \(\w+\)", result.err, re.MULTILINE)
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    "css",
    [
        ".text { transform: translate(500mm) }",
        f"@page {{ @bottom-right {{ content: '{'on and on ' * 20}'; white-space: nowrap }} }}",
    ],
)
def test_words_pushed_off_the_page_are_an_error(clinic, sheet, css):
    """Margins and moved boxes are looked at like the rest."""
    write(clinic / "styles" / "clinic.css", css)
    result = sheet("- {id: a, heading: Hello, text: Some words.}")
    assert (result.code, "text-overflow" in result.err) == (1, True)


def test_a_file_of_ones_own_that_cannot_be_used_is_not_passed_over(clinic, command):
    """A link out of the folder is told, instead of the shipped file being printed in its place."""
    write(clinic.parent / "elsewhere.css", "h1 { color: red }")
    (clinic / "styles").mkdir()
    (clinic / "styles" / "clinic.css").symlink_to(clinic.parent / "elsewhere.css")
    result = command("build", "first-visit-guide")
    assert (result.code, "styles/clinic.css: error: unreadable-file: is no file inside" in result.err) == (3, True)


def test_a_handout_in_a_language_the_clinic_does_not_print_is_told(clinic, command):
    """Nothing that was asked for is silently left out."""
    write(clinic / "content" / "fr.yaml", HEAD + "language: fr\nblocks:\n  - {id: a, text: Bonjour}\n")
    result = command("build", "fr")
    said = "content/fr.yaml:8:11: error: unknown-reference: the clinic does not print in 'fr'"
    assert (result.code, said in result.err) == (3, True)
    assert command("list").code == 3


def test_a_note_without_a_heading_is_printed(clinic, sheet):
    """Small print is not lost with the heading it stood under."""
    assert sheet("- {id: a, note: Small print., text: Some words.}").code == 0
    assert "Small print." in pdf_text(clinic / "build" / "sheet.en.a4.pdf")


def test_a_heading_on_a_break_is_refused(sheet):
    """A break prints nothing, so nothing can be written on it."""
    assert "is a break, and prints no heading or note" in sheet("- {id: a, heading: Lost, page_break: true}").err


@pytest.mark.parametrize(
    "drawing",
    [
        '<path d="M0 0z1"/>',
        '<g id="a"><use href="#b"/></g><g id="b"><path d="M0 0h1"/></g><use href="#a"/>',
        '<linearGradient spreadMethod="repeat" x2="1e-9"/>',
        '<image href="data:image/svg+xml,x"/>',
    ],
)
def test_a_drawing_that_never_ends_is_refused(clinic, sheet, drawing):
    """No picture may hold up a build."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{drawing}</svg>'
    write(clinic / "content" / "images" / "a.svg", svg)
    result = sheet("- {id: a, image: {file: images/a.svg, alt: A square}}")
    assert (result.code, "error: bad-image: " in result.err) == (4, True)


def test_a_picture_of_16_bits_is_refused(clinic, sheet):
    """It would print as a black square."""
    (clinic / "content" / "images").mkdir()
    Image.new("I;16", (9, 9)).save(clinic / "content" / "images" / "a.png")
    result = sheet("- {id: a, image: {file: images/a.png, alt: A square}}")
    assert (result.code, "more than 8 bits a colour" in result.err) == (4, True)


def test_a_line_of_a_message_stays_one_line(clinic, command):
    """A file name with a newline or an escape in it cannot forge a second message."""
    write(clinic / "content" / "a\n\x1b[31mb.yaml", "title: x\n")
    result = command("build", "first-visit-guide")
    assert (result.err.count("unreadable-file"), "\x1b" in result.err) == (1, False)


def test_ctrl_c_stops_even_where_weasyprint_catches_it(clinic, command, monkeypatch):
    """WeasyPrint takes Ctrl-C for a broken picture while it draws; the command still ends with 130."""

    def swallow(_document):
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1)
        except KeyboardInterrupt:
            return b"%PDF", {}

    monkeypatch.setattr(typeset, "write_pdf", swallow)
    result = command("build", "first-visit-guide")
    assert (result.code, list(clinic.glob("build/*.pdf"))) == (130, [])


def test_verbose_shows_the_traceback_behind_a_line(clinic):
    """Whoever must mend a style can see where WeasyPrint came down; nobody else has to."""
    write(clinic / "styles" / "clinic.css", "* { letter-spacing: 1e9px }")
    quiet, loud = (
        subprocess.run([sys.executable, "-m", "handouts", *words], capture_output=True, text=True, check=False)
        for words in (["build", "first-visit-guide"], ["--verbose", "build", "first-visit-guide"])
    )
    assert ("Traceback" in quiet.stderr, "Traceback" in loud.stderr) == (False, True)
    assert (quiet.returncode, loud.returncode) == (4, 4)
