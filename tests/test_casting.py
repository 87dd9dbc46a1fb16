"""Casting: which figures show the points of a chart, in which rows, and how many of them one figure can hold."""

import math
import random
from itertools import combinations

import pytest

from handouts.acupoints import Atlas, read_acupoints
from handouts.anatomy import Anatomy
from handouts.casting import Casting, Space
from handouts.chart.channels import FARTHEST, joined
from handouts.chart.setting import CODED, LARGE, NAMED, WALL
from handouts.chart.vignette import NEAREST
from handouts.project import Project, library

PAGE = Space(182, 162, 2, NAMED)
GUIDE = Space(122, 108, 2, CODED)


@pytest.fixture(scope="module")
def atlas():
    """All points with all figures."""
    project = Project.at(library(), library())
    acupoints = read_acupoints(project)
    points = {point.code: point for point in acupoints.points}
    anatomy = Anatomy(project, {code: point.place for code, point in points.items()})
    marks = {code: acupoints.signs_of(point) for code, point in points.items()}
    return Atlas(points, acupoints.channels, acupoints.signs, marks, anatomy)


@pytest.fixture(scope="module")
def cast(atlas):
    """The rows of vignettes for some points in a room."""

    def rows(codes, space=PAGE, view=None):
        return Casting(atlas, space).rows(codes, view)

    return rows


def figures(rows):
    """The names of the figures, row by row."""
    return [[vignette.subject.name for vignette in row] for row in rows]


def shown(rows):
    """The codes that are shown, each as often as it is."""
    return sorted(dot.code for row in rows for vignette in row for dot in vignette.subject.dots)


def of_channel(atlas, channel):
    """The codes of a channel."""
    return [code for code, point in atlas.points.items() if point.channel == channel]


def test_points_that_one_body_shows_are_on_it_alone(cast):
    """Points of the front are on one figure, and the back is not drawn."""
    assert figures(cast(["CV12", "ST36", "LU1"])) == [["front"]]


def test_points_of_both_sides_are_on_two_bodies_of_one_size(cast):
    """Front and back stand side by side, equally large, and show the same part of the body."""
    ((front, back),) = cast(["CV12", "ST36", "BL23", "BL57"])
    assert (front.subject.name, back.subject.name) == ("front", "back")
    assert front.view.scale == back.view.scale
    assert front.part == back.part


def test_points_of_one_part_are_on_that_part_alone(cast):
    """Where all points are best seen on the hand, no whole body is drawn."""
    assert figures(cast(["LI4", "LI3", "SI3"])) == [["hand_back"]]


def test_points_that_are_too_near_each_other_on_a_body_are_on_parts(cast):
    """Points of hand and foot whose dots would touch on a body are on a hand and on a foot."""
    rows = cast(["LI4", "LI3", "LI2", "SI2", "SI3", "LR2", "ST44", "GB43"])
    assert {name for row in figures(rows) for name in row} == {"hand_back", "foot_top"}


@pytest.mark.parametrize("other", ["ST36", "KI1", "EX-HN1"])
def test_no_point_is_lost_beside_another(atlas, cast, other):
    """Every point is shown beside one of the shin, the sole or the crown, be it on a whole body or not."""
    lost = [code for code in atlas.points if code != other and shown(cast([code, other])) != sorted([code, other])]
    assert lost == []


def test_a_figure_that_is_named_shows_all_points(cast):
    """With a view, points are on that figure alone."""
    assert figures(cast(["BL23", "LI4"], view="back")) == [["back"]]


@pytest.mark.parametrize("space", [PAGE, GUIDE, Space(170, 108, 2, LARGE), Space(273, 165, 2, WALL)])
@pytest.mark.parametrize("seed", range(3))
def test_many_points_are_each_shown_once_and_legibly(atlas, cast, space, seed):
    """Sixty points from everywhere are all shown, once each, and nothing is in the way of anything."""
    chance = random.Random(seed)  # noqa: S311  no secret
    codes = chance.sample([code for code in atlas.points if not code.startswith("EX-")], 60)
    rows = cast(codes, space)
    assert shown(rows) == sorted(codes)
    assert [each.subject.name for row in rows for each in row if not each.is_legible] == []


@pytest.mark.parametrize(
    "channel", ["LU", "LI", "ST", "SP", "HT", "SI", "BL", "KI", "PC", "TE", "GB", "LR", "GV", "CV"]
)
def test_every_channel_can_be_shown(atlas, cast, channel):
    """Each channel is shown whole and legibly on the page of a chart."""
    codes = of_channel(atlas, channel)
    rows = cast(codes)
    assert shown(rows) == sorted(codes)
    assert [each.subject.name for row in rows for each in row if not each.is_legible] == []


def test_rows_are_no_wider_than_the_page(atlas, cast):
    """Panels stand side by side while there is room for them."""
    for row in cast(of_channel(atlas, "GB")):
        assert sum(vignette.stage.width for vignette in row) <= PAGE.width
        assert max(vignette.stage.height for vignette in row) <= PAGE.height + 0.01


def test_dots_of_a_legible_figure_do_not_touch(atlas, cast):
    """Two dots are at least as far apart as makes them two."""
    for row in cast(of_channel(atlas, "BL")):
        for vignette in row:
            spots = [spot for spot in vignette.spots if spot.x >= 0]
            apart = [math.dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(spots, 2)]
            assert min(apart, default=NEAREST) >= NEAREST


# The lines of channels


def test_points_that_follow_each_other_are_joined(cast):
    """The points of a channel are joined in their order, on both sides, in its own dashes."""
    ((vignette,),) = cast(["PC4", "PC5", "PC6"])
    lines = [(round(joint.start[0], 1), round(joint.end[0], 1)) for joint in vignette.joints]
    assert {joint.channel for joint in vignette.joints} == {"PC"}
    assert len(lines) == (4 if vignette.subject.figure.is_of_both_sides else 2)


def test_points_that_do_not_follow_each_other_are_not_joined(cast):
    """A gap in the numbers, and a channel with two points, leave no line."""
    assert [v.joints for row in cast(["PC4", "PC6", "LU5", "LU6"]) for v in row] == [[]]


def test_a_channel_that_goes_on_elsewhere_is_not_joined(atlas):
    """BL40 at the knee and BL41 on the back are neighbours by number alone."""
    casting = Casting(atlas, PAGE)
    (subject,) = casting._subjects({"back": ["BL39", "BL40", "BL41", "BL42", "BL43"]})
    ends = {tuple(sorted((start, end))) for _, start, end in joined(subject.dots)}
    far = max(math.dist(start, end) for start, end in ends)
    assert far < FARTHEST * subject.figure.body.frames["back"].cun
    assert len(ends) == 3


def test_channels_that_meet_have_other_dashes(atlas):
    """No two channels are drawn with the same dashes, and extra points with none."""
    dashes = [tuple(channel.dash) for channel in atlas.channels.values() if channel.dash is not None]
    assert len(dashes) == len(set(dashes)) == 14
    assert atlas.channels["EX"].dash is None
