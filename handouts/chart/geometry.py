"""Where acupoints lie on a drawn figure: a `place` of landmarks and B-cun becomes spots in drawing units.

A B-cun is local: each part of a limb has its own, and a surface measures heights and breadths between its rows and
columns, so that a drawing need not keep the proportions of a body. Lengths in B-cun are those of the WHO, Standard
Acupuncture Point Locations in the Western Pacific Region (2008).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatchmethod
from itertools import pairwise

from handouts.chart import polylines
from handouts.chart.polylines import NOTHING, Point
from handouts.model.body import Body, Frame, Surface
from handouts.model.place import AtLandmark, Between, OnCurve, OnLevel, OnLine, OnSegment, Place

Spots = tuple[Point, ...]
"""Where a point lies: mostly one spot, several for a point that lies in several places."""
_LONG_WAYS = ("distal", "down")


class NotShown(Exception):
    """A figure lacks something that a place is measured by, or does not reach so far."""


@dataclass(frozen=True)
class Geometry:
    """Works out where points lie on one figure. `places` are those of all points, which may be landmarks themselves."""

    body: Body
    places: Mapping[str, Place]
    _known: dict[str, Spots] = field(default_factory=dict, compare=False)

    def locate(self, code: str) -> Spots:
        """The spots of a point, in drawing units; of a point of both sides, those on the right half of the drawing.

        Raises:
            NotShown: the figure does not show it.
        """
        if code in self.body.hidden:
            raise NotShown(f"{code} cannot be seen")
        return self._point(code, ())

    def _point(self, code: str, trail: tuple[str, ...]) -> Spots:
        if code in trail:
            raise NotShown(f"{code} is measured from itself")
        if code not in self._known:
            place = self.places[code]
            self._known[code] = _Measure(self, self._named(self.body.frames, place.frame), (*trail, code)).spots(place)
        return self._known[code]

    def landmark(self, name: str, trail: tuple[str, ...]) -> Spots:
        """The spots of a landmark, or of a point that serves as one; `trail` are the points that ask for it."""
        if name in self.body.landmarks:
            return tuple((x, y) for x, y in self.body.landmarks[name])
        if name in self.places:
            return self._point(name, trail)
        raise NotShown(f"there is no {name}")

    @staticmethod
    def _named(things: Mapping[str, Frame], name: str) -> Frame:
        if name not in things:
            raise NotShown(f"there is no {name}")
        return things[name]


@dataclass(frozen=True)
class _Measure:
    """Measures one place in its frame."""

    geometry: Geometry
    frame: Frame
    trail: tuple[str, ...]

    @property
    def body(self) -> Body:
        return self.geometry.body

    @singledispatchmethod
    def spots(self, place: Place) -> Spots:
        raise TypeError(place)

    @spots.register
    def _(self, place: OnLevel) -> Spots:
        if isinstance(place.level, list):
            return tuple(self._on_row(place, height) for height in self._heights_between(*place.level))
        return (self._on_row(place, self._height(place.level) + (place.up or 0) - (place.down or 0)),)

    @spots.register
    def _(self, place: OnSegment) -> Spots:
        start = self._one(place.start)
        station, way, moved = self._station(place.segment, start, (place.proximal or 0) - (place.distal or 0))
        if place.along is None:
            return (moved,)
        return (self._met(place.along, station, _across(way)),)

    @spots.register
    def _(self, place: OnLine) -> Spots:
        ends = self._one(place.line[0]), self._one(place.line[1])
        if place.fraction is not None:
            return (polylines.between(*ends, place.fraction),)
        if place.segment is None or place.start is None:
            return (_found(polylines.crossing(self._row(self._height(place.level or "")), ends), place.level),)
        far = (place.proximal or 0) - (place.distal or 0)
        station, way, _ = self._station(place.segment, self._one(place.start), far)
        if place.along is not None:
            return (self._met(place.along, station, _across(way)),)
        return (_found(polylines.meeting(_longer(ends), station, _across(way)), place.segment),)

    @spots.register
    def _(self, place: Between) -> Spots:
        return (polylines.between(self._one(place.between[0]), self._one(place.between[1]), place.fraction),)

    @spots.register
    def _(self, place: OnCurve) -> Spots:
        start, end = self._one(place.curve[0]), self._one(place.curve[1])
        for curve in self.body.curves:
            if curve.ends in (place.curve, place.curve[::-1]):
                through = curve.through if curve.ends == place.curve else curve.through[::-1]
                line = (start, *((x, y) for x, y in through), end)
                return (polylines.at(line, polylines.length(line) * place.fraction)[0],)
        raise NotShown(f"there is no curve from {place.curve[0]} to {place.curve[1]}")

    @spots.register
    def _(self, place: AtLandmark) -> Spots:
        spots = tuple(self._beside(place, spot) for spot in self._landmark(place.at))
        if place.along is not None:
            spots = tuple(self._straight_to(place.along, spot) for spot in spots)
        if place.ring is None:
            return spots
        ways, far = ((0, -1), (1, 0), (0, 1), (-1, 0)), place.ring * self.frame.cun
        return tuple(polylines.shifted(spot, way, far) for spot in spots for way in ways)

    # What places are made of

    def _landmark(self, name: str) -> Spots:
        return self.geometry.landmark(name, self.trail)

    def _one(self, name: str) -> Point:
        return self._landmark(name)[0]

    def _height(self, level: str) -> float:
        if level not in self.frame.levels:
            raise NotShown(f"there is no level {level}")
        return self.frame.levels[level]

    def _heights_between(self, one: str, other: str) -> Sequence[float]:
        low, high = sorted((self._height(one), self._height(other)))
        return sorted((height for height in self.frame.levels.values() if low <= height <= high), reverse=True)

    def _row(self, height: float) -> list[Point]:
        if self.frame.surface is None:
            raise NotShown("there is no surface")
        return _row(self.frame.surface, height)

    def _on_row(self, place: OnLevel, height: float) -> Point:
        row = self._row(height)
        if place.along is not None:
            spot = _found(polylines.crossing(row, self._track(place.along)), place.along)
        else:
            spot = _on_row(self.frame.surface, row, place.lateral or 0)
        return self._moved(spot, "anterior", place.anterior)

    def _station(self, segment: str, start: Point, proximal: float) -> tuple[Point, Point, Point]:
        """A station on the axis of a segment, the way this runs there, and the start moved as far."""
        if segment not in self.body.segments:
            raise NotShown(f"there is no segment {segment}")
        axis = [(x, y) for x, y in self.body.segments[segment].axis]
        far = polylines.along(axis, start)
        by = proximal * polylines.length(axis) / self.body.segments[segment].cun
        (before, _), (station, way) = polylines.at(axis, far), polylines.at(axis, far - by)
        return station, way, (start[0] + station[0] - before[0], start[1] + station[1] - before[1])

    def _track(self, name: str) -> list[Point]:
        if name not in self.body.tracks:
            raise NotShown(f"there is no track {name}")
        return [(x, y) for x, y in self.body.tracks[name]]

    def _met(self, track: str, point: Point, direction: Point) -> Point:
        return _found(polylines.meeting(self._track(track), point, direction), track)

    def _straight_to(self, name: str, spot: Point) -> Point:
        """From a spot across the limb to a track that runs along it, or along the limb to one that runs across."""
        track, way = self._track(name), self._long_way()
        run = track[-1][0] - track[0][0], track[-1][1] - track[0][1]
        is_long = abs(run[0] * way[0] + run[1] * way[1]) >= abs(run[0] * way[1] - run[1] * way[0])
        return self._met(name, spot, _across(way) if is_long else way)

    def _long_way(self) -> Point:
        ways = (self.frame.directions[name] for name in _LONG_WAYS if name in self.frame.directions)
        x, y = next(ways, [0.0, 1.0])
        return x, y

    def _beside(self, place: AtLandmark, spot: Point) -> Point:
        for word in ("up", "down", "medial", "lateral", "anterior", "posterior", "proximal", "distal"):
            spot = self._moved(spot, word, getattr(place, word))
        return spot

    def _moved(self, spot: Point, word: str, by: float | None) -> Point:
        if not by:
            return spot
        for name, way in self.frame.directions.items():
            if name == word:
                return polylines.shifted(spot, way, by * self.frame.cun)
        raise NotShown(f"this view shows no way {word}")


def _row(surface: Surface, height: float) -> list[Point]:
    """The row of a mesh at a height, from the midline outwards."""
    rows = sorted(surface.rows, key=lambda row: row.height)
    for low, high in pairwise(rows):
        if low.height - NOTHING <= height <= high.height + NOTHING:
            share = (height - low.height) / ((high.height - low.height) or 1.0)
            spots = zip(low.spots, high.spots, strict=True)
            return [polylines.between((a, b), (c, d), share) for (a, b), (c, d) in spots]
    raise NotShown("the surface does not reach so far")


def _on_row(surface: Surface | None, row: list[Point], lateral: float) -> Point:
    columns = surface.lateral if surface else []
    if len(columns) == 1:
        return row[0]
    index = max(0, min(sum(column <= lateral for column in columns) - 1, len(columns) - 2))
    share = (lateral - columns[index]) / (columns[index + 1] - columns[index])
    return polylines.between(row[index], row[index + 1], share)


def _across(way: Point) -> Point:
    return -way[1], way[0]


def _longer(ends: tuple[Point, Point]) -> list[Point]:
    """A straight line that goes on beyond its two ends."""
    return [polylines.between(*ends, -1), polylines.between(*ends, 2)]


def _found(spot: Point | None, name: str | None) -> Point:
    if spot is None:
        raise NotShown(f"nothing meets {name}")
    return spot
