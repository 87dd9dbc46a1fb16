"""Write a laid-out document as PDF/UA-1, with a tag tree that a screen reader can follow.

WeasyPrint 70 leaves gaps. Only this module reaches into its private parts to fill them: `Stream.marked` draws
decoration as artifacts, `_build_box_tree` tells the box of each element, and the finished tree is mended.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.boxes import Box, LineBox, MarginBox, TextBox
from weasyprint.pdf import tags as weasyprint_tags
from weasyprint.pdf.stream import Stream

from handouts.typeset.printing import prefer_printing
from handouts.typeset.tag_tree import TABLE_TAGS, TagTree

_Artifacts = dict[Box, pydyf.Dictionary]
_LAYOUT, _PAGINATION = (pydyf.Dictionary({"Type": type_}) for type_ in ("/Layout", "/Pagination"))

# Scripts from Devanagari to Burmese, and Khmer, draw letters in another order or number than they are written.
_COMPOSED = re.compile("[\u0900-\u109f\u1780-\u17ff]")


def write_pdf(document: Document) -> tuple[bytes, dict[Box, int]]:
    """Return the laid-out document as a PDF/UA-1 file, and the number of each box's marked content on its page."""
    artifacts = _find_artifacts(document)
    _drop_surplus_links(document, artifacts)
    with _marking(artifacts) as (boxes_of, marks):
        pdf = document.write_pdf(pdf_variant="pdf/ua-1", finisher=partial(_finish, boxes_of))
    return bytes(pdf), marks


def _finish(boxes_of: dict[int, Box], document: Document, pdf: pydyf.PDF) -> None:
    """Mend the tag tree, and the letters of a font that mean nothing by themselves: readers want some meaning."""
    TagTree(pdf, boxes_of).mend()
    prefer_printing(document, pdf)
    for stream in (thing.stream for thing in pdf.objects if isinstance(thing, pydyf.Stream)):
        if b"begincmap" in stream:
            stream[:] = [line[:-2] + b"<200b>" if line.endswith(b" <>") else line for line in stream]


def _find_artifacts(document: Document) -> _Artifacts:
    """Map each box that is not to be read aloud to the properties of its artifact."""
    found: _Artifacts = {}
    homes: dict[tuple[Element, str], Page] = {}

    def visit(box: Box, inherited: pydyf.Dictionary | None, page: Page) -> None:
        box = getattr(box, "_box", box)  # out of the placeholder of a positioned box
        artifact = inherited or _own_artifact(box)
        is_fixed = box.style["position"] == "fixed"
        if is_fixed and homes.setdefault((box.element, box.element_tag), page) is not page:
            artifact = _PAGINATION
        if artifact:
            found[box] = artifact
        for child in box.children:
            visit(child, artifact, page)

    for page in document.pages:
        visit(page._page_box, None, page)
    return found


def _own_artifact(box: Box) -> pydyf.Dictionary | None:
    if isinstance(box, MarginBox):
        return _PAGINATION
    attributes = {} if box.element is None else box.element.attrib
    is_picture = box.element_tag in {"img", "{http://www.w3.org/2000/svg}svg"}
    has_no_say = attributes.get("alt") == "" or attributes.get("role") in {"presentation", "none"}
    return _LAYOUT if attributes.get("aria-hidden") == "true" or (is_picture and has_no_say) else None


@contextmanager
def _marking(artifacts: _Artifacts) -> Iterator[tuple[dict[int, Box], dict[Box, int]]]:
    """While WeasyPrint writes: draw artifacts as such, note each structure element's box and each box's mark."""
    original_marked, original_build = Stream.marked, weasyprint_tags._build_box_tree
    boxes_of: dict[int, Box] = {}
    marks: dict[Box, int] = {}
    unread = itertools.count(-1, -1)

    @contextmanager
    def marked(stream: Stream, box: Box, tag: str) -> Iterator[None]:
        if box in artifacts:
            stream.begin_marked_content("Artifact", artifacts[box])
            yield
            stream.end_marked_content()
        elif isinstance(box, TextBox) and _COMPOSED.search(box.text):
            stream._tags[box] = {"tag": tag, "mcid": len(stream._tags)}
            marks[box] = stream._tags[box]["mcid"]
            properties = {"MCID": marks[box], "ActualText": pydyf.String(box.text)}
            stream.begin_marked_content(tag, pydyf.Dictionary(properties))
            yield
            stream.end_marked_content()
        else:
            marks[box] = len(stream._tags)
            with original_marked(stream, box, tag):
                yield

    def build(box: Box, *rest: dict[Any, Any]) -> Iterator[pydyf.Dictionary]:
        box = getattr(box, "_box", box)
        if box in artifacts and box.element_tag not in TABLE_TAGS:
            return
        # WeasyPrint wants a number for each text of the box; the tree leaves negative ones out.
        parents = [box, *(child for child in box.children if isinstance(child, LineBox))]
        for text in (child for parent in parents for child in parent.children if isinstance(child, TextBox)):
            if text in artifacts:
                rest[-1][text] = {"tag": "Span", "mcid": next(unread)}
        for element in original_build(box, *rest):
            boxes_of.setdefault(element.number, box)
            yield element

    Stream.marked, weasyprint_tags._build_box_tree = marked, build
    try:
        yield boxes_of, marks
    finally:
        Stream.marked, weasyprint_tags._build_box_tree = original_marked, original_build


def _drop_surplus_links(document: Document, artifacts: _Artifacts) -> None:
    """Drop links that are artifacts, which PDF/UA forbids, that are empty, or lie on the link around them."""
    for page in document.pages:
        links = [link for link in page.links if link[3] not in artifacts]
        page.links = [link for link in links if not _is_surplus(link, links)]


def _is_surplus(link: tuple[Any, ...], links: list[tuple[Any, ...]]) -> bool:
    _, target, (left, top, right, bottom), box = link
    covers = (
        x1 <= left and y1 <= top and right <= x2 and bottom <= y2
        for _, other_target, (x1, y1, x2, y2), other in links
        if other.link and other_target == target
    )
    is_empty = left == right and not box.children
    return is_empty or (not box.link and any(covers))
