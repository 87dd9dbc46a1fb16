"""No font of the machine reaches a page.

The machine here is one that has exactly one font, "Machine Sans", and names it in FONTCONFIG_FILE.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from handouts.typeset.fontconfig import isolate

PROJECT = Path(__file__).parents[1]
SHIPPED = PROJECT / "styles" / "fonts"

TYPESET = """
import sys
html, pdf, preparation = sys.argv[1:]
exec(preparation)
from weasyprint import HTML
HTML(string=html).write_pdf(pdf)
"""
NOT_ISOLATED = ""
AS_WE_DO = "import handouts.typeset"


def isolated_in(folder):
    """Give code that isolates a folder of the test's choice, which the package itself would not do."""
    load = "from pathlib import Path; from runpy import run_path"
    return f"{load}; run_path('handouts/typeset/fontconfig.py')['isolate'](Path({str(folder)!r}))"


@pytest.fixture
def machine(tmp_path):
    """Give the environment of a machine with one font of its own."""
    fonts = tmp_path / "machine"
    fonts.mkdir()
    font = TTFont(SHIPPED / "text.ttf")
    for record in (1, 4, 6):
        font["name"].setName("Machine Sans", record, 3, 1, 0x409)
    font.save(fonts / "machine.ttf")
    configuration = tmp_path / "machine.conf"
    configuration.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{fonts}</cachedir></fontconfig>", "utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    return {**os.environ, "FONTCONFIG_FILE": str(configuration), "TMPDIR": str(temporary)}


def fonts_used(machine, html, preparation=AS_WE_DO):
    """Typeset the page in a new process, which must have nothing to say, and name the fonts in its PDF."""
    pdf = Path(machine["TMPDIR"]).with_name("page.pdf")
    command = [sys.executable, "-c", TYPESET, html, pdf, preparation]
    run = subprocess.run(command, env=machine, cwd=PROJECT, check=True, capture_output=True, text=True)
    assert run.stderr == ""
    with pikepdf.open(pdf) as document:
        fonts = [font for font in document.objects if isinstance(font, pikepdf.Dictionary) and "/BaseFont" in font]
        return {str(font.BaseFont).split("+")[1] for font in fonts}


ASKS_FOR_MACHINE_FONT = "<title>a</title><p style='font-family: Machine Sans'>Hello"


def test_machine_font_is_there_without_isolation(machine):
    """The machine's font is used where nothing shuts it out: so the next test proves something."""
    assert fonts_used(machine, ASKS_FOR_MACHINE_FONT, NOT_ISOLATED) == {"Machine-Sans"}


def test_machine_font_is_shut_out(machine):
    """A font of the machine is not used, though it is asked for and FONTCONFIG_FILE names it."""
    assert fonts_used(machine, ASKS_FOR_MACHINE_FONT) == {"Handouts-Text"}


def test_unknown_family_is_set_in_our_fonts(machine):
    """A family that nobody has is set in our text face, and in the Han face where it has no letters."""
    html = "<title>a</title><p style='font-family: Nobody Has This'>Hégǔ <b>bold</b> <i>italic</i> 合谷"
    assert fonts_used(machine, html) == {
        "Handouts-Text",
        "Handouts-Text-Bold",
        "Handouts-Text-Italic",
        "Handouts-Han",
    }


def test_no_home_and_a_folder_with_an_odd_name(machine, tmp_path):
    """A folder whose name XML would misread works, and so does a machine without a home folder."""
    folder = tmp_path / "Müller & <Söhne> fonts"
    shutil.copytree(SHIPPED, folder)
    machine = {name: value for name, value in machine.items() if name != "HOME"}
    assert fonts_used(machine, "<title>a</title>Hello", isolated_in(folder)) == {"Handouts-Text"}


def test_processes_share_one_small_file(machine):
    """Two runs leave one file in the temporary folder, and no cache."""
    for _ in range(2):
        fonts_used(machine, "<title>a</title>Hello")
    [left] = Path(machine["TMPDIR"]).iterdir()
    assert left.suffix == ".conf"


@pytest.fixture
def _settings_restored(monkeypatch, tmp_path):
    """Let isolate() change this process's environment and temporary folder for one test only."""
    monkeypatch.setenv("FONTCONFIG_FILE", "machine.conf")
    monkeypatch.setenv("FONTCONFIG_SYSROOT", "/elsewhere")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)


@pytest.mark.usefixtures("_settings_restored")
def test_root_for_other_files_is_taken_away():
    """FONTCONFIG_SYSROOT, which would stand before every path, is unset."""
    isolate(SHIPPED)
    assert "FONTCONFIG_SYSROOT" not in os.environ


@pytest.mark.usefixtures("_settings_restored")
def test_name_taken_by_another_user(monkeypatch, tmp_path):
    """Where the shared name cannot be taken, a file of our own serves."""

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    isolate(SHIPPED)
    [written] = tmp_path.iterdir()
    assert os.environ["FONTCONFIG_FILE"] == str(written)


@pytest.mark.usefixtures("_settings_restored")
def test_folder_without_fonts(tmp_path):
    """A folder without fonts is refused, since WeasyPrint would end in a segmentation fault."""
    with pytest.raises(FileNotFoundError, match="no fonts in"):
        isolate(tmp_path)


@pytest.mark.usefixtures("_settings_restored")
def test_too_late(monkeypatch):
    """After weasyprint is imported, isolate() refuses rather than do nothing."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(RuntimeError, match="too late"):
        isolate(SHIPPED)
