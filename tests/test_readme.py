"""The README is right: what it shows can be built, and its tables are whole."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handouts.cli import cli
from handouts.findings import RULES
from handouts.project import library
from handouts.systems import SYSTEMS
from tests.files import change, write
from tests.shipped import HANDOUTS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BRAND, PATCH, HANDOUT, SOURCE, CHART, CHOICES, POINT = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("text", "name"), [(PATCH, "first-visit-guide"), (HANDOUT, "directions")])
def test_the_files_it_shows_can_be_built(clinic, command, text, name):
    """Whoever copies an example gets a sheet on both papers."""
    change(clinic / "content" / "clinic.yaml", "  # address:", "  address:")
    change(
        clinic / "content" / "clinic.yaml",
        "[1 Your Street, Your Town, AB1 2CD]",
        "[14 Linden Row, Harrow Green, HG3 2QT]",
    )
    write(clinic / "content" / f"{name}.yaml", text)
    result = command("build", name, "--paper", "a4", "--paper", "letter")
    assert (result.code, result.problems) == (0, [])


def test_the_brand_it_shows_is_printed(clinic, command):
    """Whoever copies the example, and puts a drawing and a font there, gets a sheet with both."""
    file = clinic / "content" / "clinic.yaml"
    before, _, after = file.read_text("utf-8").partition("brand:\n")
    write(file, before + BRAND + "\ncontact:" + after.partition("\ncontact:")[2])
    write(clinic / "content" / "images" / "logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    (clinic / "styles" / "fonts").mkdir(parents=True)
    font = TTFont(library() / "styles" / "fonts" / "heading.ttf")
    font["name"].setName("Lato", 1, 3, 1, 0x409)
    font.save(clinic / "styles" / "fonts" / "lato.ttf")
    result = command("build", "first-visit-guide")
    assert (result.code, result.problems) == (0, [])


def test_the_source_it_shows_can_be_cited(clinic, sheet):
    """Whoever copies the example of a source can show its fact."""
    (clinic / "content" / "evidence.yaml").write_text(SOURCE, "utf-8")
    assert sheet("- {id: a, icon_array: [X01.well]}\n- {id: sources, references: {}}").problems == []


@pytest.mark.parametrize("blocks", ["", CHOICES])
def test_the_charts_it_shows_can_be_built(clinic, command, blocks):
    """Whoever copies the example of a chart, or of what chooses points, gets a sheet, the first also as a poster."""
    write(clinic / "content" / "points.yaml", CHART.partition("blocks:")[0] + blocks if blocks else CHART)
    result = command("build", "points", *(() if blocks else ("--paper", "a4", "--paper", "a3")))
    assert (result.code, result.problems) == (0, [])


def test_the_point_it_shows_can_be_drawn(clinic, sheet):
    """Whoever copies the example of a point of their own gets it drawn."""
    write(clinic / "content" / "acupoints.yaml", POINT)
    assert sheet("- {id: a, chart: [EX-B90]}\n").problems == []


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


def test_the_gallery_shows_every_handout():
    """Each shipped handout has its first page in docs/gallery.md, and the picture is there."""
    gallery = (ROOT / "docs" / "gallery.md").read_text("utf-8")
    shown = re.findall(r"\]\((gallery/[a-z0-9-]+\.png)\)", gallery)
    assert shown == [f"gallery/{name}.png" for name in HANDOUTS]
    assert [name for name in shown if not (ROOT / "docs" / name).is_file()] == []
