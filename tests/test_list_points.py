"""`handouts list --points`: which acupoints words find, and how they are told."""

import json
import unicodedata

import pytest

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def found(command):
    """The codes that these words find."""

    def codes(*words):
        result = command("list", "--points", *words)
        assert (result.code, result.err) == (0, "")
        return [line.split()[0] for line in result.out.splitlines()[1:]]

    return codes


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["LI4"], ["LI4"]),
        (["li4"], ["LI4"]),
        (["ex-hn3"], ["EX-HN3"]),
        (["Zúsānlǐ"], ["ST36"]),
        (["zusanli"], ["ST36"]),
        (["ZUSANLI"], ["ST36"]),
        (["zhongdu"], ["GB32", "LR6"]),
        (["合谷"], ["LI4"]),
        (["后溪"], ["SI3"]),
        (["後谿"], ["SI3"]),
        (["joining valley"], ["LI4"]),
        (["hand", "stiff", "neck"], ["SI3", "SI4", "EX-UE8"]),
        (["Yintang"], ["EX-HN3"]),
    ],
)
def test_words_find_points(found, words, codes):
    """A code, a name with tones and without, characters of both kinds, English, and words of different sorts."""
    assert found(*words) == codes


def test_a_code_is_found_whole(found):
    """BL1 is one point, and not those whose codes begin alike."""
    assert found("BL1") == ["BL1"]


@pytest.mark.parametrize(("word", "part"), [("hand", "LI4"), ("lumbar", "BL23"), ("upper back", "BL13")])
def test_a_region_finds_its_points(found, word, part):
    """A part of the body finds what lies there."""
    assert part in found(word)
    assert "ST36" not in found(word)


def test_a_use_finds_every_point_that_has_it(found, command):
    """Words of one use find the points that are used for it by tradition."""
    rows = json.loads(command("list", "--points", "headache", "--json").out)["points"]
    assert found("headache") == [row["code"] for row in rows]
    assert all(any("headache" in use for use in row["uses"]) for row in rows)
    assert len(rows) > 30


def test_all_words_must_be_found(found):
    """More words find fewer points."""
    assert set(found("low", "back", "pain")) < set(found("back"))
    assert set(found("hand", "headache")) == set(found("hand")) & set(found("headache"))


def test_without_words_all_points_are_listed(found):
    """All 361 points of the WHO and the 22 extra points."""
    assert len(found()) == 383


def test_columns_stand_under_each_other(command):
    """Chinese characters are as wide as two letters, so that each column begins at one place in a terminal."""
    lines = command("list", "--points", "hand").out.splitlines()
    head = lines[0]
    assert head.split() == ["CODE", "NAME", "CHARACTERS", "WHERE", "TRADITIONAL", "USES"]
    for line in lines[1:]:
        wide = "".join(letter * (2 if unicodedata.east_asian_width(letter) in "WF" else 1) for letter in line)
        assert [wide[head.index(word) - 1] for word in ("NAME", "CHARACTERS", "WHERE", "TRADITIONAL")] == [" "] * 4
        assert " " not in [wide[head.index(word)] for word in ("NAME", "CHARACTERS", "WHERE", "TRADITIONAL")]


def test_nothing_found_is_said(command):
    """Words that no point has are said again, and nothing is listed."""
    result = command("list", "--points", "toothpaste", "hand")
    assert (result.code, result.out) == (0, "")
    assert result.err == "no acupoint has 'toothpaste hand' in its code, names, characters, region or uses\n"


def test_programs_get_one_document(command):
    """With `--json` each point is a row with its names, places, uses and signs."""
    document = json.loads(command("list", "--points", "LI4", "--json").out)
    assert (document["version"], document["findings"]) == (1, [])
    [row] = document["points"]
    assert (row["code"], row["pinyin"], row["region"], row["signs"]) == ("LI4", "Hégǔ", "hand", ["pregnancy"])
    assert json.loads(command("list", "--points", "toothpaste", "--json").out)["points"] == []


def test_words_alone_are_told_the_option(command):
    """Handouts are not looked for by words; the line says how points are."""
    result = command("list", "low", "back", "pain")
    assert (result.code, result.out) == (2, "")
    assert "To look for acupoints type: handouts list --points low back pain" in result.err


def test_a_broken_file_is_told(command, clinic):
    """What is wrong in the clinic's own file is one line, for people and for programs."""
    (clinic / "content" / "acupoints.yaml").write_text("extends: acupoints\npionts: {}\n", "utf-8")
    result = command("list", "--points")
    assert result.code == 3
    assert "content/acupoints.yaml:2:1: error: unknown-key: 'pionts'" in result.err
    document = json.loads(command("list", "--points", "--json").out)
    assert [finding["code"] for finding in document["findings"]] == ["unknown-key"]
