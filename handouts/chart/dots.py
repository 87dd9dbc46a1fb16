"""The dots of a figure, which leaders keep off. All lengths are mm, from the middle and the top of a stage."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.chart.layout import BARE, RIGHT, SIDES, Spot


class Dot(NamedTuple):
    """A dot of the point with the number `owner`; `choice` (see there) is what its signs hang on, 0 for nothing."""

    x: float
    y: float
    radius: float
    owner: int
    choice: int


class Dots:
    """All dots from top to bottom."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        found = (dot for number, spot in enumerate(spots) for dot in _dots(number, spot))
        self._down = sorted(found, key=lambda dot: (dot.y, dot))
        self._heights = [dot.y for dot in self._down]
        self._largest = max((dot.radius for dot in self._down), default=0.0)

    def between(self, top: float, bottom: float) -> list[Dot]:
        """The dots whose marks may reach into these heights."""
        first = bisect_left(self._heights, top - self._largest)
        return self._down[first : bisect_right(self._heights, bottom + self._largest)]


def choice(number: int, side: int) -> int:
    """The bit that says that a label stands on that side, in a number that holds the sides of all labels."""
    return 1 << (2 * number + (side == RIGHT))


def _dots(number: int, spot: Spot) -> Iterator[Dot]:
    """The dots of a point; a paired one has a dot on both sides, and its signs only where its label is."""
    yield from (Dot(x, y, BARE, number, 0) for x, y in spot.others)
    if not spot.paired:
        yield Dot(spot.x, spot.y, spot.radius, number, 0)
        return
    for side in SIDES:
        yield Dot(side * spot.x, spot.y, BARE, number, 0)
        if spot.radius > BARE:
            yield Dot(side * spot.x, spot.y, spot.radius, number, choice(number, side))
