"""`fact-without-source`: numbers that a template or a style prints by itself, and no source backs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from handouts.findings import Finding
from handouts.model.base import Location, texts
from handouts.numbers import Claim, claims
from handouts.preflight.job import Job
from handouts.preflight.required import written_texts
from handouts.preflight.words import copies, name

_IN_A_LINE = ("a", "abbr", "b", "bdi", "br", "em", "i", "mark", "small", "span", "strong", "u", "wbr")
_UNPRINTED = ("head", "script", "style", "template")
_BEGINS = re.compile(r"[A-Z](?!er\s?cent\b|imes\b)")  # a text of its own, and no end of "6 in 10" or of "6 Percent"
_Meaning = tuple[str, float, float]


def check(job: Job) -> list[Finding]:
    """A finding for the first number of each block that neither the content nor the evidence brings."""
    known = set(_known(job))
    first: dict[str | None, str] = {}
    for block, text in (*_written(job), *_laid_out(job)):
        for claim in _claims(text):
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
        for element, block in _drawn(copy):
            inside = [child for child in element.iter() if child is not element]
            if all(name(child) in _IN_A_LINE for child in inside):
                yield block, "".join(element.itertext())
        for block, text in _pieces(copy):
            parts[block].append(text)
        yield from ((block, _joined(pieces)) for block, pieces in parts.items())


def _laid_out(job: Job) -> Iterator[tuple[str | None, str]]:
    """The runs of each block, with what styles put in; those in the margins stand by themselves on each page."""
    runs: dict[tuple[str | None, int], list[str]] = defaultdict(list)
    for run in job.proof.runs:
        page = run.page if run.block is None and run.mark is None else 0
        runs[run.block, page].append(run.text)
    yield from ((block, _joined(pieces)) for (block, _), pieces in runs.items())


def _drawn(element: Element, block: str | None = None) -> Iterator[tuple[Element, str | None]]:
    """An element and all in it that is drawn, whether or not it is read aloud, each with the id of its block."""
    if not isinstance(element.tag, str) or name(element) in _UNPRINTED:
        return
    block = element.get("data-block", block)
    yield element, block
    for child in element:
        yield from _drawn(child, block)


def _pieces(element: Element, block: str | None = None) -> Iterator[tuple[str | None, str]]:
    """The texts between tags that are drawn, in order, each with the id of its block."""
    if not isinstance(element.tag, str) or name(element) in _UNPRINTED:
        return
    block = element.get("data-block", block)
    yield block, element.text or ""
    for child in element:
        yield from _pieces(child, block)
        yield block, child.tail or ""


def _joined(pieces: Iterable[str]) -> str:
    """Texts one after the other; one that begins a sentence does not go on with the number before it."""
    stripped = [piece.strip() for piece in pieces if piece.strip()]
    ends = ((". " if _BEGINS.match(after) else " ") for _, after in pairwise(stripped))
    return "".join(part for pair in zip(stripped, [*ends, ""][: len(stripped)], strict=True) for part in pair)


def _claims(text: str) -> list[Claim]:
    """The claims of a text as it is seen: whatever letters its digits are, and without what has no shape."""
    seen = (letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return claims(" ".join("".join(seen).split()))


def _known(job: Job) -> Iterator[_Meaning]:
    """What the numbers mean that may stand on the page: those of the content, of cited sources and of the language."""
    sources = (job.practice.evidence.sources[name] for name in job.manuscript.sources)
    printed: dict[Location, list[str]] = defaultdict(list)
    for location, text in written_texts(job):
        printed[location[:2]].append(text)
        yield from (claim.meaning for claim in _claims(text))
    yield from (claim.meaning for group in printed.values() for claim in _claims(_joined(group)))
    for part in (*sources, job.words, job.practice.clinic, job.practice.country):
        for _, text in texts(part, str):
            yield from (claim.meaning for claim in _claims(text))
