"""`stranded-heading`: a heading alone at the foot of a page or column, with the text it heads on the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from handouts.findings import Finding
from handouts.preflight.faults import Fault, worst
from handouts.preflight.job import Job
from handouts.preflight.words import HEADINGS, name, quoted

if TYPE_CHECKING:
    from handouts.typeset.runs import Run


_PICTURE = 5.0  # mm; what is lower is no picture


def check(job: Job) -> list[Finding]:
    """A finding for the first heading of every block and page that the text after it has left behind."""
    if job.manuscript.handout.is_folded:
        return []  # its panels are never divided, and what is read after the title stands on the flap
    heads = _heads(job.proof.source)
    runs = [run for run in job.proof.runs if run.mark is not None]
    parts = [list(part) for _, part in groupby(runs, key=lambda run: heads.get(run.element))]
    followed = ((part, after[0]) for part, after in pairwise(parts) if part[0].element in heads)
    alone = ((part, text) for part, text in followed if part[0].block == text.block or not _has_picture(job, part))
    return worst(job, "stranded-heading", _faults(alone))


def _heads(element: Element, head: Element | None = None) -> dict[Element | None, Element]:
    """The outermost heading around each element that is in one; the label of a block is all of it heading."""
    if head is None and (name(element) in HEADINGS or "label" in (element.get("class") or "").split()):
        head = element
    found: dict[Element | None, Element] = {} if head is None else {element: head}
    for child in element:
        found |= _heads(child, head)
    return found


def _has_picture(job: Job, heading: list[Run]) -> bool:
    """Whether the block of a heading goes on below it, with a picture where there is no text."""
    last = heading[-1]
    pieces = (block.area for block in job.proof.blocks if (block.page, block.id) == (last.page, last.block))
    return any(area.holds(*last.ink.middle) and area.bottom - last.ink.bottom > _PICTURE for area in pieces)


def _faults(headings: Iterable[tuple[list[Run], Run]]) -> Iterator[Fault]:
    for heading, text in headings:
        last = heading[-1]
        if text.page > last.page or _is_in_next_column(heading, text):
            where = f"on page {text.page}" if text.page > last.page else "in the next column"
            words = quoted(" ".join(run.text.strip() for run in heading))
            remedy = "put a page_break or column_break before it, shorten what stands above, or divide a long block"
            yield Fault(last.page, last.block, 0, f"{words} stands alone, and its text begins {where}; {remedy}")


def _is_in_next_column(heading: list[Run], text: Run) -> bool:
    """Whether a text stands beside the heading that comes before it, and ends above it."""
    lines = [run.ink for run in heading if run.page == text.page]
    is_beside = all(text.ink.left > line.right or text.ink.right < line.left for line in lines)
    return is_beside and all(text.ink.bottom < line.top for line in lines)
