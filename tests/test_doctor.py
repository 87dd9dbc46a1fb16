"""handouts doctor, and what every command says where a library of the system is missing."""

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import systems
from handouts.systems import LIBRARIES, SYSTEMS, advice
from handouts.typeset.loading import libraries_found

ROOT = Path(__file__).parent.parent
LINES = {system.name: system.line for system in SYSTEMS}
NEEDED = [library for library in LIBRARIES if not library.spare]
RELEASES = [
    ("linux", {"ID": "debian"}, "Debian or Ubuntu"),
    ("linux", {"ID": "ubuntu", "ID_LIKE": "debian"}, "Debian or Ubuntu"),
    ("linux", {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "Debian or Ubuntu"),
    ("linux", {"ID": "fedora"}, "Fedora"),
    ("linux", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "Fedora"),
    ("linux", {"ID": "alpine"}, "Alpine"),
    ("darwin", {}, "macOS"),
    ("win32", {}, "Windows"),
]

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="libraries are hidden in another way elsewhere")


@pytest.fixture
def without(tmp_path):
    """Run Python where an empty file stands before each of these libraries, so that none of them can be loaded."""

    def run(libraries, *words, **environment):
        folder = tmp_path / "empty"
        folder.mkdir()
        for library in libraries:
            (folder / library.files[0]).touch()
        variables = {**os.environ, "LD_LIBRARY_PATH": str(folder), "PYTHONPATH": str(ROOT), **environment}
        return subprocess.run([sys.executable, *words], env=variables, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def machine(monkeypatch):
    """Let this be another operating system, by what that says of itself; some say nothing."""

    def be(name, release):
        def said():
            if release is None:
                raise FileNotFoundError
            return release

        monkeypatch.setattr(sys, "platform", name)
        monkeypatch.setattr(platform, "freedesktop_os_release", said)
        monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)

    return be


def test_it_names_every_part_with_its_version(command):
    """The program's packages and the system's libraries stand there; nothing is missing, and nothing to be typed."""
    result = command("doctor")
    told = dict(line.split(maxsplit=1) for line in result.out.splitlines())
    assert (result.code, result.err) == (0, "")
    assert {"handouts", "Python", "weasyprint", "Pango", "HarfBuzz", "HarfBuzz-Subset"} <= told.keys()
    assert told["weasyprint"].startswith("70.")
    assert not {*LINES} & told.keys()


@on_linux
@pytest.mark.parametrize("words", [["build"], ["build", "--jobs", "2"], ["check"]])
def test_a_command_that_cannot_typeset_says_so_in_one_line(clinic, without, words):
    """It is said once and not of each sheet, beside what there is to say of the content; no folder is left."""
    done = without(NEEDED, "-m", "handouts", *words)
    [line] = [line for line in done.stderr.splitlines() if "note: draft" not in line]
    assert (done.returncode, done.stdout) == (5, "")
    assert line.startswith("error: missing-library: GLib (carries Pango), Pango (breaks text into lines), ")
    assert line.endswith(f" are not on this machine, and no page can be typeset without them; {advice()}")
    assert not (clinic / "build").exists()


@on_linux
@pytest.mark.usefixtures("clinic")
def test_programs_are_told_of_it_in_their_document(without):
    """With --json the error stands in the document once, and no sheet is built."""
    done = without(NEEDED, "-m", "handouts", "build", "--json")
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (5, "")
    assert {output["status"] for output in document["outputs"]} == {"failed"}
    assert [finding["code"] for finding in document["findings"]].count("missing-library") == 1


@on_linux
@pytest.mark.parametrize("words", [["list"], ["override", "content/back-pain-guide.yaml"]])
@pytest.mark.usefixtures("clinic")
def test_a_command_that_typesets_nothing_does_without(without, words):
    """Who only wants to look or to copy a file is not stopped."""
    done = without(NEEDED, "-m", "handouts", *words)
    assert (done.returncode, "missing-library" in done.stderr) == (0, False)


@on_linux
def test_a_spare_library_is_not_waited_for(clinic, without):
    """Without HarfBuzz-Subset pages are made, with one warning."""
    spare = [library for library in LIBRARIES if library.name == "HarfBuzz-Subset"]
    done = without(spare, "-m", "handouts", "build", "first-visit-guide")
    assert (done.returncode, done.stderr.count("warning: missing-library: HarfBuzz-Subset")) == (0, 1)
    assert (clinic / "build" / "first-visit-guide.en.a4.pdf").is_file()


@on_linux
def test_what_weasyprint_prints_is_not_passed_on(without):
    """Where it cannot be loaded it puts a banner on standard output, which belongs to our words."""
    code = """\
from handouts.errors import MissingLibrary
try:
    import handouts.typeset
except MissingLibrary as error:
    print(error)
"""
    done = without(NEEDED, "-c", code)
    [line] = done.stdout.splitlines()
    assert (done.returncode, done.stderr, line.endswith(f"; {advice()}")) == (0, "", True)


@on_linux
@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_doctor_names_what_is_missing(without, library):
    """Each library that WeasyPrint opens is named with what it is for, in one line; only the spare one is a warning."""
    done = without([library], "-m", "handouts", "doctor")
    [line] = done.stderr.splitlines()
    severity, code = ("warning", 0) if library.name == "HarfBuzz-Subset" else ("error", 5)
    assert (done.returncode, line.startswith(f"{severity}: missing-library: ")) == (code, True)
    assert f"{library.name} ({library.purpose})" in line
    assert line.endswith(f"; {advice()}")
    assert re.search(rf"^{library.name} +missing$", done.stdout, re.MULTILINE)


@on_linux
def test_doctor_shows_what_to_type_on_each_system(without):
    """Whoever sets up another machine finds its line, too."""
    done = without(NEEDED, "-m", "handouts", "doctor")
    told = [line.split("  ", 1) for line in done.stdout.splitlines()[-len(SYSTEMS) :]]
    assert {name: line.strip() for name, line in told} == LINES


@on_linux
def test_programs_read_from_doctor_what_to_type(without):
    """A missing part has no version, but the line for each system; what is there has none."""
    done = without([LIBRARIES[1]], "-m", "handouts", "doctor", "--json")
    document = json.loads(done.stdout)
    parts = {part.pop("name"): part for part in document["parts"]}
    assert (done.returncode, done.stderr, document["version"]) == (5, "", 1)
    assert parts["Pango"] == {"version": None, "install": LINES}
    assert parts["handouts"]["install"] is None
    assert [finding["code"] for finding in document["findings"]] == ["missing-library"]


@pytest.mark.parametrize(("name", "release", "system"), RELEASES)
def test_the_line_is_that_of_this_system(machine, name, release, system):
    """A system is known by its name, or by that of the system it is made like."""
    machine(name, release)
    assert advice() == f"on {system} type: {LINES[system]}"


def test_root_needs_no_sudo(machine, monkeypatch):
    """A bare image has none, and its only user is root."""
    machine("linux", {"ID": "debian"})
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert advice() == "on Debian or Ubuntu type: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.mark.parametrize("release", [{"ID": "another"}, {}, None])
def test_on_another_system_all_lines_are_said(machine, release):
    """Whoever knows how packages are called there can tell from the others."""
    machine("linux", release)
    assert advice() == "; ".join(f"on {name} type: {line}" for name, line in LINES.items())


@on_linux
def test_make_says_the_same_line(without, tmp_path):
    """Where `make` must not install anything itself, here for want of a program that does, it says what to type."""
    done = without(NEEDED, "tools/system_libraries.py", PATH=str(tmp_path))
    [line] = done.stderr.splitlines()
    assert (done.returncode, done.stdout, line.endswith(f"; {advice()}")) == (1, "", True)


def test_make_is_content_with_this_machine():
    """Where everything is there it installs nothing and says nothing."""
    done = subprocess.run([sys.executable, ROOT / "tools" / "system_libraries.py"], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_on_macos_libraries_are_found_where_homebrew_puts_them(monkeypatch, tmp_path):
    """The system does not look there, and Python from another place does not either."""
    (tmp_path / "libpango-1.0.dylib").touch()
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(systems, "_HOMEBREW", [tmp_path / "none", tmp_path])
    assert systems.located("libpango-1.0.dylib") == str(tmp_path / "libpango-1.0.dylib")
    assert systems.located("libpango-2.0.dylib") is None


@pytest.fixture
def windows(monkeypatch, tmp_path):
    """A Windows in which gstreamer-libs is installed, which is the folder of its libraries."""
    package = tmp_path / "gstreamer_libs"
    (package / "bin").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "bin" / "pango-1.0-0.dll").touch()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("WEASYPRINT_DLL_DIRECTORIES", "")
    return package / "bin"


def test_on_windows_weasyprint_is_led_to_the_libraries_beside_it(windows):
    """It asks for names without `.dll`, and takes the folder of what they need from its own variable."""
    with libraries_found():
        assert systems.located("pango-1.0-0") == str(windows / "pango-1.0-0.dll")
        assert os.environ["WEASYPRINT_DLL_DIRECTORIES"] == str(windows)
    assert systems.located("pango-2.0-0") is None


@pytest.mark.usefixtures("windows")
def test_on_windows_a_folder_that_was_chosen_is_kept(monkeypatch, tmp_path):
    """Whoever has libraries elsewhere and says so gets those."""
    monkeypatch.setenv("WEASYPRINT_DLL_DIRECTORIES", str(tmp_path))
    with libraries_found():
        assert os.environ["WEASYPRINT_DLL_DIRECTORIES"] == str(tmp_path)
    assert systems.located("pango-1.0-0") is None


def test_the_page_on_installing_says_the_same_lines():
    """Each system and its line stand in the table, and no other."""
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    assert dict(re.findall(r"^\| ([\w ]+) \| `(.+)` \|$", page, re.MULTILINE)) == LINES
