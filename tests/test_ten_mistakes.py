"""Ten mistakes that people make first: each is one line that leads out, and the last good PDF stays."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from handouts.project import ORIGINALS
from tests.files import change, write
from tests.heads import HEAD
from tests.staff import run_as_staff

SHEET = f"{HEAD}blocks:\n  - {{id: a, heading: Hello, text: Some words.}}\n"
PDF = "build/sheet.en.a4.pdf"


@pytest.fixture
def sheet_yaml(clinic):
    """A clinic's folder with one small handout; its file."""
    file = clinic / "content" / "sheet.yaml"
    write(file, SHEET)
    return file


def lines(said):
    """What was said, without the note that the words are a draft."""
    return [line for line in said.splitlines() if "note: draft" not in line]


@pytest.mark.usefixtures("empty")
def test_a_build_in_the_wrong_folder_says_whose_sheets_these_are(command):
    """Where no clinic is, the demonstration is built, and a line says so and what to type."""
    result = command("build", "first-visit-guide")
    [line] = lines(result.err)
    assert line.startswith("SAMPLE stands across every page: this is the demonstration clinic.")
    assert line.endswith("For your own, type: handouts new my-clinic")


def test_a_build_beside_the_clinic_says_the_way(clinic, command, monkeypatch):
    """Whoever forgot to go into the folder is not told to make another one."""
    monkeypatch.chdir(clinic.parent)
    assert command("build", "first-visit-guide").err.splitlines()[-1].endswith("For your own, type: cd my-clinic")


def test_a_missing_library_is_named_with_what_to_type(sheet_yaml):
    """Without Pango nothing can be laid out; the line has the command that brings it."""
    hide = (
        "import ctypes, cffi, runpy, sys\n"
        "def refuse(real):\n"
        "    def load(self, name, *rest, **options):\n"
        "        if name and 'pango' in str(name): raise OSError(f'cannot load library {name!r}')\n"
        "        return real(self, name, *rest, **options)\n"
        "    return load\n"
        "cffi.FFI.dlopen = refuse(cffi.FFI.dlopen)\n"
        "ctypes.CDLL.__init__ = refuse(ctypes.CDLL.__init__)\n"
        "sys.argv = ['handouts', 'build', 'sheet', '--jobs', '1']\n"
        "runpy.run_module('handouts', run_name='__main__')\n"
    )
    folder = sheet_yaml.parent.parent
    done = subprocess.run([sys.executable, "-c", hide], cwd=folder, capture_output=True, text=True, check=False)
    [line] = lines(done.stderr)
    assert (done.returncode, done.stdout) == (5, "")
    assert "error: missing-library: " in line
    assert "Pango" in line


@pytest.mark.parametrize("size", [(9000, 9000), (9000, 100_000)])
def test_a_logo_that_is_too_large_is_named_with_its_size(sheet_yaml, command, size):
    """The line says how large it is and how large is enough."""
    (sheet_yaml.parent / "images").mkdir()
    Image.new("1", size).save(sheet_yaml.parent / "images" / "logo.png")
    change(sheet_yaml.parent / "clinic.yaml", "# logo: images/logo.svg  ", "logo: images/logo.png  ")
    result = command("build", "sheet")
    [line] = lines(result.err)
    assert (result.code, line.startswith("content/clinic.yaml:18:9: error: bad-image: ")) == (4, True)
    assert line.endswith("pixels; save it smaller: 2000 pixels a side are enough")


def test_a_misspelt_colour_is_told_the_name_that_was_meant(sheet_yaml, command):
    """The line shows how a colour is written, and the nearest one."""
    change(sheet_yaml.parent / "clinic.yaml", '"#1f4e8c"', "tael")
    result = command("build", "sheet")
    line = (
        "content/clinic.yaml:17:10: error: wrong-type: 'color' must be a colour, "
        "such as teal or \"#17594a\" in quotes, not 'tael'; did you mean 'teal'?"
    )
    assert (result.code, lines(result.err)) == (3, [line])


def test_a_tab_is_named_with_what_to_write(sheet_yaml, command):
    """YAML forbids tabs for indenting, which nobody can see in an editor."""
    write(sheet_yaml, SHEET.replace("  - {id", "\t- {id"))
    result = command("build", "sheet")
    said = "a tab stands here; YAML indents with spaces: write two spaces instead"
    assert (result.code, lines(result.err)) == (3, [f"content/sheet.yaml:9:1: error: yaml-syntax: {said}"])


def test_a_pdf_that_is_locked_stays_and_says_how_to_go_on(sheet_yaml, command, monkeypatch):
    """A viewer on Windows holds the file it shows; the line says to close it, or where else to build."""
    command("build", "sheet")
    before = (sheet_yaml.parent.parent / PDF).read_bytes()
    change(sheet_yaml, "Some words", "Other words")
    replace = Path.replace

    def locked(path, target):
        if str(target).endswith(".pdf"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", locked)
    result = command("build", "sheet")
    [line] = [line for line in lines(result.err) if "error" in line]
    assert (result.code, (sheet_yaml.parent.parent / PDF).read_bytes()) == (6, before)
    assert line.startswith(f"{PDF}: error: cannot-write: cannot be written (Permission denied)")
    assert line.endswith("close it where it is open, or choose another folder with --out")


@pytest.mark.skipif(sys.platform == "win32", reason="folders there have no such permissions")
@pytest.mark.parametrize(
    "words", [["build", "sheet"], ["new", "--handout", "other"], ["override", "templates/guide.html"]]
)
def test_a_read_only_folder_says_what_cannot_be_written(sheet_yaml, words):
    """The line names the file and what to do, for whatever is written."""
    folder = sheet_yaml.parent.parent
    closed = [folder, folder / "content", folder / ".handouts" / "schema"]
    for each in closed:
        each.chmod(0o555)
    done = run_as_staff(folder, *words)
    for each in closed:
        each.chmod(0o755)
    [line] = lines(done.stderr)
    assert (done.returncode, "error: cannot-write: cannot be written (Permission denied)" in line) == (6, True)
    assert ("allow it to be written" if words[0] == "build" else "choose another folder") in line


def test_an_old_override_says_what_to_look_at(sheet_yaml, command):
    """A copy whose shipped file moved on is a warning with the two commands that end it."""
    folder, style = sheet_yaml.parent.parent, "styles/components/text.css"
    command("override", style)
    write(folder / ORIGINALS / style, "/* what was shipped then */")
    write(folder / style, "/* what the clinic made of it */")
    result = command("build", "sheet")
    [line] = lines(result.err)
    assert (result.code, line.startswith(f"{style}: warning: stale-override: ")) == (0, True)
    assert f"'handouts override --diff {style}', then type: handouts override --keep {style}" in line


def test_an_unknown_handout_is_told_the_name_that_was_meant(sheet_yaml, command):
    """A misspelt name is answered with the nearest one, or with those that begin with it."""
    assert sheet_yaml.is_file()
    result = command("build", "back-pain")
    line = "Error: there is no handout 'back-pain'; did you mean 'back-pain-guide'?"
    assert (result.code, lines(result.err)) == (2, [line])


@pytest.mark.parametrize(
    "typed", ["content/sheet.yaml", "build/sheet.en.a4.pdf", "sheet.en.letter.pdf", "sheets", "./content/sheet.yaml"]
)
def test_a_path_is_told_the_name_of_its_handout(sheet_yaml, command, typed):
    """Whoever types a file's name, or that of a PDF, is told what to type."""
    assert sheet_yaml.is_file()
    assert command("build", typed).err == f"Error: there is no handout '{typed}'; did you mean 'sheet'?\n"


def test_an_empty_content_folder_says_how_to_begin(empty, command):
    """A folder that looks like a clinic's and holds none is not answered with the demonstration."""
    (empty / "content").mkdir()
    result = command("build")
    [line] = lines(result.err)
    assert (result.code, "it holds no content/clinic.yaml" in line) == (2, True)
    assert line.endswith("go to your clinic's folder, or make one: handouts new my-clinic")
