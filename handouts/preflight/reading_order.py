"""`text-lost` for words at a wrong place.

They are read aloud in another order than they are written, or not at all, or eyes meet them in another order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import reduce
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from handouts.areas import Area
from handouts.findings import Finding
from handouts.preflight.faults import Fault, worst
from handouts.preflight.job import Job
from handouts.preflight.words import has_bidi, name, quoted, segments

if TYPE_CHECKING:
    from handouts.typeset.runs import Run

CODE = "text-lost"

_REPEATED = {"thead", "tfoot", "caption"}  # a table that goes on overleaf has them there again
_INLINE = "a abbr b bdi bdo cite code em i mark q s small span strong sub sup u wbr"
_LEVEL = 0.5  # of the lower of two runs: as much as those on one line share
_ABREAST = 0.3  # of the narrower of two runs: as much as those above each other share
_SLACK = 0.5  # mm
_FAR = 12.0  # mm; no two lines of a paragraph are so far apart
_NEIGHBOURS = 40  # runs of a block that are compared with each other


def check(job: Job) -> list[Finding]:
    """The first words that are heard out of order or not at all, and those of every block that are seen so."""
    heard = _heard(job)
    wrong = next(_unheard(job), None) or next(_misheard(job, heard), None)
    blocks = [*_misplaced_runs(heard), *_misplaced_blocks(heard)]
    return worst(job, CODE, [*([wrong] if wrong else []), *blocks, *_torn(job, heard)])


def _fault(run: Run, reason: str) -> Fault:
    return Fault(run.page, run.block, 0, f"{quoted(run.text)} {reason}")


def _heard(job: Job) -> list[Run]:
    """The runs in the order of their tags."""
    runs = {(run.page, run.mark): run for run in job.proof.runs if run.mark is not None}
    order = ((number, mark) for number, page in enumerate(job.pages, 1) for mark in page.reading_order)
    return [runs[place] for place in dict.fromkeys(order) if place in runs]


def _unheard(job: Job) -> Iterator[Fault]:
    """Runs without a tag: those that are drawn have none, and those in the margins, where only the foot belongs."""
    tagged = {(number, mark) for number, page in enumerate(job.pages, 1) for mark in page.reading_order}
    main = {element for part in job.proof.source.iter() if name(part) == "main" for element in part.iter()}
    for run in job.proof.runs:
        if run.mark is not None and (run.page, run.mark) not in tagged:
            yield _fault(run, "is not read aloud; its tag is missing")
        if run.mark is None and run.element in main and job.letters(run):
            yield _fault(run, "is not read aloud; a style moves it into the page's margin")


def _misheard(job: Job, heard: list[Run]) -> Iterator[Fault]:
    """Where the tags first say other words than the HTML does there."""
    own = [run for run in heard if not run.is_generated]
    said = {run.element for run in own} - set(_below_repeated(job.proof.source))
    written = (segment.element for segment in segments(job.proof.source) if segment.element in said)
    in_order = (element for element, _ in groupby(written))
    for element, (run, *_) in groupby((run for run in own if run.element in said), key=lambda run: run.element):
        if next(in_order, None) is not element:
            yield _fault(run, "is read aloud at another place than it is written; a style moves it")
            return


def _below_repeated(source: Element) -> Iterator[Element]:
    for element in source.iter():
        if name(element) in _REPEATED:
            yield from element.iter()


def _torn(job: Job, heard: list[Run]) -> Iterator[Fault]:
    """Runs of one paragraph that stand before the words that are read before them."""
    paragraphs = _paragraphs(job.proof.source)
    for paragraph, group in groupby(heard, key=lambda run: paragraphs.get(run.element)):
        runs = list(group)
        is_turned = any(run.is_rtl or has_bidi(run.text) for run in runs)  # then lines go on to the left
        for before, after in pairwise([] if paragraph is None or is_turned else runs):
            if before.page == after.page and _stands_before(before.ink, after.ink):
                yield _fault(after, f"stands before {quoted(before.text)}, which is read before it; a style moves them")
            elif before.page == after.page and after.ink.top - before.ink.bottom > _FAR:
                yield _fault(after, f"stands far below {quoted(before.text)}, read before it; a style moves them apart")


def _paragraphs(source: Element, paragraph: Element | None = None) -> dict[Element | None, Element]:
    """The element that is a line or paragraph of its own around each element."""
    if paragraph is None or name(source) not in _INLINE.split():
        paragraph = source
    found: dict[Element | None, Element] = {source: paragraph}
    for child in source:
        found |= _paragraphs(child, paragraph)
    return found


def _stands_before(before: Area, after: Area) -> bool:
    """Whether eyes that go along the lines meet `after` first: to the left on its line, or above and not further on."""
    lower = min(before.height, after.height)
    if before.cut(after).size or _shared(before.top, before.bottom, after.top, after.bottom) > _LEVEL * lower:
        return after.left < before.left - _SLACK
    return after.bottom < before.top + _SLACK and after.left < before.right - _SLACK


def _misplaced_runs(heard: list[Run]) -> Iterator[Fault]:
    """Runs that stand above words of their block which are read before them."""
    blocks: dict[tuple[int, str | None], list[Run]] = defaultdict(list)
    for run in heard:
        blocks[run.page, run.block].append(run)
    for runs in blocks.values():
        for index, run in enumerate(runs):
            above = (other for other in runs[max(0, index - _NEIGHBOURS) : index] if _is_above(run.ink, other.ink))
            if other := next(above, None):
                yield _fault(run, f"stands above {quoted(other.text)}, which is read before it; a style moves them")


def _misplaced_blocks(heard: list[Run]) -> Iterator[Fault]:
    """Blocks that stand above those which are read before them."""
    places: dict[tuple[int, str | None], list[Run]] = defaultdict(list)
    for run in heard:
        places[run.page, run.block].append(run)
    areas = [(runs[0], reduce(Area.around, (run.ink for run in runs))) for runs in places.values()]
    for (first, before), (run, after) in pairwise(areas):
        if first.page == run.page and _is_above(after, before):
            yield _fault(run, f"stands above {quoted(first.text)}, which is read before it; a style moves them")


def _is_above(upper: Area, lower: Area) -> bool:
    narrower = min(upper.width, lower.width)
    is_abreast = _shared(upper.left, upper.right, lower.left, lower.right) > _ABREAST * narrower
    return is_abreast and upper.bottom < lower.top + _SLACK


def _shared(start: float, end: float, other_start: float, other_end: float) -> float:
    return min(end, other_end) - max(start, other_start)
