"""The labels of 10, 40 and 120 points beside one figure: how long they take, and how that grows."""

from __future__ import annotations

import math
import random
import statistics
import time
from pathlib import Path

from handouts.chart.layout import Spot, Stage
from handouts.chart.search import lay_out
from tests.benchmarks.measuring import Result, compare

COUNTS = (10, 40, 120)
SCENES = 15  # of each number
APART = 3.0  # mm
LONGEST = 0.5  # seconds that the labels of 40 points may take
ALLOWED = 1.3  # times what n log n grows


def measure(folder: Path) -> list[Result]:  # noqa: ARG001  every benchmark is handed one
    """Time figures as high as they have points, so that these lie equally dense."""
    few, some, many = (_seconds(count) for count in COUNTS)
    return [
        compare(f"labels of {COUNTS[1]} points: time", [(some, LONGEST)], 1.0, "half a second"),
        _growth((few, some), COUNTS[:2]),
        _growth((some, many), COUNTS[1:]),
    ]


def _seconds(count: int) -> float:
    """What a layout takes; the middle of many, since a scene takes longer that has to be mended."""
    return statistics.median(_timed(*_scene(count, seed)) for seed in range(SCENES))


def _timed(stage: Stage, spots: list[Spot]) -> float:
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


def _growth(seconds: tuple[float, float], counts: tuple[int, ...]) -> Result:
    few, many = counts
    grown = many * math.log(many) / (few * math.log(few))
    what = f"labels of {many} points: time"
    return compare(what, [(seconds[1], seconds[0] * grown)], ALLOWED, f"those of {few}, grown by n log n")
