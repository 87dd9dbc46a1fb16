"""A plan of labels beside a figure: where they stand, how their leaders run, and what is wrong with it.

The order of the labels and their spacing follow the dots. All lengths are mm.

Sources: Bekos et al., "Boundary Labeling"; Niedermann, Nöllenburg, Rutter, "Radial Contour Labeling with Straight
Leaders" (arXiv 1702.01799), whose criteria are measured on anatomical drawings.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from handouts.chart.leaders import Line, Point, cross, distance, enters, length, shortened
from handouts.chart.spread import spread

LEFT, RIGHT = -1, 1
OFF_TEXT = 0.8  # from a label to its leader
OFF_DOT = 0.45  # from a leader to its dot
BARE = 1.0  # the radius of a dot without signs
CLEAR = 0.5  # from a leader to any other mark
AIR = 3.2  # from the body to a label
NEAREST_BEND = 2.0  # from a label to the bend of its leader
LEVEL = 0.05  # what differs less in height is level

# What a label may do wrong, each time; the rest of its cost is how far it moves and how long its leader is.
CROSSING, OVER_MARK, OVER_LABEL, OVERHANG = 900.0, 400.0, 900.0, 300.0
OUTWARDS = 20.0  # for each mm
MOVED, LENGTH, UNEVEN = 0.5, 0.15, 1.5
STEEP, STEEPEST = 14.0, 1.2  # of what a leader falls or rises more, for each mm that it goes on
BENDS = 3  # ways in which a leader may bend


class Spot(NamedTuple):
    """A point to be labelled: how far from the midline and the top it is, how large its mark, how wide its label."""

    x: float
    y: float
    radius: float
    width: float


class Place(NamedTuple):
    """Where a label stands: its side, where its text ends, how high its leader is, and how that runs."""

    side: int
    edge: float
    y: float
    leader: Line


@dataclass(frozen=True)
class Stage:
    """The room around a figure: its midline stands in the middle of `width`.

    `rise` and `fall` are how far a label reaches above and below the height of its leader. `zones` are heights at which
    the body's breadth changes, `reach` how far it reaches from its midline between two heights.
    """

    width: float
    height: float
    rise: float
    fall: float
    gap: float
    zones: tuple[float, ...]
    reach: Callable[[float, float], float]

    @property
    def middle(self) -> float:
        """Where the midline of the figure stands."""
        return self.width / 2

    def edge(self, y: float) -> float:
        """How far from the midline the text of a label ends whose leader is that high."""
        bounds = (0.0, *self.zones, self.height)
        touched = (
            self.reach(top, bottom)
            for top, bottom in pairwise(bounds)
            if top < y + self.fall and y - self.rise < bottom
        )
        return max(touched, default=0.0) + AIR


@dataclass(frozen=True)
class Plan:
    """What is decided of every label: its side, its rank from the top, how far it moves from its dot, its bend."""

    stage: Stage
    spots: tuple[Spot, ...]
    sides: tuple[int, ...]
    ranks: tuple[int, ...]
    shifts: tuple[float, ...]
    bends: tuple[int, ...]

    @cached_property
    def places(self) -> list[Place]:
        """Where each label stands."""
        heights = self._heights()
        edges = [self.stage.edge(y) for y in heights]
        return [
            Place(side, self.stage.middle + side * edge, y, self._leader(index, y, edge))
            for index, (side, y, edge) in enumerate(zip(self.sides, heights, edges, strict=True))
        ]

    def _heights(self) -> list[float]:
        heights = [0.0] * len(self.spots)
        low, high = self.stage.rise, self.stage.height - self.stage.fall
        for side in (LEFT, RIGHT):
            own = self.down(side)
            wishes = [self.spots[index].y + self.shifts[index] for index in own]
            for index, y in zip(own, spread(wishes, self.stage.gap, low, high), strict=True):
                heights[index] = y
        return heights

    def down(self, side: int) -> list[int]:
        """The labels of one side from top to bottom."""
        return sorted((index for index, its in enumerate(self.sides) if its == side), key=self.ranks.__getitem__)

    def _leader(self, index: int, y: float, edge: float) -> Line:
        """From the label level to the bend, then straight to just before the dot."""
        spot, side, middle = self.spots[index], self.sides[index], self.stage.middle
        start, dot = (edge - OFF_TEXT, y), (spot.x, spot.y)
        bend = (self._bend(spot, y, edge, self.bends[index]), y)
        is_level = abs(y - spot.y) < LEVEL or not spot.x < bend[0] < start[0]
        corner = start if is_level else bend
        end = shortened(corner, dot, spot.radius + OFF_DOT)
        return tuple((middle + side * u, v) for u, v in ((start, end) if is_level else (start, bend, end)))

    def _bend(self, spot: Spot, y: float, edge: float, choice: int) -> float:
        """How far from the midline a leader bends: just outside the body, so that it slants at 45°, or at the label."""
        far = edge - NEAREST_BEND
        if choice == 0:
            return min(far, self.stage.reach(min(y, spot.y), max(y, spot.y)) + 1)
        return min(far, spot.x + spot.radius + abs(y - spot.y)) if choice == 1 else far

    @cached_property
    def marks(self) -> list[tuple[Point, float]]:
        """Every dot on both sides, with its radius; only that on the side of its label carries signs."""
        both = ((spot, its, side) for spot, its in zip(self.spots, self.sides, strict=True) for side in (LEFT, RIGHT))
        return [
            ((self.stage.middle + side * spot.x, spot.y), spot.radius if side == its else BARE)
            for spot, its, side in both
            if spot.x or side == its
        ]

    @cached_property
    def cost(self) -> float:
        """How bad the plan is: less is better."""
        places, spots = self.places, self.spots
        moved = sum(
            MOVED * math.pow(abs(place.y - spot.y), 1.5) + LENGTH * length(place.leader)
            for place, spot in zip(places, spots, strict=True)
        )
        return moved + UNEVEN * sum(self.sides) ** 2 + sum(self.faults) + 0.01 * sum(self.bends)

    @cached_property
    def faults(self) -> list[float]:
        """What each label does wrong to others and to the page."""
        faults = [OVERHANG * self._overhang(index) for index in range(len(self.spots))]
        for one, other in self._close_pairs():
            a, b = self.places[one].leader, self.places[other].leader
            wrong = CROSSING if cross(a, b) else 0.0
            wrong += OVER_LABEL * (enters(a, *self.box(other)) + enters(b, *self.box(one)))
            faults[one] += wrong / 2
            faults[other] += wrong / 2
        for index, place in enumerate(self.places):
            faults[index] += OVER_MARK * sum(1 for _ in self._marks_under(index, place))
            faults[index] += STEEP * max(0.0, _steepness(place.leader) - STEEPEST)
            faults[index] += OUTWARDS * self._falls_back(index, place)
        return faults

    def _close_pairs(self) -> Iterator[tuple[int, int]]:
        """The labels that share some height with another, with their leaders: only they can be in each other's way."""
        ends = [place.leader[-1][1] for place in self.places]
        tops = [min(place.y - self.stage.rise, end) for place, end in zip(self.places, ends, strict=True)]
        bottoms = [max(place.y + self.stage.fall, end) for place, end in zip(self.places, ends, strict=True)]
        down = sorted(range(len(tops)), key=tops.__getitem__)
        for at, one in enumerate(down):
            for other in down[at + 1 :]:
                if tops[other] > bottoms[one]:
                    break
                yield one, other

    def _falls_back(self, index: int, place: Place) -> float:
        """How far a dot lies further out than the end of its label, so that the leader turns back."""
        out = self.spots[index].x + self.spots[index].radius - (abs(place.edge - self.stage.middle) - NEAREST_BEND)
        return max(0.0, out)

    def _marks_under(self, index: int, place: Place) -> Iterator[Point]:
        own = (self.stage.middle + place.side * self.spots[index].x, self.spots[index].y)
        low, high = min(y for _, y in place.leader), max(y for _, y in place.leader)
        for mark, radius in self.marks:
            near = radius + CLEAR
            if mark != own and low - near < mark[1] < high + near and distance(place.leader, mark) < near:
                yield mark

    def _overhang(self, index: int) -> float:
        """How far a label sticks out of the stage."""
        left, top, right, bottom = self.box(index)
        return max(0.0, -left, right - self.stage.width, -top, bottom - self.stage.height)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """The rectangle of a label's text: left, top, right, bottom."""
        place, width = self.places[index], self.spots[index].width
        ends = sorted((place.edge, place.edge + place.side * width))
        return ends[0], place.y - self.stage.rise, ends[1], place.y + self.stage.fall


def _steepness(leader: Line) -> float:
    (x1, y1), (x2, y2) = leader[-2:]
    return abs(y2 - y1) / max(abs(x2 - x1), 0.1)
