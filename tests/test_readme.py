"""The README is right: what it shows can be built, and its tables are whole."""

import re
from pathlib import Path

import pytest

from handouts.cli import cli
from handouts.findings import RULES
from handouts.systems import SYSTEMS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
FILES = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("text", "name"), [(FILES[0], "first-visit-guide"), (FILES[1], "directions")])
def test_the_files_it_shows_can_be_built(clinic, command, text, name):
    """Whoever copies an example gets a sheet on both papers."""
    (clinic / "content" / f"{name}.yaml").write_text(text, "utf-8")
    result = command("build", name, "--paper", "a4", "--paper", "letter")
    assert (result.code, result.problems) == (0, [])


def test_the_source_it_shows_can_be_cited(clinic, sheet):
    """Whoever copies the example of a source can show its fact."""
    (clinic / "content" / "evidence.yaml").write_text(FILES[2], "utf-8")
    assert sheet("- {id: a, icon_array: [X01.well]}\n- {id: sources, references: {}}").problems == []


def test_it_names_every_command():
    """No command can be added without being shown."""
    assert [name for name in cli.commands if f"handouts {name}" not in README and f" {name} " not in README] == []


def test_it_has_the_line_of_every_system():
    """Its table is that of `handouts doctor`; on Windows the libraries come along."""
    rows = re.findall(r"^\| ([^|]+) \| `([^`]+)` \|$", README, re.MULTILINE)
    assert [row for row in rows if row[1] in {system.line for system in SYSTEMS}] == [
        (system.name, system.line) for system in SYSTEMS if system.name != "Windows"
    ]


def test_it_names_every_exit_code():
    """The table of exit codes is whole."""
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert codes == {rule.exit_code for rule in RULES.values()} | {2, 130}


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md"))]
)
def test_a_page_links_to_what_is_there(page):
    """Each link leads to a file of the project, and to a heading that it has."""
    file = ROOT / page
    for target in re.findall(
        r"\]\((?!https?:|mailto:|tel:)([^)\s]+)\)", re.sub(r"`[^`]*`", "", file.read_text("utf-8"))
    ):
        name, _, anchor = target.partition("#")
        linked = file.parent / name if name else file
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked.read_text("utf-8")), target


def anchors(text):
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
