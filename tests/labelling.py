"""What is in whose way in a layout of labels, found by geometry alone."""

import math
from itertools import combinations, pairwise

from handouts.chart.drawing import DOT

NEAR = 0.2  # mm: what comes nearer to a mark touches it


def faults(stage, spots, places):
    """All that is in the way of something."""
    found = [crossings(places), touches(stage, spots, places), covers(stage, spots, places)]
    return [*found, overlaps(stage, spots, places), enters(stage, spots, places)]


def crossings(places):
    """The leaders that cross, two by two."""
    pieces = segments(places)
    return [(i, j) for (i, a, b), (j, c, d) in combinations(pieces, 2) if i != j and meet(a, b, c, d)]


def touches(stage, spots, places):
    """The leaders that come near to another dot than the one they name, each with the point of that dot."""
    marks = list(dots(stage, spots, places))
    return [
        (i, j)
        for i, a, b in segments(places)
        for j, middle, radius, is_named in marks
        if not (i == j and is_named) and away(a, b, middle) < radius + NEAR
    ]


def covers(stage, spots, places):
    """The labels that lie over the middle of a dot."""
    return [
        (i, j)
        for i, (left, top, right, bottom) in enumerate(boxes(stage, spots, places))
        for j, (x, y), _, _ in dots(stage, spots, places)
        if left < x < right and top < y < bottom
    ]


def overlaps(stage, spots, places):
    """The labels that lie over each other."""
    found = enumerate(boxes(stage, spots, places))
    return [
        (i, j)
        for (i, (a, b, c, d)), (j, (e, f, g, h)) in combinations(found, 2)
        if not (c <= e or g <= a or d <= f or h <= b)
    ]


def enters(stage, spots, places):
    """The leaders that go into the label of another point."""
    return [
        (i, j)
        for i, start, end in segments(places)
        for j, (left, top, right, bottom) in enumerate(boxes(stage, spots, places))
        for a, b in (((left, top), (right, bottom)), ((left, bottom), (right, top)))
        if i != j and meet(start, end, a, b)
    ]


def boxes(stage, spots, places):
    """The rectangles of the labels."""
    ends = (
        sorted((place.edge, place.edge + place.side * spot.width)) for spot, place in zip(spots, places, strict=True)
    )
    return [(a, place.y - stage.rise, b, place.y + stage.fall) for (a, b), place in zip(ends, places, strict=True)]


def segments(places):
    """The straight pieces of all leaders, each with the number of its label."""
    return [(index, a, b) for index, place in enumerate(places) for a, b in pairwise(place.leader)]


def meet(a, b, c, d):
    """Whether two straight pieces cross."""

    def turn(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def away(a, b, point):
    """How far a point is from a straight piece."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / ((dx * dx + dy * dy) or 1)
    along = max(0, min(1, along))
    return math.hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


def dots(stage, spots, places):
    """The middle and the radius of every dot, with the number of its point, and whether its label names it."""
    for index, (spot, place) in enumerate(zip(spots, places, strict=True)):
        yield index, named(stage, spot, place), spot.radius, True
        if spot.paired:
            yield index, (stage.middle - place.side * spot.x, spot.y), DOT, False
        yield from ((index, (stage.middle + x, y), DOT, False) for x, y in spot.others)


def named(stage, spot, place):
    """Where the dot lies that a label names."""
    return stage.middle + (place.side * spot.x if spot.paired else spot.x), spot.y
