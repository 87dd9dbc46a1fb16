"""A build of 14 handouts that are all up to date, beside one `weasyprint` command."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measuring import compare, copies, handouts_command, run, weasyprint_command

RUNS = 7
HANDOUTS = 14  # as many as the library is to have
ALLOWED = 0.2  # times


def measure(folder: Path) -> bool:
    """Compare over alternating runs; whether the ratio is allowed."""
    clinic, theirs = copies(folder, HANDOUTS), weasyprint_command(folder)
    ours = handouts_command("build")
    run(ours, clinic)
    pairs = [(run(ours, clinic), run(theirs, folder)) for _ in range(RUNS)]
    return compare("nothing to do, s", [a.seconds for a, _ in pairs], [b.seconds for _, b in pairs], ALLOWED)
