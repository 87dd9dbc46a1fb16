"""What goes wrong around a build: full disks, folders in the way, half files, links; nothing that was good is lost."""

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import filelock
import pytest

from handouts.writing import Shelf
from tests.heads import HEAD
from tests.staff import run_as_staff

BLOCKS = "blocks:\n  - {id: a, heading: Hello, text: Some words.}\n"
PDF = "sheet.en.a4.pdf"


@pytest.fixture
def built(clinic, command):
    """A clinic with one small handout that is built."""
    (clinic / "content" / "sheet.yaml").write_text(HEAD + BLOCKS)
    assert command("build", "sheet").code == 0
    return clinic


def change(folder):
    """Give the handout other words."""
    file = folder / "content" / "sheet.yaml"
    file.write_text(file.read_text().replace("Some words", "Other words"))


def contents(folder):
    """What each file of a folder holds, but for the lock."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and file.suffix != ".lock"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_a_full_disk_keeps_the_last_pdf(built):
    """Where the disk takes no more, the PDF and the manifest of before are still there, and the exit code is 6."""
    before = contents(built / "build")
    change(built)
    words = [sys.executable, "-m", "handouts", "build", "sheet"]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))  # noqa: E731  one call, in the new process
    run = subprocess.run(words, cwd=built, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert (run.returncode, contents(built / "build")) == (6, before)
    assert "error: cannot-write: cannot be" in run.stderr
    assert "(File too large)" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_a_disk_that_refuses_keeps_the_last_pdf(built, command, monkeypatch, reason):
    """Whatever the system says against it, the last files stay and the reason is said."""
    before = contents(built / "build")
    change(built)

    def refuse(_):
        raise OSError(reason, os.strerror(reason))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        result = command("build", "sheet")
    assert (result.code, contents(built / "build")) == (6, before)
    assert os.strerror(reason) in result.problems[0]
    assert command("build", "sheet").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="folders there have no such permissions")
def test_a_read_only_folder_is_no_fault_where_nothing_is_to_be_done(built):
    """An up-to-date build needs to write nothing; a change in a read-only folder is an error."""
    (built / "build").chmod(0o555)
    assert run_as_staff(built, "build", "sheet").returncode == 0
    change(built)
    assert run_as_staff(built, "build", "sheet").returncode == 6
    (built / "build").chmod(0o755)


@pytest.mark.parametrize("name", ["manifest.json", ".handouts.lock", PDF])
def test_a_folder_where_a_file_should_be_is_named(built, command, name):
    """A folder that stands in the way is one line, and nothing in it is touched."""
    change(built)
    (built / "build" / name).unlink()
    (built / "build" / name / "notes").mkdir(parents=True)
    result = command("build", "sheet")
    assert (result.code, len([line for line in result.problems if "cannot-write" in line])) == (6, 1)
    assert (built / "build" / name / "notes").is_dir()


@pytest.mark.parametrize(
    "name", ["content/sheet.yaml", "content/clinic.yaml", "styles/clinic.css", "templates/guide.html"]
)
def test_a_folder_where_a_file_is_read_is_named(built, command, name):
    """A folder that has the name of a file of the project is one line, with no traceback."""
    before = (built / "build" / PDF).read_bytes()
    (built / name).unlink(missing_ok=True)
    (built / name).mkdir(parents=True)
    result = command("build", "sheet")
    assert result.code in (2, 3)
    assert "Traceback" not in result.err
    assert (built / "build" / PDF).read_bytes() == before


def test_half_files_of_a_killed_build_are_swept_away(built, command):
    """The next build that writes removes what a killed one left half done, and nobody else's files."""
    half, own = built / "build" / f".{PDF}.abc123.part", built / "build" / "notes.part"
    half.write_bytes(b"%PDF-1.7 half")
    own.write_text("mine")
    change(built)
    assert command("build", "sheet").code == 0
    assert (half.exists(), own.exists()) == (False, True)


def test_a_file_that_vanishes_during_the_build_is_named(built, command, monkeypatch):
    """A template that is gone when it is needed is one line; the last PDF stays."""
    command("override", "templates/masthead.html")
    before = (built / "build" / PDF).read_bytes()
    change(built)
    real = Path.read_bytes

    def vanishing(path):
        if path.name == "masthead.html":
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", vanishing)
    result = command("build", "sheet")
    assert (result.code, (built / "build" / PDF).read_bytes()) == (4, before)
    assert "Traceback" not in result.err


def close(monkeypatch, folder):
    """Make a folder one that nobody may look into; for this process only, as root may look into any."""
    for name in ("stat", "iterdir", "read_bytes"):
        monkeypatch.setattr(Path, name, _closed(getattr(Path, name), folder))


def _closed(real, folder):
    def look(path, *words, **more):
        if folder in path.parents or (folder == path and real.__name__ == "iterdir"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *words, **more)

    return look


@pytest.mark.parametrize(
    "name", ["templates/components/text.html", "styles/papers/a4.css", "content/countries/GB.yaml"]
)
def test_a_file_that_may_not_be_looked_for_is_not_absent(built, command, monkeypatch, name):
    """Where nobody can say whether the clinic has a file of its own, the shipped one does not stand in for it."""
    before = (built / "build" / PDF).read_bytes()
    folder = (built / name).parent
    folder.mkdir(parents=True, exist_ok=True)
    (built / name).write_text((built / name).read_text() if (built / name).exists() else "")
    close(monkeypatch, folder)
    result = command("build", "sheet")
    assert (result.code, (built / "build" / PDF).read_bytes()) == (3, before)
    [line] = {line for line in result.problems if "unreadable-file" in line and line.startswith(f"{name}: ")}
    assert line.endswith("cannot be read (Permission denied); allow it to be read, along with the folders it is in")


@pytest.mark.skipif(sys.platform == "win32", reason="folders there have no such permissions")
def test_a_folder_without_permission_is_named(built):
    """The same with the system's own refusal."""
    (built / "templates" / "components").mkdir(parents=True, exist_ok=True)
    (built / "templates").chmod(0)
    result = run_as_staff(built, "build", "sheet")
    (built / "templates").chmod(0o755)
    assert (result.returncode, "unreadable-file: cannot be read (Permission denied)" in result.stderr) == (3, True)


@pytest.mark.parametrize("name", ["build", "content", "styles/fonts"])
def test_a_closed_folder_is_a_line_that_names_it(built, command, monkeypatch, name):
    """A folder nobody may look into is named as the project calls it, with no traceback, and is in the document."""
    (built / name).mkdir(parents=True, exist_ok=True)
    close(monkeypatch, built / name)
    words, document = command("build", "sheet"), command("build", "sheet", "--json")
    found = [finding for finding in json.loads(document.out)["findings"] if finding["severity"] == "error"]
    assert words.code == document.code == (6 if name == "build" else 3)
    assert [finding["file"].startswith(name) for finding in found] == [True]
    assert (len([line for line in words.problems if "error: " in line]), document.err) == (1, "")


def test_a_lock_that_is_held_is_waited_for_once(built, command, monkeypatch):
    """After the first wait in vain no further sheet waits; each that is not written is named, the manifest once."""
    (built / "content" / "other.yaml").write_text(HEAD + BLOCKS)
    change(built)
    waits = []
    real = filelock.FileLock.acquire
    monkeypatch.setattr("handouts.writing._PATIENCE", 0.1)

    def acquire(lock):
        waits.extend([lock] if Path(lock.lock_file).parent.name == "build" else [])
        return real(lock)

    with filelock.FileLock(built / "build" / ".handouts.lock"):
        monkeypatch.setattr(filelock.FileLock, "acquire", acquire)
        result = command("build", "sheet", "other")
    files = [line.split(":")[0] for line in result.problems if "cannot-write" in line]
    assert (result.code, len(waits), files) == (6, 1, ["build/other.en.a4.pdf", f"build/{PDF}"])


def test_a_folder_that_is_removed_during_the_build_is_noticed(built, command, monkeypatch):
    """A PDF that is gone when the build ends is not called built."""
    (built / "content" / "other.yaml").write_text(HEAD + BLOCKS)
    change(built)
    real = Shelf.put

    def put(shelf, name, data):
        if name == PDF:
            shutil.rmtree(shelf.folder)
        real(shelf, name, data)

    monkeypatch.setattr(Shelf, "put", put)
    result = command("build", "sheet", "other", "--json")
    document = json.loads(result.out)
    assert {output["path"]: output["status"] for output in document["outputs"]} == {
        "build/other.en.a4.pdf": "failed",
        f"build/{PDF}": "built",
    }
    [error] = [finding for finding in document["findings"] if finding["severity"] == "error"]
    assert (result.code, error["code"], error["file"]) == (6, "cannot-write", "build/other.en.a4.pdf")
    assert (built / "build" / PDF).is_file()
