"""A drawn figure: its lines, and how wide the body is at any height. All lengths are drawing units."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from xml.etree import ElementTree as ET

from handouts.model.body import Body

Point = tuple[float, float]
STEPS = 8  # straight pieces that stand for a curve
_SVG = "{http://www.w3.org/2000/svg}"
_LINES = re.compile(r"[MLCZ0-9 ,.+-]+")
_PIECES = {"M": 1, "L": 1, "C": 3}


class BadFigure(Exception):
    """Why a drawing cannot be used, and what to do; the message goes on from the name of its file."""


@dataclass(frozen=True)
class Figure:
    """A figure with the places of its points. `outline` and `details` are SVG path data.

    `contour` is the outline as a polygon, `width` how wide the drawing is.
    """

    body: Body
    outline: str
    details: tuple[str, ...]
    contour: tuple[Point, ...]

    def reach(self, top: float, bottom: float) -> float:
        """How far the body reaches from its midline between two heights, whichever side reaches further."""
        rows = range(math.floor(top), math.ceil(bottom) + 1)
        return max((self._breadths.get(row, 0.0) for row in rows), default=0.0)

    @cached_property
    def _breadths(self) -> dict[int, float]:
        """How far the body reaches from its midline in every row, one drawing unit high."""
        breadths: dict[int, float] = defaultdict(float)
        for (x1, y1), (x2, y2) in pairwise((*self.contour, self.contour[0])):
            reach = max(abs(x1 - self.body.midline), abs(x2 - self.body.midline))
            for row in range(math.floor(min(y1, y2)), math.ceil(max(y1, y2)) + 1):
                breadths[row] = max(breadths[row], reach)
        return dict(breadths)

    def crop(self, heights: list[float], air: float) -> tuple[float, float]:
        """The part of the body, from top to bottom, that shows these heights with some air around them."""
        tops, bottoms = sorted(self.body.tops), sorted(self.body.bottoms)
        top = max((cut for cut in tops if cut <= min(heights) - air), default=tops[0])
        bottom = min((cut for cut in bottoms if cut >= max(heights) + air), default=bottoms[-1])
        return top, bottom


def draw_from(svg: bytes, body: Body) -> Figure:
    """The figure that an SVG file holds: a path of the class `outline`, and others for what is inside it.

    Raises:
        BadFigure: it holds no such path, or one that is drawn with other commands than M, L, C and Z.
    """
    if b"<!ENTITY" in svg or b"\0" in svg:
        raise BadFigure("is not a plain SVG; save it as one")
    try:
        root = ET.fromstring(svg)  # noqa: S314  entities are refused above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise BadFigure("is not a whole SVG; save it again") from error
    paths = [(path.get("class"), path.get("d", "")) for path in root.iter(f"{_SVG}path")]
    if not all(_LINES.fullmatch(lines) for _, lines in paths):
        raise BadFigure("has paths with other commands than M, L, C and Z; save it with absolute curves")
    outline = next((lines for name, lines in paths if name == "outline"), None)
    if outline is None:
        raise BadFigure("has no path of the class 'outline'; give it one that goes all around the body")
    return Figure(body, outline, tuple(lines for name, lines in paths if name != "outline"), _polygon(outline))


def _polygon(path: str) -> tuple[Point, ...]:
    """The corners of a path whose curves are cut into straight pieces."""
    points: list[Point] = []
    try:
        for command, text in re.findall(r"([MLC])([^MLCZ]*)", path):
            numbers = [float(number) for number in re.findall(r"[-+]?[0-9]*\.?[0-9]+", text)]
            corners = list(zip(numbers[::2], numbers[1::2], strict=True))
            for start in range(0, len(corners), _PIECES[command]):
                points += _curve(points[-1], *corners[start : start + 3]) if command == "C" else [corners[start]]
    except (ValueError, TypeError, IndexError) as error:
        raise BadFigure("has an outline that is cut short; save it again") from error
    return tuple(points)


def _curve(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    """Points of a cubic Bézier curve, its end the last of them."""
    points = []
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        corners = (start, one, two, end)
        points.append(
            (
                sum(weight * x for weight, (x, _) in zip(weights, corners, strict=True)),
                sum(weight * y for weight, (_, y) in zip(weights, corners, strict=True)),
            )
        )
    return points
