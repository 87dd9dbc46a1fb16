"""The pages of docs/ and the README are right: every command they show runs, in the order in which they show it."""

import re
import shlex
from pathlib import Path

import pytest

from handouts.placeholders import PHONE as PLACEHOLDER_PHONE
from tests.conftest import PHONE
from tests.files import change, write

ROOT = Path(__file__).parent.parent
FENCES = re.compile(r"^ *```\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
OWN_WORDS = (ROOT / "README.md").read_text("utf-8").split("```yaml\n")[3].partition("```")[0]


def commands(page):
    """The lines of a page's examples that call the program or change the folder, as words."""
    shown = "\n".join(FENCES.findall((ROOT / page).read_text("utf-8")))
    lines = (line.strip() for line in shown.splitlines())
    return [shlex.split(line, comments=True) for line in lines if re.match(r"handouts (?!.*\[)|cd ", line)]


PAGES = [page for page in ("README.md", *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md"))) if commands(page)]


@pytest.fixture
def typed(empty, command, monkeypatch):
    """Type a line in the folder where its reader would be, and fill in what the starter leaves open."""
    monkeypatch.setenv("PATH", "")  # nothing shall be opened on this desktop

    def run(words):
        if words[0] == "cd":
            return monkeypatch.chdir(empty / words[1])
        if words[1:3] == ["new", "my-clinic"] and (empty / "my-clinic").exists():
            words[2] = "another-clinic"
        monkeypatch.chdir(
            empty if words[1] in ("--project", "new") and "--handout" not in words else empty / "my-clinic"
        )
        result = command(*words[1:])
        if words[1:3] == ["new", "my-clinic"]:
            change(empty / "my-clinic" / "content" / "clinic.yaml", PLACEHOLDER_PHONE, PHONE)
        if "--handout" in words:
            write(empty / "my-clinic" / "content" / f"{words[-1]}.yaml", OWN_WORDS)
        return result.code, result.err

    return run


@pytest.mark.parametrize("page", PAGES)
def test_every_command_it_shows_runs(typed, page):
    """Whoever types what a page shows, line by line, is not refused."""
    if ["handouts", "new", "my-clinic", "--country", "GB"] not in commands(page):
        typed(["handouts", "new", "my-clinic"])
    for words in commands(page):
        code, said = typed(words) or (0, "")
        assert code == 0, f"{shlex.join(words)}: {said}"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/ci.md"])
def test_every_target_of_make_it_names_is_there(page):
    """Whoever types `make` with a word of a page is understood."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    assert set(named) - set(targets) == set()
    assert named != [] or page.startswith("docs/")
