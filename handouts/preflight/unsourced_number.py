"""`fact-without-source`: numbers that a template or a style prints by itself, and no source backs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from handouts.findings import Finding
from handouts.model.base import Location, texts
from handouts.numbers import Claim, claims
from handouts.preflight.job import Job
from handouts.preflight.required import written_texts
from handouts.preflight.words import copies, name, pieces, readable

_IN_A_LINE = ("a", "abbr", "b", "bdi", "br", "em", "i", "mark", "small", "span", "strong", "u", "wbr")
_BEGINS = re.compile(r"[A-Z](?!er\s?cent\b|imes\b)")  # a text of its own, and no end of "6 in 10" or of "6 Percent"
_Meaning = tuple[str, float, float]


def check(job: Job) -> list[Finding]:
    """A finding for the first number of each block that neither the content nor the evidence brings."""
    known = set(_known(job))
    first: dict[str | None, str] = {}
    for block, text in (*_written(job), *_laid_out(job)):
        for claim in claims(text):
            if claim.meaning not in known and not (block is None and _counts_pages(claim, job)):
                first.setdefault(block, claim.written)
    message = "'{}' is printed by a template or a style and has no source; take it out there"
    return [
        job.finding("fact-without-source", message.format(written), block=block) for block, written in first.items()
    ]


def _counts_pages(claim: Claim, job: Job) -> bool:
    """Whether a number at a page's foot may be that of the page, of all pages of a copy."""
    shape, page, pages = claim.meaning
    return shape == "ratio" and 1 <= page <= pages <= job.proof.pages


def _written(job: Job) -> Iterator[tuple[str | None, str]]:
    """The texts of the HTML: those of each line by itself, and all of a block, or outside of blocks, one by one."""
    for copy in copies(job.proof.source):
        parts: dict[str | None, list[str]] = defaultdict(list)
        for element, block in readable(copy, aloud=False):
            inside = [child for child in element.iter() if child is not element]
            if all(name(child) in _IN_A_LINE for child in inside):
                yield block, "".join(element.itertext())
        for piece in pieces(copy):
            parts[piece.block].append(piece.text)
        yield from ((block, _joined(found)) for block, found in parts.items())


def _laid_out(job: Job) -> Iterator[tuple[str | None, str]]:
    """The runs of each block, with what styles put in; those in the margins stand by themselves on each page."""
    runs: dict[tuple[str | None, int], list[str]] = defaultdict(list)
    for run in job.proof.runs:
        page = run.page if run.block is None and run.mark is None else 0
        runs[run.block, page].append(run.text)
    yield from ((block, _joined(found)) for (block, _), found in runs.items())


def _joined(parts: Iterable[str]) -> str:
    """Texts one after the other; one that begins a sentence does not go on with the number before it."""
    joined = ""
    for part in filter(None, map(str.strip, parts)):
        joined += f"{'.' if joined and _BEGINS.match(part) else ''} {part}"
    return joined


def _known(job: Job) -> Iterator[_Meaning]:
    """What the numbers mean that may stand on the page: those of the content, of cited sources and of the language."""
    sources = (job.practice.evidence.sources[name] for name in job.manuscript.sources)
    printed: dict[Location, list[str]] = defaultdict(list)
    for location, text in written_texts(job):
        printed[location[:2]].append(text)
        yield from (claim.meaning for claim in claims(text))
    yield from (claim.meaning for group in printed.values() for claim in claims(_joined(group)))
    for part in (*sources, job.words, job.practice.clinic, job.practice.country):
        for _, text in texts(part, str):
            yield from (claim.meaning for claim in claims(text))
