"""A plan of labels: on which side each stands and in which order, and what the best heights for that cost."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from handouts.chart.column import Costs, Heights
from handouts.chart.dots import Dots, choice
from handouts.chart.grid import Grid
from handouts.chart.layout import LEFT, RIGHT, SIDES, Spot, Stage
from handouts.chart.ways import Field, Seen, Ways

FARTHEST = 20.0  # that a label moves from its dot, or more where many crowd
CROWDED = 0.8  # of the room on both sides: what labels may fill without moving further
NEXT = 5.0  # that marks and cells may reach beyond how far a label moves
UNEVEN = 0.5

Orders = dict[int, list[int]]
"""The labels of each side from top to bottom."""


class Seat(NamedTuple):
    """A place in a plan: a side, and how many labels stand above on it."""

    side: int
    rank: int


class Settled(NamedTuple):
    """How high a label stands, the lane of its leader, and what it costs."""

    y: float
    lane: float
    cost: float


class Plan:
    """Labels in their order on both sides; those that have no seat do not count."""

    def __init__(self, stage: Stage, spots: Sequence[Spot]) -> None:
        self.stage, self.spots = stage, spots
        self._field = Field(Grid.of(stage, len(spots)), spots, Dots(spots))
        self._down = sorted((spot.y, number) for number, spot in enumerate(spots))
        self._ways = cache(self._make_ways)
        self._farthest = cache(self._find_farthest)
        self.near = cache(self._find_near)
        self._heights = {side: Heights(self._field.grid.apart) for side in SIDES}
        self.orders: Orders = {side: [] for side in SIDES}
        self._note()

    @property
    def cost(self) -> float:
        """How bad the plan is: less is better."""
        return sum(heights.least for heights in self._heights.values()) + self._uneven(0)

    def ways(self, number: int) -> Ways:
        """How a label may reach its dot from its side."""
        return self._ways(number, self._seats[number].side)

    def arrange(self, orders: Orders) -> None:
        """Take other orders."""
        self.orders = {side: [*order] for side, order in orders.items()}
        self._note()
        for side, order in self.orders.items():
            self._heights[side].change([self._costs(number) for number in order])

    def take(self, number: int) -> None:
        """Take a label out of the plan."""
        side, rank = self._seats[number]
        columns = {each: [*heights.column] for each, heights in self._heights.items()}
        del self.orders[side][rank], columns[side][rank]
        self._note()
        for other in self._seated_near(number):
            columns[self._seats[other].side][self._seats[other].rank] = self._costs(other)
        self._change(columns)

    def put(self, number: int, seat: Seat) -> None:
        """Give a label a seat."""
        columns = self._columns(number, seat)
        self.orders[seat.side].insert(seat.rank, number)
        self._note()
        self._change(columns)

    def price(self, number: int, seat: Seat) -> float:
        """What the plan would cost with a label in a seat."""
        columns = self._columns(number, seat)
        return sum(self._heights[side].cost(columns[side]) for side in SIDES) + self._uneven(seat.side)

    def forbid(self, number: int, y: float, lane: float) -> None:
        """Make the leader of a label dear that is so high and bends there, and those that nearly go there."""
        self.ways(number).forbid(y, lane)
        self.arrange(self.orders)

    def least(self, number: int) -> float:
        """What a label costs at least, wherever it and others stand."""
        return min(self._ways(number, side).least() for side in SIDES)

    def paid(self) -> Iterator[tuple[int, float]]:
        """The labels, each with what it costs where all together cost the least."""
        for side, heights in self._heights.items():
            for number, costs, cell in zip(self.orders[side], heights.column, heights.cells(), strict=True):
                yield number, costs.each[cell - costs.first]

    def settled(self) -> list[Settled]:
        """Where each label stands if all together cost the least."""
        found, paid = {}, dict(self.paid())
        for side, heights in self._heights.items():
            for number, cell in zip(self.orders[side], heights.cells(), strict=True):
                ways = self._ways(number, side)
                found[number] = Settled(ways.height(cell), ways.lane(self._look(number), cell), paid[number])
        return [found[number] for number in range(len(self.spots))]

    def _note(self) -> None:
        """Note the seats of all labels, and what they see of each other."""
        self._seats = {number: Seat(side, rank) for side in SIDES for rank, number in enumerate(self.orders[side])}
        self._own = {side: sum(1 << number for number in self.orders[side]) for side in SIDES}
        self._chosen = sum(choice(number, seat.side) for number, seat in self._seats.items())
        self._below: dict[int, int] = {}
        for side, order in self.orders.items():
            below = self._own[side]
            for number in order:
                below ^= 1 << number
                self._below[number] = below

    def _look(self, number: int) -> Seen:
        side = self._seats[number].side
        return Seen(self._below[number], self._own[side], self._own[-side], self._chosen)

    def _costs(self, number: int) -> Costs:
        return self.ways(number).costs(self._look(number))

    def _columns(self, number: int, seat: Seat) -> dict[int, list[Costs]]:
        """What all labels cost with one more."""
        bit, chosen = 1 << number, self._chosen | choice(number, seat.side)
        columns = {side: [*heights.column] for side, heights in self._heights.items()}
        for other in self._seated_near(number):
            (side, rank), (below, own, across, _) = self._seats[other], self._look(other)
            if side == seat.side:
                seen = Seen(below | bit if rank < seat.rank else below, own | bit, across, chosen)
            else:
                seen = Seen(below, own, across | bit, chosen)
            columns[side][rank] = self._ways(other, side).costs(seen)
        below = sum(1 << other for other in self.orders[seat.side][seat.rank :])
        its = Seen(below, self._own[seat.side], self._own[-seat.side], chosen)
        columns[seat.side].insert(seat.rank, self._ways(number, seat.side).costs(its))
        return columns

    def _change(self, columns: dict[int, list[Costs]]) -> None:
        for side, column in columns.items():
            self._heights[side].change(column)

    def _uneven(self, more: int) -> float:
        return UNEVEN * (len(self.orders[RIGHT]) - len(self.orders[LEFT]) + more) ** 2

    def _make_ways(self, number: int, side: int) -> Ways:
        return Ways(self._field, number, side, self._farthest(number))

    def _find_near(self, number: int) -> list[int]:
        """The other labels that one may matter to."""
        y, far = self.spots[number].y, max(map(self._farthest, range(len(self.spots)))) + NEXT
        return [other for other in self._between(y, far) if other != number]

    def _find_farthest(self, number: int) -> float:
        """How far a label may move: so far that the labels around it have room on both sides."""
        y, far = self.spots[number].y, FARTHEST
        while far < self.stage.height:
            room = min(y + far, self.stage.height) - max(y - far, 0)
            if len(self._between(y, far)) * self.stage.gap < CROWDED * 2 * room:
                break
            far *= 1.25
        return far

    def _seated_near(self, number: int) -> list[int]:
        return [other for other in self.near(number) if other in self._seats]

    def _between(self, y: float, far: float) -> list[int]:
        first, end = bisect_left(self._down, (y - far, -1)), bisect_right(self._down, (y + far, len(self._down)))
        return [number for _, number in self._down[first:end]]
