"""The file of the acupoints, shipped or a clinic's own: what is said of a mistake in it, and of a wrong code."""

import re
from pathlib import Path

import pytest

from handouts.acupoints import read_atlas
from handouts.manuscript import read_manuscript
from handouts.model.acupoint import Acupoints
from handouts.practice import read_practice
from handouts.project import Project
from handouts.reading import read
from handouts.shaping import shape
from tests.pages import pdf_text

ROOT = Path(__file__).parent.parent
FILE = ROOT / "content" / "acupoints.yaml"
PLAIN_BL18 = "    plain: Below the shoulder blades, 2 fingers from the spine\n"

BROKEN = {
    "unknown-caution": ("cautions: [pneumothorax]", "cautions: [pneumotorax]", "LU1 needs the caution 'pneumotorax'"),
    "unknown-point": ("line: [LI5, LI11]", "line: [LI5, LI21]", "LI6 is measured from LI21, which is no point"),
    "twice": ("code: LU2\n", "code: LU1\n", "LU1 stands 2 times"),
    "miscounted": ("points: 11,", "points: 12,", "LU has 11 points, and the WHO counts 12"),
    "unknown-key": ("simplified: 中府", "simplifed: 中府", "did you mean 'simplified'?"),
    "no-number": ("lateral: 6}", "lateral: six}", "'lateral' must be a number, such as 1.5"),
    "loose-accent": ("pinyin: Zhōngfǔ", "pinyin: Zho\u0304ngfu\u030c", "write them as one letter each"),
    "no-sign": ("sign: lung", "sign: lungs", "names the sign 'lungs'"),
    "wrong-channel": ("channel: LU\n", "channel: LI\n", "LU1 lies on 'LI', which is not its channel"),
    "undrawn-sign": (
        "  lung:\n    letter: L",
        "  heat: {letter: H, words: Hot}\n  lung:\n    letter: L",
        "the sign 'heat'",
    ),
    "two-wordings": ("patient: It is never", "sign: lung\n    patient: It is never", "write one of them"),
    "no-such-use": (
        "patient_uses: [shoulder pain, upper back",
        "patient_uses: [colds, upper back",
        "LU1 has no use 'colds'",
    ),
    "unverified-use": ("unverified: [facial pain", "unverified: [headache", "'headache' of LI4 is unverified"),
    "unfit-use": (
        "patient_uses: [shoulder pain, upper back",
        "patient_uses: [cough, upper back",
        "'cough' of LU1 is no use that patients may read",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told(tmp_path, name):
    """A caution, a landmark, a code, a count or a key that is wrong is found, with what to write."""
    old, new, said = BROKEN[name]
    text = FILE.read_text("utf-8")
    assert old in text
    file = tmp_path / "acupoints.yaml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    shaped, findings = shape(read(file, file.name).tree, Acupoints)
    assert shaped is None
    assert said in " ".join(finding.message for finding in findings)


@pytest.mark.parametrize(
    ("block", "wrong", "said"),
    [
        ("chart: [BL23, BL99]", "BL99", "unknown-reference: 'BL99' is no acupoint; did you mean 'BL9'?"),
        ("acupoint_table: [ST36, LI04]", "LI04", "unknown-reference: 'LI04' is no acupoint; did you mean 'LI4'?"),
        ("acupoint_table: {points: [ST36, li4]}", "li4", "'li4' is no acupoint; did you mean 'LI4'?"),
        (
            "chart: {points: [LI4, ST36], view: back}",
            "ST36",
            "'ST36' cannot be seen on the figure 'back'; write 'view: leg_front', or leave 'view' out",
        ),
        ("chart: {points: [LI4], view: bakc}", "bakc", "there is no figure 'bakc'; did you mean 'back'?"),
        ("chart: [LI4, ST36, LI4]", "[", "wrong-type: 'chart' names LI4 twice; keep one of them"),
    ],
)
def test_a_wrong_code_is_one_finding_at_its_line(clinic, sheet, block, wrong, said):
    """A code that cannot be shown is told at its place in the YAML, with the code that was meant."""
    result = sheet(f"- id: a\n  {block}\n")
    lines = (clinic / "content" / "sheet.yaml").read_text("utf-8").splitlines()
    place = next(f"{number}:{line.index(wrong) + 1}" for number, line in enumerate(lines, 1) if block in line)
    assert (result.code, len(result.problems)) == (3, 1)
    assert f"content/sheet.yaml:{place}: error: " in result.problems[0]
    assert said in result.problems[0]


def test_a_point_without_plain_words_is_one_finding(own_points):
    """A point of a clinic that patients could not read of is told, with one that they could."""
    result = own_points(PLAIN_BL18, "", "chart: {points: [BL23, BL18]}")
    assert "unknown-reference: 'BL18' has no 'plain' place that patients could read; did you mean 'BL8'?" in result.err


def test_a_point_without_a_place_is_one_finding(own_points):
    """A point that no figure can measure is told at its place, with what the figure lacks."""
    result = own_points("{frame: back, level: T9, lateral: 1.5}", "{frame: back, level: T9, up: 90}", "chart: [BL18]")
    assert len(result.problems) == 1
    assert "'BL18' has no place on 'back': the surface does not reach so far; correct its 'place'" in result.err


def test_points_are_read_only_where_they_are_shown(clinic, sheet):
    """A handout without points was not made from the file of the points."""
    sheet("- {id: a, text: Nothing here.}\n")
    (clinic / "content" / "points.yaml").write_text(
        (clinic / "content" / "sheet.yaml").read_text().replace("text: Nothing here.", "acupoint_table: [LI4]")
    )
    assert [name for name in facts(clinic, "sheet") if "acupoints" in name] == []
    assert "shipped:content/acupoints.yaml" in facts(clinic, "points")


def facts(clinic, name):
    """The names of the files that a handout is made from."""
    project = Project.at(clinic).apart()
    read_manuscript(project, name, read_practice(project))
    return project.facts()


def test_a_clinic_can_bring_its_own_words(clinic, sheet):
    """A clinic's own file of points takes the place of the shipped one."""
    text = FILE.read_text("utf-8").replace("plain: Between thumb and first finger", "plain: In the web of the thumb")
    (clinic / "content" / "acupoints.yaml").write_text(text, "utf-8")
    assert sheet("- {id: a, acupoint_table: [LI4]}\n").code == 0
    assert "In the web of the thumb" in pdf_text(clinic / "build" / "sheet.en.a4.pdf")


CHANGED = {
    "word of a sign": (
        "words: Traditionally avoided in pregnancy;",
        "words: Lovely in pregnancy;",
        "'pregnancy.words'",
    ),
    "letter of a sign": ("letter: P\n", "letter: X\n", "'pregnancy.letter' keeps patients safe and must stay 'P'"),
    "sign of a caution": ("pneumothorax:\n    sign: lung", "pneumothorax:\n    patient: Fine.", "'pneumothorax.sign'"),
    "word of a caution": ("patient: It is never needled.", "patient: It is needled.", "'no_needle.patient'"),
    "use for patients": (
        "  poor sleep,\n",
        "  poor sleep, fertility,\n",
        "patients may not read of the use 'fertility'",
    ),
    "caution of a point": ("cautions: [pneumothorax]", "cautions: []", "LU1 needs the caution 'pneumothorax'"),
}


@pytest.fixture
def own_points(clinic, sheet):
    """Build a handout that shows points, with the clinic's own file of them: the shipped one, changed in one place."""

    def build(old, new, block="acupoint_table: [LU1]"):
        text = FILE.read_text("utf-8")
        assert old in text
        (clinic / "content" / "acupoints.yaml").write_text(text.replace(old, new, 1), "utf-8")
        return sheet(f"- id: a\n  {block}\n")

    return build


@pytest.mark.parametrize("name", CHANGED)
def test_a_clinic_keeps_the_signs_and_cautions(own_points, name):
    """What a page says of pregnancy, the lung and the rest is not dropped or reworded in a clinic's own file."""
    old, new, said = CHANGED[name]
    result = own_points(old, new)
    assert result.code == 3
    assert f"error: required-block: {said}" in result.err


def test_a_lost_caution_is_told_at_its_line(own_points):
    """The finding stands at the point that lost its caution."""
    text = FILE.read_text("utf-8")
    line = text[: text.index("cautions: [pneumothorax]")].count("\n") + 1
    result = own_points("cautions: [pneumothorax]", "cautions: []")
    assert f"content/acupoints.yaml:{line}:" in result.err


def test_a_clinic_may_add_a_caution(own_points):
    """A shipped point may carry more cautions than it did."""
    assert "required-block" not in own_points("cautions: [pneumothorax]", "cautions: [artery, pneumothorax]").err


def test_an_atlas_holds_what_is_shown_and_no_more(clinic, sheet):
    """A handout brings its own points, their channels, and the signs that they carry."""
    sheet("- {id: a, chart: [BL13, ST36]}\n")
    project = Project.at(clinic)
    manuscript = read_manuscript(project, "sheet", read_practice(project))
    _, atlas, findings = read_atlas(project, manuscript.handout, manuscript.tree)
    assert findings == []
    assert (set(atlas.points), set(atlas.channels), set(atlas.signs)) == ({"BL13", "ST36"}, {"BL", "ST"}, {"lung"})


def test_many_wrong_codes_are_told_in_their_order(sheet):
    """Each wrong code of each chart and table is one finding, in the order of the file."""
    result = sheet("- {id: a, chart: [LI4, LI94, LR99]}\n- {id: b, acupoint_table: [GB91, GB21]}\n")
    assert re.findall(r"'(\w+)' is no acupoint", result.err) == ["LI94", "LR99", "GB91"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('class="outline"', 'class="edge"', "has no path of the class 'outline'"),
        ("C", "c", "other commands than M, L, C and Z"),
        ("</svg>", "", "is not a whole SVG"),
        ("<svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg", "defines XML entities"),
        ('"outline" d="M', '"outline" d="M 5 5 7 M', "has an outline that is cut short"),
        ('"outline" d="M', '"outline" d="L', "has an outline that is cut short"),
        ('"outline" d="M', '"outline" d="+" id="M', "has no path of the class 'outline'"),
    ],
)
def test_a_broken_figure_is_told(clinic, sheet, old, new, said):
    """A drawing without an outline, or with lines that cannot be measured, is found before anything is printed."""
    figures = clinic / "content" / "figures"
    figures.mkdir()
    text = (ROOT / "content" / "figures" / "front.svg").read_text("utf-8")
    assert old in text
    (figures / "front.svg").write_text(text.replace(old, new), "utf-8")
    result = sheet("- {id: a, chart: [CV4]}\n")
    assert (result.code, said in result.err) == (4, True)
