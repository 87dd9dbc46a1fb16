"""Measures whole commands, ours and `weasyprint` on the same pages, and compares them by their medians."""

from __future__ import annotations

import math
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import handouts.typeset  # noqa: F401  shuts the machine's fonts out, for all commands
from handouts.compose import compose
from handouts.desk import Desk
from handouts.project import Project, library
from handouts.sheet import Edition, Paper, Sheet
from handouts.starting import new_project

GUIDE = Sheet("first-visit-guide", "en", Paper.A4, Edition.STANDARD)
PAPERS = (Paper.A4, Paper.LETTER)


@dataclass(frozen=True)
class Result:
    """A ratio that was measured, to what, and how high it may be; in `values` what the ratio was made of."""

    what: str
    beside: str
    ratio: float
    allowed: float
    values: str

    @property
    def is_allowed(self) -> bool:
        """Whether the ratio is not too high, as it is printed."""
        return round(self.ratio, 2) <= self.allowed

    def __str__(self) -> str:
        sign = "" if self.is_allowed else "  <- too much"
        return f"{self.what}: {self.ratio:.2f} of {self.beside}, at most {self.allowed:g} ({self.values}){sign}"


@dataclass(frozen=True)
class Run:
    """What one command took: seconds, and MiB at the peak of its largest process."""

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


def weasyprint_command(page: Path) -> list[str]:
    """The `weasyprint` command on a page, with the same PDF variant as ours."""
    return [sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", str(page), "out.pdf"]


def write_pages(folder: Path, sheets: Sequence[Sheet]) -> list[Path]:
    """The HTML that we typeset for these sheets, as files that name the shipped style sheets by their whole path."""
    desk = Desk(Project(None, folder, library()))
    desk.read([sheet.handout for sheet in sheets])
    pages = []
    for sheet in sheets:
        html = compose(desk.project, desk.studio.practice, desk.manuscripts[sheet.handout], sheet)
        pages.append(folder / f"{sheet.handout}.{sheet.paper}.html")
        pages[-1].write_text(html.replace("file:///", f"{library().as_uri()}/"), "utf-8")
    return pages


def all_sheets(folder: Path) -> list[Sheet]:
    """Every handout of the library on both papers."""
    names = Project(None, folder, library()).handouts()
    return [Sheet(name, "en", paper, Edition.STANDARD) for name in names for paper in PAPERS]


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
    what: str, pairs: Sequence[tuple[float, float]], allowed: float, beside: str = "`weasyprint`", unit: str = "s"
) -> Result:
    """The ratio of the medians of what we took and of what others took."""
    mine, others = (statistics.median(values) for values in zip(*pairs, strict=True))
    return Result(what, beside, mine / others, allowed, f"{mine:.2f} {unit} to {others:.2f} {unit}")


def growth_of(what: str, timed: Callable[[int, int], float], repeats: int) -> list[Result]:
    """How long 10, 40 and 120 points take, and how that grows; `timed` is told how many, and which try it is.

    The time is the middle of the tries: half a second for 40, and 1.3 times what n log n grows.
    """
    few, some, many = (
        (count, statistics.median(timed(count, seed) for seed in range(repeats))) for count in (10, 40, 120)
    )
    time = compare(f"{what} of {some[0]} points: time", [(some[1], 0.5)], 1.0, "half a second")
    return [time, *(_grown(what, *pair) for pair in ((few, some), (some, many)))]


def _grown(what: str, few: tuple[int, float], many: tuple[int, float]) -> Result:
    grown = few[1] * many[0] * math.log(many[0]) / (few[0] * math.log(few[0]))
    return compare(f"{what} of {many[0]} points: time", [(many[1], grown)], 1.3, f"{few[0]} points, grown by n log n")
