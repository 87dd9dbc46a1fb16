"""What many tests start from: the command in this process, a clinic's folder, and small handouts."""

from __future__ import annotations

import shutil
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import handouts.typeset  # noqa: F401  before anything imports weasyprint, so that the machine's fonts stay out
from handouts.cli import main
from handouts.placeholders import PHONE as PLACEHOLDER_PHONE
from handouts.project import FOLDERS, library
from handouts.starting import new_project
from tests.heads import HEAD
from tests.shipped import HANDOUTS

PHONE = "020 7946 0182"


@dataclass(frozen=True)
class Result:
    """What the command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The lines on standard error that are errors or warnings."""
        return [line for line in self.err.splitlines() if "error: " in line or "warning: " in line]


@pytest.fixture(autouse=True, scope="session")
def _hear_ctrl_c():
    """A shell starts what runs in its background deaf to Ctrl-C, and so would be the builds that tests stop."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


@pytest.fixture
def command(monkeypatch, capsys):
    """Run `handouts` with these words in the current folder, a build in this process unless it is told otherwise."""

    def run(*words: str) -> Result:
        if words[0] in ("build", "check") and "--jobs" not in words:
            words = (*words, "--jobs", "1")
        monkeypatch.setattr(sys, "argv", ["handouts", *words])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Result(code, said.out, said.err)

    return run


@pytest.fixture
def empty(tmp_path, monkeypatch) -> Path:
    """A folder with nothing in it, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def clinic(tmp_path, monkeypatch) -> Path:
    """A new clinic's folder with a phone number of its own, which is the current folder."""
    folder = tmp_path / "my-clinic"
    new_project(folder, "GB", library())
    file = folder / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace(PLACEHOLDER_PHONE, PHONE), "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def _library_of_one(tmp_path_factory) -> Path:
    """A copy of the shipped library that has the first-visit guide alone."""
    folder = tmp_path_factory.mktemp("shipped")
    for part in FOLDERS:
        shutil.copytree(library() / part, folder / part)
    for name in {*HANDOUTS} - {"first-visit-guide"}:
        (folder / "content" / f"{name}.yaml").unlink()
    return folder


@pytest.fixture
def one_handout(monkeypatch, _library_of_one):
    """One shipped handout stands for all: whatever builds everything in this process is done soon."""
    monkeypatch.setattr("handouts.project.library", lambda: _library_of_one)


@pytest.fixture
def sheet(clinic, command):
    """Build a handout `sheet` with these blocks (YAML, the items of `blocks:`) in the clinic's folder."""

    def build(blocks: str, head: str = HEAD, *options: str) -> Result:
        indented = "\n".join(f"  {line}" for line in blocks.strip().splitlines())
        (clinic / "content" / "sheet.yaml").write_text(f"{head}blocks:\n{indented}\n", "utf-8")
        return command("build", "sheet", *options)

    return build
