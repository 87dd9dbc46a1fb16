"""Reads and adjusts the pages that WeasyPrint laid out. Only this module touches its box tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from weasyprint import DEFAULT_OPTIONS, Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.images import get_image_from_uri
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import layout_box_backgrounds

MM = 25.4 / 96  # WeasyPrint measures in CSS pixels


@dataclass(frozen=True)
class Area:
    """A rectangle on a page: mm from the page's left and top edge."""

    left: float
    top: float
    right: float
    bottom: float

    def cut(self, other: Area) -> Area:
        """What both cover."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def beyond(self, other: Area) -> float:
        """How far this sticks out of `other` at its worst side, in mm; 0 or less where it does not."""
        return max(other.left - self.left, other.top - self.top, self.right - other.right, self.bottom - other.bottom)


@dataclass(frozen=True)
class Run:
    """A run of letters on one line. `block` is the id of its block; `room` is where it may be seen."""

    page: int
    block: str | None
    text: str
    family: str
    ink: Area
    room: Area


def drop_to_foot(document: Document) -> None:
    """Lower each block that asks for the page's foot down to it, where it is the last of its page."""
    for number, page in enumerate(document.pages):
        root = page._page_box
        foot = _last_foot(root)
        if foot and not _stands_below(root, foot):
            foot.translate(dy=_bottom(root) - foot.position_y - foot.margin_height())
            layout_box_backgrounds(root, foot, partial(_image, document))  # these do not move with their box
            document.pages[number] = Page(root)


def runs(document: Document) -> list[Run]:
    """Every run of letters on the pages, margins included. What is marked as ornament is left out."""
    found = []
    for number, page in enumerate(document.pages, 1):
        root = page._page_box
        sheet = Area(0, 0, page.width * MM, page.height * MM)
        for child in _children(root):
            room = sheet if isinstance(child, boxes.MarginBox) else _content(root)
            found += list(_runs(child, number, None, room, room))
    return found


def _runs(box: Any, page: int, block: str | None, room: Area, column: Area) -> Iterator[Run]:  # noqa: ANN401  WeasyPrint has no types
    """The runs below a box. `room` is where the page shows it, `column` the width its lines were broken for."""
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield Run(page, block, box.text, box.style["font_family"][0], _ink(box), _within(column, room))
        return
    if _is_ornament(box):
        return
    if isinstance(box, boxes.BlockContainerBox):
        is_of_table = box.is_table_wrapper or isinstance(box, boxes.TableCellBox)
        # A table may grow wider than the column it stands in, so its own width says nothing.
        column = _within(column, _border_area(box)) if is_of_table else _border_area(box)
    if _has_class(box, "block"):
        block = box.element.get("id")
    if box.style["overflow"] != "visible" and isinstance(box, boxes.BlockBox):
        room = room.cut(_padding_area(box))
    matrix = getattr(box, "transformation_matrix", None)
    for child in _children(box):
        for run in _runs(child, page, block, room, column):
            yield replace(run, ink=_moved(run.ink, matrix), room=room) if matrix else run


def _moved(area: Area, matrix: Any) -> Area:  # noqa: ANN401
    """Where an area comes to lie when its box is turned, scaled or pushed."""
    corners = [(x / MM, y / MM) for x in (area.left, area.right) for y in (area.top, area.bottom)]
    points = [matrix.transform_point(x, y) for x, y in corners]
    xs, ys = [x * MM for x, _ in points], [y * MM for _, y in points]
    return Area(min(xs), min(ys), max(xs), max(ys))


def _image(document: Document, url: str, orientation: Any = "from-image") -> Any:  # noqa: ANN401
    options = {"orientation": orientation, "options": DEFAULT_OPTIONS}
    return get_image_from_uri({}, document.url_fetcher, url=url, **options)


def _last_foot(root: Any) -> Any:  # noqa: ANN401
    """The outermost box of the last such block of a page; boxes inside it may share its element."""
    foot = [box for box in _below(root) if _has_class(box, "at-foot") and isinstance(box, boxes.BlockLevelBox)]
    return next((box for box in foot if box.element is foot[-1].element), None)


def _stands_below(root: Any, box: Any) -> bool:  # noqa: ANN401
    inside = {id(other) for other in _below(box)}
    return any(
        isinstance(other, boxes.TextBox) and id(other) not in inside and other.position_y >= box.position_y
        for child in _children(root)
        if not isinstance(child, boxes.MarginBox)
        for other in _below(child)
        if not _is_ornament(other)
    )


def _below(box: Any) -> Iterator[Any]:  # noqa: ANN401
    yield box
    if not _is_ornament(box):
        for child in _children(box):
            yield from _below(child)


def _children(box: Any) -> list[Any]:  # noqa: ANN401
    return [c._box if isinstance(c, AbsolutePlaceholder) else c for c in getattr(box, "children", ())]


def _has_class(box: Any, name: str) -> bool:  # noqa: ANN401
    return box.element is not None and name in (box.element.get("class") or "").split()


def _is_ornament(box: Any) -> bool:  # noqa: ANN401
    return box.element is not None and box.element.get("aria-hidden") == "true"


def _ink(box: Any) -> Area:  # noqa: ANN401
    """Where the letters are: a line is taller than they are. Ascent and descent are those of Source Sans."""
    size, base = box.style["font_size"], box.position_y + box.baseline
    edges = (box.position_x, base - size * 0.72, box.position_x + box.width, base + size * 0.21)
    return Area(*(edge * MM for edge in edges))


def _content(box: Any) -> Area:  # noqa: ANN401
    left, top = box.content_box_x(), box.content_box_y()
    return Area(left * MM, top * MM, (left + box.width) * MM, (top + box.height) * MM)


def _border_area(box: Any) -> Area:  # noqa: ANN401
    left, top = box.border_box_x(), box.border_box_y()
    return Area(left * MM, top * MM, (left + box.border_width()) * MM, (top + box.border_height()) * MM)


def _within(column: Area, room: Area) -> Area:
    """`room`, no wider than `column`."""
    return room.cut(Area(column.left, room.top, column.right, room.bottom))


def _padding_area(box: Any) -> Area:  # noqa: ANN401
    left, top = box.padding_box_x(), box.padding_box_y()
    return Area(left * MM, top * MM, (left + box.padding_width()) * MM, (top + box.padding_height()) * MM)


def _bottom(box: Any) -> float:  # noqa: ANN401
    bottom: float = box.content_box_y() + box.height
    return bottom
