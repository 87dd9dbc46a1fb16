"""Makes docs/gallery.md: the first page of every handout as it was built, what it is for, and what it comes in.

Run by `make gallery`, after `make build`.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from handouts.desk import Desk
from handouts.markdown import plain
from handouts.project import Project
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
    cells = [_cell(desk, name) for name in names]
    rows = [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]
    table = ["| " + " | ".join(row) + " |" for row in rows]
    table[1:1] = ["|" + " --- |" * COLUMNS]
    (ROOT / "docs" / "gallery.md").write_text("\n".join([TOP, *table, ""]), "utf-8")


def _cell(desk: Desk, name: str) -> str:
    """What the gallery shows of a handout; its picture is drawn by the way."""
    pdf = ROOT / "build" / f"{name}.en.a4.pdf"
    page(pdf, 1, SCALE).quantize(32).save(FOLDER / f"{name}.png", optimize=True)
    handout = desk.manuscripts[name].handout
    values = desk.studio.practice.values("en") if desk.studio else None
    title = plain(handout.title, values) if values else handout.title
    with pypdfium2.PdfDocument(pdf) as document:
        count = len(document)
    pages = "1 page" if count == 1 else f"{count} pages"
    editions = ", ".join(edition.replace("-", " ") for edition in handout.editions)
    return f"![{title}, page 1](gallery/{name}.png)<br>**{title}**<br>`{name}`<br>{pages}; {editions}"


if __name__ == "__main__":
    main()
