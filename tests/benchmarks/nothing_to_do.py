"""A build of 14 handouts that are all up to date, beside one `weasyprint` command."""

from __future__ import annotations

from pathlib import Path

from handouts.project import Project, library
from tests.benchmarks.measuring import (
    GUIDE,
    Result,
    compare,
    copies,
    handouts_command,
    run,
    weasyprint_command,
    write_pages,
)

RUNS = 7
HANDOUTS = 14  # as many as the library is to have
ALLOWED = 0.2  # times


def measure(folder: Path) -> list[Result]:
    """Compare over alternating runs."""
    shipped = len(Project(None, folder, library()).handouts())
    clinic = copies(folder, 1 + max(0, HANDOUTS - shipped))
    theirs = weasyprint_command(*write_pages(folder, [GUIDE]))
    ours = handouts_command("build")
    run(ours, clinic)
    pairs = [(run(ours, clinic).seconds, run(theirs, folder).seconds) for _ in range(RUNS)]
    return [compare(f"{HANDOUTS} handouts, nothing to do: time", pairs, ALLOWED)]
