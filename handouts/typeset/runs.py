"""Reads off the laid-out pages where each run of letters stands, and where it may be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from handouts.areas import MM_OF_PIXEL as MM
from handouts.areas import Area
from handouts.typeset.boxes import (
    GRAPHIC,
    block_of,
    border_area,
    children,
    content_area,
    is_ornament,
    moved,
    padding_area,
    roles,
)

_GENERATED = {"before", "after", "marker", "footnote-call", "footnote-marker"}


@dataclass(frozen=True, eq=False)
class Run:
    """A run of letters on one line, as it was laid out.

    `block` is the id of its block, `element` the HTML element whose text it is, or which made it up
    (`is_generated`: a marker, a counter, an address after a link). `role` is the `--role` its style gives it,
    `language` the one it is tagged with, `opacity` that of all boxes around it. `ink` is where its letters
    stand, `room` where they may be seen. `mark` is the number of its marked content in the PDF: what lies in
    the margins, or was not drawn, has none.
    """

    page: int
    block: str | None
    element: Element | None
    is_generated: bool
    text: str
    family: str
    role: str
    language: str
    opacity: float
    is_rtl: bool
    ink: Area
    room: Area
    mark: int | None = None


@dataclass(frozen=True)
class _Around:
    """What the boxes around a run say of it."""

    page: int
    room: Area  # where the page shows it
    column: Area  # the width its lines were broken for
    block: str | None = None
    opacity: float = 1.0


def read_runs(document: Document, marks: Mapping[Any, int]) -> list[Run]:
    """Every run of letters on the pages, margins included. What is marked as ornament is left out.

    `marks` has the number of the marked content of each box that was written.
    """
    found = []
    for number, page in enumerate(document.pages, 1):
        root = page._page_box
        sheet = Area(0, 0, page.width * MM, page.height * MM)
        for child in children(root):
            room = sheet if isinstance(child, boxes.MarginBox) else content_area(root)
            found += list(_runs(child, _Around(number, room, room), marks))
    return found


def _runs(box: Any, around: _Around, marks: Mapping[Any, int]) -> Iterator[Run]:  # noqa: ANN401  WeasyPrint has no types
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield _run(box, around, marks.get(box))
        return
    if is_ornament(box):
        return
    inside = _inside(box, around)
    matrix = getattr(box, "transformation_matrix", None)
    for child in children(box):
        for run in _runs(child, inside, marks):
            yield replace(run, ink=moved(run.ink, matrix), room=inside.room) if matrix else run


def _run(box: Any, around: _Around, mark: int | None) -> Run:  # noqa: ANN401
    is_generated = box.element is None or box.element_tag.rpartition("::")[2] in _GENERATED
    role, language = _role(box), box.style["lang"] or ""
    room = _within(around.column, around.room)
    texts = (box.text, box.style["font_family"][0], role, language)
    manner = (*texts, around.opacity, box.style["direction"] == "rtl")
    return Run(around.page, around.block, box.element, is_generated, *manner, _ink(box), room, mark)


def _inside(box: Any, around: _Around) -> _Around:  # noqa: ANN401
    """What a box makes of what is around it, for its children."""
    column, room = around.column, around.room
    if isinstance(box, boxes.BlockContainerBox):
        is_of_table = box.is_table_wrapper or isinstance(box, boxes.TableCellBox)
        # A table may grow wider than the column it stands in, so its own width says nothing.
        column = _within(column, border_area(box)) if is_of_table else border_area(box)
    if box.style["overflow"] != "visible" and isinstance(box, boxes.BlockBox):
        room = room.cut(padding_area(box))
    return _Around(around.page, room, column, block_of(box) or around.block, around.opacity * box.style["opacity"])


def _role(box: Any) -> str:  # noqa: ANN401
    """What the letters of a box are for, where its style says so."""
    words = roles(box)
    return next((word for word in words if word != GRAPHIC), GRAPHIC if words else "")


def _ink(box: Any) -> Area:  # noqa: ANN401
    """Where the letters are: a line is taller than they are. Ascent and descent are those of Source Sans."""
    size, base = box.style["font_size"], box.position_y + box.baseline
    edges = (box.position_x, base - size * 0.72, box.position_x + box.width, base + size * 0.21)
    return Area(*(edge * MM for edge in edges))


def _within(column: Area, room: Area) -> Area:
    """`room`, no wider than `column`."""
    return room.cut(Area(column.left, room.top, column.right, room.bottom))
