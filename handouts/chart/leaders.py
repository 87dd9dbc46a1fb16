"""Leaders: the lines from a label to its dot, and what they must not do. All lengths are mm."""

from __future__ import annotations

import math
from itertools import pairwise

Point = tuple[float, float]
Line = tuple[Point, ...]
"""A leader: level from its label to the bend, then slanted to the dot."""


def cross(one: Line, other: Line) -> bool:
    """Whether two leaders meet anywhere."""
    if _apart(one, other):
        return False
    return any(_segments_meet(a, b, c, d) for a, b in pairwise(one) for c, d in pairwise(other))


def distance(line: Line, point: Point) -> float:
    """How near a leader comes to a point."""
    return min(_distance(start, end, point) for start, end in pairwise(line))


def enters(line: Line, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether a leader enters a rectangle."""
    if all(x <= left for x, _ in line) or all(x >= right for x, _ in line):
        return False
    if all(y <= top for _, y in line) or all(y >= bottom for _, y in line):
        return False
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    inside = any(left < x < right and top < y < bottom for x, y in line)
    return inside or any(_segments_meet(a, b, c, d) for a, b in pairwise(line) for c, d in pairwise(corners))


def shortened(start: Point, end: Point, by: float) -> Point:
    """The point `by` before the end of a straight line."""
    whole = math.dist(start, end)
    part = max(0.0, 1 - by / whole) if whole else 0.0
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _apart(one: Line, other: Line) -> bool:
    """Whether the rectangles around two leaders do not touch, which is quickly seen."""
    return any(
        max(point[axis] for point in a) < min(point[axis] for point in b)
        for axis in (0, 1)
        for a, b in ((one, other), (other, one))
    )


def _segments_meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _turn(a, b, c) * _turn(a, b, d) <= 0 and _turn(c, d, a) * _turn(c, d, b) <= 0 and not _apart((a, b), (c, d))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _distance(start: Point, end: Point, point: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / square if square else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)
