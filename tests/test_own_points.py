"""A clinic's own acupoints: points that it adds and changes, what is said of a wrong place, and what it must keep."""

import re
from textwrap import indent

import pytest

from handouts.acupoints import read_acupoints
from handouts.project import Project, library
from tests.heads import HEAD
from tests.pages import pdf_text

NAMES = """\
channel: EX
pinyin: Yāoyáng
simplified: 腰阳
traditional: 腰陽
english: Low-back Yang
region: lumbar
bilateral: true
location: Beside L3, 3 B-cun from the midline.
plain: Beside the third low-back bone
"""
PLACE = "{frame: back, level: L3, lateral: 3}"
PDF = "build/sheet.en.a4.pdf"


@pytest.fixture
def patched(clinic, sheet):
    """Build a handout that shows points, with this text after `extends:` in the clinic's file of acupoints."""

    def build(changes, block="chart: [EX-B90]", head=HEAD):
        (clinic / "content" / "acupoints.yaml").write_text(f"extends: acupoints\n{changes}", "utf-8")
        return sheet(f"- id: a\n  {block}\n", head)

    return build


def own(place=PLACE, code="EX-B90", names=NAMES):
    """A patch that adds a point at that place."""
    return f"points:\n  {code}:\n{indent(names, '    ')}    place: {place}\n"


def shipped():
    """The shipped points."""
    return read_acupoints(Project.at(library(), library()))


def column_of(place, word):
    """Where a word of a place stands in `own`: line and column."""
    return f"{4 + len(NAMES.splitlines())}:{len('    place: ') + place.index(word) + 1}"


def told(result):
    """The one problem of a build, without its severity."""
    assert (result.code, len(result.problems)) == (3, 1), result.err
    return result.problems[0]


def test_an_own_point_is_drawn_and_named(patched, clinic):
    """A point with a place of its own has a dot and a label on the figure of its frame, and a row in the table."""
    assert patched(own(), "chart: {points: [EX-B90, BL23], table: true}").problems == []
    text = pdf_text(clinic / PDF)
    assert text.count("EX-B90") >= 2
    assert "Yāoyáng" in text
    assert "腰陽" in text
    assert "Beside the third low-back bone" in text


def test_an_own_point_is_listed(patched, command):
    """It is found among the shipped ones by its name, and by its region."""
    patched(own())
    assert command("list", "--points", "low-back").out.splitlines()[1].split()[:4] == [
        "EX-B90",
        "Yāoyáng",
        "腰陽",
        "腰阳",
    ]
    assert "EX-B90" in command("list", "--points", "lumbar").out


def test_an_own_point_is_chosen_by_use_and_region(patched, clinic):
    """What is said of it counts as what is said of any point."""
    names = f"{NAMES}uses: [thigh pain]\npatient_uses: [thigh pain]\n"
    assert patched(own(names=names), "acupoint_table: {for: thigh pain}").code == 0
    assert "EX-B90" in pdf_text(clinic / PDF)
    assert patched(own(names=NAMES.replace("lumbar", "left knee")), "acupoint_table: {region: left knee}").code == 0
    assert "EX-B90" in pdf_text(clinic / PDF)


def test_an_own_point_may_be_measured_from_another(patched):
    """A shipped point, or an own one, is a landmark too."""
    other = own("{frame: back, at: EX-B90, down: 1}", "EX-B91", NAMES.replace("腰", "肾").replace("Low", "Lower"))
    changes = own() + other.removeprefix("points:\n").replace("third", "fourth")
    assert patched(changes, "chart: [EX-B90, EX-B91, BL23]").problems == []


def test_all_shipped_points_stay(patched, clinic):
    """A file that extends the shipped one holds all of its points, and its own behind them."""
    patched(own())
    codes = [point.code for point in read_acupoints(Project.at(clinic)).points]
    assert codes == [*(point.code for point in shipped().points), "EX-B90"]


def test_a_shipped_point_takes_the_keys_that_are_given(patched, clinic):
    """A patch changes what it says of a point, and leaves the rest of it."""
    assert patched("points:\n  LI4: {plain: In the web of the thumb}\n", "acupoint_table: [LI4, LU1]").code == 0
    text = pdf_text(clinic / PDF)
    assert "In the web of the thumb" in text
    assert "Hégǔ" in text
    assert "Below the outer collar bone" in text


def test_an_own_place_of_a_shipped_point_is_drawn(patched, clinic):
    """Where a clinic measures a point in another way, its dot moves."""
    patched("# nothing\n", "chart: [BL23]")
    before = (clinic / PDF).read_bytes()
    assert patched("points: {BL23: {place: {frame: back, level: L4, lateral: 3}}}\n", "chart: [BL23]").code == 0
    assert (clinic / PDF).read_bytes() != before


@pytest.mark.parametrize(
    ("place", "figure"),
    [
        ("{frame: back, level: L3, lateral: 30}", "trunk_back"),
        ("{frame: leg_lateral, segment: leg_lateral, from: lateral_malleolus, proximal: 60}", "leg_outside"),
        ("{frame: leg_lateral, at: lateral_malleolus, ring: 2.5}", "leg_outside"),
    ],
)
def test_a_place_beside_the_body_is_one_line(patched, place, figure):
    """A measure that is too long leads off the body, and is told before a dot stands in the air."""
    line = told(patched(own(place)))
    assert line.startswith(f"content/acupoints.yaml:{column_of(place, '{')}: error: unknown-reference: ")
    assert f"'EX-B90' lies outside the body on '{figure}'; correct its 'place'" in line


LATERAL = "{frame: leg_lateral, segment: leg_lateral, from: lateral_malleolus, proximal: 3, along: fibula_anterior}"


@pytest.mark.parametrize(
    ("place", "wrong", "said"),
    [
        ("{frame: bcak, level: L3, lateral: 3}", "bcak", "'bcak' is no frame of any figure; did you mean 'back'?"),
        ("{frame: back, level: L33, lateral: 3}", "L33", "'L33' is no level of any figure; did you mean 'L3'?"),
        (
            LATERAL.replace("lateral_malleolus", "lateral_maleolus"),
            "lateral_maleolus",
            "'lateral_maleolus' is no landmark of any figure; did you mean 'lateral_malleolus'?",
        ),
        (
            LATERAL.replace("segment: leg_lateral", "segment: leg_latral"),
            "leg_latral",
            "'leg_latral' is no segment of any figure; did you mean 'leg_lateral'?",
        ),
        (
            LATERAL.replace("fibula_anterior", "fibula_anteror"),
            "fibula_anteror",
            "'fibula_anteror' is no track of any figure; did you mean 'fibula_anterior'?",
        ),
    ],
)
def test_a_misspelt_name_is_one_line_with_the_nearest_one(patched, place, wrong, said):
    """A frame, level, landmark, segment or track that no figure knows is told where it is written."""
    line = told(patched(own(place)))
    assert f"content/acupoints.yaml:{column_of(place, wrong)}: error: unknown-reference: {said}" in line


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("{frame: back, level: L3, up: 90, lateral: 3}", "has no place on 'back': the surface does not reach so far"),
        ("{frame: back, at: BL23, proximal: 3}", "this view shows no way proximal"),
        ("{frame: back, at: EX-B90, down: 1}", "EX-B90 is measured from itself"),
        ("{frame: sole, at: ICS1}", "is no landmark of any figure"),
        ("{frame: sole, at: glabella}", "has no place on 'sole': there is no glabella"),
        ("{frame: head_side, curve: [ST8, GB20], fraction: 0.3}", "there is no curve from ST8 to GB20"),
    ],
)
def test_a_place_that_no_figure_can_measure_says_why(patched, place, said):
    """One line says what the figure of the frame lacks, at the place in the clinic's file."""
    line = told(patched(own(place)))
    assert re.match(rf"content/acupoints\.yaml:{4 + len(NAMES.splitlines())}:\d+: error: unknown-reference: ", line)
    assert said in line


@pytest.mark.parametrize(
    ("place", "wrong", "said"),
    [
        ("{frame: back, level: L3, latral: 3}", "latral", "'latral' is not a key of a place; did you mean 'lateral'?"),
        (LATERAL.replace("from", "fro"), "fro:", "'fro' is not a key of a place; did you mean 'from'?"),
        (
            LATERAL.replace("proximal", "proxmal"),
            "proxmal",
            "'proxmal' is not a key of a place; did you mean 'proximal'",
        ),
        ("{frame: back, level: L3, lateral: three}", "three", "'lateral' must be a number, such as 1.5"),
        ("{level: L3, lateral: 3}", "{", "'frame' is missing from a place; write 'frame: …'"),
        ("{frame: back, line: [BL23, BL52], fraction: 3}", "3}", "'fraction' must be at most 1"),
        ("{frame: back, at: GB50}", "{", "EX-B90 is measured from GB50, which is no point; correct its 'place'"),
    ],
)
def test_a_wrong_place_is_one_line(patched, place, wrong, said):
    """Each form of a place knows its own keys, and a point that it is measured from must be there."""
    line = told(patched(own(place)))
    assert line.startswith(f"content/acupoints.yaml:{column_of(place, wrong)}: error: ")
    assert said in line


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        (
            own(code="GB50", names=NAMES.replace("EX", "GB")),
            "3:3",
            "the WHO counts 44 points on GB, and GB50 is none of",
        ),
        (own(names=NAMES.replace("EX", "LU")), "4:14", "EX-B90 lies on 'LU', which is not its channel"),
        (own(code="mine"), "3:3", "'code' must be the code of an acupoint, such as BL23, not 'mine'"),
        (
            "points:\n  LI44: {plain: A}\n",
            "3:3",
            "'LI44' is no shipped acupoint, and without a 'place' none of your own",
        ),
        ("points:\n  LI44: {plain: A}\n", "3:3", "; did you mean 'LI4'?"),
        ("points: [LI4]\n", "2:9", "'points' of a patch must name points by their codes; write 'EX-B90: {…}'"),
        ("points:\n  LI4: {plian: A}\n", "3:9", "'plian' is not a key of an acupoint; did you mean 'plain'?"),
        ("points:\n  LI4: null\n", "3:3", "this entry is empty; write something or delete the line"),
        ("points:\n  LI4: {code: LI4}\n", "3:9", "the code of a point is the key above, 'LI4'; delete this line"),
        ("pionts: {}\n", "2:1", "'pionts' is not a key of acupoints; did you mean 'points'?"),
    ],
)
def test_a_wrong_patch_is_one_line(patched, changes, place, said):
    """A code, a key or a form that is wrong is told in the clinic's file, with what to write."""
    line = told(patched(changes, "chart: [LI4]"))
    assert line.startswith(f"content/acupoints.yaml:{place}: error: ")
    assert said in line


def test_a_patch_extends_the_acupoints_alone(clinic, sheet):
    """Another name after `extends:` is told."""
    (clinic / "content" / "acupoints.yaml").write_text("extends: acupoint\n", "utf-8")
    line = told(sheet("- {id: a, chart: [LI4]}\n"))
    assert "content/acupoints.yaml:1:10: error: unknown-reference: there are no acupoints 'acupoint'; write" in line


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ("points:\n  LU1: {cautions: []}\n", "3:19", "LU1 needs the caution 'pneumothorax'; add it to its 'cautions'"),
        ("points:\n  LU1: {cautions: null}\n", "3:3", "LU1 needs the caution 'pneumothorax'"),
        ("points:\n  LU1: {cautions: [artery]}\n", "3:19", "LU1 needs the caution 'pneumothorax'"),
        ("signs: {lung: {letter: L, words: Lovely}}\n", "2:34", "'lung.words' keeps patients safe and must stay"),
        ("signs: {lung: {letter: X, words: Lovely}}\n", "2:24", "'lung.letter' keeps patients safe and must stay 'L'"),
        ("signs: {lung: null}\n", "1:1", "names the sign 'lung'; write it under 'signs'"),
        ("cautions: {pneumothorax: null}\n", "1:1", "LU1 needs the caution 'pneumothorax'; write it under 'cautions'"),
        (
            "cautions: {pneumothorax: {patient: Fine., basis: [me]}}\n",
            "2:26",
            "'pneumothorax.sign' keeps patients safe",
        ),
        ("points:\n  LU1: {uses: [cough], patient_uses: [cough]}\n", "3:38", "'cough' of LU1 is no use that patients"),
    ],
)
def test_a_patch_takes_no_sign_and_no_caution_away(patched, changes, place, said):
    """What guards patients stays as it is shipped, whichever way a patch would change it."""
    result = patched(changes, "chart: [LU1]")
    assert result.code == 3
    assert result.problems[0].startswith(f"content/acupoints.yaml:{place}: error: ")
    assert any(said in line for line in result.problems)


def test_a_patch_may_add_a_caution(patched, clinic):
    """A point may be marked though the shipped file does not mark it."""
    changes = "points: {ST36: {cautions: [pregnancy_avoid]}}\n"
    assert patched(changes, "acupoint_table: [ST36]").code == 0
    assert "Traditionally avoided in pregnancy" in pdf_text(clinic / PDF)


def test_a_patch_cannot_let_patients_read_of_other_uses(patched):
    """The list of what patients may read is not added to."""
    uses = ", ".join(shipped().patient_uses)
    result = patched(f"patient_uses: [{uses}, fertility support]\n", "chart: [LU1]")
    assert "patients may not read of the use 'fertility support'; take it out of 'patient_uses'" in told(result)
