"""Words as they are compared: without the marks that only help to set or break them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

# PDFium reads a hyphen at a line's end as U+0002; the others are put in, or taken out, where a word is broken.
_HYPHENS = "\u0002\u00ad\u2010-"
# Letters and marks by their category, which nothing is drawn for: Unicode's Default_Ignorable_Code_Point.
_SHAPELESS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
_UNSEEN = {"Cf", "Cc", "Zs", "Zl", "Zp"}
_LONGEST_QUOTE = 40  # letters: as much as fits into one line
_UNREAD = {"head", "script", "style", "template"}
_SILENT = {*_UNREAD, "select", "svg"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@lru_cache(maxsize=8192)  # each text is compared with many others, and so on each paper again
def squash(text: str) -> str:
    """A text without spaces, hyphens and what has no shape, in small letters: how readers of a PDF see it."""
    if text.isascii():
        return re.sub(r"[\s\x00-\x1f-]+", "", text).lower()
    composed = unicodedata.normalize("NFKC", text).casefold()
    kept = (letter for letter in composed if unicodedata.category(letter) not in _UNSEEN and letter not in _HYPHENS)
    return _SHAPELESS.sub("", unicodedata.normalize("NFKC", "".join(kept)))


def without_accents(text: str) -> str:
    """A text whose letters have lost their accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn")


def has_bidi(text: str) -> bool:
    """Whether a text has letters that run from right to left, which readers of a PDF give in either order."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text)


@dataclass(frozen=True)
class Segment:
    """A text of the HTML between two tags: the element it belongs to, and the id of its block."""

    element: Element
    block: str | None
    text: str


def segments(element: Element) -> Iterator[Segment]:
    """Every text below an element that is to be read aloud, in order."""
    return (piece for piece in pieces(element, skipped=_SILENT, aloud=True) if piece.text.strip())


def pieces(
    element: Element, block: str | None = None, *, skipped: Container[str] = _UNREAD, aloud: bool = False
) -> Iterator[Segment]:
    """Every text between two tags, empty ones too, in order: all that is drawn, or what of it is read aloud."""
    if _is_passed(element, skipped, aloud=aloud):
        return
    block = element.get("data-block", block)
    yield Segment(element, block, element.text or "")
    for child in element:
        yield from pieces(child, block, skipped=skipped, aloud=aloud)
        yield Segment(element, block, child.tail or "")


def readable(element: Element, block: str | None = None, *, aloud: bool = True) -> Iterator[tuple[Element, str | None]]:
    """An element and all in it that is to be read aloud, or is drawn, each with the id of its block."""
    waiting = [(element, block)]
    while waiting:
        element, block = waiting.pop()
        if not _is_passed(element, _UNREAD, aloud=aloud):
            block = element.get("data-block", block)
            yield element, block
            waiting.extend((child, block) for child in reversed(element))


def _is_passed(element: Element, skipped: Container[str], *, aloud: bool) -> bool:
    """Whether nothing of an element counts; a comment has no name."""
    is_hidden = aloud and element.get("aria-hidden") == "true"
    return is_hidden or not isinstance(element.tag, str) or name(element) in skipped


def copies(source: Element) -> list[Element]:
    """The copies that a sheet holds, its foot with each; a sheet that says nothing of copies is the only one."""
    return [part for part in source.iter() if part.get("data-copy")] or [source]


def name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks, on one line."""
    words = " ".join(text.split())
    return f"'{words[:_LONGEST_QUOTE]}{'…' if len(words) > _LONGEST_QUOTE else ''}'"
