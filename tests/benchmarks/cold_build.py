"""One cold build of the guide, checks included, beside the `weasyprint` command on the same page."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measuring import GUIDE, Result, compare, handouts_command, run, weasyprint_command, write_pages

RUNS = 7
ALLOWED = 1.5  # times, in time and in peak memory


def measure(folder: Path) -> list[Result]:
    """Compare over alternating runs."""
    ours = handouts_command("build", GUIDE.handout, "--paper", GUIDE.paper, "--force")
    theirs = weasyprint_command(*write_pages(folder, [GUIDE]))
    pairs = [(run(ours, folder), run(theirs, folder)) for _ in range(RUNS + 1)][1:]  # the first warms the disk
    return [
        compare("one sheet, cold: time", [(a.seconds, b.seconds) for a, b in pairs], ALLOWED),
        compare("one sheet, cold: peak memory", [(a.peak, b.peak) for a, b in pairs], ALLOWED, unit="MiB"),
    ]
