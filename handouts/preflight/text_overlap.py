"""`text-overlap`: two texts printed over each other, or the letters of one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handouts.areas import MM_OF_POINT, Area
from handouts.findings import Finding
from handouts.inspection import Letter
from handouts.preflight.faults import Fault, worst
from handouts.preflight.job import Job
from handouts.preflight.lines import Line
from handouts.preflight.words import quoted

_JOINED = "\u0590"  # from Hebrew on, letters carry marks or join their neighbours
_MOST = 0.15  # of the ink's place: tight lines and overhanging letters touch less
_MOST_IN_ONE = 0.3  # of the width: handwritten letters reach into each other less
_SEVERAL = 3  # pairs of letters: two may overhang by chance
_NARROW = 0.25  # of the size: as far as an italic letter hangs over its neighbour


def check(job: Job) -> list[Finding]:
    """A finding for the two texts of every block that lie over each other most, page by page."""
    pages = ([line for line in job.lines if line.page == page] for page in range(1, job.proof.pages + 1))
    faults = [fault for lines in pages for fault in _faults(lines)]
    return worst(job, "text-overlap", [*faults, *_huddled(job.lines)])


def _faults(lines: list[Line]) -> Iterator[Fault]:
    for one, other in _meeting(lines):
        share = _overlap(one, other)
        if share > _MOST:
            message = f"{quoted(one.text)} and {quoted(other.text)} are printed over each other; make room for both"
            yield Fault(one.page, one.block or other.block, share, message)


def _huddled(lines: list[Line]) -> Iterator[Fault]:
    """The lines whose letters stand over their neighbours."""
    for line in lines:
        pairs = [(a.area, b.area) for a, b in pairwise(line.letters) if _are_apart(a, b)]
        width = sum(min(a.width, b.width) for a, b in pairs)
        share = sum(max(0.0, min(a.right, b.right) - max(a.left, b.left)) for a, b in pairs) / width if width else 0.0
        if share > _MOST_IN_ONE and len(pairs) >= _SEVERAL:
            message = f"the letters of {quoted(line.text)} are printed over each other; set them further apart"
            yield Fault(line.page, line.block, share, message)


def _are_apart(one: Letter, other: Letter) -> bool:
    """Whether two letters have places of their own: those of a ligature share one, and some scripts join theirs."""
    return (one.area.left, one.area.right) != (other.area.left, other.area.right) and all(
        each.text.isalnum() and each.text < _JOINED for each in (one, other)
    )


def _meeting(lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    """The pairs of lines whose areas meet, each in reading order."""
    order = {id(line): number for number, line in enumerate(lines)}
    down = sorted(lines, key=lambda line: line.area.top)
    for index, upper in enumerate(down):
        for lower in down[index + 1 :]:
            if lower.area.top > upper.area.bottom:
                break
            if lower.area.left < upper.area.right and upper.area.left < lower.area.right:
                yield (upper, lower) if order[id(upper)] < order[id(lower)] else (lower, upper)


def _overlap(one: Line, other: Line) -> float:
    """How much of the letters where two lines meet lies over the other's letters, from 0 to 1."""
    shared = one.area.cut(other.area)
    if shared.width < _NARROW * min(one.size, other.size) * MM_OF_POINT:
        return 0.0
    mine, others = _within(one, shared), _within(other, shared)
    common = sum(a.cut(b).size for a in mine for b in others if a is not b)
    return common / max(min(sum(area.size for area in areas) for areas in (mine, others)), 0.01)


def _within(line: Line, area: Area) -> list[Area]:
    """The places of the letters that stand over or under an area."""
    places = (letter.area for letter in line.letters)
    return [place for place in places if place.left < area.right and area.left < place.right]
