"""Reads finished PDFs back."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from handouts.areas import MM_OF_POINT


def page_texts(path: Path) -> list[str]:
    """The words of each page, with single spaces, as the readers of a PDF extract them."""
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def pdf_text(path: Path) -> str:
    """The words of all pages."""
    return " ".join(page_texts(path))


def place_of(path: Path, words: str, page: int = 0) -> tuple[float, float]:
    """Where words stand on a page: mm from its left and top edges."""
    with pypdfium2.PdfDocument(path) as document:
        text = document[page].get_textpage()
        at = text.search(words).get_next()[0]
        left, _, _, top = text.get_charbox(at)
        return left * MM_OF_POINT, (document[page].get_height() - top) * MM_OF_POINT
