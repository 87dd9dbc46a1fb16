"""The ways in which a label may reach its dot from one side of a figure: what each costs in each cell, and who hinders.

Seen from a dot, every other dot hides some heights of the label in each lane. Two leaders of one side cross where the
one that goes deeper passes the other's dot above although its label stands below, or below although it stands above: so
what a label does wrong is known from its cell and from which labels stand below it, and nobody looks at their leaders.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, groupby
from typing import NamedTuple

from handouts.chart.approach import CROSSING, OTHER_LANE, WRONG, Approach
from handouts.chart.column import Costs
from handouts.chart.dots import Dots
from handouts.chart.grid import Grid
from handouts.chart.layout import Spot

Key = tuple[int, int, int]
"""What of the other labels matters: those to be passed above, those to be passed, and sides; a bit for each."""


class Seen(NamedTuple):
    """What a label sees of the others: those `below` it on its side, all of its `own` side, and those `across`.

    Each has a bit for every label; `chosen` has the choices of all.
    """

    below: int
    own: int
    across: int
    chosen: int


class Field(NamedTuple):
    """What all labels share: the cells, the spots, and their dots."""

    grid: Grid
    spots: Sequence[Spot]
    dots: Dots


class Turn(NamedTuple):
    """A cell from which on other dots are passed above, and other marks touched: the bits that change there."""

    cell: int
    passed: int
    touched: int


class Strip(NamedTuple):
    """A lane in the cells from `start` on: what it costs there, and the turns from its top down."""

    lane: float
    start: int
    costs: list[float]
    turns: list[Turn]

    @property
    def end(self) -> int:
        """The first cell after it."""
        return self.start + len(self.costs)

    def weighed(self, passed: int, key: Key) -> list[float]:
        """What the lane costs with crossings and touched signs, if from far above all of `passed` are passed above."""
        under, counted, chosen = key
        costs, start = self.costs[:], 0
        crossed, touched = (passed ^ under) & counted, 0
        for cell, passing, touching in self.turns:
            if passing & counted or touching & chosen:
                _add(costs, start, cell, CROSSING * crossed.bit_count() + WRONG * touched.bit_count())
                start, crossed, touched = cell, crossed ^ (passing & counted), touched ^ (touching & chosen)
        _add(costs, start, len(costs), CROSSING * crossed.bit_count() + WRONG * touched.bit_count())
        return costs


class Ways:
    """The ways of one label on one side, no farther than that above or below its dot."""

    def __init__(self, field: Field, number: int, side: int, farthest: float) -> None:
        self._grid, spot = field.grid, field.spots[number]
        self._approach = Approach(field.grid.stage, spot, side)
        cells = field.grid.cells(spot.y - farthest, spot.y + farthest)
        self._first, self._heights = cells.start, field.grid.heights[cells.start : cells.stop]
        self._level_cell()
        self._look(field, number)
        self._forbidden: list[tuple[float, float]] = []
        self._known: dict[Key, Costs] = {}

    def costs(self, seen: Seen) -> Costs:
        """What the label costs in each cell."""
        key = self._key(seen)
        if key not in self._known:
            each: list[float] = []
            for strips in self._strips:
                weighed = [strip.weighed(self._passed, key) for strip in strips]
                each += map(min, *weighed) if len(weighed) > 1 else weighed[0]
            self._known[key] = Costs(self._first, each)
        return self._known[key]

    def least(self) -> float:
        """What the label costs at least, whatever others do."""
        return min(min(strip.costs) for strips in self._strips for strip in strips)

    def height(self, cell: int) -> float:
        """How high the leader in a cell is: level with its dot in the nearest cell."""
        return self._heights[cell - self._first]

    def lane(self, seen: Seen, cell: int) -> float:
        """The lane that costs the least in a cell."""
        at, key = cell - self._first, self._key(seen)
        strips = next(strips for strips in self._strips if at < strips[0].end)
        return min(strips, key=lambda strip: strip.weighed(self._passed, key)[at - strip.start]).lane

    def lanes(self, y: float) -> list[tuple[float, float]]:
        """The lanes of a leader that is so high, each with what it costs if it touches nothing."""
        edges, heights, dot = self._grid.edges[self._approach.side], self._grid.heights, self._approach.spot.y
        edge = self._grid.stage.edge(self._approach.side, y)
        between = edges[bisect_left(heights, min(y, dot)) : bisect_right(heights, max(y, dot))]
        lanes = self._approach.lanes(edge, min([edge, *between]))
        return [(lane, self._cost(y, edge, lane, rank)) for rank, lane in enumerate(lanes)]

    def forbid(self, y: float, lane: float) -> None:
        """Make a leader dear that is so high and bends there, or nearly."""
        self._forbidden.append((y, lane))
        self.__dict__.pop("_strips", None)
        self._known.clear()

    def _level_cell(self) -> None:
        """Put the nearest cell to where a leader is level."""
        y = self._approach.spot.y
        nearest = min(range(len(self._heights)), key=lambda cell: abs(self._heights[cell] - y))
        if abs(self._heights[nearest] - y) <= self._grid.step / 2:
            self._heights[nearest] = y

    def _look(self, field: Field, number: int) -> None:
        """Note which marks hide the dot, and which dots its leader may pass: of two as far out, the first passes."""
        y, out = self._approach.spot.y, self._approach.out
        around = field.dots.between(min(y, self._heights[0]), max(y, self._heights[-1]))
        own = (self._approach.spot.named(self._approach.side), y, number)
        shades = (self._approach.shade(dot) for dot in around if (dot.x, dot.y, dot.owner) != own)
        self._shades = [shade for shade in shades if shade]
        self._choices = sum(shade.dot.choice for shade in self._shades)
        dots = {
            other: (self._approach.side * field.spots[other].named(self._approach.side), field.spots[other].y)
            for other in sorted({dot.owner for dot in around})
        }
        self._others = {other: dot for other, dot in dots.items() if (dot[0], other) > (out, number)}
        self._passed = sum(1 << other for other in self._others)
        self._lower = sum(1 << other for other, dot in self._others.items() if (dot[1], other) > (y, number))
        alone = (other for other, dot in self._others.items() if not field.spots[other].paired and dot[0] > out)
        self._alone = sum(1 << other for other in alone)

    def _key(self, seen: Seen) -> Key:
        """What matters of the others; leaders from both sides that reach past each other keep their dots' order."""
        across = seen.across & self._alone
        under = (seen.below & self._passed) | (across & self._lower)
        return under, (seen.own & self._passed) | across, seen.chosen & self._choices

    @cached_property
    def _strips(self) -> list[list[Strip]]:
        """The lanes of cells that have the same ones, from top to bottom."""
        edges = self._grid.edges[self._approach.side][self._first : self._first + len(self._heights)]
        dot = min(bisect_left(self._heights, self._approach.spot.y), len(edges) - 1)
        above, below = accumulate(edges[dot::-1], min), accumulate(edges[dot:], min)
        narrowest = [*reversed([*above]), *[*below][1:]]
        found, start = [], 0
        for (edge, least), cells in groupby(zip(edges, narrowest, strict=True)):
            end = start + len(list(cells))
            lanes = enumerate(self._approach.lanes(edge, least))
            found.append([self._strip(range(start, end), edge, lane, rank) for rank, lane in lanes])
            start = end
        return found

    def _strip(self, cells: range, edge: float, lane: float, rank: int) -> Strip:
        heights = self._heights[cells.start : cells.stop]
        costs = [self._cost(y, edge, lane, rank) for y in heights]
        passed = ((self._approach.through(lane, *dot), 1 << other) for other, dot in self._others.items())
        turns = [Turn(bisect_left(heights, y), bit, 0) for y, bit in passed]
        for shade in self._shades:
            low, high = self._approach.hidden(shade, lane)
            first, end = bisect_left(heights, low), bisect_right(heights, high)
            if shade.dot.choice:
                turns += [Turn(first, 0, shade.dot.choice), Turn(end, 0, shade.dot.choice)]
            else:
                _add(costs, first, end, WRONG)
        return Strip(lane, cells.start, costs, sorted(turns))

    def _cost(self, y: float, edge: float, lane: float, rank: int) -> float:
        cost = self._approach.cost(y, edge, lane) + self._approach.off(y, edge) + OTHER_LANE * (rank > 0)
        return cost + WRONG if self._forbidden and self._is_forbidden(y, lane) else cost

    def _is_forbidden(self, y: float, lane: float) -> bool:
        near = self._grid.step
        return any(abs(y - height) < 1.5 * near and abs(lane - its) < near for height, its in self._forbidden)


def _add(costs: list[float], start: int, end: int, more: float) -> None:
    """Make cells dearer."""
    if more and start < end:
        costs[start:end] = [cost + more for cost in costs[start:end]]
