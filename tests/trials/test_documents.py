"""Trials of the whole command: whatever stands in a handout, all of it is printed, or none of it and an error."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from PIL import Image

from tests.trials.proofreading import lost
from tests.trials.sheets import KINDS, Sheet, sheets
from tests.trials.trying import TRIALS, Ended, new_clinic, run, tried

TIMES = TRIALS // len(KINDS) + 1
REFUSALS = (1, 3, 4)
CLINIC = """\
name: Maple Acupuncture
country: GB
contact:
  phone: 020 7946 0182
  email: hello@maple.example
  web: maple.example
  booking: https://maple.example/book
  address: [14 Maple Row, Harrow Green, HG3 2QT]
  hours: {Mon–Thu: 8.30–7, Friday: 8.30–4}
"""


@dataclass
class Desk:
    """A clinic's folder in which one sheet after the other is built, and how many were printed."""

    folder: Path
    tried: Counter[str] = field(default_factory=Counter)
    printed: Counter[str] = field(default_factory=Counter)

    def build(self, sheet: Sheet, kind: str) -> tuple[Ended, list[Path]]:
        """Build one sheet in a folder without PDFs: how it ended, and the PDFs that are there now."""
        for old in (self.folder / "build").glob("*"):
            old.unlink()
        (self.folder / "content" / "sheet.yaml").write_text(sheet.yaml, "utf-8")
        ended = run(self.folder, "build", "sheet", "--paper", sheet.paper)
        self.tried[kind] += 1
        self.printed[kind] += ended.code == 0
        return ended, sorted((self.folder / "build").glob("*.pdf"))


def faults(ended: Ended, pdfs: list[Path], sheet: Sheet) -> list[str]:
    """What is wrong with how a build ended: with its PDF, or with its refusal."""
    if ended.code:
        is_refusal = ended.code in REFUSALS and ended.errors and not pdfs
        homeless = [error for error in ended.errors if not re.match(r"content/sheet\.yaml:\d+:\d+: error: ", error)]
        return homeless if is_refusal else [f"exit code {ended.code}: {ended.err}", *map(str, pdfs)]
    (pdf,) = pdfs
    with pikepdf.open(pdf) as opened:
        return opened.check_pdf_syntax() + lost(pdf, sheet.shown)


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    folder = new_clinic(tmp_path_factory.mktemp("documents") / "clinic")
    (folder / "content" / "clinic.yaml").write_text(CLINIC, "utf-8")
    (folder / "content" / "images").mkdir()
    Image.new("L", (1600, 1600)).save(folder / "content" / "images" / "dot.png")
    return Desk(folder)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_is_printed_with_every_word_or_refused(desk, kind):
    """A build prints every word of the content into one whole PDF, or says where it is wrong and prints nothing."""

    @tried(TIMES, kind)
    @given(sheet=sheets(kind))
    def trial(sheet):
        ended, pdfs = desk.build(sheet, kind)
        assert not ended.is_broken, ended.err
        assert faults(ended, pdfs, sheet) == []

    trial()


def test_a_fair_share_of_the_sheets_is_printed(desk):
    """Enough sheets are printed, and each component in one of them, for the trial above to mean something."""
    assert desk.tried == dict.fromkeys(KINDS, TIMES), "the trial above must run first, with every component"
    assert desk.printed.total() >= 0.4 * desk.tried.total()
    assert set(desk.printed) == set(KINDS)
