"""Labels beside a figure: rows of the trunk, limbs with one side, crowds, and what is told where nothing helps."""

import math
import random
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import pytest
import yaml

from handouts.chart.column import Costs, Heights
from handouts.chart.layout import AIR, LEFT, RIGHT, Spot, Stage
from handouts.chart.search import lay_out
from tests.labelling import away, boxes, crossings, faults, named, overlaps, segments

ROOT = Path(__file__).parent.parent
NOTHING = [[], [], [], [], []]
CODED, NAMED = (2.2, 2.2, 5.2), (1.9, 5.6, 8.3)  # how far a label reaches up and down, and the gap between two, mm
RADII = {"": 1.0, "pregnancy": 1.7, "lung": 2.1, "lung pregnancy": 2.6}
CUN = 11.0  # drawing units beside the midline
SPINE = [*(f"T{number}" for number in range(1, 13)), *(f"L{number}" for number in range(1, 6))]
SACRUM = [f"S{number}_foramen" for number in range(1, 5)]
HEIGHTS = {
    "back": {name: 130 + 10.7 * at for at, name in enumerate(SPINE)} | {n: 328 + 8 * at for at, n in enumerate(SACRUM)},
    "front": {"clavicle_inferior": 148, "umbilicus": 300, "pubic_symphysis_superior": 367}
    | {f"ICS{number}": 146 + 14 * number for number in range(1, 7)},
}  # drawing units down to the levels of the trunk


def stage(lettering=CODED, width=90.0, height=110.0, reach=22.0, zones=()):
    """A stage with a figure that reaches as far to both sides everywhere, or as a function says."""
    every = reach if callable(reach) else lambda _side, _top, _bottom: reach
    return Stage(width, height, *lettering, zones, every)


def paired(x, y, radius=1.0):
    """A point of both sides, or of the midline."""
    return Spot(x, y, radius, 9, paired=x > 0)


def alone(x, y, radius=1.0, others=()):
    """A point of a figure with one side."""
    return Spot(x, y, radius, 9, paired=False, others=others)


@cache
def trunk(frame):
    """The points of the trunk that are measured by a level: how far from the midline and how far down, their radius."""
    data = yaml.safe_load((ROOT / "content/acupoints.yaml").read_text("utf-8"))
    signs = {name: caution.get("sign") for name, caution in data["cautions"].items()}
    found = {}
    for point in data["points"]:
        place = point["place"]
        if place.get("frame") == frame and "lateral" in place and str(place.get("level")) in HEIGHTS[frame]:
            down = 13.4 * place.get("down", 0) - 9.75 * place.get("up", 0)
            carried = " ".join(sorted({signs[name] for name in point.get("cautions", [])} - {None}))
            found[point["code"]] = (place["lateral"] * CUN, HEIGHTS[frame][place["level"]] + down, RADII[carried])
    return found


def panel(frame, top, scale, count, seed):
    """Some points of a part of the trunk that is 100 mm high, with dots that lie 3 mm or more apart."""
    codes = [code for code, (_, y, _) in trunk(frame).items() if top <= y <= top + 96 / scale]
    random.Random(seed).shuffle(codes)  # noqa: S311  no secret
    spots = []
    for x, y, radius in map(trunk(frame).get, codes):
        one = paired(x * scale, 8 + (y - top) * scale, radius)
        if len(spots) < count and all(math.dist((a * one.x, one.y), (b * x, y)) >= 3 for a, b, x, y in rivals(spots)):
            spots.append(one)
    assert len(spots) == count
    return spots


def rivals(spots):
    """Every dot of other points, beside either dot of one."""
    return [(a, b, spot.x, spot.y) for spot in spots for a, b in product((-1, 1), repeat=2)]


def roomy(spots, lettering):
    """A stage as wide as these spots and their labels need."""
    reach = max(24, *(spot.x + 2.6 for spot in spots))
    return stage(lettering, width=2 * (reach + 12.5), reach=reach)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(("lettering", "count"), [(CODED, 24), (NAMED, 16)])
@pytest.mark.parametrize("part", [("back", 120, 0.45), ("back", 185, 0.4), ("front", 140, 0.35), ("front", 200, 0.45)])
def test_panels_of_the_trunk_have_no_fault(part, lettering, count, seed):
    """Two dozen points of the back or the belly, in rows at the same heights, are labelled without any fault."""
    spots = panel(*part, count, seed)
    layout = lay_out(roomy(spots, lettering), spots)
    assert faults(roomy(spots, lettering), spots, layout.places) == NOTHING
    assert layout.faults == []


@pytest.mark.parametrize("pitch", [4.5, 6.0, 9.0])
def test_whole_rows_of_the_back_have_no_fault(pitch):
    """Rows of three points at one height, on the spine and on both lines beside it, are labelled without any fault."""
    spots = [paired(x, 20 + pitch * row, 1.7 if x else 1.0) for row in range(7) for x in (0, 6.6, 13.2)]
    assert faults(stage(), spots, lay_out(stage(), spots).places) == NOTHING


@pytest.mark.parametrize("count", [0, 1, 2, 5, 40])
def test_any_number_of_points_is_laid_out(count):
    """No point, one, or forty, have labels with which nothing is wrong."""
    spots = [paired(4 + 7 * (number % 3), 6 + 4 * number) for number in range(count)]
    tall = stage(height=172)
    assert faults(tall, spots, lay_out(tall, spots).places) == NOTHING


@pytest.mark.parametrize("seed", range(8))
def test_crowded_leaders_do_not_cross(seed):
    """Two dozen points within 70 mm, wherever they lie, have leaders of which none crosses another."""
    chance = random.Random(seed)  # noqa: S311  no secret
    spots = [paired(chance.choice([0, 3, 6, 12, 20]), 20 + 70 * chance.random()) for _ in range(24)]
    assert crossings(lay_out(stage(), spots).places) == []


@pytest.mark.parametrize("seed", [8, 23, 36])
def test_crowded_rows_have_no_fault(seed):
    """Nearly half of all places of twelve rows, 3.6 mm apart, are labelled without any fault."""
    chance = random.Random(seed)  # noqa: S311  no secret
    places = [(x, 10 + 3.6 * row) for row in range(12) for x in (0, 3.6, 7.2, 14.4)]
    spots = [paired(x, y, chance.choice([1.0, 1.7, 2.1])) for x, y in chance.sample(places, 22)]
    assert faults(stage(), spots, lay_out(stage(), spots).places) == NOTHING


def limb(seed, count):
    """A limb that bends to and fro, with points anywhere on it; some have other dots beside them."""
    chance = random.Random(seed)  # noqa: S311  no secret
    spots = []
    while len(spots) < count:
        y = chance.uniform(6, 144)
        x, radius = 8 * math.sin(y / 40) + chance.uniform(-10, 10), chance.choice([1.0, 1.0, 1.7, 2.1])
        others = ((x + 2.5, y + 3), (x - 3, y + 2)) if chance.random() < 0.1 else ()
        taken = [place for spot in spots for place in ((spot.x, spot.y), *spot.others)]
        if all(math.dist(one, other) >= 4.5 for one in ((x, y), *others) for other in taken):
            spots.append(alone(x, y, radius, others))
    return spots


def bent(side, top, bottom):
    """How far the limb reaches to a side between two heights."""
    return max(side * 8 * math.sin((top + (bottom - top) * part / 8) / 40) + 12 for part in range(9))


@pytest.mark.parametrize("count", [12, 30])
@pytest.mark.parametrize("seed", range(4))
def test_limbs_have_no_fault(seed, count):
    """Points of a limb, each with one dot, are labelled on both sides of it without any fault."""
    room, spots = stage(height=150, reach=bent, zones=(50, 100)), limb(seed, count)
    places = lay_out(room, spots).places
    assert faults(room, spots, places) == NOTHING
    assert {place.side for place in places} == {LEFT, RIGHT}


def test_every_leader_of_a_limb_ends_at_its_dot():
    """A leader ends just before the one dot of its point, whichever side the label is on."""
    room, spots = stage(height=150, reach=bent), limb(1, 20)
    for spot, place in zip(spots, lay_out(room, spots).places, strict=True):
        assert math.dist(place.leader[-1], named(room, spot, place)) == pytest.approx(spot.radius + 0.45, abs=0.02)


def test_a_point_of_a_limb_is_labelled_on_its_nearer_side():
    """No leader goes across the limb where nothing is in its way."""
    spots = [alone(x, 10 + 12 * row) for row, x in enumerate([-9, 8, -7, -8, 9, 7])]
    assert [place.side for place in lay_out(stage(), spots).places] == [LEFT, RIGHT, LEFT, LEFT, RIGHT, RIGHT]


@pytest.mark.parametrize("seed", [2, 34, 36])
def test_leaders_from_both_sides_that_reach_past_each_other_do_not_cross(seed):
    """Where points crowd on a limb, leaders go past dots that are named from the other side, and cross no leader."""
    chance = random.Random(seed)  # noqa: S311  no secret
    spots = []
    while len(spots) < 14:
        x, y = chance.uniform(-10, 10), chance.uniform(30, 60)
        if all(math.dist((x, y), (spot.x, spot.y)) > 4.5 for spot in spots):
            spots.append(alone(x, y))
    assert crossings(lay_out(stage(reach=14.0), spots).places) == []


def test_a_body_may_lie_on_one_side_of_the_middle():
    """Labels stand beside the body even where all of it is right of the middle."""
    room = stage(reach=lambda side, _top, _bottom: 20.0 if side == RIGHT else -5.0)
    spots = [alone(8, 20), alone(17, 40)]
    left, right = lay_out(room, spots).places
    assert (left.side, left.edge) == (LEFT, pytest.approx(room.middle + 5 - AIR))
    assert (right.side, right.edge) == (RIGHT, pytest.approx(room.middle + 20 + AIR))


def test_leaders_keep_off_dots_that_have_no_label():
    """A leader goes around the other dots of points, its own and those of others."""
    rows = [alone(x, 30, others=((12 * x, 30), (15 * x, 30))) for x in (-1, 1)]
    places = lay_out(stage(), rows).places
    obstacles = [(45 + x, y) for spot in rows for x, y in spot.others]
    assert min(away(a, b, middle) for _, a, b in segments(places) for middle in obstacles) > 1.2


def test_a_label_with_room_is_level_with_its_dot():
    """Labels that are in nobody's way have leaders without a bend."""
    spots = [paired(x, y) for x, y in [(0, 10.3), (9, 31.7), (4, 50.1), (15, 77.77)]]
    for spot, place in zip(spots, lay_out(stage(), spots).places, strict=True):
        assert [y for _, y in place.leader] == [spot.y, spot.y]


@pytest.mark.parametrize("seed", [10, 16, 25])
def test_leaders_are_not_too_steep(seed):
    """Level from its label to the bend, then no leader falls or rises more than 3.6 mm for each mm that it goes on."""
    chance, spots = random.Random(seed), []  # noqa: S311  no secret
    while len(spots) < 16:
        one = paired(chance.choice([0, 3.5, 7, 18]), 40 + chance.uniform(0, 22))
        if all(math.dist((a * one.x, one.y), (b * x, y)) > 3.4 for a, b, x, y in rivals(spots)):
            spots.append(one)
    for place in lay_out(stage(NAMED), spots).places:
        *level, (start, end) = pairwise(place.leader)
        assert abs(end[1] - start[1]) <= 3.61 * abs(end[0] - start[0])
        assert all(a[1] == b[1] for a, b in level)


def test_labels_keep_to_the_zone_beside_them():
    """Beside a narrow part of the body labels stand nearer than beside its widest."""
    room = stage(reach=lambda _side, top, _bottom: 30.0 if top < 50 else 10.0, zones=(50,))
    wide, narrow = lay_out(room, [paired(25, 25), paired(5, 90)]).places
    assert abs(wide.edge - room.middle) == pytest.approx(30 + AIR)
    assert abs(narrow.edge - room.middle) == pytest.approx(10 + AIR)


def test_leaders_keep_out_of_labels_of_another_zone():
    """Labels that are pushed beside a wide part of the body reach back past those that stand at its narrow part."""
    room = stage(reach=lambda _side, top, _bottom: 30.0 if top < 50 else 10.0, zones=(50,))
    spots = [paired(1.5 + 3.5 * (row % 3), 51 + 1.9 * row) for row in range(22)]
    assert faults(room, spots, lay_out(room, spots).places) == NOTHING


@pytest.mark.parametrize("seed", range(6))
def test_what_is_wrong_is_told(seed):
    """A layout names every label that geometry finds in the way of something, and some where dots lie on each other."""
    chance = random.Random(seed)  # noqa: S311  no secret
    spots = [paired(chance.uniform(1, 10), 40 + chance.uniform(0, 12), 1.7) for _ in range(16)]
    layout = lay_out(stage(), spots)
    told = [number for found in faults(stage(), spots, layout.places) for number, _ in found]
    assert layout.faults
    assert set(told) <= set(layout.faults)


def test_labels_that_do_not_fit_are_told():
    """More labels than a stage has room for go on below it, a gap apart, and are told."""
    spots = [paired(4, 2 + number) for number in range(30)]
    layout = lay_out(stage(height=40), spots)
    assert overlaps(stage(height=40), spots, layout.places) == []
    below = {number for number, (_, _, _, end) in enumerate(boxes(stage(), spots, layout.places)) if end > 40.1}
    assert below
    assert below <= set(layout.faults)


def test_a_label_that_sticks_out_is_told():
    """A label that is wider than the room beside the figure is a fault."""
    wide, narrow = Spot(4, 20, 1, 25, paired=True), paired(4, 60)
    assert lay_out(stage(), [wide, narrow]).faults == [0]


@pytest.mark.parametrize("seed", range(6))
def test_heights_are_the_best_for_their_order(seed):
    """What labels cost together is the least of all ways to put them into cells a gap apart, after every change."""
    chance = random.Random(seed)  # noqa: S311  no secret
    heights, column = Heights(2), []
    for _ in range(12):
        column = [*column]
        if len(column) == 4:
            del column[chance.randrange(4)]
        else:
            column.insert(chance.randint(0, len(column)), costs(chance))
        expected = least(column)
        assert heights.cost(column) == pytest.approx(expected)
        heights.change(column)
        cells = heights.cells()
        assert all(below - above >= 2 for above, below in pairwise(cells))
        paid = sum(label.each[cell - label.first] for label, cell in zip(column, cells, strict=True))
        assert paid == pytest.approx(expected) == pytest.approx(heights.least)


def costs(chance):
    """What a label costs in some cells."""
    return Costs(chance.randint(0, 4), [chance.random() for _ in range(12)])


def least(column):
    """The least cost of all ways to put labels into cells."""
    ways = product(*(range(label.first, label.first + len(label.each)) for label in column))
    return min(
        sum(label.each[cell - label.first] for label, cell in zip(column, cells, strict=True))
        for cells in ways
        if all(below - above >= 2 for above, below in pairwise(cells))
    )
