"""How a chart is set: which part of the body it shows, how large, and how wide its labels are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from handouts.areas import MM_OF_POINT
from handouts.chart.drawing import View
from handouts.chart.figure import LEFT, RIGHT, Figure
from handouts.chart.layout import Stage

AROUND = 25.0  # drawing units that a part of the body shows above and below its points
CUT = 4.0  # mm that a part which is cut through shows above and below its points
BOLD = 1.06  # of the width of other letters
_NARROW, _WIDE, _FIRST_CHINESE = "ijlítfīìǐ1 ", "mwMW", "\u2e80"

Part = tuple[float, float]
"""A part of the body, from top to bottom, in drawing units."""


class Lettering(NamedTuple):
    """How labels are set: the sizes of a code and of the name under it in pt, the height of a line in mm.

    `gutter` is the room for labels on each side of a figure, in mm, and `by_hands` that beside its widest part;
    `sign` is the width of a letter in its frame with the space before it, in mm, and `alone` how wide the room of a
    figure is at most that stands alone. `has_characters` says whether those of the name follow the code.
    """

    code: float
    name: float
    line: float
    gutter: float
    by_hands: float
    sign: float = 4.9
    alone: float = 300
    has_characters: bool = False

    @property
    def lines(self) -> int:
        """How many lines a label has."""
        return 2 if self.name else 1

    @property
    def gap(self) -> float:
        """How far apart the leaders of two labels are at least, in mm."""
        return self.line * self.lines + 0.8

    def width(self, code: str, name: str, characters: str, signs: int) -> float:
        """About how wide a label is, in mm: fonts differ, so rather more than less."""
        first = _set_width(code, self.code * BOLD) + self.sign * signs
        if self.has_characters:
            first += _set_width(f" {characters}", self.name)
        return max(first, _set_width(name, self.name))


NAMED, WALL = Lettering(9.5, 9, 3.75, 17, 5), Lettering(13, 12, 5.1, 24, 8, sign=6.2, has_characters=True)
CODED = Lettering(10.5, 0, 4.4, 13, 15, alone=80)
LARGE = Lettering(18, 0, 7.6, 24, 26, sign=9.2)
LETTERINGS = {"named": NAMED, "wall": WALL, "coded": CODED, "large": LARGE}
"""Labels of a code with its name under it, on a page or a poster; of a code alone; and of a code in large print."""


class Room(NamedTuple):
    """The room for one figure with its labels, in mm, and how these are set.

    `zoom` is how much larger than it is meant to be a figure may be drawn.
    """

    width: float
    height: float
    lettering: Lettering
    zoom: float = 1


def whole(figure: Figure) -> Part:
    """All of a figure."""
    return min(figure.body.tops), max(figure.body.bottoms)


def part_around(figure: Figure, heights: Sequence[float]) -> Part:
    """The part of the body that shows these heights."""
    return figure.crop([*heights], AROUND)


def scale_of(figure: Figure, part: Part, room: Room) -> float:
    """The most mm that a drawing unit can take."""
    top, bottom = part
    beside = (room.width / 2 - room.lettering.gutter) / _reach(figure, top, min([*_zones(figure, part), bottom]))
    widest = (room.width / 2 - room.lettering.by_hands) / _reach(figure, top, bottom)
    return min(beside, widest, room.height / (bottom - top), figure.body.largest * room.zoom)


def stage_of(view: View, bottom: float, room: Room) -> Stage:
    """The room around a figure, which ends where the part of the body does."""
    figure, top, scale = view
    line, lines = room.lettering.line, room.lettering.lines
    return Stage(
        room.width,
        (bottom - top) * scale,
        rise=line / 2,
        fall=line * (lines - 0.5),
        gap=room.lettering.gap,
        zones=tuple((zone - top) * scale for zone in _zones(figure, (top, bottom))),
        reach=cache(lambda side, start, end: figure.reach(side, top + start / scale, top + end / scale) * scale),
    )


def _reach(figure: Figure, top: float, bottom: float) -> float:
    return max(figure.reach(LEFT, top, bottom), figure.reach(RIGHT, top, bottom), 1.0)


def _zones(figure: Figure, part: Part) -> list[float]:
    return [zone for zone in figure.body.zones if part[0] < zone < part[1]]


def _set_width(text: str, size: float) -> float:
    return sum(map(_ems, text)) * size * MM_OF_POINT


def _ems(letter: str) -> float:
    if letter in _NARROW:
        return 0.3
    return 1.0 if letter > _FIRST_CHINESE else 0.84 if letter in _WIDE else 0.56
