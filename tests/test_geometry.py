"""Geometry: a place of landmarks and B-cun becomes spots on a drawn figure, by each of its forms."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.chart import polylines
from handouts.chart.geometry import Geometry, NotShown
from handouts.model.acupoint import Acupoint
from handouts.model.body import Body

UP_DOWN = {"up": [0, -1], "down": [0, 1], "medial": [-1, 0], "lateral": [1, 0]}
LEG = {"proximal": [0, -1], "distal": [0, 1], "anterior": [1, 0], "posterior": [-1, 0], **UP_DOWN}
ON_LEG = {"frame": "leg_lateral", "segment": "leg_lateral"}
BODY = {
    "midline": "0",
    "largest": "1",
    "tops": ["0"],
    "bottoms": ["400"],
    "frames": {
        "front": {
            "cun": "10",
            "directions": UP_DOWN,
            "surface": {
                "lateral": ["0", "4", "6"],
                "rows": [
                    {"height": "13", "spots": [["0", "100"], ["44", "100"], ["64", "104"]]},
                    {"height": "5", "spots": [["0", "180"], ["40", "180"], ["60", "184"]]},
                    {"height": "0", "spots": [["0", "230"], ["40", "230"], ["60", "234"]]},
                ],
            },
            "levels": {"xiphisternal_junction": "13", "umbilicus": "5", "pubic_symphysis_superior": "0"},
        },
        "leg_lateral": {"cun": "10", "directions": LEG},
        "foot": {"cun": "10", "directions": {"distal": [1, 0], "up": [0, -1]}},
    },
    "segments": {"leg_lateral": {"axis": [["100", "0"], ["100", "320"]], "cun": "16"}},
    "landmarks": {
        "ankle": ["100", "320"],
        "knee": ["100", "0"],
        "heel": ["80", "330"],
        "webs": [["1", "2"], ["3", "4"]],
        "joint": ["200", "300"],
        "notch": ["0", "90"],
    },
    "tracks": {
        "shin": [["110", "0"], ["120", "160"], ["112", "320"]],
        "groin": [["70", "200"], ["10", "240"]],
        "edge": [["150", "310"], ["260", "316"]],
        "rib": [["20", "140"], ["60", "120"]],
    },
    "curves": [{"ends": ["ankle", "knee"], "through": [["140", "320"], ["140", "0"]]}],
    "hidden": ["EX-B9"],
}


def body(**changes):
    """A small figure of both sides."""
    return Body.model_validate(listed({**BODY, **changes}))


def listed(value):
    """The value with every number as the text that YAML gives."""
    if isinstance(value, dict):
        return {key: listed(each) for key, each in value.items()}
    return [listed(each) for each in value] if isinstance(value, list) else str(value)


def point(code, **place):
    """A point with a place, all else as it need be."""
    place = listed({key.rstrip("_"): value for key, value in place.items()})
    names = {"pinyin": "Míng", "simplified": "名", "traditional": "名", "english": "Name", "region": "leg"}
    rest = {"bilateral": "true", "location": "Somewhere.", "place": place}
    return Acupoint.model_validate({"code": code, "channel": code[:2], **names, **rest})


def located(code="EX-B1", others=(), figure=None, **place):
    """Where a place lies on the figure."""
    points = [point(code, **place), *others]
    return Geometry(figure or body(), {each.code: each.place for each in points}).locate(code)


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        ({"level": "umbilicus", "lateral": 0}, (0, 180)),
        ({"level": "umbilicus", "lateral": 2}, (20, 180)),
        ({"level": "umbilicus", "up": 4, "lateral": 4}, (42, 140)),  # halfway up, where 4 cun are 42 units
        ({"level": "umbilicus", "down": 5, "lateral": 4}, (40, 230)),
        ({"level": "umbilicus", "lateral": 5}, (50, 182)),  # between columns, on a row that falls outwards
        ({"level": "umbilicus", "lateral": 8}, (80, 188)),  # beyond the last column
        ({"level": "pubic_symphysis_superior", "along": "groin"}, (25, 230)),
    ],
)
def test_a_level_is_measured_on_the_mesh_of_the_skin(place, spot):
    """Height and breadth are those of the rows and columns around the place, each with its own cun."""
    assert located(frame="front", **place) == (pytest.approx(spot),)


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        ({"from_": "ankle", "proximal": 8}, (100, 160)),
        ({"from_": "knee", "distal": 4}, (100, 80)),
        ({"from_": "heel", "proximal": 8}, (80, 170)),  # as far behind the axis as the heel
        ({"from_": "ankle", "proximal": 8, "along": "shin"}, (120, 160)),
        ({"from_": "knee", "distal": 4, "along": "shin"}, (115, 80)),
    ],
)
def test_a_cun_of_a_limb_is_its_own(place, spot):
    """Sixteen cun are as long as the leg is drawn, whatever a cun is elsewhere."""
    assert located(frame="leg_lateral", segment="leg_lateral", **place) == (pytest.approx(spot),)


def test_an_axis_may_bend():
    """Along an axis with a corner the way is measured along both pieces, and across the second one."""
    figure = body(segments={"leg_lateral": {"axis": [[0, 0], [0, 100], [100, 100]], "cun": 20}})
    spots = located(frame="leg_lateral", segment="leg_lateral", from_="webs", distal=15, figure=figure)
    assert spots == (pytest.approx((53, 102 - 2)),)


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        ({"frame": "leg_lateral", "between": ["ankle", "heel"], "fraction": 0.5}, (90, 325)),
        ({"frame": "leg_lateral", "line": ["knee", "ankle"], "fraction": 0.25}, (100, 80)),
        ({"frame": "front", "line": ["notch", "joint"], "level": "umbilicus"}, (96.471, 191.294)),
        (
            {
                "frame": "leg_lateral",
                "line": ["notch", "joint"],
                "segment": "leg_lateral",
                "from": "ankle",
                "proximal": 8,
            },
            (66.667, 160),
        ),
        ({"frame": "leg_lateral", "curve": ["ankle", "knee"], "fraction": 0.5}, (140, 160)),
        ({"frame": "leg_lateral", "curve": ["knee", "ankle"], "fraction": 0.05}, (120, 0)),
        ({"frame": "front", "at": "notch", "down": 1, "lateral": 2}, (20, 100)),
    ],
)
def test_a_line_joins_two_landmarks(place, spot):
    """A part of the way, a level or a station of a limb finds the spot on a line, a part of its length on a curve."""
    (found,) = located(**place)
    assert found == pytest.approx(spot, abs=0.01)


def test_a_long_track_is_met_straight_across_and_one_across_along_the_limb():
    """From a landmark the way leads over the limb to a track that runs along it, and along the limb to any other."""
    assert located(frame="leg_lateral", at="heel", up=1, along="shin") == (pytest.approx((112, 320)),)
    assert located(frame="front", at="notch", down=4, along="shin")[0][1] == pytest.approx(130)
    across = located(frame="front", at="notch", lateral=4, along="rib")[0]
    assert across == pytest.approx((40, 130))
    assert located(frame="foot", at="joint", along="edge")[0] == pytest.approx((200, 312.73), abs=0.01)


def test_a_line_whose_spots_are_one_is_no_error():
    """An axis, a row and a curve that go nowhere give a spot all the same."""
    still = {"leg_lateral": {"axis": [["100", "0"], ["100", "0"]], "cun": "16"}}
    assert located(**ON_LEG, from_="ankle", proximal=8, figure=body(segments=still)) == ((100, 320),)
    flat = {"lateral": ["0"], "rows": [{"height": "5", "spots": [["0", "9"]]}] * 2}
    frames = {"front": {"cun": "10", "surface": flat, "levels": {"umbilicus": "5"}}}
    assert located(frame="front", level="umbilicus", lateral=0, figure=body(frames=frames)) == ((0, 9),)
    stuck = [{"ends": ["knee", "knee"], "through": [["100", "0"]]}]
    place = {"frame": "leg_lateral", "curve": ["knee", "knee"], "fraction": 0.5}
    assert located(**place, figure=body(curves=stuck)) == ((100, 0),)


def test_a_figure_without_height_is_refused():
    """A figure that ends above its top would be drawn upside down, or not at all."""
    with pytest.raises(ValueError, match="must lie above"):
        body(tops=["400"], bottoms=["400"])


def test_another_point_is_a_landmark():
    """A place may be measured from a point, which is measured first."""
    first = point("EX-B2", frame="leg_lateral", segment="leg_lateral", from_="ankle", proximal=8)
    assert located(frame="leg_lateral", at="EX-B2", anterior=1, others=[first]) == (pytest.approx((110, 160)),)


def test_a_point_may_lie_in_several_places():
    """A landmark of several spots, a ring, and all levels between two give a spot each."""
    assert located(frame="front", at="webs") == ((1, 2), (3, 4))
    ring = located(frame="front", at="ankle", ring=1)
    assert [math.dist(spot, (100, 320)) for spot in ring] == [10] * 4
    levels = located(frame="front", level=["xiphisternal_junction", "pubic_symphysis_superior"], lateral=0)
    assert levels == ((0, 100), (0, 180), (0, 230))


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"frame": "back", "at": "ankle"}, "no back"),
        ({"frame": "front", "at": "ankel"}, "no ankel"),
        ({"frame": "front", "level": "navel", "lateral": 0}, "no level navel"),
        ({"frame": "front", "level": "umbilicus", "up": 9, "lateral": 0}, "does not reach so far"),
        ({"frame": "front", "level": "umbilicus", "along": "ribs"}, "no track ribs"),
        ({"frame": "foot", "level": "umbilicus", "lateral": 0}, "no level umbilicus"),
        ({"frame": "front", "segment": "arm", "from": "ankle", "proximal": 1}, "no segment arm"),
        ({"frame": "front", "at": "ankle", "proximal": 1}, "no way proximal"),
        ({"frame": "front", "curve": ["heel", "knee"], "fraction": 0.5}, "no curve from heel to knee"),
        (
            {"frame": "leg_lateral", "segment": "leg_lateral", "from": "knee", "proximal": 9, "along": "shin"},
            "meets shin",
        ),
        ({"frame": "front", "at": "EX-B1"}, "measured from itself"),
    ],
)
def test_what_a_figure_lacks_is_named(place, said):
    """A place that a figure cannot measure says what is missing."""
    with pytest.raises(NotShown, match=said):
        located(**place)


def test_points_in_a_circle_are_not_measured():
    """Two points that are each measured from the other end in a message."""
    other = point("EX-B2", frame="front", at="EX-B1")
    with pytest.raises(NotShown, match="measured from itself"):
        located(frame="front", at="EX-B2", others=[other])


def test_a_hidden_point_is_not_shown_but_serves_as_a_landmark():
    """What cannot be seen from one side can still be measured from."""
    behind = point("EX-B9", frame="front", at="ankle")
    assert located(frame="front", at="EX-B9", up=1, others=[behind]) == ((100, 310),)
    with pytest.raises(NotShown, match="cannot be seen"):
        located("EX-B9", frame="front", at="ankle")


# Lines

COORDINATE = st.floats(-100, 100).map(lambda value: round(value, 3))
SPOT = st.tuples(COORDINATE, COORDINATE)
LINE = st.lists(SPOT, min_size=2, max_size=6, unique=True)


@given(LINE, st.floats(0, 1))
def test_a_point_of_a_line_is_found_on_it(line, share):
    """What lies so far along a line is nearest to the line just there, or somewhere the line comes by again."""
    far = share * polylines.length(line)
    point, _ = polylines.at(line, far)
    again, _ = polylines.at(line, polylines.along(line, point))
    assert math.dist(point, again) < 1e-3


@given(LINE, SPOT, st.floats(0, math.tau))
def test_a_meeting_lies_on_both_lines(line, spot, angle):
    """Where a straight line meets a track, it is on the track and in the direction of the line."""
    way = math.cos(angle), math.sin(angle)
    met = polylines.meeting(line, spot, way)
    if met:
        assert abs((met[0] - spot[0]) * way[1] - (met[1] - spot[1]) * way[0]) < 1e-3
        assert min(off(met, a, b) for a, b in pairwise(line)) < 1e-3


def off(point, start, end):
    """How far a point is from a straight piece."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (dx * dx + dy * dy)
    share = max(0, min(1, share))
    return math.dist(point, (start[0] + share * dx, start[1] + share * dy))
