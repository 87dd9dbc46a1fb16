"""Starts real builds and kills them at any moment; looks at what they leave behind."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2

from tests.heads import HEAD
from tests.pages import pdf_text

MARKER = "HANDOUTS_TRIAL"
PATIENCE = 20  # seconds
ALONE, WITH_WORKERS = ("a4",), ("a4", "letter")  # a single sheet is built without workers
ALLOWED = (".gitignore", "manifest.json")


@dataclass
class Press:
    """A clinic's folder, the papers it prints on, and which edition of its sheet it has now."""

    folder: Path
    papers: tuple[str, ...] = ALONE
    edition: int = 0

    @property
    def build(self) -> Path:
        """The folder of the PDFs."""
        return self.folder / "build"

    @property
    def title(self) -> str:
        """The title that the next build must print."""
        return f"Edition {self.edition} of the sheet"

    def change(self) -> None:
        """Give the sheet another title, so that there is something to build."""
        self.edition += 1
        text = f"{HEAD.replace('A sheet', self.title)}blocks:\n  - {{id: a, text: The words of {self.title}.}}\n"
        (self.folder / "content" / "sheet.yaml").write_text(text, "utf-8")

    def start(self) -> subprocess.Popen[bytes]:
        """Start a build in a session of its own, whose processes can be told by their environment."""
        papers = [word for paper in self.papers for word in ("--paper", paper)]
        command = [sys.executable, "-m", "handouts", "build", "sheet", *papers]
        environment = {**os.environ, MARKER: str(self.folder)}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, cwd=self.folder, env=environment, start_new_session=True, **quiet)

    def finish(self) -> int:
        """Build a new edition to its end, and give the exit code."""
        self.change()
        return self.start().wait(6 * PATIENCE)

    def titles(self) -> dict[str, str]:
        """What each PDF shows of its title; nothing where it cannot be read."""
        return {pdf.name: _shown(pdf) for pdf in sorted(self.build.glob("*.pdf"))}

    def strays(self) -> list[str]:
        """The names of files in build/ that have no business there."""
        names = [path.name for path in self.build.glob("*") if path.suffix not in (".pdf", ".lock")]
        return sorted(set(names) - set(ALLOWED))

    def survivors(self) -> list[int]:
        """The processes of builds in this folder that still run after some seconds; they are ended now."""
        end = time.monotonic() + PATIENCE
        while (found := list(_marked(f"{MARKER}={self.folder}"))) and time.monotonic() < end:
            time.sleep(0.05)
        for number in found:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        return found


@dataclass(frozen=True)
class Wreck:
    """What a killed build left: how it was killed, and what is wrong with it."""

    how: str
    broken_pdfs: list[str]
    broken_manifest: list[str]
    unknown_pdfs: list[str]
    survivors: list[int]


def wreck(press: Press, length: float, chance: random.Random) -> Wreck:
    """Change the sheet, start a build that would take `length` seconds, kill it and look at what is left."""
    if chance.random() < 0.2:
        for path in press.build.glob("*"):
            path.unlink()
    before = press.titles()
    press.change()
    how = _kill(press, length, chance)
    broken = _broken_pdfs(press, before)
    survivors = press.survivors()
    return Wreck(how, broken + _broken_pdfs(press, before), _broken_manifest(press), _unknown_pdfs(press), survivors)


def _kill(press: Press, length: float, chance: random.Random) -> str:
    """End a build at a random moment, or as soon as it touches the folder, in one of three ways."""
    moment, lurks, way = chance.uniform(0, length), chance.random() < 0.4, chance.choice([*_WAYS])
    process, before = press.start(), _listing(press.build)
    end = time.monotonic() + (2 * length if lurks else moment)
    while time.monotonic() < end and not (lurks and _listing(press.build) != before):
        time.sleep(0.0005)
    with suppress(ProcessLookupError):
        _WAYS[way](process.pid)
    process.wait(PATIENCE)
    at = "when the folder changed" if lurks else f"after {moment:.3f} s of {length:.3f} s"
    return f"{way} {at}, building '{press.title}'"


_WAYS: dict[str, Callable[[int], None]] = {
    "all of it killed": lambda number: os.killpg(number, signal.SIGKILL),
    "its first process killed": lambda number: os.kill(number, signal.SIGKILL),
    "stopped with Ctrl-C": lambda number: os.killpg(number, signal.SIGINT),
}


def _listing(folder: Path) -> list[tuple[str, int]]:
    with suppress(OSError):
        return sorted((entry.name, entry.inode()) for entry in os.scandir(folder))
    return []


def _broken_pdfs(press: Press, before: dict[str, str]) -> list[str]:
    """The PDFs that are gone, unsound, or show neither the title they had before nor the one that was being built."""
    now = press.titles()
    gone = [f"{name} is gone" for name in before if name not in now]
    wrong = [f"{name} shows '{title}'" for name, title in now.items() if title not in (press.title, before.get(name))]
    return gone + wrong + [f"{name}: {fault}" for name in now for fault in _faults(press.build / name)]


def _faults(pdf: Path) -> list[str]:
    try:
        with pikepdf.open(pdf) as opened:
            return opened.check_pdf_syntax()
    except (pikepdf.PdfError, OSError) as error:
        return [str(error)]


def _shown(pdf: Path) -> str:
    """The title on a page, if it is one of ours, with the text below it."""
    try:
        text = pdf_text(pdf)
    except pypdfium2.PdfiumError:
        return ""
    number = text.partition("Edition ")[2].partition(" ")[0]
    title = f"Edition {number} of the sheet"
    return title if title in text and f"The words of {title}." in text else ""


def _broken_manifest(press: Press) -> list[str]:
    manifest = press.build / "manifest.json"
    try:
        json.loads(manifest.read_text("utf-8"))
    except FileNotFoundError:
        return []
    except ValueError as error:
        return [str(error)]
    return []


def _unknown_pdfs(press: Press) -> list[str]:
    """The PDFs that the ledger does not know."""
    ledger = (press.folder / "ledger.jsonl").read_text("utf-8", "replace")
    return [pdf.name for pdf in press.build.glob("*.pdf") if sha256(pdf.read_bytes()).hexdigest() not in ledger]


def _marked(sign: str) -> Iterator[int]:
    """The running processes with this in their environment."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if sign.encode() in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)
