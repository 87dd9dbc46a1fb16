"""Lines that join the points of a channel in their order. They join points and are no course of the channel itself."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from handouts.chart.geometry import Spots
from handouts.chart.polylines import Point

FEWEST = 2  # lines of a channel: one alone would say little
FARTHEST = 12  # B-cun between two points that are joined: a channel that goes on elsewhere begins anew there


class Dot(NamedTuple):
    """A point on a figure: its code, name, characters, signs, its spots in drawing units, whether it is on both sides.

    `channel` is the one whose line joins it, if there is one, and `cun` how long a B-cun is there, in drawing units.
    """

    code: str
    name: str
    characters: str
    signs: tuple[str, ...]
    spots: Spots
    paired: bool
    channel: str
    cun: float

    @property
    def number(self) -> int:
        """Which point of its channel it is."""
        return int("".join(filter(str.isdigit, self.code)))


def joined(dots: Sequence[Dot]) -> Iterator[tuple[str, Point, Point]]:
    """The channel and both ends of each line between two points that follow each other, in drawing units.

    Of a channel that has fewer than `FEWEST` lines nothing is joined: its points stand alone.
    """
    down = sorted((dot for dot in dots if dot.channel), key=lambda dot: (dot.channel, dot.number))
    lines = [(one.channel, one.spots[0], other.spots[0]) for one, other in pairwise(down) if _are_next(one, other)]
    counts = Counter(channel for channel, _, _ in lines)
    yield from (line for line in lines if counts[line[0]] >= FEWEST)


def _are_next(one: Dot, other: Dot) -> bool:
    follows = one.channel == other.channel and other.number == one.number + 1
    return follows and math.dist(one.spots[0], other.spots[0]) <= FARTHEST * min(one.cun, other.cun)
