"""Charts of 10, 40 and 120 acupoints: measuring, choosing figures, and labels; how long it takes, and how it grows."""

from __future__ import annotations

import math
import random
import statistics
import time
from pathlib import Path

from handouts.acupoints import Atlas, read_acupoints
from handouts.anatomy import FIGURES, Anatomy
from handouts.casting import Casting, Space
from handouts.chart.setting import NAMED
from handouts.project import Project, library
from tests.benchmarks.measuring import Result, compare

COUNTS = (10, 40, 120)
CHARTS = 9  # of each number
LONGEST = 0.5  # seconds that a chart of 40 points may take
ALLOWED = 1.3  # times what n log n grows
PAGE = Space(182, 162, 2, NAMED)


def measure(folder: Path) -> list[Result]:  # noqa: ARG001  every benchmark is handed one
    """Time charts of points from everywhere on the body, on the page of a chart."""
    few, some, many = (_seconds(count) for count in COUNTS)
    return [
        compare(f"chart of {COUNTS[1]} points: time", [(some, LONGEST)], 1.0, "half a second"),
        _growth((few, some), COUNTS[:2]),
        _growth((some, many), COUNTS[1:]),
    ]


def _seconds(count: int) -> float:
    return statistics.median(_timed(count, seed) for seed in range(CHARTS))


def _timed(count: int, seed: int) -> float:
    atlas = _atlas()
    codes = random.Random(seed).sample(sorted(atlas.points), count)  # noqa: S311  no secret
    start = time.process_time()
    for row in Casting(atlas, PAGE).rows(codes, None):
        for vignette in row:
            _ = vignette.layout
    return time.process_time() - start


def _atlas() -> Atlas:
    """All points, none of them measured yet, with figures that are read."""
    project = Project.at(library(), library())
    acupoints = read_acupoints(project)
    points = {point.code: point for point in acupoints.points if point.channel != "EX"}
    anatomy = Anatomy(project, {point.code: point.place for point in acupoints.points})
    for name in FIGURES:
        _ = anatomy[name].contour
    marks = {code: acupoints.signs_of(point) for code, point in points.items()}
    return Atlas(points, acupoints.channels, acupoints.signs, marks, anatomy)


def _growth(seconds: tuple[float, float], counts: tuple[int, ...]) -> Result:
    few, many = counts
    grown = many * math.log(many) / (few * math.log(few))
    what = f"chart of {many} points: time"
    return compare(what, [(seconds[1], seconds[0] * grown)], ALLOWED, f"that of {few}, grown by n log n")
