"""Lowers blocks to the foot of their page, or of their panel: WeasyPrint has no style for that."""

from __future__ import annotations

from functools import partial
from typing import Any

from weasyprint import DEFAULT_OPTIONS, Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.images import get_image_from_uri
from weasyprint.layout.background import layout_box_backgrounds

from handouts.typeset.boxes import below, children, has_class, is_ornament


def drop_to_foot(document: Document) -> None:
    """Lower each block that asks for the foot of its page or panel down to it, where it is the last there."""
    for number, page in enumerate(document.pages):
        root = page._page_box
        panels = [box for box in below(root) if has_class(box, "panel") and isinstance(box, boxes.BlockLevelBox)]
        for place in panels or [root]:
            foot = _last_foot(place)
            if foot and not _stands_below(place, foot):
                foot.translate(dy=_bottom(place) - foot.position_y - foot.margin_height())
                layout_box_backgrounds(root, foot, partial(_image, document))  # these do not move with their box
                document.pages[number] = Page(root)


def _image(document: Document, url: str, orientation: Any = "from-image") -> Any:  # noqa: ANN401
    options = {"orientation": orientation, "options": DEFAULT_OPTIONS}
    return get_image_from_uri({}, document.url_fetcher, url=url, **options)


def _last_foot(root: Any) -> Any:  # noqa: ANN401
    """The outermost box of the last such block of a page or panel; boxes inside it may share its element."""
    foot = [box for box in below(root) if has_class(box, "at-foot") and isinstance(box, boxes.BlockLevelBox)]
    return next((box for box in foot if box.element is foot[-1].element), None)


def _stands_below(root: Any, box: Any) -> bool:  # noqa: ANN401
    inside = {id(other) for other in below(box)}
    return any(
        isinstance(other, boxes.TextBox) and id(other) not in inside and other.position_y >= box.position_y
        for child in children(root)
        if not isinstance(child, boxes.MarginBox)
        for other in below(child)
        if not is_ornament(other)
    )


def _bottom(box: Any) -> float:  # noqa: ANN401
    bottom: float = box.content_box_y() + box.height
    return bottom
