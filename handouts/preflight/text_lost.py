"""`text-lost`: words of the content that no page shows.

On its way to the reader a word can be lost three times: the template leaves it out, a style takes it off the page, or
the finished page does not show it (cut off, covered, white on white, too small for any eye).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, zip_longest
from statistics import median
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from handouts.areas import MM_OF_POINT
from handouts.findings import Finding
from handouts.inspection import Letter
from handouts.model.base import Location
from handouts.palette import contrast
from handouts.preflight.job import Job
from handouts.preflight.required import written_texts
from handouts.preflight.words import (
    Segment,
    copies,
    has_bidi,
    name,
    quoted,
    readable,
    segments,
    squash,
    without_accents,
)
from handouts.shaping import node_at

if TYPE_CHECKING:
    from handouts.typeset.runs import Run

# Below these nobody reads, whatever a clinic has lowered.
_SMALLEST = 6.0  # pt
_PALEST = 2.0  # the contrast of WCAG 2.2
_SMALLEST_OF_REQUIRED, _PALEST_OF_REQUIRED = 8.0, 3.0  # so small is a superscript, so pale a graphic
_GAP = 0.08  # of the size, between two words
_ROUNDED = 0.05  # pt
_VEILED = 0.4  # of a letter's colour: what lets less through hides it


def check(job: Job) -> list[Finding]:
    """A finding for the first words that are lost in each way, block by block."""
    trail = _Trail(job)
    ways = trail.unprinted(), trail.left_out(), trail.not_laid_out(), trail.not_shown(), trail.drawn_not_shown()
    return [finding for way in ways for finding in way]


@dataclass(frozen=True)
class _Trail:
    """The words of one sheet on their way from the content to the finished page."""

    job: Job

    @cached_property
    def segments(self) -> list[Segment]:
        return list(segments(self.job.proof.source))

    def unprinted(self) -> Iterator[Finding]:
        """Texts of the content, and the words without which no patient is safe, that a copy of the template lacks."""
        texts = list(written_texts(self.job))
        for copy, called in zip_longest(copies(self.job.proof.source), self.job.manuscript.handout.copies):
            written = segments(copy) if copy is not None else ()
            yield from self._unprinted(written, [*texts, ((), called)] if called else texts)

    def _unprinted(self, written: Iterable[Segment], texts: list[tuple[Location, str]]) -> Iterator[Finding]:
        tree = self.job.manuscript.tree
        ids = {element.get("data-block") for element, _ in readable(self.job.proof.source)}
        printed: dict[str | None, str] = defaultdict(str)
        for segment in written:
            printed[segment.block] += squash(segment.text)
        # The longest first: what is part of another text does not stand for itself.
        for location, text in sorted(texts, key=lambda each: -len(squash(each[1]))):
            is_of_block = location[:1] == ("blocks",)
            block = self.job.manuscript.handout.blocks[location[1]].id if is_of_block else None  # type: ignore[index]
            places = [block] if block in ids else [None] if block else [*printed]
            place = next((place for place in places if squash(text) in printed[place]), "")
            if place == "":
                message = f"{quoted(text)} is not printed; its template leaves it out"
                yield node_at(tree, location).place.finding("text-lost", message)
            else:
                printed[place] = printed[place].replace(squash(text), "\0", 1)

    def left_out(self) -> Iterator[Finding]:
        """Texts of the standard edition that this one leaves out."""
        printed: dict[str | None, str] = defaultdict(str)
        for segment in self.segments:
            printed[segment.block] += squash(segment.text)
        said: set[str | None] = set()
        for segment in self._standard():
            if segment.block not in said and squash(segment.text) not in printed[segment.block]:
                said.add(segment.block)
                edition = self.job.sheet.edition
                message = f"{quoted(segment.text)} of the standard edition is left out of {edition}; print it there too"
                yield self.job.finding("text-lost", message, block=segment.block)

    def _standard(self) -> Iterator[Segment]:
        """What the standard edition says; the foot of each page, and a colophon, is each edition's own."""
        parts = [*self.job.standard.iter()] if self.job.standard is not None else []
        feet = (part for part in parts if "colophon" in (part.get("class") or "").split())
        own = {element for foot in feet for element in foot.iter()}
        for part in parts:
            if name(part) == "main":
                yield from (segment for segment in segments(part) if segment.element not in own)

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
            if not _is_repeated("".join(part.text for part in (first, *rest)), laid_out[element])
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
        if not self._may_turn(run) and _is_crowded(run.text.strip(), letters):
            return "has no room between its words; give it more with word-spacing or letter-spacing"
        if reason := _why_unreadable(letters):
            return reason
        return _why_missed(letters) if run.block in self.required else None

    @cached_property
    def required(self) -> set[str | None]:
        """The blocks that keep patients safe."""
        return {block.id for block in self.job.manuscript.handout.blocks if block.required}

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


def _why_unreadable(letters: list[Letter]) -> str | None:
    """What keeps eyes from reading letters."""
    if not all(letter.is_upright for letter in letters):
        return "is printed upside down or mirrored; a style turns it"
    if (size := min((letter.size for letter in letters), default=_SMALLEST)) < _SMALLEST - _ROUNDED:
        return f"is printed at {size:.1f} pt, and nobody can read that; make it larger"
    hidden = "".join(letter.text for letter in letters if squash(letter.text) and not _can_be_seen(letter))
    part = " it" if squash(hidden) == squash("".join(letter.text for letter in letters)) else f" {quoted(hidden)}"
    return f"cannot be seen:{part} is cut off, covered, or as light as its ground" if hidden else None


def _why_missed(letters: list[Letter]) -> str | None:
    """What lets eyes pass over letters that keep patients safe."""
    size = min((letter.size for letter in letters), default=_SMALLEST_OF_REQUIRED)
    if size < _SMALLEST_OF_REQUIRED - _ROUNDED:
        return f"keeps patients safe and is printed at {size:.1f} pt; make it {_SMALLEST_OF_REQUIRED:g} pt or more"
    read = (letter for letter in letters if letter.text.isalnum())
    found = min((contrast(each.colour, each.ground) for each in read), default=21.0)
    if found < _PALEST_OF_REQUIRED - _ROUNDED:
        needed = f"{_PALEST_OF_REQUIRED:g}; give it a darker colour, or a lighter ground"
        return f"keeps patients safe and has a contrast of {found:.1f} to its ground, and needs {needed}"
    return None


def _can_be_seen(letter: Letter) -> bool:
    is_pale = contrast(letter.colour, letter.ground) < _PALEST
    is_veiled = letter.text.isalnum() and letter.strength < _VEILED
    return letter.is_visible and not (letter.text.isalnum() and is_pale) and not is_veiled


def _is_crowded(text: str, letters: list[Letter]) -> bool:
    """Whether the words of a text stand so near to each other that they are read as one."""
    if len(letters) != len("".join(text.split())) or any(letter.heading != (1.0, 0.0) for letter in letters):
        return False
    ends = [len("".join(text[:at].split())) for at, sign in enumerate(text) if sign == " "]
    gaps = [(letters[end].area.left - letters[end - 1].area.right) / letters[end].size for end in dict.fromkeys(ends)]
    return bool(gaps) and median(gaps) < _GAP * MM_OF_POINT


def _is_repeated(words: str, laid_out: str) -> bool:
    """Whether all that was laid out of an element are its words, once or several times."""
    if laid_out.isupper():  # Greek capitals drop their accents
        words, laid_out = without_accents(words), without_accents(laid_out)
    words, laid_out = squash(words), squash(laid_out)
    count = max(1, len(laid_out) // len(words)) if words else 1
    return words * count == laid_out


def _drawn_texts(source: Element) -> Iterator[tuple[str | None, str]]:
    """The words in the inline drawings, with the id of their block."""
    for element, block in readable(source):
        if name(element) == "text":
            yield block, "".join(element.itertext())
