"""Reads off the tag tree of a finished PDF in which order its contents are heard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium


def reading_order(page: Any) -> list[int]:  # noqa: ANN401  pypdfium2 has no types
    """The numbers of a page's marked contents, in the order of their tags."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        roots = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(count))
        return [mark for root in roots if root for mark in _marks(root)]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _marks(element: Any) -> Iterator[int]:  # noqa: ANN401
    """The marked contents in a structure element, in order."""
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _marks(child)
        elif (mark := pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)) >= 0:
            yield mark
