"""Says the language of letters that the language around them is not written in, so that nobody else must."""

from __future__ import annotations

from itertools import chain
from xml.etree.ElementTree import Element

from handouts.languages import foreign_parts

_SILENT = {"head", "script", "style", "template", "textarea", "option"}


def name_languages(element: Element, language: str = "") -> None:
    """Put a `<span lang>` around foreign letters in all texts below an element; drawings can hold no such span."""
    if not isinstance(element.tag, str) or element.tag in _SILENT or element.tag.startswith("{"):
        return
    language = element.get("lang", language)
    for child in element:
        name_languages(child, language)
    if language and not "".join(_texts(element)).isascii():
        before, spans = _divided(element.text, language)
        parts = [spans, *([child, *_after(child, language)] for child in element)]
        element.text, element[:] = before, chain(*parts)


def _texts(element: Element) -> list[str]:
    return [element.text or "", *(child.tail or "" for child in element)]


def _after(child: Element, language: str) -> list[Element]:
    child.tail, spans = _divided(child.tail, language)
    return spans


def _divided(text: str | None, language: str) -> tuple[str | None, list[Element]]:
    """A text up to its first foreign letters, and the spans that hold these, each with the text after it."""
    found = list(foreign_parts(text, language)) if text else []
    if not text or not found:
        return text, []
    ends = [*(start for start, _, _ in found[1:]), len(text)]
    return text[: found[0][0]], [
        _span(text[start:end], spoken, text[end:until]) for (start, end, spoken), until in zip(found, ends, strict=True)
    ]


def _span(text: str, language: str, tail: str) -> Element:
    span = Element("span", lang=language)
    span.text, span.tail = text, tail
    return span
