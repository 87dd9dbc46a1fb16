"""`fold-crossing`: what a fold of a brochure runs through, or comes too near to."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.areas import Area
from handouts.findings import Finding
from handouts.preflight.faults import Fault, worst
from handouts.preflight.job import Job
from handouts.preflight.words import quoted
from handouts.sheet import Panels

CLEAR = 3.0  # mm; paper is folded by hand, and not to the mm
_SLACK = 0.05  # mm
_OUTSIDE, _INSIDE = ("flap", "back", "cover"), ("inside-left", "inside-middle", "inside-right")
"""The panels of both pages from left to right: the flap's other face lies at the right of the inside."""

_Thing = tuple[int, str | None, Area, str]
"""Something printed: on which page, of which block, where, and what it is called."""


def check(job: Job) -> list[Finding]:
    """A finding for the words, marks or pictures of every block that are nearest to a fold; ornaments may cross."""
    if not job.manuscript.handout.is_folded:
        return []
    panels = job.sheet.paper.panels
    return worst(job, "fold-crossing", (fault for thing in _things(job) for fault in _faults(thing, panels)))


def _things(job: Job) -> Iterator[_Thing]:
    yield from ((line.page, line.block, line.area, quoted(line.text)) for line in job.lines)
    yield from ((mark.page, mark.block, mark.area, "a mark or a line") for mark in job.proof.graphics)
    yield from ((picture.page, picture.block, picture.area, "a picture") for picture in job.proof.pictures)
    yield from ((block.page, block.id, block.area, "the frame of this block") for block in job.proof.blocks)


def _faults(thing: _Thing, widths: Panels) -> Iterator[Fault]:
    page, block, area, what = thing
    panels = _OUTSIDE if page % 2 else _INSIDE
    for number, fold in enumerate(_folds(page, widths), 1):
        distance = max(area.left - fold, fold - area.right)
        if distance < CLEAR - _SLACK:
            beside = f"between the panels '{panels[number - 1]}' and '{panels[number]}'"
            how = f"is {distance:.1f} mm from the fold" if distance > 0 else "crosses the fold"
            message = f"{what} {how} {beside}; keep {CLEAR:g} mm away: shorten it, or take out the style that moves it"
            yield Fault(page, block, -distance, message)


def _folds(page: int, widths: Panels) -> tuple[float, float]:
    """How far the two folds of a page are from its left edge: the outside begins with the flap, the inside ends."""
    first = widths.flap if page % 2 else widths.outer
    return first, first + widths.outer
