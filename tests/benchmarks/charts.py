"""Charts of 10, 40 and 120 acupoints: measuring, choosing figures, and labels; how long it takes, and how it grows."""

from __future__ import annotations

import random
import time
from pathlib import Path

from handouts.acupoints import Atlas, read_acupoints
from handouts.anatomy import FIGURES, Anatomy
from handouts.casting import Casting, Space
from handouts.chart.setting import NAMED
from handouts.project import Project, library
from tests.benchmarks.measuring import Result, growth_of

CHARTS = 9  # of each number
PAGE = Space(182, 162, 2, NAMED)


def measure(folder: Path) -> list[Result]:  # noqa: ARG001  every benchmark is handed one
    """Time charts of points from everywhere on the body, on the page of a chart."""
    return growth_of("chart", _timed, CHARTS)


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
