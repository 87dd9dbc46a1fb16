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


def band(palette: Palette, width: float) -> Markup:
    """The raked lines under the masthead, `width` mm wide and 22 mm high."""
    height, count, pad = 22.0, 13, 3.0
    stones = (Stone(width * 0.753, 11.6, 4.2, 13, 1.7), Stone(width * 0.294, 8.2, 2.2, 9, 0.9))
    gap = (height - 2 * pad) / (count - 1)
    lines = [_smooth(_raked_line(pad + gap * row, width, stones)) for row in range(count)]
    paths = Markup("").join(Markup('<path d="{}"/>').format(line) for line in lines)
    dots = Markup("").join(
        Markup('<circle cx="{:.2f}" cy="{}" r="{}" fill="{}"/>').format(s.x, s.y, s.radius, palette["deep"])
        for s in stones
    )
    return Markup(
        '<svg class="band" aria-hidden="true" viewBox="0 0 {0} {1}" width="{0}mm" height="{1}mm">'
        '<g fill="none" stroke="{2}" stroke-width=".34" stroke-linecap="round">{3}</g>{4}</svg>'
    ).format(width, height, palette["soft"], paths, dots)


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


def _raked_line(start: float, width: float, stones: Sequence[Stone]) -> list[Point]:
    count = math.ceil(width / 1.7)
    return [(x, _parted(start, x, stones)) for x in (width * step / count for step in range(count + 1))]


def _parted(start: float, x: float, stones: Sequence[Stone]) -> float:
    """The height of a line at `x`: it stays on its side of every stone, so lines never cross."""
    height = _wave(start, x)
    for stone in stones:
        side = 1 if _wave(start, stone.x) >= stone.y else -1
        distance = (_wave(start, stone.x) - stone.y) * side
        push = math.exp(-(((x - stone.x) / stone.reach) ** 2))
        height += side * push * (math.hypot(distance, stone.clearing) - distance)
    return height


def _wave(start: float, x: float) -> float:
    return start + 0.8 * math.sin(2 * math.pi * x / 190 + 1.1)


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
