"""Reads finished PDFs back."""

from __future__ import annotations

from pathlib import Path

import pypdfium2


def page_texts(path: Path) -> list[str]:
    """The words of each page, with single spaces, as the readers of a PDF extract them."""
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def pdf_text(path: Path) -> str:
    """The words of all pages."""
    return " ".join(page_texts(path))
