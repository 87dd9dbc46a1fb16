"""A drawn figure: its shapes, and how wide the body is at any height. All lengths are drawing units."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from handouts.chart.geometry import Geometry
from handouts.chart.polylines import Point
from handouts.model.body import Body
from handouts.model.place import Place
from handouts.pictures import SVG, BadPicture, parse_svg

LEFT, RIGHT = -1, 1
NOTHING = 0.001  # drawing units: a spot of the midline is right of the corners that lie on it
STEPS = 8  # straight pieces that stand for a curve
_LINES = re.compile(r"[MLCZ0-9 ,.+-]+")


class Shapes(NamedTuple):
    """What a figure is drawn with, as SVG path data: its silhouette, strong and light lines, and flat areas.

    Where there are no `edges`, the silhouette is drawn as a line too.
    """

    outline: str
    edges: tuple[str, ...]
    tones: tuple[str, ...]
    details: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A drawn figure and where points lie on it. `contour` is its silhouette as a polygon."""

    body: Body
    shapes: Shapes
    contour: tuple[Point, ...]
    geometry: Geometry

    @property
    def is_of_both_sides(self) -> bool:
        """Whether it shows both sides of the body, so that a point of both lies on it twice."""
        return self.body.midline is not None

    @cached_property
    def middle(self) -> float:
        """How far right its midline is, or else the middle of its silhouette."""
        across = [x for x, _ in self.contour]
        return (min(across) + max(across)) / 2 if self.body.midline is None else self.body.midline

    def reach(self, side: int, top: float, bottom: float) -> float:
        """How far the body reaches from its middle to a side (-1 left, 1 right) between two heights.

        Less than nothing where it lies on the other side alone, and nothing where there is no body.
        """
        rows = range(math.floor(top), math.ceil(bottom) + 1)
        return max((self._reaches[side][row] for row in rows if row in self._reaches[side]), default=0.0)

    @cached_property
    def _reaches(self) -> dict[int, dict[int, float]]:
        """How far the body reaches to each side in every row, one drawing unit high."""
        reaches: dict[int, dict[int, float]] = {LEFT: {}, RIGHT: {}}
        for (x1, y1), (x2, y2) in pairwise((*self.contour, self.contour[0])):
            for side, rows in reaches.items():
                reach = max(side * (x1 - self.middle), side * (x2 - self.middle))
                for row in range(math.floor(min(y1, y2)), math.ceil(max(y1, y2)) + 1):
                    rows[row] = max(rows.get(row, reach), reach)
        return reaches

    def holds(self, spot: Point) -> bool:
        """Whether a spot lies within the silhouette."""
        x, y = spot[0] + NOTHING, spot[1]
        sides = ((a, b) for a, b in pairwise((*self.contour, self.contour[0])) if (a[1] > y) != (b[1] > y))
        return sum(x < x1 + (x2 - x1) * (y - y1) / (y2 - y1) for (x1, y1), (x2, y2) in sides) % 2 == 1

    def crop(self, heights: list[float], air: float) -> tuple[float, float]:
        """The part of the body, from top to bottom, that shows these heights with some air around them."""
        tops, bottoms = sorted(self.body.tops), sorted(self.body.bottoms)
        top = max((cut for cut in tops if cut <= min(heights) - air), default=tops[0])
        bottom = min((cut for cut in bottoms if cut >= max(heights) + air), default=bottoms[-1])
        return top, bottom


def draw_from(svg: bytes, body: Body, places: Mapping[str, Place]) -> Figure:
    """The figure that an SVG file holds: paths of the class `outline`, `edge`, `tone` or `detail`.

    Raises:
        BadPicture: it holds no outline, or a path that is drawn with other commands than M, L, C and Z.
    """
    paths = [(path.get("class"), path.get("d", "")) for path in parse_svg(svg).iter(f"{SVG}path")]
    if not all(_LINES.fullmatch(lines) for _, lines in paths):
        raise BadPicture("has paths with other commands than M, L, C and Z; save it with absolute curves")
    outline, edges, tones, details = (
        tuple(lines for name, lines in paths if name == kind) for kind in ("outline", "edge", "tone", "detail")
    )
    contour = _polygon(outline[0]) if outline else ()
    if not contour:
        raise BadPicture("has no path of the class 'outline'; give it one that goes all around the body")
    return Figure(body, Shapes(outline[0], edges, tones, details), contour, Geometry(body, places))


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
