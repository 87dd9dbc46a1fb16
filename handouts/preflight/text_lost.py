"""`text-lost`: words of the content that no page shows, or that are not read in their order.

On its way to the reader a word can be lost four times: the template leaves it out, a style takes it off the page,
the finished page does not show it (cut off, covered, white on white), or its tags say it at another place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from handouts.findings import Finding
from handouts.markdown import plain
from handouts.model.base import prose
from handouts.preflight.job import Job
from handouts.preflight.words import Segment, has_bidi, name, quoted, readable, segments, squash
from handouts.shaping import node_at

if TYPE_CHECKING:
    from handouts.typeset.runs import Run

_REPEATED = {"thead", "tfoot", "caption"}  # a table that goes on overleaf has them there again


def check(job: Job) -> list[Finding]:
    """A finding for the first words that are lost in each way, block by block."""
    trail = _Trail(job)
    ways = trail.unprinted(), trail.not_laid_out(), trail.not_shown(), trail.drawn_not_shown(), trail.out_of_order()
    return [finding for way in ways for finding in way]


@dataclass(frozen=True)
class _Trail:
    """The words of one sheet on their way from the content to the finished page."""

    job: Job

    @cached_property
    def segments(self) -> list[Segment]:
        return list(segments(self.job.proof.source))

    def unprinted(self) -> Iterator[Finding]:
        """Texts of the content that the template leaves out."""
        handout = self.job.manuscript.handout
        values = self.job.practice.values(handout.language)
        printed: dict[str | None, str] = defaultdict(str)
        for segment in self.segments:
            printed[segment.block] += squash(segment.text)
        whole = "".join(squash(segment.text) for segment in self.segments)
        needed: Counter[tuple[str | None, str]] = Counter()
        for location, text in prose(handout):
            if location[-2:] == ("contact", "scan") and not self.job.practice.clinic.contact.scanned:
                continue  # words for a code that this clinic has not
            block = handout.blocks[location[1]].id if location[0] == "blocks" else None  # type: ignore[index]  # an index follows
            words = squash(plain(text, values))
            needed[block, words] += 1
            place = printed[block] if block in printed and block else whole
            if place.count(words) < needed[block, words]:
                message = f"{quoted(plain(text, values))} is not printed; its template leaves it out"
                yield node_at(self.job.manuscript.tree, location).place.finding("text-lost", message)

    def not_laid_out(self) -> Iterator[Finding]:
        """Texts of the HTML that a style takes off the pages."""
        laid_out: dict[Element, str] = defaultdict(str)
        for run in self.job.proof.runs:
            if run.element is not None and not run.is_generated:
                laid_out[run.element] += run.text
        written: dict[Element, list[Segment]] = defaultdict(list)
        for segment in self.segments:
            written[segment.element].append(segment)
        lost = (
            first
            for element, (first, *rest) in written.items()
            if not _is_repeated(squash("".join(part.text for part in (first, *rest))), squash(laid_out[element]))
        )
        for block, (segment, *_) in groupby(lost, key=lambda segment: segment.block):
            message = f"{quoted(segment.text)} is not laid out whole; a style hides it"
            yield self.job.finding("text-lost", message, block=block)

    def not_shown(self) -> Iterator[Finding]:
        """Runs that the finished page does not hold, or does not show."""
        said: set[tuple[int, str | None]] = set()
        for run in self.job.proof.runs:
            reason = self._why_unseen(run) if (run.page, run.block) not in said else None
            if reason:
                said.add((run.page, run.block))
                yield self.job.finding("text-lost", f"{quoted(run.text)} {reason}", block=run.block, page=run.page)

    def _why_unseen(self, run: Run) -> str | None:
        if self._is_missing(run.text):
            return None
        letters = self.job.letters(run)
        read, meant = squash("".join(letter.text for letter in letters)), squash(run.text)
        if not read and meant:
            return "is not on the finished page; a style hides it"
        if read != meant and not (self._may_turn(run) and sorted(read) == sorted(meant)):
            return f"is read from the finished page as {quoted(read)}; a style cuts it, or its font is wrong"
        hidden = "".join(letter.text for letter in letters if not letter.is_visible and squash(letter.text))
        part = "" if squash(hidden) == read else f" {quoted(hidden)}"
        return f"cannot be seen:{part or ' it'} is cut off, covered, or as light as its ground" if hidden else None

    def _may_turn(self, run: Run) -> bool:
        """Whether readers of a PDF may give its letters in another order, as they do on a line with Hebrew letters."""
        return run.is_rtl or (run.page, run.block) in self.turning

    @cached_property
    def turning(self) -> set[tuple[int, str | None]]:
        """The pages and blocks that have letters which run from right to left."""
        return {(run.page, run.block) for run in self.job.proof.runs if has_bidi(run.text)}

    def _is_missing(self, text: str) -> bool:
        """Whether no font has some letter of a text, as `missing-glyph` says."""
        return any(letter in text for letter in self.job.proof.missing_letters)

    def drawn_not_shown(self) -> Iterator[Finding]:
        """Words inside drawings that the finished page does not show."""
        drawn = (letter for line in self.job.drawn_lines for letter in line.letters)
        letters = (letter.text for letter in drawn if letter.is_visible)
        shown = Counter(squash("".join(letters)))
        for block, text in _drawn_texts(self.job.proof.source):
            missing = Counter(squash(text)) - shown
            shown -= Counter(squash(text))
            if missing and not self._is_missing(text):
                message = f"{quoted(text)} in a drawing cannot be seen whole; it is cut off, covered, or too light"
                yield self.job.finding("text-lost", message, block=block)

    def out_of_order(self) -> Iterator[Finding]:
        """The first words that a screen reader passes over, or says at another place than they are written."""
        runs = {(run.page, run.mark): run for run in self.job.proof.runs if run.mark is not None}
        heard = [
            runs.pop((number, mark))
            for number, page in enumerate(self.job.pages, 1)
            for mark in page.reading_order
            if (number, mark) in runs
        ]
        if unheard := next(iter(runs.values()), None):
            yield self._out_of_order(unheard, "is not read aloud; its tag is missing")
            return
        said = {run.element for run in heard if not run.is_generated} - set(_below_repeated(self.job.proof.source))
        written = [segment.element for segment in self.segments if segment.element in said]
        in_order = (element for element, _ in groupby(written))
        for element, (run, *_) in groupby((run for run in heard if _counts(run, said)), key=lambda run: run.element):
            if next(in_order, None) is not element:
                yield self._out_of_order(run, "is read aloud at another place than it is written; a style moves it")
                return

    def _out_of_order(self, run: Run, reason: str) -> Finding:
        return self.job.finding("text-lost", f"{quoted(run.text)} {reason}", block=run.block, page=run.page)


def _counts(run: Run, said: set[Element | None]) -> bool:
    return run.element in said and not run.is_generated


def _below_repeated(source: Element) -> Iterator[Element]:
    for element in source.iter():
        if name(element) in _REPEATED:
            yield from element.iter()


def _is_repeated(words: str, laid_out: str) -> bool:
    """Whether all that was laid out of an element are its words, once or several times."""
    count = max(1, len(laid_out) // len(words)) if words else 1
    return words * count == laid_out


def _drawn_texts(source: Element) -> Iterator[tuple[str | None, str]]:
    """The words in the inline drawings, with the id of their block."""
    for element, block in readable(source):
        if name(element) == "text":
            yield block, "".join(element.itertext())
