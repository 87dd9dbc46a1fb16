"""One cold build of the guide, checks included, beside the `weasyprint` command on the same page."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measuring import GUIDE, compare, handouts_command, run, weasyprint_command

RUNS = 7
ALLOWED = 1.5  # times, in time and in peak memory


def measure(folder: Path) -> bool:
    """Compare over alternating runs; whether both ratios are allowed."""
    ours = handouts_command("build", GUIDE.handout, "--paper", GUIDE.paper, "--force")
    theirs = weasyprint_command(folder)
    pairs = [(run(ours, folder), run(theirs, folder)) for _ in range(RUNS + 1)][1:]  # the first warms the disk
    in_time = compare("cold build, s", [a.seconds for a, _ in pairs], [b.seconds for _, b in pairs], ALLOWED)
    in_memory = compare("cold build, peak MiB", [a.peak for a, _ in pairs], [b.peak for _, b in pairs], ALLOWED)
    return in_time and in_memory
