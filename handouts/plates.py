"""The acupoints of one handout as its templates show them: figures with labels, tables, and what their signs mean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import NamedTuple

from markupsafe import Markup

from handouts.acupoints import Atlas
from handouts.chart import drawing
from handouts.chart.drawing import Mark, View
from handouts.chart.layout import LEFT, Place, Spot, Stage
from handouts.chart.search import lay_out
from handouts.chart.setting import LETTERINGS, Part, Room, part_of, scale_of, stage_of
from handouts.model.acupoint import Acupoint, Channel, Sign
from handouts.model.points import Chart
from handouts.model.wording import Words, fill
from handouts.palette import Palette

_ATTEMPTS, _SMALLER = 10, 0.95  # to make a figure smaller until its labels fit beside it
_SLACK = 0.1  # mm
_INDEX_LETTERS, _HEADING = 36, 1.8  # of an index: letters of a line, and lines that the name of a channel takes


class Shown(NamedTuple):
    """A point and the signs it carries."""

    point: Acupoint
    signs: list[tuple[str, Sign]]


class Label(NamedTuple):
    """A label beside a figure: its side, how far its text ends from that side's edge, and how high it is, in mm."""

    shown: Shown
    side: str
    inset: float
    top: float


class Plate(NamedTuple):
    """One view of a chart, as wide and as high as its drawing, in mm; its labels are in reading order."""

    view: str
    drawing: Markup
    labels: list[Label]
    width: float
    height: float
    line: float
    """The height of a label's line, in mm."""


class ByChannel(NamedTuple):
    """A channel and those of its points that are shown."""

    channel: Channel
    points: list[Shown]


class _Scene(NamedTuple):
    """One view of a chart with its labels laid out."""

    name: str
    view: View
    stage: Stage
    shown: list[Shown]
    marks: list[Mark]
    spots: list[Spot]
    places: list[Place]

    @property
    def fits(self) -> bool:
        """Whether no label sticks out of the stage."""
        ends = (
            abs(place.edge - self.stage.middle) + spot.width
            for place, spot in zip(self.places, self.spots, strict=True)
        )
        return max(ends) <= self.stage.width / 2 + _SLACK


@dataclass(frozen=True)
class Plates:
    """What templates may ask about acupoints."""

    atlas: Atlas
    words: Words
    palette: Palette

    def key(self, name: str = "") -> Markup:
        """The dot of a point with that sign, for the words that explain it; without a name, a dot without signs."""
        return drawing.sign(self.palette, name)

    def mirrored(self) -> Markup:
        """The dot of the other side."""
        return drawing.mirrored(self.palette)

    def shown(self, codes: Sequence[str]) -> list[Shown]:
        """Points with their signs, in the order of the codes."""
        return [self._shown(code) for code in codes]

    def signs(self, codes: Sequence[str]) -> dict[str, Sign]:
        """The signs that any of these points carries."""
        return self.atlas.signs_of(codes)

    def index(self, codes: Sequence[str], columns: int) -> list[list[ByChannel]]:
        """The points by channel, in columns of about the same height; a channel stays whole."""
        ordered = [point for code, point in self.atlas.points.items() if code in codes]
        groups = [
            ByChannel(channel, points)
            for name, channel in self.atlas.channels.items()
            if (points := [self._shown(point.code) for point in ordered if point.channel == name])
        ]
        breaks = _breaks([_HEADING + sum(map(_lines, group.points)) for group in groups], columns)
        return [groups[start:end] for start, end in zip([0, *breaks], [*breaks, len(groups)], strict=True)]

    def views(self, chart: Chart) -> list[str]:
        """The views that a chart shows."""
        return [*self.atlas.views(chart)]

    def plates(self, chart: Chart, width: float, height: float, lettering: str) -> list[Plate]:
        """The views of a chart side by side in this room, in mm; all show the same part of the body, equally large.

        Labels are codes with names around the whole body (`named`), codes alone (`coded`), or `large` codes.
        """
        views = self.atlas.views(chart)
        room = Room(width / len(views), height, LETTERINGS[lettering])
        parts = [part_of(self.atlas.figures[view], codes, room.lettering) for view, codes in views.items()]
        part = min(top for top, _ in parts), max(bottom for _, bottom in parts)
        scale = min(scale_of(self.atlas.figures[view], part, room) for view in views)
        for _ in range(_ATTEMPTS):
            scenes = [self._scene(name, codes, room, part, scale) for name, codes in views.items()]
            if all(scene.fits for scene in scenes):
                break
            scale *= _SMALLER
        return [self._plate(scene, room) for scene in scenes]

    def _shown(self, code: str) -> Shown:
        signs = [(name, self.atlas.signs[name]) for name in self.atlas.marks[code]]
        return Shown(self.atlas.points[code], signs)

    def _scene(self, name: str, codes: list[str], room: Room, part: Part, scale: float) -> _Scene:
        view, shown = View(self.atlas.figures[name], part[0], scale), self.shown(codes)
        stage, marks = stage_of(view, part[1], room), [self._mark(view, code) for code in codes]
        spots = [_spot(mark, each, room) for mark, each in zip(marks, shown, strict=True)]
        return _Scene(name, view, stage, shown, marks, spots, lay_out(stage, spots))

    def _plate(self, scene: _Scene, room: Room) -> Plate:
        stage, dots = scene.stage, list(zip(scene.marks, scene.places, strict=True))
        svg = drawing.draw(self.palette, scene.view, stage, dots, self._alt(scene.name, scene.shown))
        labels = _labels(stage, scene.shown, scene.places)
        return Plate(scene.name, svg, labels, stage.width, stage.height, room.lettering.line)

    def _mark(self, view: View, code: str) -> Mark:
        x, y = view.figure.body.points[code]
        return Mark(x * view.scale, (y - view.top) * view.scale, self.atlas.marks[code])

    def _alt(self, view: str, shown: list[Shown]) -> str:
        """What a chart shows, for those who do not see it."""
        told = (f"{point.code} {point.pinyin} ({_small(point.plain or '')})" for point, _ in shown)
        sentence = self.words.chart_front if view == "front" else self.words.chart_back
        return fill(sentence, "; ".join(told))


def _spot(mark: Mark, shown: Shown, room: Room) -> Spot:
    width = room.lettering.width(shown.point.code, shown.point.pinyin, len(shown.signs))
    return Spot(mark.x, mark.y, mark.radius, width)


def _labels(stage: Stage, shown: list[Shown], places: list[Place]) -> list[Label]:
    """The labels of the left side, then those of the right, each from top to bottom."""
    order = sorted(zip(shown, places, strict=True), key=lambda pair: (pair[1].side, pair[1].y))
    return [
        Label(
            each,
            "left" if place.side == LEFT else "right",
            round(stage.width - place.edge if place.side == LEFT else place.edge, 2),
            round(place.y - stage.rise, 2),
        )
        for each, place in order
    ]


def _lines(shown: Shown) -> float:
    """How many lines of an index a point takes: its name, its place, and the rule below it."""
    return 1.3 + math.ceil(len(shown.point.plain or "") / _INDEX_LETTERS)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _breaks(heights: list[float], columns: int) -> tuple[int, ...]:
    """Where to break a list of heights so that the highest column is as low as it can be."""
    ways = combinations_with_replacement(range(len(heights) + 1), columns - 1)
    return min(ways, key=lambda breaks: _highest(heights, breaks))


def _highest(heights: list[float], breaks: Sequence[int]) -> tuple[float, float]:
    """The height of the highest column; among equals, the one whose columns are the most even."""
    sums = [sum(heights[start:end]) for start, end in zip([0, *breaks], [*breaks, len(heights)], strict=True)]
    return max(sums), sum(each * each for each in sums)
