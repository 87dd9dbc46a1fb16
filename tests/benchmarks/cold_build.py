"""Compares one cold build of the guide with the `weasyprint` command on the same page, in the same run.

Both get the same HTML, style sheets, fonts and PDF variant; the build also reads, checks and writes.
Run by `make bench`; prints medians over alternating runs, and their ratios.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import handouts.typeset  # noqa: F401  shuts the machine's fonts out, for both commands
from handouts.compose import compose
from handouts.manuscript import read_manuscript
from handouts.practice import read_practice
from handouts.project import Project, library
from handouts.sheet import Edition, Paper, Sheet

RUNS = 7
GUIDE = Sheet("first-visit-guide", "en", Paper.A4, Edition.STANDARD)
ALLOWED = 1.5  # times the `weasyprint` command, in time and in peak memory


@dataclass(frozen=True)
class Run:
    """What one command took: seconds, and MiB at its peak."""

    seconds: float
    peak: float


def main() -> int:
    """Print the comparison; 1 where the build takes more than it may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = _page(folder)
        ours = [sys.executable, "-m", "handouts", "build", GUIDE.handout, "--paper", GUIDE.paper]
        theirs = [sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", str(page), "out.pdf"]
        pairs = [(_run(ours, folder), _run(theirs, folder)) for _ in range(RUNS + 1)][1:]  # the first warms the disk
    time_ratio = _compare("time, s", [a.seconds for a, _ in pairs], [b.seconds for _, b in pairs])
    memory_ratio = _compare("peak memory, MiB", [a.peak for a, _ in pairs], [b.peak for _, b in pairs])
    return int(max(time_ratio, memory_ratio) > ALLOWED)


def _page(folder: Path) -> Path:
    """The guide's HTML with its links leading to the real files."""
    project = Project(None, folder, library())
    practice = read_practice(project)
    html = compose(project, practice, read_manuscript(project, GUIDE.handout, practice), GUIDE)
    page = folder / "guide.html"
    page.write_text(html.replace("file:///styles", (library() / "styles").as_uri()), "utf-8")
    return page


def _run(command: list[str], folder: Path) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit / 2**20)


def _compare(what: str, ours: list[float], theirs: list[float]) -> float:
    ratio = statistics.median(ours) / statistics.median(theirs)
    values = f"handouts {statistics.median(ours):.2f}, weasyprint {statistics.median(theirs):.2f}"
    print(f"{what}: {values}, ratio {ratio:.2f} (at most {ALLOWED})")
    return ratio


if __name__ == "__main__":
    sys.exit(main())
