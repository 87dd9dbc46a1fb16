"""The shipped acupoints: that they are whole, that their names are right, and that patients can read them."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handouts.model.acupoint import Acupoints
from handouts.model.place import OnLevel, OnSegment
from handouts.reading import read
from handouts.shaping import shape
from tools.cut_fonts import HAN, LATIN_CUTS

ROOT = Path(__file__).parent.parent
FILE = ROOT / "content" / "acupoints.yaml"
# WHO Standard Acupuncture Point Locations in the Western Pacific Region (2008).
WHO = {
    "LU": 11, "LI": 20, "ST": 45, "SP": 21, "HT": 9, "SI": 19, "BL": 67, "KI": 27, "PC": 9, "TE": 23, "GB": 44,
    "LR": 14, "GV": 28, "CV": 24,
}  # fmt: skip
CUN = {"thumb's width": 1.0, "2 fingers": 1.5, "3 fingers": 2.0, "4 fingers": 3.0, "8 fingers": 6.0}
PREGNANCY = "Traditionally avoided in pregnancy; tell us if you are or may be pregnant"
# Their uses are all from memory: the textbook that the others were checked against says nothing of them.
FROM_MEMORY = [
    "ST17",
    "SI15",
    "BL16",
    "BL26",
    "BL27",
    "BL28",
    "TE11",
    "GB18",
    "GB34",
    "LR7",
    "GV3",
    "GV26",
    "EX-B2",
    "EX-UE7",
]
ORGANS = "liver|kidney|stomach|heart|bladder|gallbladder|spleen|lung|bowel|womb"
NOT_FOR_PATIENTS = f"{ORGANS}|chest|rib|palpitation|faint|breech|fertil|period|urin|sexual|genital|breast|numb|weak"
TONES = {"\u0300", "\u0301", "\u0304", "\u030c"}


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
    assert all(acupoints.channels[name].traditional and acupoints.channels[name].simplified for name in WHO)


def test_each_character_of_a_name_has_its_tone(points):
    """A name has as many tone marks as characters, each letter and its mark as one sign; no name has a light tone."""
    for point in points.values():
        marks = [letter for letter in unicodedata.normalize("NFD", point.pinyin) if letter in TONES]
        assert len(marks) == len(point.simplified), point.code
        assert point.pinyin == unicodedata.normalize("NFC", point.pinyin)


def test_names_are_as_long_in_both_kinds_of_characters(points):
    """Simplified and traditional characters stand one for one."""
    assert [code for code, point in points.items() if len(point.simplified) != len(point.traditional)] == []


def test_no_two_points_share_a_name(points):
    """Some points sound alike, but no two are written alike, in characters or in English."""
    for names in ([point.simplified for point in points.values()], [point.english for point in points.values()]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_the_fonts_hold_every_name(acupoints):
    """The Chinese font is cut to the characters of points, variants and channels; all others hold the pinyin."""
    names = [text for point in acupoints.points for text in (point.simplified, point.traditional, *point.variants)]
    names += [
        name or "" for channel in acupoints.channels.values() for name in (channel.traditional, channel.simplified)
    ]
    assert {letter for name in names for letter in name if letter > "\u2e80"} == set(HAN)
    pinyin = {
        letter for point in acupoints.points for name in (point.pinyin, *point.pinyin_variants) for letter in name
    }
    for cut in LATIN_CUTS:
        letters = {*map(chr, TTFont(ROOT / "styles" / "fonts" / cut.output).getBestCmap())}
        assert pinyin - letters == set(), cut.output


@pytest.mark.parametrize(
    ("code", "reading"),
    [
        ("TE11", "清泠淵 (GB/T 2006, 2021)"),
        ("TE11", "Qīnglíngyuān (GB/T)"),
        ("BL61", "Púshēn (WHO)"),
        ("TE18", "Qìmài (WHO)"),
        ("GB22", "淵液 (as printed in WHO 2008)"),
    ],
)
def test_other_readings_of_a_name_are_kept(points, code, reading):
    """Where the standards read a name in two ways, both stand in the file."""
    assert reading in [*points[code].variants, *points[code].pinyin_variants]


@pytest.mark.parametrize("code", ["LI19", "LI20", "PC8", "PC9", "GB30", "GV26"])
def test_the_six_points_that_the_who_left_undecided_have_both_places(points, code):
    """The WHO (2008) prints an alternative place for six points."""
    assert [other.by for other in points[code].other_places if "WHO 2008, as an alternative" in other.by]


@pytest.mark.parametrize("code", ["LI4", "LI14", "LI19", "GV26", "TE13", "GB31", "KI5", "PC8", "EX-HN3"])
def test_places_that_differ_in_the_chinese_standard_are_kept(points, code):
    """Where GB/T 12346-2021 has another place, it stands beside that of the WHO."""
    assert [other.by for other in points[code].other_places if "GB/T 12346-2021" in other.by]


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


def test_patients_can_read_where_every_point_is(points):
    """Each place has a few plain words that fit a label's second line."""
    for point in points.values():
        assert point.plain, point.code
        assert len(point.plain) <= 60, point.code
        assert 3 <= len(point.plain.split()) <= 10, point.code


def test_no_two_points_of_a_channel_lie_in_the_same_words(points):
    """Neighbours differ in something that patients read."""
    places = Counter((point.channel, point.plain.lower()) for point in points.values())
    assert [place for place, count in places.items() if count > 1] == []


def test_what_patients_read_counts_fingers_as_the_who_counts_cun(points):
    """A thumb's width is 1 cun, two fingers are 1.5, three are 2 and four are 3, wherever a plain place counts them."""
    counted = 0
    for point in points.values():
        for measure in re.findall(r"thumb's width|[0-9]+ fingers", point.plain):
            assert CUN[measure] in cuns(point), point.code
            counted += 1
    assert counted > 120


def cuns(point):
    """The lengths that a place is measured in, and those to the landmark that patients read of instead."""
    keys = ("up", "down", "lateral", "anterior", "proximal", "distal", "ring")
    lengths = {key: length for key in keys if (length := getattr(point.place, key, None))}
    up, down, lateral = (lengths.get(key, 0) for key in ("up", "down", "lateral"))
    instead = {
        "breastbone": 8 - up,  # from the navel to its lower end
        "pubic bone": 5 - down,
        "behind the crown": 7 - up,  # from the back hairline
        "in front of the crown": 5 - up,
        "nipple": lateral - 4,
    }
    return {*lengths.values(), *(cun for words, cun in instead.items() if words in point.plain)}


def test_what_patients_read_tells_no_depth_and_no_organ(points):
    """Plain places name parts of the body that can be seen or felt, and nothing that is done there."""
    words = " ".join(point.plain.lower() for point in points.values())
    assert not re.search(rf"\bdeep|depth|\bmm\b|\bcm\b|\bcun\b|{ORGANS}", words)


def test_each_use_has_one_spelling(points):
    """A use is one thing, and no two uses are the same words in another order or form."""
    uses = {use for point in points.values() for use in point.uses}
    assert [use for use in uses if re.search(r"[,;()]|\b(and|or)\b", use)] == []
    forms = Counter(frozenset(re.sub(r"(ness|s|ing)\b", "", use.replace("-", " ")).split()) for use in uses)
    assert [sorted(form) for form, count in forms.items() if count > 1] == []


def test_patients_read_the_uses_that_are_fit_for_them_and_no_others(acupoints):
    """A point's uses for patients are all that are fit and verified, unless the point is never needled."""
    fit = set(acupoints.patient_uses)
    for point in acupoints.points:
        told = [use for use in point.uses if use in fit and use not in point.unverified]
        assert point.patient_uses == ([] if "no_needle" in point.cautions else told), point.code


def test_no_use_for_patients_is_without_a_point(acupoints):
    """Each use that patients may read is named once, and some point has it."""
    assert len(set(acupoints.patient_uses)) == len(acupoints.patient_uses)
    assert {use for point in acupoints.points for use in point.patient_uses} == set(acupoints.patient_uses)


def test_patients_read_of_no_organ_and_of_nothing_that_needs_a_doctor_first(acupoints):
    """Pain and stiffness of muscles and joints, headache, tension, sleep and digestion are all that patients read."""
    assert [use for use in acupoints.patient_uses if re.search(rf"\b({NOT_FOR_PATIENTS})", use)] == []


@pytest.mark.parametrize("code", FROM_MEMORY)
def test_uses_from_memory_are_unverified(points, code):
    """All the uses of some points are from memory, and patients read none of them."""
    assert points[code].unverified == points[code].uses
    assert points[code].patient_uses == []


def test_a_caution_without_a_sign_is_one_short_sentence(acupoints):
    """What patients are told of an artery, the eye and the like fits a line, and tells no depth."""
    told = {name: caution.patient for name, caution in acupoints.cautions.items() if not caution.sign}
    assert set(told) == {"artery", "brainstem", "deep_organ", "eye", "fontanelle", "nerve", "no_needle"}
    for words in told.values():
        assert re.fullmatch(r"It [^.;:]{10,80}\.", words), words
        assert not re.search(r"\bdeep|depth|shallow|\bmm\b|\bcm\b|\bcun\b", words), words


def test_every_caution_is_needed(acupoints):
    """No caution stands in the file that no point needs."""
    assert {caution for point in acupoints.points for caution in point.cautions} == set(acupoints.cautions)


def test_places_are_typed(points):
    """BL23 lies on a level and so far from the midline, PC6 so far above a crease."""
    assert points["BL23"].place == OnLevel(frame="back", level="L2", lateral="1.5")
    assert isinstance(points["PC6"].place, OnSegment)
    assert (points["PC6"].place.start, points["PC6"].place.proximal) == ("wrist_crease_palmar", 2.0)
