"""The boxes of a page that WeasyPrint laid out: how to walk among them, and where they lie.

Only this module and its neighbours `runs` and `foot` touch WeasyPrint's box tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.layout.absolute import AbsolutePlaceholder

from handouts.areas import MM_OF_PIXEL, Area

GRAPHIC = "graphic"
"""The role of a box whose borders and ground mean something."""


def below(box: Any) -> Iterator[Any]:  # noqa: ANN401  WeasyPrint has no types
    """The box and all boxes in it, but for what is in ornaments."""
    yield box
    if not is_ornament(box):
        for child in children(box):
            yield from below(child)


def children(box: Any) -> list[Any]:  # noqa: ANN401
    """The boxes right below a box."""
    return [c._box if isinstance(c, AbsolutePlaceholder) else c for c in getattr(box, "children", ())]


def block_of(box: Any) -> str | None:  # noqa: ANN401
    """The id of the block that the box is, as the content names it: of each copy of a sheet the same."""
    return None if box.element is None else box.element.get("data-block")


def has_class(box: Any, name: str) -> bool:  # noqa: ANN401
    """Whether the box belongs to an element of that class."""
    return box.element is not None and name in (box.element.get("class") or "").split()


def is_ornament(box: Any) -> bool:  # noqa: ANN401
    """Whether a box is decoration, which is neither read aloud nor checked."""
    return box.element is not None and box.element.get("aria-hidden") == "true"


def roles(box: Any) -> list[str]:  # noqa: ANN401
    """The words of the custom property `--role`, which WeasyPrint keeps as the tokens that were written."""
    return [token.value for token in box.style["__role"] or () if token.type == "ident"]


def content_area(box: Any) -> Area:  # noqa: ANN401
    """Where a box holds its children."""
    return _area(box.content_box_x(), box.content_box_y(), box.width, box.height)


def border_area(box: Any) -> Area:  # noqa: ANN401
    """A box with its padding and borders."""
    return _area(box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())


def padding_area(box: Any) -> Area:  # noqa: ANN401
    """A box with its padding."""
    return _area(box.padding_box_x(), box.padding_box_y(), box.padding_width(), box.padding_height())


def moved(area: Area, matrix: Any) -> Area:  # noqa: ANN401
    """Where an area comes to lie when its box is turned, scaled or pushed."""
    corners = [(x / MM_OF_PIXEL, y / MM_OF_PIXEL) for x in (area.left, area.right) for y in (area.top, area.bottom)]
    points = [matrix.transform_point(x, y) for x, y in corners]
    xs, ys = [x * MM_OF_PIXEL for x, _ in points], [y * MM_OF_PIXEL for _, y in points]
    return Area(min(xs), min(ys), max(xs), max(ys))


def _area(left: float, top: float, width: float, height: float) -> Area:
    return Area(left * MM_OF_PIXEL, top * MM_OF_PIXEL, (left + width) * MM_OF_PIXEL, (top + height) * MM_OF_PIXEL)
