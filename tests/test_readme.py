"""The README is right: what it shows can be built, and it names every component and command."""

import re
from pathlib import Path

import pytest
from PIL import Image

from handouts.cli import cli
from handouts.findings import RULES
from handouts.model.handout import COMPONENTS

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
FILES = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
SHAPES = [
    shape
    for name, cell in re.findall(r"^\| `(\w+)`.*?\| (.*) \|$", README, re.MULTILINE)
    for shape in re.findall(r"`([^`]*)`", cell)
    if shape.startswith(f"{name}: ")
]


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


@pytest.mark.parametrize("shape", SHAPES)
def test_the_blocks_it_shows_can_be_built(clinic, sheet, shape):
    """Every way to write a component that the table shows is one."""
    (clinic / "content" / "images").mkdir()
    Image.new("RGB", (900, 600)).save(clinic / "content" / "images" / "door.png")
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace("contact:\n", "contact:\n  web: linden.example\n", 1), "utf-8")
    items = "{title: One, text: Two}" if shape.startswith("steps") else "Two" if "{title" in shape else "One, Two"
    heading = "" if "break" in shape else "heading: Part"
    sources = "" if shape.startswith("references") else "\n- {id: sources, references: {}}"
    result = sheet(f"- id: a\n  {heading}\n  {shape.replace('…', items)}{sources}")
    assert (result.code, result.problems) == (0, [])


def test_it_names_every_component_and_command():
    """Nothing can be added without being explained."""
    shown = {shape.split(":")[0] for shape in SHAPES} | {"column_break"}
    assert shown == set(COMPONENTS)
    assert all(f"handouts {name}" in README or f" {name} " in README for name in cli.commands)


def test_it_names_every_exit_code():
    """The table of exit codes is whole."""
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert codes == {rule.exit_code for rule in RULES.values()} | {2, 130}
