"""Builds of 1, 10 and 100 copies of the guide: each further handout takes as long as the one before."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measuring import Result, compare, copies, handouts_command, run

COUNTS = (1, 10, 100)
ALLOWED = 1.2  # times: what a handout takes among a hundred, to what it takes among ten


def measure(folder: Path) -> list[Result]:
    """Time one build of each size."""
    few, some, many = (run(handouts_command("build"), copies(folder, count)).seconds for count in COUNTS)
    early, late = (some - few) / (COUNTS[1] - COUNTS[0]), (many - some) / (COUNTS[2] - COUNTS[1])
    beside = f"one among the first {COUNTS[1]}"
    return [compare(f"one more handout, up to {COUNTS[2]}: time", [(late, early)], ALLOWED, beside)]
