"""What the checks cost of a build: the part of proving the guide that looks at the finished pages."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from handouts import inspection, preflight
from handouts.desk import Desk
from handouts.press import Press, Work
from handouts.project import Project, library
from tests.benchmarks.measuring import GUIDE, Result

RUNS = 15
ALLOWED = 0.25  # of a build in a process that has loaded everything


def measure(folder: Path) -> list[Result]:
    """Time the checks inside whole builds of one sheet."""
    desk = Desk(Project(None, folder, library()))
    desk.read([GUIDE.handout])
    press, work = Press(desk.project, desk.studio), Work(GUIDE, desk.manuscripts[GUIDE.handout])
    press.prove(work)  # loads WeasyPrint
    spent: list[float] = []
    _time(inspection, "inspect", spent)
    _time(preflight, "check", spent)
    shares, totals = [], []
    for _ in range(RUNS):
        spent.clear()
        start = time.perf_counter()
        press.prove(work)
        totals.append(time.perf_counter() - start)
        shares.append(sum(spent) / totals[-1])
    share, total = statistics.median(shares), statistics.median(totals)
    return [Result("checks: time", "a whole build, warm", share, ALLOWED, f"{share * total:.2f} s of {total:.2f} s")]


def _time(module: object, name: str, spent: list[float]) -> None:
    """Let a function of a module note how long each of its calls took."""
    real = getattr(module, name)

    def timed(*arguments: object) -> object:
        start = time.perf_counter()
        try:
            return real(*arguments)
        finally:
            spent.append(time.perf_counter() - start)

    setattr(module, name, timed)
