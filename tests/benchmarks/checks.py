"""What the checks cost of a build: the part of proving the guide that looks at the finished pages."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from handouts import pipeline, preflight
from handouts.desk import Desk
from handouts.press import Press, Work
from handouts.project import Project, library
from tests.benchmarks.measuring import GUIDE

RUNS = 15
ALLOWED = 0.3  # of a build in a process that has loaded everything


def measure(folder: Path) -> bool:
    """Time the checks inside whole builds of one sheet; whether their share is allowed."""
    desk = Desk(Project(None, folder, library()))
    desk.read([GUIDE.handout])
    press, work = Press(desk.project, desk.studio), Work(GUIDE, desk.manuscripts[GUIDE.handout])
    press.prove(work)  # loads WeasyPrint
    spent: list[float] = []
    for module, name in ((pipeline, "inspect"), (preflight, "check")):
        _time(module, name, spent)
    shares = []
    for _ in range(RUNS):
        spent.clear()
        start = time.perf_counter()
        press.prove(work)
        shares.append(sum(spent) / (time.perf_counter() - start))
    share = statistics.median(shares)
    print(f"checks, share of a build: {share:.2f} (at most {ALLOWED})")
    return share <= ALLOWED


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
