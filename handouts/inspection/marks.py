"""What a finished PDF tells of itself: the fingerprint in its metadata, and the words of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pypdfium2


class NoPdf(ValueError):
    """A file is no PDF, or a damaged one."""


def keywords(path: Path) -> str:
    """The keywords in the metadata of a PDF.

    Raises:
        NoPdf: it cannot be opened.
    """
    with _opened(path) as document:
        told: str = document.get_metadata_value("Keywords")
        return told


def words(path: Path) -> Iterator[str]:
    """The text of each page of a PDF; of a page that is damaged, nothing.

    Raises:
        NoPdf: it cannot be opened.
    """
    with _opened(path) as document:
        for number in range(len(document)):
            with suppress(pypdfium2.PdfiumError):  # the others may tell enough
                yield document[number].get_textpage().get_text_bounded()


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise NoPdf(str(path)) from error
