"""The labels of 10, 40 and 120 points beside one figure: how long they take, and how that grows."""

from __future__ import annotations

import math
import random
import time
from pathlib import Path

from handouts.chart.layout import Spot, Stage
from handouts.chart.search import lay_out
from tests.benchmarks.measuring import Result, growth_of

SCENES = 15  # of each number
APART = 3.0  # mm


def measure(folder: Path) -> list[Result]:  # noqa: ARG001  every benchmark is handed one
    """Time figures as high as they have points, so that these lie equally dense."""
    return growth_of("labels", _timed, SCENES)


def _timed(count: int, seed: int) -> float:
    stage, spots = _scene(count, seed)
    start = time.process_time()
    lay_out(stage, spots)
    return time.process_time() - start


def _scene(count: int, seed: int) -> tuple[Stage, list[Spot]]:
    """Points of a trunk, 4.3 mm of its height for each, in lines down both sides and the middle, 3 mm apart or more."""
    chance, height = random.Random(seed), 4.3 * count  # noqa: S311  no secret
    places: list[tuple[float, float]] = []
    while len(places) < count:
        place = chance.choice([0, 3, 6, 12, 20]), chance.uniform(5, height - 5)
        if all(math.dist(place, other) >= APART for other in places):
            places.append(place)
    spots = [Spot(x, y, 1, 9, paired=x > 0) for x, y in places]
    return Stage(90, height, 2, 2, 4.6, (), lambda _side, _top, _bottom: 22.0), spots
