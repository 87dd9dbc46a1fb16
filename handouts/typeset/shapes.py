"""Reads off the laid-out pages where the blocks and pictures lie, and the boxes that mean something without a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint import Document
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from handouts.areas import Area
from handouts.palette import hexadecimal
from handouts.typeset.boxes import GRAPHIC, below, block_of, border_area, children, is_ornament, moved, roles

_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True)
class PlacedBlock:
    """A block, or the part of it that stands on a page."""

    page: int
    id: str
    area: Area


@dataclass(frozen=True)
class Graphic:
    """A box that means something without a word, such as a bullet or a line to write on: its style says so.

    `colours` are those of its borders and its ground as `#rrggbb`, each with its opacity from 0 to 1.
    """

    page: int
    block: str | None
    area: Area
    colours: list[tuple[str, float]]


@dataclass(frozen=True)
class PlacedPicture:
    """A picture or drawing that says something."""

    page: int
    block: str | None
    area: Area


def read_pictures(document: Document) -> list[PlacedPicture]:
    """Every picture and drawing on the pages that is not decoration."""
    pages = enumerate(document.pages, 1)
    return [picture for number, page in pages for picture in _pictures(page._page_box, number, None)]


def _pictures(box: Any, page: int, block: str | None) -> Iterator[PlacedPicture]:  # noqa: ANN401
    if is_ornament(box) or (box.element is not None and box.element.get("alt") == ""):
        return
    block = block_of(box) or block
    if isinstance(box, boxes.ReplacedBox):
        yield PlacedPicture(page, block, border_area(box))
    for child in children(box):
        yield from _pictures(child, page, block)


def read_blocks(document: Document) -> list[PlacedBlock]:
    """Where each block stands, page by page."""
    return [
        PlacedBlock(number, block, border_area(box))
        for number, page in enumerate(document.pages, 1)
        for box in below(page._page_box)
        if isinstance(box, boxes.BlockLevelBox) and (block := block_of(box))
    ]


def read_graphics(document: Document) -> list[Graphic]:
    """Every box with a border or a ground whose style says `--role: graphic`, or that stands in such a box."""
    pages = enumerate(document.pages, 1)
    return [graphic for number, page in pages for graphic in _graphics(page._page_box, number, None, 1.0)]


def _graphics(box: Any, page: int, block: str | None, opacity: float) -> Iterator[Graphic]:  # noqa: ANN401
    if is_ornament(box) or isinstance(box, boxes.TextBox):
        return
    block = block_of(box) or block
    opacity *= box.style["opacity"]
    found = [graphic for child in children(box) for graphic in _graphics(child, page, block, opacity)]
    if GRAPHIC in roles(box) and not isinstance(box, boxes.LineBox) and (colours := _colours(box, opacity)):
        found.append(Graphic(page, block, border_area(box), colours))
    matrix = getattr(box, "transformation_matrix", None)
    yield from (replace(one, area=moved(one.area, matrix)) if matrix else one for one in found)


def _colours(box: Any, opacity: float) -> list[tuple[str, float]]:  # noqa: ANN401
    """The colours of a box's borders and ground that are not clear."""
    style = box.style
    edges = [f"border_{side}_color" for side in _SIDES if style[f"border_{side}_width"]]
    found = (get_color(style, key) for key in [*edges, "background_color"])
    shown = dict.fromkeys((hexadecimal(colour), colour.alpha * opacity) for colour in found if colour.alpha)
    return [(written, alpha) for written, alpha in shown if written]
