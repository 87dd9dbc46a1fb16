"""Labels beside a figure: what is to be labelled, the room for it, and where the labels stand. All lengths are mm."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from handouts.chart.leaders import Line, Point

LEFT, RIGHT = -1, 1
SIDES = (LEFT, RIGHT)
OFF_TEXT = 0.8  # from a label to its leader
OFF_DOT = 0.45  # from a leader to its dot
BARE = 1.0  # the radius of a dot without signs
AIR = 3.2  # from the body to a label

Box = tuple[float, float, float, float]
"""A rectangle: left, top, right, bottom."""


class Spot(NamedTuple):
    """A point to be labelled: its place from the middle and the top of a stage, and the radius of its mark.

    A `paired` one lies on both sides, `x` from the middle; its label names the dot of the label's own side. Any other
    lies once, where the signed `x` says. `width` is that of the label. `others` are the places of dots that belong to
    the point too, and are not named.
    """

    x: float
    y: float
    radius: float
    width: float
    paired: bool
    others: tuple[Point, ...] = ()

    def named(self, side: int) -> float:
        """Where the dot lies that a label of this side names, from the middle."""
        return side * self.x if self.paired else self.x


class Place(NamedTuple):
    """Where a label stands: its side, where its text ends, how high its leader is, and how that runs."""

    side: int
    edge: float
    y: float
    leader: Line


class Layout(NamedTuple):
    """The places of all labels, and the numbers of those that are in the way of something, or off the stage."""

    places: list[Place]
    faults: list[int]


@dataclass(frozen=True)
class Stage:
    """The room around a figure, whose middle stands in the middle of `width`.

    `rise` and `fall` are how far a label reaches above and below the height of its leader, `gap` how far apart leaders
    are. `zones` are heights at which the body's breadth changes. `reach` says of a side how far the body reaches to it
    from the middle between two heights; that is less than nothing where all of it lies on the other side.
    """

    width: float
    height: float
    rise: float
    fall: float
    gap: float
    zones: tuple[float, ...]
    reach: Callable[[int, float, float], float]

    @property
    def middle(self) -> float:
        """Where the middle of the figure stands."""
        return self.width / 2

    def edge(self, side: int, y: float) -> float:
        """How far from the middle the text of a label ends whose leader is that high."""
        low, high = y - self.rise, y + self.fall
        return max(reach for top, bottom, reach in self._reaches[side] if top < high and low < bottom) + AIR

    def box(self, place: Place, width: float) -> Box:
        """The rectangle of a label as wide as that."""
        left, right = sorted((place.edge, place.edge + place.side * width))
        return left, place.y - self.rise, right, place.y + self.fall

    @cached_property
    def _reaches(self) -> dict[int, list[tuple[float, float, float]]]:
        """The zones of each side from top to bottom: where they begin and end, and how far the body reaches in them."""
        bounds = list(pairwise([0.0, *sorted(zone for zone in self.zones if 0 < zone < self.height), self.height]))
        open_ends = list(pairwise([-math.inf, *(end for _, end in bounds[:-1]), math.inf]))
        return {
            side: [(*ends, self.reach(side, *bound)) for ends, bound in zip(open_ends, bounds, strict=True)]
            for side in SIDES
        }
