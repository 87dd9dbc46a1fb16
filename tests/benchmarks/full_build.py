"""All handouts of the library on both papers, with one job and with two.

Each is compared with its ceiling, which is the time of bare WeasyPrint on the same pages, divided by the number of
jobs; and with the `weasyprint` command, once for each sheet, as many at a time as there are jobs.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.benchmarks.measuring import (
    Result,
    Run,
    all_sheets,
    compare,
    handouts_command,
    run,
    weasyprint_command,
    write_pages,
)

RUNS = 3
JOBS = (1, 2)
ALLOWED = 1.25  # times the ceiling
ALLOWED_BESIDE_COMMANDS = 1.0  # times what the commands take together
ALLOWED_MEMORY = 1.9  # times the largest of them


def measure(folder: Path) -> list[Result]:
    """Compare over alternating runs."""
    pages = write_pages(folder, all_sheets(folder))
    run(_build(1), folder)  # warms the disk
    rounds = [_round(folder, pages) for _ in range(RUNS)]
    return [result for jobs in JOBS for result in _results(jobs, [each[jobs] for each in rounds])]


def _round(folder: Path, pages: Sequence[Path]) -> dict[int, tuple[float, Run, Run]]:
    """For each number of jobs: the ceiling, our build and the commands."""
    bare = [sys.executable, "-m", "tests.benchmarks.bare", *map(str, pages)]
    ceiling = float(subprocess.run(bare, capture_output=True, text=True, check=True).stdout)
    return {jobs: (ceiling / jobs, run(_build(jobs), folder), _commands(pages, jobs)) for jobs in JOBS}


def _build(jobs: int) -> list[str]:
    return handouts_command("build", "--force", "--jobs", str(jobs), "--paper", "a4", "--paper", "letter")


def _commands(pages: Sequence[Path], jobs: int) -> Run:
    """What all commands take together, and the peak of the largest."""
    start = time.perf_counter()
    with ThreadPoolExecutor(jobs) as threads:
        runs = list(threads.map(_command, pages))
    return Run(time.perf_counter() - start, max(each.peak for each in runs))


def _command(page: Path) -> Run:
    """A command whose PDF does not get into the way of another."""
    return run([*weasyprint_command(page)[:-1], str(page.with_suffix(".pdf"))], page.parent)


def _results(jobs: int, rounds: Sequence[tuple[float, Run, Run]]) -> list[Result]:
    what = f"all handouts, {jobs} job{'s' if jobs > 1 else ''}"
    commands = "`weasyprint` for each sheet" + (f", {jobs} at a time" if jobs > 1 else "")
    ceilings = [(ours.seconds, ceiling) for ceiling, ours, _ in rounds]
    seconds = [(ours.seconds, theirs.seconds) for _, ours, theirs in rounds]
    peaks = [(ours.peak, theirs.peak) for _, ours, theirs in rounds]
    return [
        compare(f"{what}: time", ceilings, ALLOWED, "the ceiling"),
        compare(f"{what}: time", seconds, ALLOWED_BESIDE_COMMANDS, commands),
        compare(f"{what}: peak memory", peaks, ALLOWED_MEMORY, "the largest `weasyprint`", "MiB"),
    ]
