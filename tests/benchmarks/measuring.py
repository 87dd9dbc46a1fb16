"""Measures whole commands, ours and `weasyprint` on the same page, and compares their medians."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import handouts.typeset  # noqa: F401  shuts the machine's fonts out, for both commands
from handouts.compose import compose
from handouts.manuscript import read_manuscript
from handouts.practice import read_practice
from handouts.project import Project, library
from handouts.sheet import Edition, Paper, Sheet
from handouts.starting import new_project

GUIDE = Sheet("first-visit-guide", "en", Paper.A4, Edition.STANDARD)


@dataclass(frozen=True)
class Run:
    """What one command took: seconds, and MiB at its peak."""

    seconds: float
    peak: float


# A process of its own starts the command: the peak of a child is never below the size of whoever starts it.
_LAUNCHER = """
import resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(code, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder; it must succeed."""
    launch = [sys.executable, "-c", _LAUNCHER, *command]
    code, seconds, peak = subprocess.run(launch, cwd=folder, capture_output=True, text=True, check=True).stdout.split()
    if code != "0":
        raise SystemExit(f"{' '.join(command)} failed")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(float(seconds), float(peak) * unit / 2**20)


def handouts_command(*words: str) -> list[str]:
    """Our command with these words."""
    return [sys.executable, "-m", "handouts", *words]


def weasyprint_command(folder: Path) -> list[str]:
    """The `weasyprint` command on the guide's page, with the same style sheets, fonts and PDF variant as ours."""
    project = Project(None, folder, library())
    practice = read_practice(project)
    html = compose(project, practice, read_manuscript(project, GUIDE.handout, practice), GUIDE)
    page = folder / "guide.html"
    page.write_text(html.replace("file:///styles", (library() / "styles").as_uri()), "utf-8")
    return [sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", str(page), "out.pdf"]


def copies(folder: Path, count: int) -> Path:
    """A clinic's folder with `count` copies of the guide and no other handout."""
    clinic = folder / f"copies-{count}"
    new_project(clinic, "GB", library())
    own = clinic / "content"
    text = (library() / "content" / f"{GUIDE.handout}.yaml").read_text("utf-8")
    for number in range(1, count):
        (own / f"copy-{number}.yaml").write_text(text, "utf-8")
    return clinic


def compare(
    what: str, ours: Sequence[float], theirs: Sequence[float], allowed: float, names: str = "weasyprint"
) -> bool:
    """Print two medians and their ratio; whether that is allowed."""
    ratio = statistics.median(ours) / statistics.median(theirs)
    values = f"handouts {statistics.median(ours):.2f}, {names} {statistics.median(theirs):.2f}"
    print(f"{what}: {values}, ratio {ratio:.2f} (at most {allowed})")
    return ratio <= allowed
