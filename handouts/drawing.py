"""The drawings of the pages. All are one idea: lines that part round a still point. Units are mm.

Inline SVG sees no style sheet, so each drawing takes its colours from the palette.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import segno
from markupsafe import Markup

from handouts.palette import Palette

Point = tuple[float, float]


class Stone(NamedTuple):
    """A still point: where it lies, how far it pushes the lines apart and along, and its own radius."""

    x: float
    y: float
    clearing: float
    reach: float
    radius: float


class Wave(NamedTuple):
    """How the lines swing where no stone is: how high, over which length, and where in it they begin."""

    height: float
    length: float
    begin: float


class Field(NamedTuple):
    """A field of raked lines: its size, how many lines, how far the outer ones keep from its edges, how they swing."""

    width: float
    height: float
    lines: int
    edge: float
    wave: Wave


def band(palette: Palette, width: float) -> Markup:
    """The raked lines under the masthead, `width` mm wide and 22 mm high."""
    stones = (Stone(width * 0.753, 11.6, 4.2, 13, 1.7), Stone(width * 0.294, 8.2, 2.2, 9, 0.9))
    return _raked("band", Field(width, 22.0, 13, 3.0, Wave(0.8, 190, 1.1)), stones, palette, palette["soft"])


def cover(palette: Palette, width: float, height: float) -> Markup:
    """The raked lines on the cover of a brochure, with three stones, one smaller than the other."""
    stones = (
        Stone(width * 0.683, height * 0.313, 7.5, 19, 2.6),
        Stone(width * 0.293, height * 0.604, 4.6, 14, 1.7),
        Stone(width * 0.732, height * 0.8125, 2.6, 10, 1.0),
    )
    field = Field(width, height, round((height - 12) / 2.625) + 1, 6.0, Wave(1.6, 120, 0.6))
    return _raked("cover-field", field, stones, palette, palette["line"])


def panel_band(palette: Palette, width: float, panel: float) -> Markup:
    """The raked lines over panels of a width, 20 mm high: one stone stands over the text of each."""
    height = 20.0
    stones = [Stone(at + 9.5, height / 2, 3.6, 11, 1.9) for at in _steps(width, panel)]
    return _raked("panel-band", Field(width, height, 11, 3.0, Wave(0.8, panel, 1.9)), stones, palette, palette["soft"])


def _steps(width: float, step: float) -> list[float]:
    return [step * number for number in range(math.ceil(width / step))]


def _raked(name: str, field: Field, stones: Sequence[Stone], palette: Palette, colour: str) -> Markup:
    """A field of lines that part round its stones."""
    gap = (field.height - 2 * field.edge) / (field.lines - 1)
    lines = [_smooth(_raked_line(field.edge + gap * row, field, stones)) for row in range(field.lines)]
    paths = Markup("").join(Markup('<path d="{}"/>').format(line) for line in lines)
    dots = Markup("").join(
        Markup('<circle cx="{:.2f}" cy="{:.4g}" r="{}" fill="{}"/>').format(s.x, s.y, s.radius, palette["deep"])
        for s in stones
    )
    return Markup(
        '<svg class="{5}" aria-hidden="true" viewBox="0 0 {0:.6g} {1:.6g}" width="{0:.6g}mm" height="{1:.6g}mm">'
        '<g fill="none" stroke="{2}" stroke-width=".34" stroke-linecap="round">{3}</g>{4}</svg>'
    ).format(field.width, field.height, colour, paths, dots, name)


def mark(palette: Palette) -> Markup:
    """The stand-in for a logo, 10 mm square: one point, and lines that part round it."""
    return Markup(
        '<svg class="mark" aria-hidden="true" viewBox="0 0 10 10" width="10mm" height="10mm">'
        '<g fill="none" stroke="{}" stroke-width=".5" stroke-linecap="round">'
        '<path d="M.6 3.9C2.6 3.9 3.2 2.3 5 2.3S7.4 3.9 9.4 3.9"/>'
        '<path d="M.6 6.1C2.6 6.1 3.2 7.7 5 7.7S7.4 6.1 9.4 6.1"/>'
        '<path d="M.6 2.3C2.8 2.3 3.2 .7 5 .7S7.2 2.3 9.4 2.3"/>'
        '<path d="M.6 7.7C2.8 7.7 3.2 9.3 5 9.3S7.2 7.7 9.4 7.7"/>'
        '</g><circle cx="5" cy="5" r="1.15" fill="{}"/></svg>'
    ).format(palette["line"], palette["deep"])


def qr(palette: Palette, address: str, title: str) -> Markup:
    """The QR code of an address, 23 mm square without its quiet zone, which the page must leave around it."""
    code = segno.make(address, micro=False, error="m")
    rows = [[bool(module) for module in row] for row in code.matrix]
    runs = "".join(f"M{start} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for start, length in _runs(row))
    return Markup(
        '<svg class="qr" role="img" viewBox="0 0 {0} {0}" width="23mm" height="23mm" shape-rendering="crispEdges">'
        '<title>{1}</title><path fill="{2}" d="{3}"/></svg>'
    ).format(len(rows), title, palette["ink"], runs)


def dots(palette: Palette, count: int, title: str) -> Markup:
    """100 dots in ten rows, `count` of them filled, from the lowest row upwards; 36 mm square."""
    places = [((number % 10 + 0.5) * 3.6, 36 - (number // 10 + 0.5) * 3.6) for number in range(100)]
    filled, hollow = _dots(places[:count], "1.3"), _dots(places[count:], "1.1")
    return Markup(
        '<svg class="dots" role="img" viewBox="0 0 36 36"><title>{0}</title><g stroke-width=".3">'
        '<g fill="{1}" stroke="{1}">{2}</g><g fill="#fff" stroke="{3}">{4}</g></g></svg>'
    ).format(title, palette["deep"], filled, palette["line"], hollow)


def _dots(places: Sequence[Point], radius: str) -> Markup:
    return Markup("").join(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{}"/>').format(x, y, radius) for x, y in places)


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """The start and length of each dark run in a row of modules."""
    edges = [x for x in range(len(row) + 1) if (x < len(row) and row[x]) != (x > 0 and row[x - 1])]
    return [(start, end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _raked_line(start: float, field: Field, stones: Sequence[Stone]) -> list[Point]:
    count = math.ceil(field.width / 1.7)
    places = (field.width * step / count for step in range(count + 1))
    return [(x, _parted(start, x, field.wave, stones)) for x in places]


def _parted(start: float, x: float, wave: Wave, stones: Sequence[Stone]) -> float:
    """The height of a line at `x`: it stays on its side of every stone, so lines never cross."""
    height = start + _swing(x, wave)
    for stone in stones:
        level = start + _swing(stone.x, wave)
        side = 1 if level >= stone.y else -1
        distance = (level - stone.y) * side
        push = math.exp(-(((x - stone.x) / stone.reach) ** 2))
        height += side * push * (math.hypot(distance, stone.clearing) - distance)
    return height


def _swing(x: float, wave: Wave) -> float:
    return wave.height * math.sin(2 * math.pi * x / wave.length + wave.begin)


def _smooth(points: Sequence[Point]) -> str:
    """A path through the points (Catmull-Rom, half tension)."""
    path = "M{:.2f} {:.2f}".format(*points[0])
    for i, (x1, y1) in enumerate(points[:-1]):
        (x0, y0), (x2, y2) = points[max(i - 1, 0)], points[i + 1]
        x3, y3 = points[min(i + 2, len(points) - 1)]
        path += (
            f"C{x1 + (x2 - x0) / 6:.2f} {y1 + (y2 - y0) / 6:.2f} "
            f"{x2 - (x3 - x1) / 6:.2f} {y2 - (y3 - y1) / 6:.2f} {x2:.2f} {y2:.2f}"
        )
    return path
