"""What is wrong with labels that are laid out: what is in the way of what. All lengths are mm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handouts.chart.dots import Dot, Dots, choice
from handouts.chart.layout import Box, Place, Spot, Stage
from handouts.chart.leaders import cross, distance, enters

TOO_NEAR = 0.25  # from a leader to any other mark
SLACK = 0.1  # that a label may stick out of the stage


@dataclass(frozen=True)
class Scene:
    """A stage with its spots and the sides of their labels."""

    stage: Stage
    spots: Sequence[Spot]
    sides: Mapping[int, int]

    def touched(self, number: int, place: Place, near: float) -> int:
        """How many other marks a leader comes nearer to than that."""
        own = (self.spots[number].named(place.side), self.spots[number].y)
        return sum(
            distance(place.leader, (self.stage.middle + dot.x, dot.y)) < dot.radius + near
            for dot in self._around(number, place)
            if (dot.x, dot.y) != own or dot.owner != number
        )

    def covered(self, number: int, place: Place) -> int:
        """How many dots a label covers."""
        box = self.stage.box(place, self.spots[number].width)
        marks = ((self.stage.middle + dot.x, dot.y, dot.radius) for dot in self._around(number, place))
        return sum(_overlap(box, (x - radius, y - radius, x + radius, y + radius)) for x, y, radius in marks)

    def pairs(self, places: Sequence[Place]) -> Iterator[tuple[int, int]]:
        """The labels that share some height with another, leaders and all: only they can be in each other's way."""
        spans = [self._span(number, place) for number, place in enumerate(places)]
        down = sorted(range(len(spans)), key=spans.__getitem__)
        for at, one in enumerate(down):
            for other in down[at + 1 :]:
                if spans[other][0] > spans[one][1]:
                    break
                yield one, other

    def faults(self, places: Sequence[Place]) -> list[int]:
        """The labels that are in the way of something, or off the stage."""
        found = {number for pair in self.pairs(places) if self._collide(places, *pair) for number in pair}
        for number, place in enumerate(places):
            if self._sticks_out(number, place) or self.touched(number, place, TOO_NEAR) or self.covered(number, place):
                found.add(number)
        return sorted(found)

    @cached_property
    def _dots(self) -> Dots:
        return Dots(self.spots)

    @cached_property
    def _chosen(self) -> int:
        return sum(choice(number, side) for number, side in self.sides.items())

    def _around(self, number: int, place: Place) -> Iterator[Dot]:
        """The dots as high as a label or its leader, with the signs of the chosen sides only."""
        for dot in self._dots.between(*self._span(number, place)):
            if not dot.choice or dot.choice & self._chosen:
                yield dot

    def _span(self, number: int, place: Place) -> tuple[float, float]:
        y = self.spots[number].y
        return min(place.y - self.stage.rise, y), max(place.y + self.stage.fall, y)

    def _collide(self, places: Sequence[Place], one: int, other: int) -> bool:
        leaders = [places[number].leader for number in (one, other)]
        boxes = [self.stage.box(places[number], self.spots[number].width) for number in (one, other)]
        into = enters(leaders[0], *boxes[1]) or enters(leaders[1], *boxes[0])
        return into or cross(*leaders) or _overlap(*boxes)

    def _sticks_out(self, number: int, place: Place) -> bool:
        left, top, right, bottom = self.stage.box(place, self.spots[number].width)
        return min(left, top, self.stage.width - right, self.stage.height - bottom) < -SLACK


def _overlap(one: Box, other: Box) -> bool:
    return all(one[axis] < other[axis + 2] and other[axis] < one[axis + 2] for axis in (0, 1))
