"""The ledger: a line for every sheet that was ever built, and nobody's name in it."""

import json
import subprocess
import sys
from hashlib import sha256

import pytest

from tests.files import change, write
from tests.heads import HEAD

TEXT = "blocks:\n  - {id: a, heading: Hello, text: Some words.}\n"
KEYS = {
    *("fingerprint", "sha256", "day", "handout", "language", "country", "region", "paper", "edition", "title"),
    *("version", "written", "review_by", "words", "brand", "made_with", "pages", "approved"),
}


@pytest.fixture
def one(clinic):
    """A clinic with a small handout."""
    write(clinic / "content" / "sheet.yaml", HEAD + TEXT)
    return clinic


def lines(folder):
    """The lines of the ledger that are whole."""
    return [json.loads(line) for line in (folder / "ledger.jsonl").read_text("utf-8").splitlines() if line]


def test_each_built_sheet_has_a_line(one, command, monkeypatch):
    """It tells which sheet it was, of which words, brand and program; what is up to date adds nothing."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    command("build", "sheet", "--paper", "a4", "--paper", "letter")
    command("build", "sheet")
    first, second = lines(one)
    assert first.keys() == KEYS
    assert first["sha256"] == sha256((one / "build" / "sheet.en.a4.pdf").read_bytes()).hexdigest()
    assert (first["paper"], second["paper"], first["words"] == second["words"]) == ("a4", "letter", True)
    assert (first["day"], first["country"], first["approved"]) == ("2026-11-22", "GB", None)
    assert first["brand"] == {"color": "#1f4e8c", "logo": None, "fonts": {"text": None, "heading": None}}
    assert {"handouts", "weasyprint", "Pango"} <= first["made_with"].keys()


def test_an_approved_sheet_has_a_line_without_a_name(one, command):
    """The day of the approval is told, and nobody who gave it or who treats."""
    write(
        one / "content" / "clinic.yaml",
        (one / "content" / "clinic.yaml").read_text("utf-8") + "practitioners: [{name: Dr X}]\n",
    )
    command("approve", "sheet", "--by", "A. Reviewer", "--role", "nurse")
    command("build", "sheet")
    [line] = lines(one)
    assert (len(line["approved"]), "Reviewer" in json.dumps(line), "Dr X" in json.dumps(line)) == (10, False, False)


def test_the_fingerprint_is_that_of_the_words_the_brand_and_the_program(one, command):
    """Another colour, another version: another fingerprint for the same words."""
    command("build", "sheet")
    change(one / "content" / "clinic.yaml", "#1f4e8c", "#17594a")
    command("build", "sheet")
    change(one / "content" / "sheet.yaml", '"1.0"', '"1.1"')
    command("build", "sheet")
    assert len({line["fingerprint"] for line in lines(one)}) == 3
    assert len({line["words"] for line in lines(one)}) == 1


def test_check_adds_no_line(one, command):
    """What is checked is not printed."""
    assert command("check", "sheet").code == 0
    assert not (one / "ledger.jsonl").exists()


def test_the_demonstration_has_no_ledger(empty, command):
    """Outside of a clinic's folder nothing is kept."""
    assert command("build", "acupoint-chart").code == 0
    assert [path.name for path in empty.iterdir()] == ["build"]


def test_a_torn_line_stays_by_itself(one, command):
    """A build that was killed while it wrote harms neither the next line nor what is told of the others."""
    command("build", "sheet")
    whole = (one / "ledger.jsonl").read_bytes()
    (one / "ledger.jsonl").write_bytes(whole + whole[: len(whole) // 2] + b"\xff\xfe")
    command("build", "sheet", "--force")
    assert (one / "ledger.jsonl").read_bytes() == whole + whole[: len(whole) // 2] + b"\xff\xfe\n" + whole
    assert command("identify", "build/sheet.en.a4.pdf").code == 0


def test_two_builds_at_once_mix_no_lines(one):
    """Whoever builds beside another build adds whole lines."""
    build = [sys.executable, "-m", "handouts", "build", "sheet", "--force", "--out"]
    builds = [subprocess.Popen([*build, f"out-{number}"], cwd=one, stderr=subprocess.DEVNULL) for number in range(2)]
    assert [each.wait(120) for each in builds] == [0, 0]
    assert [line["handout"] for line in lines(one)] == ["sheet", "sheet"]


def test_a_sheet_that_cannot_be_recorded_is_not_built(one, command):
    """No PDF leaves that nobody could identify."""
    (one / "ledger.jsonl").mkdir()
    result = command("build", "sheet")
    assert (result.code, (one / "build" / "sheet.en.a4.pdf").exists()) == (6, False)
    assert "ledger.jsonl: error: cannot-write: cannot be written" in result.err
