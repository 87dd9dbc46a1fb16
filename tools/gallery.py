"""Makes docs/gallery.md: the first page of every handout as it was built, what it is for, and what it comes in.

Run by `make gallery`, after `make build`.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from handouts.desk import Desk
from handouts.project import Project
from handouts.reporting import counted
from tools.picture import page

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "gallery"
SCALE = 0.6  # pixels for each point of the paper
COLUMNS = 3
TOP = """# Every handout

The first page of each, for the demonstration clinic in the United Kingdom, on A4. `handouts build NAME` makes one.
All of them are drafts until somebody [approves](../README.md#approve-the-words) their words.
"""


def main() -> None:
    """Write docs/gallery.md and its pictures."""
    desk = Desk(Project.at(ROOT, ROOT))
    names = desk.project.handouts()
    desk.read(names)
    FOLDER.mkdir(exist_ok=True)
    for name in names:
        page(_pdf(name), 1, SCALE).quantize(32).save(FOLDER / f"{name}.png", optimize=True)
    cells = [_cell(desk, name) for name in names]
    rows = [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]
    table = ["| " + " | ".join(row) + " |" for row in rows]
    table[1:1] = ["|" + " --- |" * COLUMNS]
    (ROOT / "docs" / "gallery.md").write_text("\n".join([TOP, *table, ""]), "utf-8")


def _pdf(name: str) -> Path:
    return ROOT / "build" / f"{name}.en.a4.pdf"


def _cell(desk: Desk, name: str) -> str:
    """What the gallery shows of a handout."""
    manuscript = desk.manuscripts[name]
    handout = manuscript.handout
    title = manuscript.plain_title(desk.studio.practice) if desk.studio else handout.title
    with pypdfium2.PdfDocument(_pdf(name)) as document:
        count = len(document)
    editions = ", ".join(edition.replace("-", " ") for edition in handout.editions)
    return f"![{title}, page 1](gallery/{name}.png)<br>**{title}**<br>`{name}`<br>{counted(count)}; {editions}"


if __name__ == "__main__":
    main()
