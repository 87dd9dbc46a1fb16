"""Builds of 1, 10 and 100 copies of the guide: each further handout takes as long as the one before."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measuring import copies, handouts_command, run

COUNTS = (1, 10, 100)
ALLOWED = 1.2  # times: what a handout takes among a hundred, to what it takes among ten


def measure(folder: Path) -> bool:
    """Time one build of each size; whether the growth is linear."""
    few, some, many = (run(handouts_command("build"), copies(folder, count)).seconds for count in COUNTS)
    early, late = (some - few) / (COUNTS[1] - COUNTS[0]), (many - some) / (COUNTS[2] - COUNTS[1])
    print(f"growth, s: {few:.1f} for 1, {some:.1f} for 10, {many:.1f} for 100 handouts")
    print(
        f"growth, s for one more: {early:.2f} up to 10, {late:.2f} up to 100, "
        f"ratio {late / early:.2f} (at most {ALLOWED})"
    )
    return late / early <= ALLOWED
