"""The shipped acupoints: that they are whole, that patients can read them, and what is said of a wrong code."""

import re
import unicodedata
from pathlib import Path

import pytest

from handouts.acupoints import read_atlas
from handouts.manuscript import read_manuscript
from handouts.model.acupoint import Acupoints
from handouts.model.place import OnLevel, OnSegment
from handouts.practice import read_practice
from handouts.project import Project
from handouts.reading import read
from handouts.shaping import shape
from tests.pages import pdf_text

ROOT = Path(__file__).parent.parent
FILE = ROOT / "content" / "acupoints.yaml"
# WHO Standard Acupuncture Point Locations in the Western Pacific Region (2008).
WHO = {
    "LU": 11, "LI": 20, "ST": 45, "SP": 21, "HT": 9, "SI": 19, "BL": 67, "KI": 27, "PC": 9, "TE": 23, "GB": 44,
    "LR": 14, "GV": 28, "CV": 24,
}  # fmt: skip
CUN_OF_FINGERS = {2: 1.5, 3: 2.0, 4: 3.0}
PLAIN_BL18 = "    plain: Mid back\n    place: {frame: back, level: T9, lateral: 1.5}"
PREGNANCY = "Traditionally avoided in pregnancy; tell us if you are or may be pregnant"


@pytest.fixture(scope="module")
def acupoints():
    """Everything in the shipped file, every point of it validated."""
    reading = read(FILE, FILE.name)
    shaped, findings = shape(reading.tree, Acupoints)
    assert reading.findings + findings == []
    return shaped


@pytest.fixture(scope="module")
def points(acupoints):
    """The points by their codes."""
    return {point.code: point for point in acupoints.points}


def test_all_points_of_the_who_are_there_once(points):
    """Each channel has the points that the WHO counts, numbered from 1 on."""
    codes = {f"{channel}{number}" for channel, count in WHO.items() for number in range(1, count + 1)}
    assert len(codes) == 361
    assert {code for code in points if not code.startswith("EX-")} == codes


def test_the_channels_are_those_of_the_who(acupoints):
    """The file says of each channel how many points it has, and gives its characters."""
    assert {name: each.points for name, each in acupoints.channels.items() if each.points} == WHO
    assert all(channel.characters for name, channel in acupoints.channels.items() if name in WHO)


def test_names_have_their_tones(acupoints):
    """Every name is written with tone marks, each letter and its mark as one sign."""
    for point in acupoints.points:
        marks = [letter for letter in unicodedata.normalize("NFD", point.pinyin) if unicodedata.combining(letter)]
        assert marks, point.code
        assert point.pinyin == unicodedata.normalize("NFC", point.pinyin)


def test_pregnancy_has_one_wording(acupoints):
    """All four cautions about pregnancy say the same words to patients, and 75 points carry them."""
    cautions = {name: each for name, each in acupoints.cautions.items() if name.startswith("pregnancy")}
    assert len(cautions) == 4
    assert {each.sign for each in cautions.values()} == {"pregnancy"}
    assert acupoints.signs["pregnancy"].words == PREGNANCY
    carrying = [point for point in acupoints.points if set(point.cautions) & set(cautions)]
    assert len([point for point in carrying if point.channel in WHO]) == 75


@pytest.mark.parametrize("code", ["LI4", "SP6", "BL60", "BL67", "BL31", "BL32", "BL33", "BL34", "BL23", "GB21"])
def test_points_that_are_left_out_in_pregnancy_say_so(acupoints, points, code):
    """Those that acupuncturists agree to leave out, and the one of the lower back, carry the sign."""
    assert "pregnancy" in {acupoints.cautions[caution].sign for caution in points[code].cautions}


@pytest.mark.parametrize("code", ["LU1", "GB21", "BL13", "ST12", "BL43"])
def test_points_over_the_lung_say_so(acupoints, points, code):
    """Points of the chest, the upper back and above the collar bone carry the sign of the lung."""
    assert "lung" in {acupoints.cautions[caution].sign for caution in points[code].cautions}


def test_what_patients_read_counts_fingers_as_the_who_counts_cun(points):
    """Two fingers are 1.5 cun, three are 2, and four are 3, wherever a plain place counts them."""
    counted = 0
    for point in points.values():
        found = re.search(r"\b([234]) fingers", point.plain or "")
        if found:
            assert CUN_OF_FINGERS[int(found[1])] in cuns(point), point.code
            counted += 1
    assert counted > 15


def cuns(point):
    """The lengths that a place is measured in."""
    place = point.place
    keys = ("up", "down", "lateral", "proximal", "distal")
    return {getattr(place, key, None) for key in keys}


def test_what_patients_read_tells_no_depth_and_no_organ(points):
    """Plain places name parts of the body that can be seen or felt, and nothing that is done there."""
    words = " ".join(point.plain.lower() for point in points.values() if point.plain)
    assert not re.search(r"\bdeep|depth|\bmm\b|\bcm\b|liver|kidney|stomach|heart|bladder|spleen|cun\b", words)


def test_places_are_typed(points):
    """BL23 lies on a level and so far from the midline, PC6 so far above a crease."""
    assert points["BL23"].place == OnLevel(frame="back", level="L2", lateral="1.5")
    assert isinstance(points["PC6"].place, OnSegment)
    assert (points["PC6"].place.start, points["PC6"].place.proximal) == ("wrist_crease_palmar", 2.0)


BROKEN = {
    "unknown-caution": ("cautions: [pneumothorax]", "cautions: [pneumotorax]", "LU1 needs the caution 'pneumotorax'"),
    "unknown-point": ("line: [LI5, LI11]", "line: [LI5, LI21]", "LI6 is measured from LI21, which is no point"),
    "twice": ("code: LU2\n", "code: LU1\n", "LU1 stands 2 times"),
    "miscounted": ("points: 11}", "points: 12}", "LU has 11 points, and the WHO counts 12"),
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
    "two-wordings": ("patient: Not needled.", "patient: Not needled.\n    sign: lung", "write one of them"),
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
        ("chart: {points: [BL23, BL18]}", "BL18", "'BL18' has no 'plain' place that patients could read; did you mean"),
        ("chart: {points: [LI4, ST36], view: back}", "ST36", "no place on the figure 'back'; write 'view: front'"),
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


def test_a_point_without_a_place_is_one_finding(clinic, sheet):
    """A point that no figure has is told with the nearest one that has a place."""
    text = FILE.read_text("utf-8").replace("    place: {frame: back, level: T9, lateral: 1.5}", PLAIN_BL18)
    (clinic / "content" / "acupoints.yaml").write_text(text, "utf-8")
    result = sheet("- {id: a, chart: [BL18]}\n")
    assert "unknown-reference: 'BL18' has no place on any figure; did you mean 'BL1" in result.err


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
    "word of a caution": ("patient: Not needled.", "patient: Needled.", "'no_needle.patient'"),
    "caution of a point": ("cautions: [pneumothorax]", "cautions: []", "LU1 needs the caution 'pneumothorax'"),
}


@pytest.fixture
def own_points(clinic, sheet):
    """Build a handout that shows LU1, with the clinic's own file of points: the shipped one, changed in one place."""

    def build(old, new):
        text = FILE.read_text("utf-8")
        assert old in text
        (clinic / "content" / "acupoints.yaml").write_text(text.replace(old, new, 1), "utf-8")
        return sheet("- {id: a, acupoint_table: [LU1]}\n")

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
    atlas, findings = read_atlas(project, manuscript.handout, manuscript.tree)
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
        ('"1.5" d="M', '"1.5" d="M 5 5 7 M', "has an outline that is cut short"),
        ('"1.5" d="M', '"1.5" d="L', "has an outline that is cut short"),
        ('"1.5" d="M', '"1.5" d="+" id="M', "has no path of the class 'outline'"),
    ],
)
def test_a_broken_figure_is_told(clinic, sheet, old, new, said):
    """A drawing without an outline, or with lines that cannot be measured, is found before anything is printed."""
    figures = clinic / "content" / "figures"
    figures.mkdir()
    text = (ROOT / "content" / "figures" / "front.svg").read_text("utf-8")
    (figures / "front.svg").write_text(text.replace(old, new), "utf-8")
    result = sheet("- {id: a, chart: [LI4]}\n")
    assert (result.code, said in result.err) == (4, True)
