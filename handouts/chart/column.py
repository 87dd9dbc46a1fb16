"""The heights of the labels on one side of a figure, the best for their order: the least sum of what each costs.

Labels stand in cells, a `gap` of cells or more apart, and what one costs in its cells is known. From label to label the
least cost of all above is carried down, and that of all below up; where a few labels change, the rest keep theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import add
from typing import NamedTuple

NOWHERE = 1e7  # what it costs to stand where there is no room


class Costs(NamedTuple):
    """What a label costs in each of its cells, from its `first` on."""

    first: int
    each: list[float]


class Heights:
    """The labels of one side, given by their costs from top to bottom."""

    def __init__(self, gap: int, column: Sequence[Costs] = ()) -> None:
        self.column = list(column)
        self._gap = gap
        self._above: list[Costs] = []  # for each label: the least cost of it and all above, where it stands so high
        self._below: list[Costs] = []  # from the bottom: the least cost of it and all below, where it stands so low
        self.least = self.cost(self.column)

    def change(self, column: Sequence[Costs]) -> None:
        """Take other labels; what these share with the old ones from the top and from the bottom stays known."""
        same, alike = self._shared(column)
        del self._above[same:]
        del self._below[alike:]
        self.least = self.cost(column)
        self.column = list(column)

    def cost(self, column: Sequence[Costs]) -> float:
        """The least cost of other labels, of which most are the same as now."""
        if not column:
            return 0.0
        same, alike = self._shared(column)
        self._know(same, alike)
        carried = self._above[same - 1] if same else None
        for costs in column[same : len(column) - alike]:
            carried = _carried(self._stood(costs, carried))
        if carried is None:
            return min(self._below[alike - 1].each)
        return self._joined(carried, self._below[alike - 1]) if alike else carried.each[-1]

    def cells(self) -> list[int]:
        """The cell of each label where all cost the least; the highest of equals."""
        self._know(len(self.column), 0)
        found: list[int] = []
        limit = 10**9
        for number in range(len(self.column) - 1, -1, -1):
            costs = self._stood(self.column[number], self._above[number - 1] if number else None)
            allowed = costs.each[: max(1, limit - costs.first + 1)]
            found.append(costs.first + allowed.index(min(allowed)))
            limit = found[-1] - self._gap
        return found[::-1]

    def _shared(self, column: Sequence[Costs]) -> tuple[int, int]:
        """How many labels from the top are the very same as now, and how many others from the bottom."""
        most = min(len(self.column), len(column))
        same = next((at for at in range(most) if self.column[at] is not column[at]), most)
        most -= same
        alike = next((at for at in range(most) if self.column[-1 - at] is not column[-1 - at]), most)
        return same, alike

    def _know(self, same: int, alike: int) -> None:
        """Carry costs past so many labels from the top, and so many from the bottom."""
        for number in range(len(self._above), same):
            before = self._above[-1] if self._above else None
            self._above.append(_carried(self._stood(self.column[number], before)))
        for number in range(len(self._below), alike):
            costs = self.column[-1 - number]
            if self._below:
                costs = Costs(costs.first, [*map(add, costs.each, self._lifted(self._below[-1], costs))])
            least = list(accumulate(reversed(costs.each), min))
            self._below.append(Costs(costs.first, least[::-1]))

    def _stood(self, costs: Costs, above: Costs | None) -> Costs:
        """What a label and all above it cost in its cells."""
        if above is None:
            return costs
        start = costs.first - self._gap - above.first
        count = len(costs.each)
        lowered = [NOWHERE] * min(count, -start) + above.each[max(0, start) : max(0, start + count)]
        lowered += [above.each[-1]] * (count - len(lowered))
        return Costs(costs.first, [*map(add, costs.each, lowered)])

    def _lifted(self, below: Costs, costs: Costs) -> list[float]:
        """What all labels below cost, for each cell of the one above them."""
        start = costs.first + self._gap - below.first
        count = len(costs.each)
        lifted = [below.each[0]] * min(count, -start) + below.each[max(0, start) : max(0, start + count)]
        return lifted + [NOWHERE] * (count - len(lifted))

    def _joined(self, above: Costs, below: Costs) -> float:
        least: float = min(map(add, above.each, self._lifted(below, above)))
        return least


def _carried(costs: Costs) -> Costs:
    """What all cost at most where the last of them may stand anywhere from its first cell to each."""
    return Costs(costs.first, list(accumulate(costs.each, min)))
