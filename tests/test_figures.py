"""The drawn figures: every acupoint has a place on one by rule, inside the body, in order, on the right side."""

import re
from itertools import pairwise

import pytest

from handouts.acupoints import read_acupoints
from handouts.anatomy import FIGURES, PARTS, Anatomy
from handouts.project import Project, library
from tests.pages import page_texts
from tools.contact_sheets import sheets

WHO = 361
OF_BOTH_SIDES = ("front", "back", "face", "head_back", "head_top", "trunk_front", "trunk_back")
# Runs of points that follow each other down (or up) a figure, by their channel and first and last number.
DOWN = {
    "front": ["ST 12 30", "HT 4 7", "PC 4 7", "ST 32 39"],
    "back": ["BL 11 30", "BL 41 54", "BL 31 34", "BL 36 37", "BL 55 57"],
    "trunk_front": ["ST 9 30"],
    "trunk_back": ["BL 11 30", "BL 41 54", "BL 31 34"],
    "arm_inside": ["LU 3 9", "PC 2 7", "HT 2 7"],
    "leg_front": ["ST 31 34", "ST 36 39"],
    "leg_back": ["BL 36 37", "BL 55 57"],
    "leg_outside": ["GB 31 34", "GB 36 39", "ST 32 39"],
    "face": ["GV 22 24", "GV 25 28"],
    "head_top": ["GV 24 20"],
    "head_back": ["GV 17 15"],
}
UP = {
    "front": ["KI 11 27", "CV 2 22", "SP 12 16", "SP 17 20"],
    "back": ["GV 1 14"],
    "trunk_front": ["KI 11 27", "CV 1 22", "SP 12 16", "SP 17 20"],
    "trunk_back": ["GV 1 14"],
    "arm_outside": ["LI 6 14", "TE 5 6", "TE 8 13"],
    "leg_inside": ["SP 6 9", "LR 5 6", "KI 8 9", "LR 8 11"],
}
# Pairs of points of which the first lies further to the left, as the right hand, arm, leg and profile are seen.
LEFT_OF = {
    "hand_back": ["LI4 SI3", "LI1 SI1", "LU11 HT9"],
    "palm": ["HT8 LU10", "HT7 LU9"],
    "arm_inside": ["LU5 HT3", "LU9 HT7", "LU6 PC4"],
    "arm_outside": ["SI8 LI11", "SI6 LI6", "TE5 LI6"],
    "leg_front": ["GB34 SP9", "ST36 SP9", "ST34 SP10"],
    "leg_back": ["KI10 BL39", "BL40 BL39", "KI3 BL60"],
    "leg_inside": ["SP9 LR7", "SP3 KI3", "SP6 KI7"],
    "leg_outside": ["BL60 GB40", "GB35 GB36", "BL62 BL67"],
    "foot_top": ["SP1 GB44", "LR3 GB41", "LR2 ST44"],
    "head_side": ["GB20 TE17", "TE17 ST6", "GB12 GB2", "GV16 GV26"],
}


@pytest.fixture(scope="module")
def points():
    """The points by their codes."""
    return {point.code: point for point in read_acupoints(project()).points}


def project():
    """The shipped library."""
    return Project.at(library(), library())


@pytest.fixture(scope="module")
def anatomy(points):
    """All figures."""
    return Anatomy(project(), {code: point.place for code, point in points.items()})


@pytest.fixture(scope="module")
def shown(anatomy, points):
    """The spots of all points on every figure, in drawing units."""
    return {name: {code: spots for code in points if (spots := anatomy.spots(name, code))} for name in FIGURES}


def inside(contour, x, y):
    """Whether a point lies in a polygon."""
    ends = pairwise((*contour, contour[0]))
    crossed = ((x1, y1, x2, y2) for (x1, y1), (x2, y2) in ends if (y1 > y) != (y2 > y))
    return sum(x < x1 + (x2 - x1) * (y - y1) / (y2 - y1) for x1, y1, x2, y2 in crossed) % 2 == 1


def test_every_point_of_the_who_is_placed_by_rule(anatomy, points):
    """All 361 points, and the extra points, are measured by landmarks and cun on at least one figure."""
    assert len([code for code in points if not code.startswith("EX-")]) == WHO
    assert {code: anatomy.reason(code) for code in points if anatomy.home(code) is None} == {}


def test_no_figure_places_a_point_by_hand(anatomy, points):
    """No landmark, track or level of a figure bears the code of a point: all are parts of the body."""
    for name in FIGURES:
        body = anatomy[name].body
        named = {*body.landmarks, *body.tracks, *body.segments}
        assert not named & set(points), name


@pytest.mark.parametrize("name", FIGURES)
def test_every_point_lies_on_the_body(anatomy, shown, points, name):
    """Each spot lies inside the outline, and that of a point of both sides on either side."""
    figure = anatomy[name]
    outside = [
        (code, x, y)
        for code, spots in shown[name].items()
        for x, y in spots
        for sided in ((x, 2 * figure.middle - x) if figure.is_of_both_sides and points[code].bilateral else (x,))
        if not inside(figure.contour, sided + 0.001, y)
    ]
    assert outside == []


@pytest.mark.parametrize("name", OF_BOTH_SIDES)
def test_points_of_the_midline_and_no_others_lie_on_it(anatomy, shown, points, name):
    """A point lies on the midline of a figure of both sides where there is one of it only, and else right of it."""
    figure = anatomy[name]
    assert figure.is_of_both_sides
    for code, spots in shown[name].items():
        if points[code].bilateral:
            assert all(x > figure.middle for x, _ in spots), code
        elif len(spots) == 1:
            assert spots[0][0] == pytest.approx(figure.middle, abs=0.01), code


RUNS = [(name, run, 1) for name, runs in DOWN.items() for run in runs]
RUNS += [(name, run, -1) for name, runs in UP.items() for run in runs]


@pytest.mark.parametrize(("name", "run", "way"), RUNS)
def test_a_channel_keeps_its_order(shown, name, run, way):
    """The points of a run follow each other on the figure as their numbers do."""
    channel, first, last = run.split()
    step = 1 if int(first) < int(last) else -1
    heights = [
        way * shown[name][code][0][1]
        for number in range(int(first), int(last) + step, step)
        if (code := f"{channel}{number}") in shown[name]
    ]
    assert len(heights) > 1
    assert all(upper < lower for upper, lower in pairwise(heights)), heights


@pytest.mark.parametrize(("name", "pair"), [(name, pair) for name, pairs in LEFT_OF.items() for pair in pairs])
def test_a_limb_is_that_of_the_right_side(shown, name, pair):
    """Of two points on either side of a limb, each lies where it is seen on the right one."""
    left, right = pair.split()
    assert shown[name][left][0][0] < shown[name][right][0][0]


@pytest.mark.parametrize("name", ["back", "trunk_back"])
def test_two_lines_of_the_back_are_in_proportion(shown, name):
    """The outer line of the back lies at 3 cun and the inner at 1.5, at the same heights."""
    for inner, outer in (("BL13", "BL42"), ("BL17", "BL46"), ("BL23", "BL52"), ("BL28", "BL53")):
        (near, level), (far, other) = shown[name][inner][0], shown[name][outer][0]
        assert (far, other) == (pytest.approx(2 * near), pytest.approx(level))


@pytest.mark.parametrize(
    ("name", "codes", "part"),
    [
        ("front", "CV8 CV6 CV4", 0.5),
        ("front", "CV16 CV12 CV8", 0.5),
        ("trunk_front", "CV8 CV6 CV4", 0.5),
        ("trunk_front", "CV16 CV12 CV8", 0.5),
        ("leg_back", "BL40 BL57 BL60", 0.5),
        ("leg_inside", "SP9 SP8 SP7", 3 / 7),
        ("leg_outside", "GB36 GB38 GB39", 3 / 4),
        ("arm_inside", "PC3 PC5 PC7", 0.75),
    ],
)
def test_parts_of_a_way_are_kept(shown, name, codes, part):
    """What is so many of so many cun on the body is about as much of the way on the figure."""
    top, middle, bottom = (shown[name][code][0][1] for code in codes.split())
    assert (middle - top) / (bottom - top) == pytest.approx(part, abs=0.03)


def test_a_home_is_on_one_figure(anatomy):
    """Each frame in which points are measured has exactly one figure that shows it best."""
    homes = [frame for name in FIGURES for frame in anatomy[name].body.home]
    assert sorted(homes) == sorted(set(homes))
    assert {place.frame for place in anatomy.places.values()} <= set(homes)


def test_a_point_is_best_seen_on_a_part_of_the_body(anatomy, points):
    """Points of the hand are at home on a hand, those of the trunk on the trunk or on the side."""
    assert {anatomy.home(code) for code in ("LI4", "SI3", "TE3")} == {"hand_back"}
    trunk = [anatomy.home(code) for code in ("CV4", "BL23", "GB26")]
    assert trunk == ["trunk_front", "trunk_back", "side"]
    limbs = [code for code, point in points.items() if point.region in ("hand", "foot", "lower_leg", "forearm", "face")]
    assert {anatomy.home(code) for code in limbs} <= {*PARTS}


def test_contact_sheets_show_every_point(points):
    """The pages for looking at, one for each figure, name all points."""
    pages = page_texts(sheets(project()))
    assert len(pages) == len(FIGURES)
    named = {code for page in pages for code in re.findall(r"[A-Z]{2}(?:-[A-Z]+)?\d+", page)}
    assert set(points) <= named
