"""Trials of what is read: whatever somebody does to the YAML, the command says what is wrong, and where."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given

from handouts.project import library
from tests.trials.mutants import Step, mutated, steps
from tests.trials.trying import TRIALS, Ended, new_clinic, run, tried

FILES = (
    "content/clinic.yaml",
    "content/first-visit-guide.yaml",
    "content/countries/GB.yaml",
    "content/languages/en.yaml",
)
CODES = (0, 1, 3, 4)
PLACED = (
    "unreadable-file|yaml-syntax|duplicate-key|unknown-key|missing-key|wrong-type|unknown-reference|required-block|"
    "emergency-number|missing-file|bad-image"
)
NOT_IN_A_LINE = ("unreadable-file", "missing-file")
LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


@dataclass
class Desk:
    """A clinic's folder with its own copy of every shipped file; one of them is broken at a time."""

    folder: Path
    originals: dict[str, str]
    codes: Counter[int] = field(default_factory=Counter)

    def check(self, file: str, made: list[Step]) -> Ended:
        """Check the handouts with these mistakes in one file and none in the others."""
        for name, text in self.originals.items():
            path = self.folder / name
            path.write_bytes(mutated(text, made) if name == file else text.encode())
        ended = run(self.folder, "check", "first-visit-guide")
        self.codes[ended.code] += 1
        return ended

    def stands_in_a_file(self, error: str) -> bool:
        """Whether an error names a file that is there, and a line and a column in it where its code promises them."""
        found = re.match(r"(?P<file>[^:]+)(:(?P<line>\d+):(?P<column>\d+))?: error: (?P<code>[a-z-]+): ", error)
        if not found:
            return False
        path = self.folder / found["file"]
        if found["line"] is None or not path.is_file():
            return found["code"] in NOT_IN_A_LINE
        lines = LINE_END.split(path.read_bytes().decode("utf-8-sig", "replace"))
        line, column = int(found["line"]), int(found["column"])
        return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    folder = new_clinic(tmp_path_factory.mktemp("mutations") / "clinic")
    originals = {}
    for name in FILES:
        (folder / name).parent.mkdir(exist_ok=True)
        originals[name] = (library() / name).read_text("utf-8").replace("sample: true\n", "")
    return Desk(folder, originals)


@pytest.mark.parametrize("file", FILES)
def test_a_broken_file_is_explained(desk, file):
    """The command reads a broken file without breaking itself, and says in which line of which file it is wrong."""
    texts = list(desk.originals.values())

    @tried(TRIALS // 2, file)
    @given(made=steps(desk.originals[file].count("\n"), texts))
    def trial(made):
        ended = desk.check(file, made)
        assert not ended.is_broken, ended.err
        assert ended.code in CODES, ended.err
        assert bool(ended.errors) == bool(ended.code), ended.err
        placed = [error for error in ended.errors if re.search(rf"error: ({PLACED}): ", error)]
        assert [error for error in placed if not desk.stands_in_a_file(error)] == []

    trial()


def test_some_broken_files_are_refused_and_some_are_read(desk):
    """Mistakes of both kinds are among those that are tried."""
    assert desk.codes.total() >= len(FILES) * (TRIALS // 2), "the trial above must run first, with every file"
    assert desk.codes[3] > desk.codes.total() / 4
    assert desk.codes[0]
