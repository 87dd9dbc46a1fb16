"""What the command says of a sheet that is hard to read."""

import pytest

from tests.heads import HEAD

LONG = "We talk to you about it all day and all night until you say that you do not want to talk any more."
HARD = "Immediate communication facilitates appropriate intervention. " * 3
ITEMS = "[A, B, C, D, E, F, G, H]"
ALL_FOUR = f'- {{id: a, text: "{HARD}{LONG}"}}\n- id: b\n  list: {ITEMS}'


@pytest.fixture
def warnings(sheet):
    """Build a sheet with these blocks, which must be printed: its warnings."""

    def build(blocks):
        result = sheet(blocks)
        assert (result.code, result.out) == (0, "build/sheet.en.a4.pdf  1 page\n")
        return result.problems

    return build


def test_each_rule_is_a_warning_with_its_place(warnings):
    """The sheet is printed, and each of the four findings names file, line and column."""
    grade, sentence, paragraph, entries = warnings(ALL_FOUR)
    assert grade.startswith("content/sheet.yaml:1:1: warning: reading-grade: reads at US grade ")
    assert sentence.startswith("content/sheet.yaml:9:19: warning: long-sentence: the sentence 'We talk to you about ")
    assert paragraph.startswith("content/sheet.yaml:9:19: warning: long-paragraph: the paragraph 'Immediate ")
    assert entries.startswith("content/sheet.yaml:11:11: warning: long-list: this list has 8 entries, more than 7")


@pytest.mark.parametrize("code", ["reading-grade", "long-sentence", "long-paragraph", "long-list"])
def test_each_rule_can_be_switched_off(clinic, warnings, code):
    """A clinic that says `off` under `checks` hears nothing of that rule, and of the others as before."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(f"{file.read_text('utf-8')}checks: {{{code}: off}}\n", "utf-8")
    said = warnings(ALL_FOUR)
    assert (len(said), [line for line in said if code in line]) == (3, [])


def test_strict_makes_errors_of_them(sheet):
    """With `--strict` a sheet that is hard to read is not printed."""
    assert sheet(ALL_FOUR, HEAD, "--strict").code == 1


def test_a_text_of_a_patch_is_found_in_its_own_file(clinic, command):
    """A sentence that a clinic puts into a shipped handout is named in the clinic's file."""
    file = clinic / "content" / "first-visit-guide.yaml"
    file.write_text(f"extends: first-visit-guide\nblocks:\n  after:\n    note: {LONG}\n", "utf-8")
    said = [line for line in command("check", "first-visit-guide").problems if "long-sentence" in line]
    assert [line.partition(" warning")[0] for line in said] == ["content/first-visit-guide.yaml:4:11:"]
