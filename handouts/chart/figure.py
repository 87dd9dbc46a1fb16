"""A drawn figure: its lines, and how wide the body is at any height. All lengths are drawing units."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from handouts.model.body import Body
from handouts.pictures import SVG, BadPicture, parse_svg

Point = tuple[float, float]
STEPS = 8  # straight pieces that stand for a curve
_LINES = re.compile(r"[MLCZ0-9 ,.+-]+")


@dataclass(frozen=True)
class Figure:
    """A figure with the places of its points. `outline` and `details` are SVG path data.

    `contour` is the outline as a polygon.
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
        BadPicture: it holds no such path, or one that is drawn with other commands than M, L, C and Z.
    """
    paths = [(path.get("class"), path.get("d", "")) for path in parse_svg(svg).iter(f"{SVG}path")]
    if not all(_LINES.fullmatch(lines) for _, lines in paths):
        raise BadPicture("has paths with other commands than M, L, C and Z; save it with absolute curves")
    outline = next((lines for name, lines in paths if name == "outline"), "")
    contour = _polygon(outline)
    if not contour:
        raise BadPicture("has no path of the class 'outline'; give it one that goes all around the body")
    return Figure(body, outline, tuple(lines for name, lines in paths if name != "outline"), contour)


def _polygon(path: str) -> tuple[Point, ...]:
    """The corners of a path whose curves are cut into straight pieces."""
    from fontTools.pens.recordingPen import RecordingPen  # noqa: PLC0415  only a chart needs it
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415  likewise

    pen = RecordingPen()
    try:
        parse_path(path, pen)
    except ValueError as error:
        raise BadPicture("has an outline that is cut short; save it again") from error
    points: list[Point] = []
    for command, corners in pen.value:
        points += _curve(points[-1], *corners) if command == "curveTo" else corners
    return tuple(points)


def _curve(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    """Points of a cubic Bézier curve, its end the last of them."""
    from fontTools.misc.bezierTools import cubicPointAtT  # noqa: PLC0415  likewise

    return [cubicPointAtT(start, one, two, end, step / STEPS) for step in range(1, STEPS + 1)]
