"""The last step of a layout: labels stand a gap apart, level with their dots where they can, and leaders are drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.chart.approach import CLEAR, CROSSING, WRONG
from handouts.chart.layout import OFF_DOT, OFF_TEXT, SIDES, Layout, Place, Spot
from handouts.chart.leaders import Line, cross, shortened
from handouts.chart.plan import Plan, Settled
from handouts.chart.scene import Scene
from handouts.chart.spread import spread

LEVEL = 0.05  # what differs less in height is level


class Option(NamedTuple):
    """A place of a label with the lane of its leader, and what it costs by itself."""

    cost: float
    lane: float
    place: Place


class Finished(NamedTuple):
    """A layout, and the leaders that the plan took for good and are not: their labels, heights and lanes."""

    layout: Layout
    misjudged: list[tuple[int, float, float]]


def finished(plan: Plan) -> Finished:
    """The places of a plan's labels."""
    scene = Scene(plan.stage, plan.spots, {number: side for side in SIDES for number in plan.orders[side]})
    settled = plan.settled()
    options = [_options(scene, plan, number, y) for number, y in enumerate(_heights(plan, settled))]
    places = [_nearest(own, its.lane).place for own, its in zip(options, settled, strict=True)]
    _uncross(scene, options, places)
    faults = scene.faults(places)
    misjudged = [(number, settled[number].y, settled[number].lane) for number in faults]
    return Finished(Layout(places, faults), [each for each in misjudged if settled[each[0]].cost < WRONG])


def _heights(plan: Plan, settled: Sequence[Settled]) -> list[float]:
    """How high each leader is: as it is settled, moved a little where labels would stand too near."""
    stage, found = plan.stage, [its.y for its in settled]
    for order in plan.orders.values():
        heights = spread([found[number] for number in order], stage.gap, stage.rise, stage.height - stage.fall)
        for number, y in zip(order, heights, strict=True):
            found[number] = y
    return found


def _options(scene: Scene, plan: Plan, number: int, y: float) -> list[Option]:
    """The places of a label in all of its lanes."""
    stage, side, found = scene.stage, scene.sides[number], []
    edge = stage.edge(side, y)
    for lane, cost in plan.ways(number).lanes(y):
        line = _leader(plan.spots[number], side, y, edge, lane)
        leader = tuple((stage.middle + side * out, down) for out, down in line)
        place = Place(side, stage.middle + side * edge, y, leader)
        found.append(Option(cost + WRONG * scene.touched(number, place, CLEAR), lane, place))
    return found


def _nearest(options: Sequence[Option], lane: float) -> Option:
    return min(options, key=lambda option: abs(option.lane - lane))


def _leader(spot: Spot, side: int, y: float, edge: float, lane: float) -> Line:
    """From a label level to the lane, then straight to just before the dot; all from the middle outwards."""
    start, dot = (edge - OFF_TEXT, y), (side * spot.named(side), spot.y)
    corners = [start] if abs(y - spot.y) < LEVEL or lane >= start[0] else [start, (lane, y)]
    return (*corners, shortened(corners[-1], dot, spot.radius + OFF_DOT))


def _uncross(scene: Scene, options: Sequence[Sequence[Option]], places: list[Place]) -> None:
    """Give other lanes to leaders that cross: what bends in different lanes may do so twice, which no plan sees."""
    near: dict[int, set[int]] = defaultdict(set)
    pairs = sorted(scene.pairs(places))
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    for one, other in pairs:
        if cross(places[one].leader, places[other].leader):
            first, second = (
                [*_priced(options[number], [places[its] for its in near[number] - {one, other}])]
                for number in (one, other)
            )
            both = ((a + b + _crossed(p, [q]), p, q) for a, p in first for b, q in second)
            _, places[one], places[other] = min(both)


def _priced(options: Sequence[Option], others: Sequence[Place]) -> Iterator[tuple[float, Place]]:
    """Places with what they cost beside others."""
    return ((option.cost + _crossed(option.place, others), option.place) for option in options)


def _crossed(place: Place, others: Sequence[Place]) -> float:
    return CROSSING * sum(cross(place.leader, other.leader) for other in others)
