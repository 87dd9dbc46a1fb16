"""Straight pieces joined to a line: how far along it something is, and where it meets another. In drawing units."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

Point = tuple[float, float]
Polyline = Sequence[Point]
NOTHING = 1e-9  # what arithmetic may add to a share that ends at 0 or 1


def between(one: Point, other: Point, fraction: float) -> Point:
    """The point that lies so far on the straight way from one to the other; beyond them for less than 0 or over 1."""
    return one[0] + (other[0] - one[0]) * fraction, one[1] + (other[1] - one[1]) * fraction


def shifted(point: Point, direction: Sequence[float], by: float) -> Point:
    """A point moved in a direction, a unit vector."""
    return point[0] + direction[0] * by, point[1] + direction[1] * by


def length(line: Polyline) -> float:
    """How long a line is."""
    return sum(math.dist(a, b) for a, b in pairwise(line))


def at(line: Polyline, far: float) -> tuple[Point, Point]:
    """The point so far along a line, and the unit vector in which the line runs there. Its ends go on straight.

    Where two spots of a line are one, it runs nowhere, and the vector has no length.
    """
    ends = [*accumulate((math.dist(a, b) for a, b in pairwise(line)), initial=0.0)]
    index = max(0, min(sum(end <= far for end in ends) - 1, len(line) - 2))
    start, end = line[index], line[index + 1]
    long = math.dist(start, end) or 1.0
    way = (end[0] - start[0]) / long, (end[1] - start[1]) / long
    return shifted(start, way, far - ends[index]), way


def along(line: Polyline, point: Point) -> float:
    """How far along a line the spot is that is nearest to a point; less than 0 before its beginning."""
    done, found = 0.0, []
    last = len(line) - 2
    for index, (start, end) in enumerate(pairwise(line)):
        long = math.dist(start, end) or 1.0
        dot = ((point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])) / long
        here = max(-math.inf if index == 0 else 0.0, min(math.inf if index == last else long, dot))
        found.append((math.dist(point, between(start, end, here / long)), done + here))
        done += long
    return min(found)[1]


def meeting(line: Polyline, point: Point, direction: Sequence[float]) -> Point | None:
    """Where a straight line through a point meets a line, as near to the point as can be."""
    return min(_meetings(line, point, direction), key=lambda met: math.dist(met, point), default=None)


def crossing(row: Polyline, track: Polyline) -> Point | None:
    """Where a row, whose ends go on straight, first meets a track."""
    reach = 1 + max(math.dist(a, b) for a in row for b in track)
    whole = (at(row, -reach)[0], *row, at(row, length(row) + reach)[0])
    for start, end in pairwise(whole):
        for met in _meetings(track, start, (end[0] - start[0], end[1] - start[1])):
            if -NOTHING <= _share(start, end, met) <= 1 + NOTHING:
                return met
    return None


def _share(start: Point, end: Point, point: Point) -> float:
    axis = 0 if abs(end[0] - start[0]) >= abs(end[1] - start[1]) else 1
    return (point[axis] - start[axis]) / ((end[axis] - start[axis]) or 1.0)


def _meetings(line: Polyline, point: Point, direction: Sequence[float]) -> Iterator[Point]:
    for start, end in pairwise(line):
        dx, dy = end[0] - start[0], end[1] - start[1]
        turn = direction[0] * dy - direction[1] * dx
        if turn:
            share = (direction[1] * (start[0] - point[0]) - direction[0] * (start[1] - point[1])) / turn
            if -NOTHING <= share <= 1 + NOTHING:
                yield between(start, end, share)
