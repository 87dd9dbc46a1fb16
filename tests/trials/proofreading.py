"""Reads a finished PDF with pdfminer, which the engine does not use, and says which words are not on its pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

MARGIN = 15 * 72 / 25.4  # points; only the line at the foot of the page, which repeats the label, stands lower
_HYPHENS = "-\u2010\u2011"
_MOVES = ("R", "AL", "AN", "RLE", "RLO", "RLI")
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


def lost(path: Path, texts: Iterable[str]) -> list[str]:
    """What of `texts` is not printed: texts that do not stand together, and letters that are too few in all."""
    pages = [_letters(page) for page in _pages(path)]
    printed = plain("".join(pages))
    wanted = [plain(text) for text in texts]
    torn = [text for text in texts if not _moves(text) and not _stands(plain(text), printed, len(pages))]
    few = sum(map(Counter, wanted), Counter()) - Counter(printed)
    return torn + [f"{number} of {letter!r}" for letter, number in few.items()]


def plain(text: str) -> str:
    """The letters that can be seen: no spaces, no invisible signs, no hyphens, which may come with a line's end."""
    letters = _UNSEEN.sub("", unicodedata.normalize("NFKD", text))
    return "".join(filter(_is_seen, letters))


def _is_seen(letter: str) -> bool:
    category = unicodedata.category(letter)
    return letter not in _HYPHENS and (category[0] not in "CZ" or category in ("Co", "Cn"))


def _moves(text: str) -> bool:
    """Whether letters of a text are printed in another order than they are written in."""
    return any(unicodedata.bidirectional(letter) in _MOVES for letter in text)


def _stands(text: str, printed: str, pages: int) -> bool:
    """Whether a text is printed in one piece, or in as many as there are pages to divide it."""
    for _ in range(pages):
        length = len(text)
        while length and text[:length] not in printed:
            length -= 1
        text = text[length:]
    return not text


def _pages(path: Path) -> Iterator[LTPage]:
    """The pages as they were drawn; what pdfminer makes of columns and lines is not asked for."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            interpreter.process_page(page)
            yield device.get_result()


def _letters(page: LTPage) -> str:
    """The letters on the sheet and above the foot of the page, in the order they were drawn in."""
    return "".join(char.get_text() for char in _chars(page) if _is_on(page, char) and char.y0 > MARGIN)


def _chars(part: LTComponent) -> Iterator[LTChar]:
    if isinstance(part, LTChar):
        yield part
    elif isinstance(part, LTContainer):
        for child in part:
            yield from _chars(child)


def _is_on(page: LTPage, char: LTChar) -> bool:
    return page.x0 <= char.x0 and char.x1 <= page.x1 and page.y0 <= char.y0 and char.y1 <= page.y1
