"""Charts: where dots and labels stand, which signs they carry, and the finished acupoint chart."""

import math
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from handouts.acupoints import Atlas, read_acupoints
from handouts.anatomy import Anatomy
from handouts.batch import Order, build
from handouts.casting import Casting, Space
from handouts.chart.figure import draw_from
from handouts.chart.setting import CODED, LARGE, NAMED, WALL
from handouts.chart.spread import spread
from handouts.compose import compose
from handouts.manuscript import read_manuscript
from handouts.model.points import Chart
from handouts.palette import derive
from handouts.plates import Plates
from handouts.practice import read_practice
from handouts.project import Project, library
from handouts.sheet import Edition, Paper, Sheet
from handouts.starting import new_project
from tests.labelling import boxes, covers, crossings, overlaps, touches
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
def everything(project, practice):
    """What templates may ask about all points."""
    acupoints = read_acupoints(project)
    points = {point.code: point for point in acupoints.points}
    marks = {code: acupoints.signs_of(point) for code, point in points.items()}
    anatomy = Anatomy(project, {code: point.place for code, point in points.items()})
    atlas = Atlas(points, acupoints.channels, acupoints.signs, marks, anatomy)
    return Plates(atlas, practice.wordings["en"].words, PALETTE, "patient")


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


# Figures


def test_curves_of_an_outline_are_cut_into_straight_pieces(everything):
    """A contour goes along its curves: through their middle, and to their ends."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><path class="outline" d="M0,0C0 8 8,8 8 0L 4-4Z"/></svg>'
    contour = draw_from(svg, everything.atlas.anatomy["front"].body, {}).contour
    assert contour[0] == (0, 0)
    assert {(4, 6), (8, 0), (4, -4)} <= set(contour)


def test_a_body_reaches_further_where_it_is_broader(everything):
    """Either side is measured for itself, down to less than nothing where the body lies on the other side."""
    path = b"M0 0L40 0L40 50L30 50L30 90L20 90L20 50L0 50Z"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><path class="outline" d="%b"/></svg>' % path
    figure = draw_from(svg, everything.atlas.anatomy["palm"].body, {})
    assert figure.middle == 20
    assert [figure.reach(side, 10, 20) for side in (-1, 1)] == [20, 20]
    assert [figure.reach(side, 60, 70) for side in (-1, 1)] == [0, 10]


@pytest.mark.parametrize("view", ["front", "back", "face", "head_back", "head_top", "trunk_front", "trunk_back"])
def test_a_figure_of_both_sides_is_the_same_on_both(everything, view):
    """Every corner of the outline has its like on the other side."""
    contour = everything.atlas.anatomy[view].contour
    assert all(min(math.dist((-x, y), other) for other in contour) < 0.5 for x, y in contour)


def test_levels_of_the_spine_are_in_order(everything):
    """Points that are measured by the spine go down the back as their vertebrae do."""
    spine = ["C7", "T1", "T3", "T7", "L2", "L4", "S2_foramen"]
    levels = everything.atlas.anatomy["back"].body.frames["back"].levels
    heights = [levels[name] for name in spine]
    assert heights == sorted(heights, reverse=True)


def test_the_inner_wrist_is_seen_from_the_front_and_the_back_of_the_hand_from_behind(everything):
    """Points of the inner forearm are on the front, and those of the back of the hand on the back."""
    anatomy = everything.atlas.anatomy
    for here, there, codes in (("front", "back", "PC6 HT7 ST36"), ("back", "front", "LI4 TE5 SI3 BL23 GB30")):
        for code in codes.split():
            assert anatomy.spots(here, code), code
            assert not anatomy.spots(there, code), code


# Labels and leaders


def placed(plates, codes, space):
    """The stages of a chart with their spots and the places of their labels, figure by figure."""
    for row in Casting(plates.atlas, space).rows(codes, None):
        yield from ((vignette.stage, vignette.spots, vignette.layout.places) for vignette in row)


SPACES = {
    "a4": Space(182, 162, 2, NAMED),
    "letter": Space(187.9, 155, 2, NAMED),
    "a3": Space(273, 165, 2, WALL),
    "tabloid": Space(255.4, 153, 2, WALL),
    "guide": Space(122, 108, 2, CODED),
    "large": Space(170, 108, 2, LARGE),
}


@pytest.fixture(scope="module", params=SPACES)
def shipped_stages(request, everything, manuscript):
    """The points of the shipped charts in each room that a template gives them."""
    codes = shipped(manuscript), ["BL23", "GB30", "BL40", "LI4"]
    return [stage for chart in codes for stage in placed(everything, chart, SPACES[request.param])]


def test_leaders_do_not_cross(shipped_stages):
    """No leader of the shipped chart crosses another, on no paper and in no guide."""
    for _, _, places in shipped_stages:
        assert crossings(places) == []


def test_leaders_keep_off_other_dots(shipped_stages):
    """No leader of the shipped chart comes near to the dot of another point, or to the open dot of its own."""
    for stage, spots, places in shipped_stages:
        assert touches(stage, spots, places) == []


def test_labels_keep_off_dots_and_each_other(shipped_stages):
    """No label of the shipped chart covers a dot or another label, and all are on the stage."""
    for stage, spots, places in shipped_stages:
        assert covers(stage, spots, places) == []
        assert overlaps(stage, spots, places) == []
        for left, _, right, _ in boxes(stage, spots, places):
            assert (left >= -0.1, right <= stage.width + 0.1) == (True, True)


def test_every_leader_ends_at_its_own_dot(shipped_stages):
    """A leader begins beside its label and ends just before its dot, on the label's side."""
    for stage, spots, places in shipped_stages:
        for one, place in zip(spots, places, strict=True):
            end = math.dist(place.leader[-1], (stage.middle + one.named(place.side), one.y))
            assert end == pytest.approx(one.radius + 0.45, abs=0.02)
            assert place.leader[0][1] == place.y


def test_leaders_are_level_from_their_label(shipped_stages):
    """The first piece of a leader with a bend is level."""
    for _, _, places in shipped_stages:
        assert {place.leader[0][1] - place.leader[1][1] for place in places if len(place.leader) == 3} <= {0.0}


def test_a_layout_is_the_same_every_time(everything, manuscript):
    """Two runs give the same places to the last digit."""
    codes = shipped(manuscript)
    first, second = (
        [place for _, _, places in placed(everything, codes, SPACES["a4"]) for place in places] for _ in "ab"
    )
    assert first == second


def test_sides_are_balanced(everything, manuscript):
    """Neither side of a figure has more than two labels more than the other."""
    for _, _, places in placed(everything, shipped(manuscript), SPACES["a4"]):
        assert abs(sum(place.side for place in places)) <= 2


# The drawing


def drawn(plates, codes):
    """The SVG of a small chart of these points, which are all on one view."""
    plate = alone(plates, codes)
    return ET.fromstring(str(plate.drawing)), plate  # noqa: S314  our own drawing


def alone(plates, codes, view=None):
    """The only figure of a small chart."""
    ((plate,),) = plates.rows(Chart(points=codes, view=view), 122, 108, "coded", 2)
    return plate


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
    plate = alone(plates, ["GB21"])
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
    assert title.startswith("Back of the trunk: a drawing with these points: BL23 Shènshū (waist level, 2 fingers")
    assert "GB30 Huántiào (buttock, behind the hip bone)" in title


@pytest.mark.parametrize(
    ("codes", "seen", "unseen"),
    [("ST36 ST40", "SP6", "LR10"), ("GB20 GB21", "GV14", "BL40"), ("BL23 BL40", "GB30", "GB20")],
)
def test_a_small_chart_shows_the_part_with_its_points(everything, codes, seen, unseen):
    """Points of the legs need no head, and those of the neck no legs."""
    ((vignette,),) = Casting(everything.atlas, SPACES["guide"]).rows(codes.split(), None)
    top, bottom = vignette.part
    heights = {code: everything.atlas.anatomy.spots(vignette.subject.name, code)[0][1] for code in (seen, unseen)}
    assert top < heights[seen] < bottom
    assert not top < heights[unseen] < bottom


def test_a_figure_makes_room_for_wide_labels(everything):
    """Where a label would stick out of its room, the figure is drawn smaller until it does not."""
    wide, narrow = (
        everything.rows(Chart(points=[code, "LR3"]), 122, 108, "coded", 2)[0][0] for code in ("GB21", "GB30")
    )
    assert wide.height <= narrow.height
    for label in wide.labels:
        assert label.inset <= wide.width


def test_two_views_are_equally_large(everything):
    """Front and back show the same part of the body at the same scale."""
    ((front, back),) = everything.rows(Chart(points=["BL23", "CV12"]), 122, 108, "coded", 2)
    assert (front.width, front.height) == (back.width, back.height) == (61, pytest.approx(front.height))


def test_parts_of_one_figure_are_numbered(everything):
    """Where the points of a figure are in several panels, each says which part it is."""
    codes = [code for code, point in everything.atlas.points.items() if point.channel == "BL"]
    views = [plate.view for row in everything.rows(Chart(points=codes), 182, 162, "named", 2) for plate in row]
    assert [view for view in views if "trunk" in view] == ["Back of the trunk, part 1", "Back of the trunk, part 2"]
    assert "Face" in views


# The index


def test_an_index_keeps_the_order_of_channels(everything, manuscript):
    """The channels stand in the order of their file, each once."""
    names = [group.channel.name for group in everything.index(shipped(manuscript))]
    assert names == [channel.name for channel in everything.atlas.channels.values() if channel.name != "Extra points"]


def test_an_index_names_each_channel_once(everything):
    """Points that stand apart from the others of their channel in the file stand with them in the index."""
    atlas, codes = everything.atlas, ["LU7", "LI4", "LU9"]
    plates = replace(everything, atlas=replace(atlas, points={code: atlas.points[code] for code in codes}))
    groups = plates.index(codes)
    assert [[shown.point.code for shown in group.points] for group in groups] == [["LU7", "LU9"], ["LI4"]]


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
    assert "Alt=Front: a drawing with these points:" in tags
    assert "Alt=Back: a drawing with these points:" in tags


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
    plate = alone(replace(everything, atlas=atlas), ["GB30"])
    assert "(&lt;b&gt;here&lt;/b&gt;)" in plate.drawing
