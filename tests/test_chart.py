"""Charts: where dots and labels stand, which signs they carry, and the finished acupoint chart."""

import math
import random
import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from handouts.acupoints import read_atlas
from handouts.batch import Order, build
from handouts.chart import drawing
from handouts.chart.drawing import MIRRORED
from handouts.chart.figure import draw_from
from handouts.chart.layout import Spot, Stage
from handouts.chart.search import lay_out
from handouts.chart.setting import CODED, NAMED, Room, part_of, scale_of, stage_of
from handouts.chart.spread import spread
from handouts.compose import compose
from handouts.manuscript import read_manuscript
from handouts.model.points import VIEWS, Chart
from handouts.palette import derive
from handouts.plates import Plates
from handouts.practice import read_practice
from handouts.project import Project, library
from handouts.sheet import Edition, Paper, Sheet
from handouts.starting import new_project
from tests.pages import page_texts, pdf_text
from tests.pdf_ua import outline, page_validation

ROOT = Path(__file__).parent.parent
PALETTE = derive("#17594a")
PAPERS = [Paper.A4, Paper.LETTER]
SVG = "{http://www.w3.org/2000/svg}"
PREGNANCY = "Traditionally avoided in pregnancy; tell us if you are or may be pregnant"
LUNG = "Over or near a lung; chest pain or hard breathing after needles is an emergency"


@pytest.fixture(scope="module")
def project():
    """The shipped library with its demonstration clinic."""
    return Project.at(library(), library())


@pytest.fixture(scope="module")
def practice(project):
    """The demonstration clinic."""
    return read_practice(project)


@pytest.fixture(scope="module")
def manuscript(project, practice):
    """The shipped acupoint chart."""
    return read_manuscript(project, "acupoint-chart", practice)


@pytest.fixture(scope="module")
def everything(project, practice, manuscript):
    """What templates may ask about all points that have a place on a figure."""
    codes = [code for figure in manuscript.acupoints.figures.values() for code in figure.body.points]
    chart = Chart(points=[*dict.fromkeys(codes)])
    block = next(block for block in manuscript.handout.blocks if block.chart).model_copy(update={"chart": chart})
    handout = manuscript.handout.model_copy(update={"blocks": [block]})
    atlas, findings = read_atlas(project, handout, manuscript.tree)
    assert findings == []
    return Plates(atlas, practice.wordings["en"].words, PALETTE)


@pytest.fixture(scope="module")
def html(project, practice, manuscript):
    """The HTML of the shipped chart on a paper."""
    return {
        paper: compose(project, practice, manuscript, Sheet("acupoint-chart", "en", paper, Edition.STANDARD))
        for paper in PAPERS
    }


def shipped(manuscript):
    """The codes of the shipped chart."""
    return next(block.chart for block in manuscript.handout.blocks if block.chart).points


def signs_in_data(plates, codes):
    """The letters that each point must carry, in order."""
    return {shown.point.code: [sign.letter for _, sign in shown.signs] for shown in plates.shown(codes)}


# Spreading labels


def test_labels_that_have_room_stay():
    """Where no two wishes are nearer than the gap, every wish is met."""
    assert spread([10, 20, 35], 5, 0, 100) == [10, 20, 35]


def test_labels_part_from_their_middle():
    """Two labels at one height move apart by the same distance."""
    assert spread([50, 50], 8, 0, 100) == [46, 54]


def test_labels_stay_between_the_ends():
    """Labels that wish to leave stand at the end, a gap apart."""
    assert spread([-9, -8, 99], 6, 2, 40) == [2, 8, 40]


def test_labels_that_want_to_pass_each_other_meet():
    """The order of labels is kept even where the lower one wishes to be higher."""
    assert spread([30, 20], 10, 0, 100) == [20, 30]


@pytest.mark.parametrize("wishes", [[5, 5, 5, 6, 30, 31], [9, 3, 8, 1], [0] * 7])
def test_a_shift_of_one_label_makes_nothing_nearer(wishes):
    """No label can move towards its wish without coming too near to another: the squares are the least."""
    found = spread(wishes, 4, -50, 80)
    least = sum((y - wish) ** 2 for y, wish in zip(found, wishes, strict=True))
    for index in range(len(found)):
        for step in (-0.1, 0.1):
            moved = [y + step * (at == index) for at, y in enumerate(found)]
            if all(lower - upper >= 4 - 1e-9 for upper, lower in pairwise(moved)):
                assert sum((y - wish) ** 2 for y, wish in zip(moved, wishes, strict=True)) >= least - 1e-9


# Figures and the places on them


@pytest.mark.parametrize("view", VIEWS)
def test_every_point_lies_on_the_body(manuscript, view):
    """Each point on a figure lies inside its outline, on both sides."""
    figure = manuscript.acupoints.figures[view]
    outside = [
        code
        for code, (x, y) in figure.body.points.items()
        for side in (-1, 1)
        if not inside(figure.contour, side * x + 0.001, y)
    ]
    assert outside == []


def inside(contour, x, y):
    """Whether a point lies in a polygon."""
    ends = pairwise((*contour, contour[0]))
    crossed = ((x1, y1, x2, y2) for (x1, y1), (x2, y2) in ends if (y1 > y) != (y2 > y))
    return sum(x < x1 + (x2 - x1) * (y - y1) / (y2 - y1) for x1, y1, x2, y2 in crossed) % 2 == 1


def test_curves_of_an_outline_are_cut_into_straight_pieces(manuscript):
    """A contour goes along its curves: through their middle, and to their ends."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><path class="outline" d="M0,0C0 8 8,8 8 0L 4-4Z"/></svg>'
    contour = draw_from(svg, manuscript.acupoints.figures["front"].body).contour
    assert contour[0] == (0, 0)
    assert {(4, 6), (8, 0), (4, -4)} <= set(contour)


@pytest.mark.parametrize("view", VIEWS)
def test_a_figure_is_the_same_on_both_sides(manuscript, view):
    """Every corner of the outline has its like on the other side."""
    contour = manuscript.acupoints.figures[view].contour
    assert all(min(math.dist((-x, y), other) for other in contour) < 0.5 for x, y in contour)


@pytest.mark.parametrize("view", VIEWS)
def test_points_of_the_midline_and_no_others_lie_on_it(everything, view):
    """A point lies on the midline of a figure where its data say that there is one of it only."""
    figure = everything.atlas.figures[view]
    for code, (x, _) in figure.body.points.items():
        assert (x == figure.body.midline) == (not everything.atlas.points[code].bilateral), code


def test_levels_of_the_spine_are_in_order(everything):
    """Points that are measured by the spine go down the back as their vertebrae do."""
    spine = ["C2_upper", "C7", "T1", "T3", "T7", "L2", "L4", "S2_foramen"]
    places = everything.atlas.figures["back"].body.points
    heights = {}
    for code, (_, y) in places.items():
        for name in everything.atlas.points[code].landmarks:
            heights.setdefault(name, set()).add(y)
    found = [heights[name] for name in spine]
    assert all(max(upper) < min(lower) for upper, lower in pairwise(found))


@pytest.mark.parametrize("codes", [("BL11", "BL13", "BL17", "BL23", "BL25")])
def test_equal_cun_are_equal_on_the_back(everything, codes):
    """The points of the inner line of the back, all 1.5 cun from the midline, lie below each other."""
    places = everything.atlas.figures["back"].body.points
    assert {everything.atlas.points[code].place.lateral for code in codes} == {1.5}
    assert len({places[code][0] for code in codes}) == 1


@pytest.mark.parametrize(
    ("above", "between", "below", "part"),
    [
        ("CV6", "CV4", None, 0.5),  # 1.5 and 3 cun below the navel, where ST25 is
        ("BL40", "BL57", "BL60", 0.5),  # halfway from the crease of the knee to the ankle
    ],
)
def test_parts_of_a_way_are_kept(everything, above, between, below, part):
    """A point that lies halfway on the body lies about halfway on the figure."""
    places = {code: y for figure in everything.atlas.figures.values() for code, (_, y) in figure.body.points.items()}
    if below is None:
        assert (places[above] - places["ST25"]) / (places[between] - places["ST25"]) == pytest.approx(part, abs=0.02)
    else:
        assert (places[between] - places[above]) / (places[below] - places[above]) == pytest.approx(part, abs=0.02)


def test_the_inner_wrist_is_seen_from_the_front_and_the_back_of_the_hand_from_behind(manuscript):
    """Points of the inner forearm are on the front, and those of the back of the hand on the back."""
    front, back = (manuscript.acupoints.figures[view].body.points for view in VIEWS)
    assert {"PC6", "HT7", "ST36"} <= set(front) - set(back)
    assert {"LI4", "TE5", "SI3", "BL23", "GB30"} <= set(back) - set(front)


# Labels and leaders


def placed(plates, codes, width, height, lettering):
    """The stages of a chart with their spots and the places of their labels, view by view."""
    atlas = plates.atlas
    for view, shown in atlas.views(Chart(points=codes)).items():
        figure, room = atlas.figures[view], Room(width, height, lettering)
        part = part_of(figure, shown, lettering)
        seen = drawing.View(figure, part[0], scale_of(figure, part, room))
        stage = stage_of(seen, part[1], room)
        spots = [spot(plates, code, seen, lettering) for code in shown]
        yield stage, spots, lay_out(stage, spots)


def spot(plates, code, seen, lettering):
    """What the layout is told of a point."""
    x, y = seen.figure.body.points[code]
    mark = drawing.Mark(x * seen.scale, (y - seen.top) * seen.scale, plates.atlas.marks[code])
    width = lettering.width(code, plates.atlas.points[code].pinyin, len(mark.signs))
    return Spot(mark.x, mark.y, mark.radius, width)


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
    """The middle and the radius of every dot, named ones with their signs, each with the number of its point."""
    for index, (one, place) in enumerate(zip(spots, places, strict=True)):
        yield index, (stage.middle + place.side * one.x, one.y), one.radius, True
        if one.x:
            yield index, (stage.middle - place.side * one.x, one.y), MIRRORED, False


ROOMS = {"a4": (85, 162, NAMED), "letter": (87.95, 155, NAMED), "guide": (80, 108, CODED)}


@pytest.fixture(scope="module", params=ROOMS)
def shipped_stages(request, everything, manuscript):
    """The shipped points in each room that a template gives them."""
    return list(placed(everything, shipped(manuscript), *ROOMS[request.param]))


def test_leaders_do_not_cross(shipped_stages):
    """No leader of the shipped chart crosses another, on no paper and in no guide."""
    for _, _, places in shipped_stages:
        pieces = segments(places)
        crossed = [(i, j) for (i, a, b), (j, c, d) in combinations(pieces, 2) if i != j and meet(a, b, c, d)]
        assert crossed == []


def test_leaders_keep_off_other_dots(shipped_stages):
    """No leader of the shipped chart comes near to the dot of another point, or to the open dot of its own."""
    for stage, spots, places in shipped_stages:
        touched = [
            (i, j)
            for i, a, b in segments(places)
            for j, middle, radius, is_named in dots(stage, spots, places)
            if not (i == j and is_named) and away(a, b, middle) < radius + 0.2
        ]
        assert touched == []


def test_labels_keep_off_dots_and_each_other(shipped_stages):
    """No label of the shipped chart covers a dot or another label, and all are on the stage."""
    for stage, spots, places in shipped_stages:
        found = boxes(stage, spots, places)
        for left, top, right, bottom in found:
            assert (left >= -0.1, right <= stage.width + 0.1) == (True, True)
            assert not [
                middle for _, middle, _, _ in dots(stage, spots, places) if holds(left, top, right, bottom, middle)
            ]
        for (a, b, c, d), (e, f, g, h) in combinations(found, 2):
            assert c <= e or g <= a or d <= f or h <= b


def holds(left, top, right, bottom, point):
    """Whether a point lies in a rectangle."""
    return left < point[0] < right and top < point[1] < bottom


def test_every_leader_ends_at_its_own_dot(shipped_stages):
    """A leader begins beside its label and ends just before its dot, on the label's side."""
    for stage, spots, places in shipped_stages:
        for one, place in zip(spots, places, strict=True):
            end = math.dist(place.leader[-1], (stage.middle + place.side * one.x, one.y))
            assert end == pytest.approx(one.radius + 0.45, abs=0.02)
            assert place.leader[0][1] == place.y


def test_leaders_are_level_from_their_label(shipped_stages):
    """The first piece of a leader with a bend is level."""
    for _, _, places in shipped_stages:
        assert {place.leader[0][1] - place.leader[1][1] for place in places if len(place.leader) == 3} <= {0.0}


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_any_number_of_points_is_laid_out(count):
    """One point, or forty, have labels of which none lies on another, and leaders of which none crosses another."""
    spots = [Spot(4 + 7 * (number % 3), 6 + 4 * number, 1, 9) for number in range(count)]
    stage = Stage(90, 172, 2, 2, 4.6, (), lambda _top, _bottom: 22.0)
    places = lay_out(stage, spots)
    found = boxes(stage, spots, places)
    assert all(c <= e or g <= a or d <= f or h <= b for (a, b, c, d), (e, f, g, h) in combinations(found, 2))
    assert not [1 for (i, a, b), (j, c, d) in combinations(segments(places), 2) if i != j and meet(a, b, c, d)]


@pytest.mark.parametrize("seed", range(8))
def test_crowded_leaders_do_not_cross(seed):
    """Fourteen points within 60 mm, wherever they lie, have leaders of which none crosses another."""
    chance = random.Random(seed)  # noqa: S311  no secret
    spots = [Spot(chance.choice([0, 3, 6, 12, 20]), 20 + 60 * chance.random(), 1, 9) for _ in range(14)]
    places = lay_out(Stage(90, 110, 2, 2, 4.6, (), lambda _top, _bottom: 22.0), spots)
    assert not [1 for (i, a, b), (j, c, d) in combinations(segments(places), 2) if i != j and meet(a, b, c, d)]


def test_a_layout_is_the_same_every_time(everything, manuscript):
    """Two runs give the same places to the last digit."""
    codes = shipped(manuscript)
    first, second = (
        [place for _, _, places in placed(everything, codes, *ROOMS["a4"]) for place in places] for _ in "ab"
    )
    assert first == second


def test_sides_are_balanced(everything, manuscript):
    """Neither side of a figure has more than two labels more than the other."""
    for _, _, places in placed(everything, shipped(manuscript), *ROOMS["a4"]):
        assert abs(sum(place.side for place in places)) <= 2


# The drawing


def drawn(plates, codes):
    """The SVG of a small chart of these points, which are all on one view."""
    (plate,) = plates.plates(Chart(points=codes), 80, 108, "coded")
    return ET.fromstring(str(plate.drawing)), plate  # noqa: S314  our own drawing


def count(svg, kind):
    """How many shapes of a class a drawing has."""
    return sum(element.get("class") == kind for element in svg.iter())


def test_both_sides_have_a_dot_and_the_midline_has_one(everything):
    """A point of both sides has a filled and an open dot, one of the midline only a filled one."""
    svg, _ = drawn(everything, ["BL23", "GV4"])
    assert (count(svg, "named"), count(svg, "mirrored")) == (2, 1)


def test_the_filled_dot_is_on_the_side_of_the_label(everything):
    """Where the label is at the right, so is the filled dot, and the open one is at the left."""
    svg, plate = drawn(everything, ["GB30"])
    named, open_dot = (
        next(float(each.get("cx")) for each in svg.iter() if each.get("class") == kind)
        for kind in ("named", "mirrored")
    )
    assert (named > plate.width / 2) == (plate.labels[0].side == "right")
    assert named + open_dot == pytest.approx(plate.width, abs=0.02)


@pytest.mark.parametrize(("code", "rings", "squares"), [("GB30", 0, 0), ("BL23", 1, 0), ("BL13", 0, 1), ("GB21", 1, 1)])
def test_signs_are_drawn_around_a_dot(everything, code, rings, squares):
    """Pregnancy is a ring and the lung a square, around the filled dot alone."""
    svg, _ = drawn(everything, [code])
    assert (count(svg, "pregnancy"), count(svg, "lung")) == (rings, squares)


@pytest.mark.parametrize("brand", ["#17594a", "#8a4b6a"])
def test_a_drawing_has_the_colours_of_the_palette(everything, brand):
    """Every colour of a drawing but white is a token of the brand's palette."""
    plates = replace(everything, palette=derive(brand))
    (plate,) = plates.plates(Chart(points=["GB21"]), 80, 108, "coded")
    assert set(re.findall(r"#[0-9a-f]{6}", str(plate.drawing))) <= {*derive(brand).values(), "#ffffff"}


def test_leaders_are_cased_in_white(everything):
    """Below every leader lies a broader white line."""
    svg, _ = drawn(everything, ["GB30"])
    groups = [group for group in svg.iter(f"{SVG}g") if group.get("stroke") == "#ffffff"]
    assert len(groups) == 1
    assert float(groups[0].get("stroke-width")) > 0.5


def test_a_drawing_says_its_points(everything):
    """The title of a drawing has each point with its name and its plain place."""
    svg, _ = drawn(everything, ["BL23", "GB30"])
    title = svg.find(f"{SVG}title").text
    assert title.startswith("A drawn body, seen from behind, with these points: BL23 Shènshū (waist level, 2 fingers")
    assert "GB30 Huántiào (buttock, behind the hip bone)" in title


@pytest.mark.parametrize(
    ("codes", "part"),
    [(["ST36", "LR3"], (505, 756)), (["GB20", "GB21"], (-9, 255)), (["BL23", "BL40"], (117, 640))],
)
def test_a_small_chart_shows_the_part_with_its_points(everything, codes, part):
    """Points of the legs need no head, and those of the neck no legs."""
    view = next(iter(everything.atlas.views(Chart(points=codes))))
    assert part_of(everything.atlas.figures[view], codes, CODED) == part


@pytest.mark.parametrize(
    ("codes", "view", "shown"),
    [
        (["BL23", "LI4"], "both", ["back"]),
        (["ST36"], "both", ["front"]),
        (["LI4", "ST36"], "both", ["front", "back"]),
        (["LI4"], "back", ["back"]),
    ],
)
def test_a_chart_shows_the_views_that_it_needs(everything, codes, view, shown):
    """One figure is enough where it has all points."""
    assert everything.views(Chart(points=codes, view=view)) == shown


def test_a_figure_makes_room_for_wide_labels(everything):
    """Where a label would stick out of its room, the figure is drawn smaller until it does not."""
    wide, narrow = (everything.plates(Chart(points=[code, "LR3"]), 122, 108, "coded")[0] for code in ("GB21", "GB30"))
    assert wide.height < narrow.height
    for label in wide.labels:
        assert label.inset <= wide.width


def test_two_views_are_equally_large(everything):
    """Front and back show the same part of the body at the same scale."""
    front, back = everything.plates(Chart(points=["LI4", "LR3"]), 122, 108, "coded")
    assert (front.width, front.height) == (back.width, back.height) == (61, pytest.approx(front.height))


# The index


def test_an_index_has_even_columns(everything, manuscript):
    """The channels stay in order, and no column is much longer than another."""
    columns = everything.index(shipped(manuscript), 3)
    sizes = [sum(len(group.points) + 0.6 for group in column) for column in columns]
    assert max(sizes) - min(sizes) < 3
    names = [group.channel.name for column in columns for group in column]
    assert len(names) == len(set(names)) == 14


def test_an_index_names_each_channel_once(everything):
    """Points that stand apart from the others of their channel in the file stand with them in the index."""
    atlas, codes = everything.atlas, ["LU7", "LI4", "LU9"]
    plates = replace(everything, atlas=replace(atlas, points={code: atlas.points[code] for code in codes}))
    [column] = plates.index(codes, 1)
    assert [[shown.point.code for shown in group.points] for group in column] == [["LU7", "LU9"], ["LI4"]]


# The finished chart


def labels(text):
    """The labels of a sheet's HTML: each code with the letters of its signs."""
    entries = re.findall(r'<li class="(?:left|right)"[^>]*><strong>([A-Z]+[\w-]*)</strong>(.*?)</li>', text, re.DOTALL)
    return {code: re.findall(r'<abbr class="sign \w+"[^>]*>(\w)</abbr>', rest) for code, rest in entries}


@pytest.mark.parametrize("paper", PAPERS)
def test_signs_stand_at_the_points_whose_data_carry_them(html, everything, manuscript, paper):
    """Each label has the letters that its cautions ask for, and no others."""
    codes = shipped(manuscript)
    assert labels(html[paper]) == signs_in_data(everything, codes)
    letters = [letter for signs in signs_in_data(everything, codes).values() for letter in signs]
    assert html[paper].count('class="pregnancy" cx') == letters.count("P") + 1  # one explains it
    assert html[paper].count('class="lung" x') == letters.count("L") + 1


def test_the_index_carries_the_same_signs(html, everything, manuscript):
    """Each point of the index has the letters that its cautions ask for."""
    found = {
        code: re.findall(r'<abbr class="sign \w+"[^>]*>(\w)</abbr>', rest)
        for code, rest in re.findall(r'<strong class="code">(\S+)</strong>(.*?)</p>', html[Paper.A4], re.DOTALL)
    }
    assert found == signs_in_data(everything, shipped(manuscript))


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory):
    """The shipped chart on both papers, as the command builds it."""
    folder = tmp_path_factory.mktemp("chart") / "clinic"
    new_project(folder, "GB", library())
    result = build(Project.at(folder, folder), Order(["acupoint-chart"], papers=PAPERS, jobs=1))
    assert [finding for finding in result.findings if finding.code not in ("draft", "placeholder")] == []
    return {output.sheet.paper: output.path for output in result.outputs}


@pytest.mark.parametrize("paper", PAPERS)
def test_the_chart_is_one_sheet(pdfs, paper):
    """Both sides of one sheet, on A4 and on Letter."""
    assert len(page_texts(pdfs[paper])) == 2


@pytest.mark.parametrize("paper", PAPERS)
def test_the_chart_is_accessible(pdfs, paper):
    """The chart keeps the rules of PDF/UA-1."""
    assert page_validation(pdfs[paper]) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_the_chart_says_what_keeps_patients_safe(pdfs, paper):
    """Both pages explain the signs; the first is for practitioners, and the second names the collapsed lung."""
    front, back = page_texts(pdfs[paper])
    for page in (front, back):
        assert PREGNANCY in page
        assert LUNG in page
    assert "Do not needle yourself." in front
    assert "Practitioner use" in front
    for said in (
        "Call 999 now",
        "A needle can collapse a lung. It can start hours later or the next day.",
        "I had acup",
    ):
        assert said in back


def test_the_chart_claims_nothing(pdfs):
    """No use, no depth and no promise is printed."""
    words = pdf_text(pdfs[Paper.A4]).lower().replace("does not mean that its points treat that organ", "")
    assert not re.search(r"\bdepth|\bmm\b|\bcures?\b|\btreats?\b|relie|good for|\bhelps\b", words)


def test_names_and_characters_are_printed(pdfs, everything, manuscript):
    """Each point has its code and name on both pages, and its traditional characters in the index."""
    front, back = page_texts(pdfs[Paper.A4])
    for shown in everything.shown(shipped(manuscript)):
        assert shown.point.code in front
        assert shown.point.pinyin in front
        assert f"{shown.point.pinyin} {shown.point.traditional}" in back
        assert shown.point.plain in back


def test_characters_are_spoken_as_traditional_chinese(pdfs):
    """Every name in characters is tagged as Chinese in its traditional form."""
    tags = outline(pdfs[Paper.A4].read_bytes())
    assert "Lang=zh-Hant" in tags
    assert "Lang=zh " not in tags


def test_signs_are_told_to_those_who_hear_the_page(pdfs):
    """A letter of a sign is expanded to its words."""
    tags = outline(pdfs[Paper.A4].read_bytes())
    assert f'E={PREGNANCY} "P"' in tags
    assert f'E={LUNG} "L"' in tags


def test_both_figures_have_an_alternative_text(pdfs):
    """Who does not see the figures hears which points they show."""
    tags = outline(pdfs[Paper.A4].read_bytes())
    assert "Alt=A drawn body, seen from the front, with these points:" in tags
    assert "Alt=A drawn body, seen from behind, with these points:" in tags


def test_labels_are_eight_points_or_more(pdfs):
    """No letter beside the figures is smaller than 8 pt."""
    with pypdfium2.PdfDocument(pdfs[Paper.A4]) as document:
        sizes = {round(thing.get_font_size(), 1) for thing in document[0].get_objects() if thing.type == 1}
    assert min(sizes, default=0) >= 7.9


def test_a_guide_cannot_forget_what_a_sign_means(clinic, sheet, command):
    """A clinic's own template that leaves the words of a sign out prints nothing."""
    command("override", "templates/points.html")
    file = clinic / "templates" / "points.html"
    file.write_text(file.read_text().replace('<span class="words">{{ sign.words }}</span>', ""), "utf-8")
    result = sheet("- {id: a, chart: [BL23]}\n")
    assert result.code == 1
    assert f"'{PREGNANCY[:40]}…' is not printed; its template leaves it out" in result.err


def test_what_the_data_say_is_no_markup(everything):
    """What the data say is printed as text, whatever it holds."""
    point = everything.atlas.points["GB30"].model_copy(update={"plain": "<b>here</b>"})
    atlas = replace(everything.atlas, points={**everything.atlas.points, "GB30": point})
    (plate,) = replace(everything, atlas=atlas).plates(Chart(points=["GB30"]), 80, 108, "coded")
    assert "(&lt;b&gt;here&lt;/b&gt;)" in plate.drawing
