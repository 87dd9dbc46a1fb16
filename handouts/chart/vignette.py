"""One figure with its points, as a chart shows it: where its dots are, and where their labels stand. Lengths are mm."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from handouts.chart.channels import Dot, joined
from handouts.chart.drawing import Joint, Mark, View
from handouts.chart.figure import Figure
from handouts.chart.layout import Layout, Spot, Stage
from handouts.chart.search import lay_out
from handouts.chart.setting import Part, Room, scale_of, stage_of

NEAREST = 2.1  # mm from the middle of a dot to that of another: less, and they touch
LOOSE = 1.25  # of the height of labels one below the other, so that their order can follow that of the dots
_ATTEMPTS, _SMALLER = 4, 0.9  # to make a figure smaller until its labels fit beside it


class Subject(NamedTuple):
    """A figure, its name, and the points that it is to show."""

    name: str
    figure: Figure
    dots: Sequence[Dot]

    @property
    def heights(self) -> list[float]:
        """How far down its points lie, in drawing units."""
        return [y for dot in self.dots for _, y in dot.spots]


@dataclass(frozen=True)
class Vignette:
    """A part of a figure with the labels of its points laid out. Dots, marks and places are in the same order."""

    subject: Subject
    view: View
    part: Part
    stage: Stage
    marks: Sequence[Mark]
    spots: Sequence[Spot]

    @cached_property
    def joints(self) -> list[Joint]:
        """The lines between points of a channel that follow each other, on both sides where the figure has two."""
        figure, sides = self.subject.figure, (1, -1) if self.subject.figure.is_of_both_sides else (1,)
        return [
            Joint(
                channel,
                *((self.stage.middle + side * (x - figure.middle) * self.view.scale, self._down(y)) for x, y in ends),
            )
            for channel, *ends in joined(self.subject.dots)
            for side in (sides if any(x != figure.middle for x, _ in ends) else (1,))
        ]

    def _down(self, y: float) -> float:
        return (y - self.view.top) * self.view.scale

    @cached_property
    def layout(self) -> Layout:
        """Where the labels stand."""
        return lay_out(self.stage, self.spots)

    @cached_property
    def is_crowded(self) -> bool:
        """Whether dots touch each other, or there are more labels than find room one below the other."""
        if len(self.spots) * self.stage.gap * LOOSE > 2 * self.stage.height:
            return True
        middles = [(spot.named(side), spot.y) for spot in self.spots for side in ((-1, 1) if spot.paired else (1,))]
        return any(math.dist(one, other) < NEAREST for one, other in combinations(middles, 2))

    @property
    def is_legible(self) -> bool:
        """Whether no dot touches another, and no label or leader is in the way of anything."""
        return not self.is_crowded and not self.layout.faults


def set_vignette(subject: Subject, part: Part, room: Room, scale: float = math.inf) -> Vignette:
    """The vignette at this scale, or the largest that the room allows; smaller, where its labels do not fit."""
    scale = min(scale, scale_of(subject.figure, part, room))
    for _ in range(_ATTEMPTS):
        vignette = _at(subject, View(subject.figure, part[0], scale), part, room)
        if vignette.is_crowded or vignette.is_legible:
            break
        scale *= _SMALLER
    return vignette


def _at(subject: Subject, view: View, part: Part, room: Room) -> Vignette:
    marks = _apart([_mark(view, dot) for dot in _freed(subject.dots)])
    spots = [_spot(mark, dot, room) for mark, dot in zip(marks, subject.dots, strict=True)]
    return Vignette(subject, view, part, stage_of(view, part[1], room), marks, spots)


def _freed(dots: Sequence[Dot]) -> list[Dot]:
    """The dots, of which those in several places are named where the others are farthest."""
    fixed = [dot.spots[0] for dot in dots if len(dot.spots) == 1]
    return [
        dot._replace(spots=tuple(sorted(dot.spots, key=lambda spot: -min(math.dist(spot, at) for at in fixed))))
        if fixed and len(dot.spots) > 1
        else dot
        for dot in dots
    ]


def _mark(view: View, dot: Dot) -> Mark:
    spots = [((x - view.figure.middle) * view.scale, (y - view.top) * view.scale) for x, y in dot.spots]
    others = spots[1:] + [(-x, y) for x, y in spots[1:] if dot.paired]
    return Mark(*spots[0], dot.signs, dot.paired, tuple(others))


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """The marks without those unnamed dots that lie where the dot of another point is."""
    named = [(mark.x, mark.y) for mark in marks]
    return [
        mark._replace(others=tuple(spot for spot in mark.others if min(math.dist(spot, at) for at in named) >= NEAREST))
        for mark in marks
    ]


def _spot(mark: Mark, dot: Dot, room: Room) -> Spot:
    width = room.lettering.width(dot.code, dot.name, dot.characters, len(dot.signs))
    return Spot(mark.x, mark.y, mark.radius, width, mark.paired, mark.others)
