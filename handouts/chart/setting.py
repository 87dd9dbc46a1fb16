"""How a chart is set: which part of the body it shows, how large, and how wide its labels are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from handouts.areas import MM_OF_POINT
from handouts.chart.drawing import View
from handouts.chart.figure import Figure
from handouts.chart.layout import Stage

LARGEST_SCALE = 0.4  # mm a drawing unit: a leg alone is drawn no larger
AROUND = 25.0  # drawing units that a part of the body shows above and below its points
BOLD = 1.06  # of the width of other letters
_NARROW, _WIDE = "ijlítfīìǐ1 ", "mwMW"

Part = tuple[float, float]
"""A part of the body, from top to bottom, in drawing units."""


class Lettering(NamedTuple):
    """How labels are set: the sizes of a code and of the name under it in pt, the height of a line in mm.

    `gutter` is the room for labels on each side of a figure, in mm, and `by_hands` that beside its widest part;
    `sign` is the width of a letter in its frame with the space before it, in mm.
    """

    code: float
    name: float
    line: float
    gutter: float
    by_hands: float
    sign: float = 4.9

    @property
    def lines(self) -> int:
        """How many lines a label has."""
        return 2 if self.name else 1

    def width(self, code: str, name: str, signs: int) -> float:
        """About how wide a label is, in mm: fonts differ, so rather more than less."""
        first = _set_width(code, self.code * BOLD) + self.sign * signs
        return max(first, _set_width(name, self.name))


NAMED, CODED = Lettering(9.5, 9, 3.75, 17, 5), Lettering(10.5, 0, 4.4, 13, 15)
LARGE = Lettering(18, 0, 7.6, 24, 26, sign=9.2)
LETTERINGS = {"named": NAMED, "coded": CODED, "large": LARGE}
"""Labels of a code with its name under it, of a code alone, and of a code in large print."""


class Room(NamedTuple):
    """The room for one figure with its labels, in mm, and how these are set."""

    width: float
    height: float
    lettering: Lettering


def part_of(figure: Figure, codes: Sequence[str], lettering: Lettering) -> Part:
    """The part of the body that shows these points; labels with names stand around the whole body."""
    if lettering.name:
        return min(figure.body.tops), max(figure.body.bottoms)
    return figure.crop([figure.body.points[code][1] for code in codes], AROUND)


def scale_of(figure: Figure, part: Part, room: Room) -> float:
    """The most mm that a drawing unit can take."""
    top, bottom = part
    narrow = figure.reach(top, min([*_zones(figure, part), bottom]))
    beside = (room.width / 2 - room.lettering.gutter) / narrow
    widest = (room.width / 2 - room.lettering.by_hands) / figure.reach(top, bottom)
    return min(beside, widest, room.height / (bottom - top), LARGEST_SCALE)


def stage_of(view: View, bottom: float, room: Room) -> Stage:
    """The room around a figure, which ends where the part of the body does."""
    figure, top, scale = view
    line, lines = room.lettering.line, room.lettering.lines
    return Stage(
        room.width,
        (bottom - top) * scale,
        rise=line / 2,
        fall=line * (lines - 0.5),
        gap=line * lines + 0.8,
        zones=tuple((zone - top) * scale for zone in _zones(figure, (top, bottom))),
        reach=cache(lambda start, end: figure.reach(top + start / scale, top + end / scale) * scale),
    )


def _zones(figure: Figure, part: Part) -> list[float]:
    return [zone for zone in figure.body.zones if part[0] < zone < part[1]]


def _set_width(text: str, size: float) -> float:
    ems = sum(0.3 if letter in _NARROW else 0.84 if letter in _WIDE else 0.56 for letter in text)
    return ems * size * MM_OF_POINT
