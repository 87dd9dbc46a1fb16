"""`required-block` and `text-lost`: words that a style or a template adds to what the content says.

A style puts no letters or digits into a block. A template puts none into a block that keeps patients safe but those of
its content, of the evidence, the acupoints, the language, the clinic and the country.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element

from handouts.findings import Finding
from handouts.markdown import plain, printed
from handouts.model.base import Minutes, Model, prose, texts
from handouts.model.handout import Block
from handouts.model.wording import fill
from handouts.preflight.job import Job
from handouts.preflight.required import written_texts
from handouts.preflight.words import copies, name, pieces, quoted, readable, squash

if TYPE_CHECKING:
    from handouts.typeset.runs import Run

_UNPRINTED = {"head", "script", "style", "template", "title", "desc", "metadata"}  # the last three of drawings
_CALLS = ("call_now", "same_day", "same_day_doctor", "closed_line", "closed", "closed_doctor")
# Words that change what a patient does stand only where their component says them.
_SAID_IN = {
    **dict.fromkeys(("do", "do_not"), "do_and_dont"),
    **dict.fromkeys(("answer_yes", "answer_no", "not_sure"), "tick_questions"),
    "say": "emergency",
    "bands": "frequency_scale",
}
_COVERED = "\0"
_FILLING = rf"[{_COVERED}\d.,–]*"  # what a page may have put into a sentence


def check(job: Job) -> list[Finding]:
    """A finding for the first words that a style, or a template, adds to each block."""
    return [*_by_styles(job), *_by_templates(job)]


def _by_styles(job: Job) -> Iterator[Finding]:
    counted: dict[tuple[str, str | None], int] = {}
    said: set[str] = set()
    for run in job.proof.runs:
        block = run.block or (job.block_at(run.page, run.ink) if run.is_generated else None)
        if block is None or block in said or not _adds_words(run) or _counts(job, run, counted):
            continue
        said.add(block)
        is_required = any(each.id == block and each.required for each in job.manuscript.handout.blocks)
        code, what = ("required-block", "block that keeps patients safe") if is_required else ("text-lost", "block")
        message = (
            f"{quoted(run.text)} is added by a style to a {what}; take it out of the style, or write it as content"
        )
        yield job.finding(code, message, block=block, page=run.page)


def _adds_words(run: Run) -> bool:
    """Whether a run was made up by a style, and is no part of what its element says in an attribute."""
    is_worded = run.is_generated and any(letter.isalnum() for letter in run.text)
    return is_worded and squash(run.text).strip("()") not in squash(_attribute(run.element))


def _attribute(element: Element | None) -> str:
    """What a page may print of an element besides its text: the address of a link, the words in a field."""
    if element is None:
        return ""
    if name(element) == "a" and element.get("data-address"):
        return element.get("href", "")
    return element.get("value", "") if name(element) == "input" else ""


def _counts(job: Job, run: Run, counted: dict[tuple[str, str | None], int]) -> bool:
    """Whether a run is the next number of the sections of a form, or of the items of a list."""
    kind = name(run.element) if run.element is not None else ""
    found = re.fullmatch(r"\s*(\d{1,3})[.)]?\s*", run.text)
    is_call = any(block.id == run.block and block.emergency for block in job.manuscript.handout.blocks)
    if not found or kind not in ("h2", "li") or (kind == "h2" and is_call):
        return False
    series = (kind, run.block if kind == "li" else None)
    is_next = int(found[1]) in (1, counted.get(series, 0) + 1)
    counted[series] = int(found[1])
    return is_next


def _by_templates(job: Job) -> Iterator[Finding]:
    everywhere, written = {*_brought(job)}, list(written_texts(job))
    tops = [_tops(copy) for copy in copies(job.proof.source)]
    for index, block in enumerate(job.manuscript.handout.blocks):
        if block.required and not block.kind.endswith("_break"):
            own = {text for at, text in written if at[:1] != ("blocks",) or at[1] == index}
            known = sorted(everywhere | own | {*_brought_to(job, block)}, key=lambda text: -len(squash(text)))
            found = (_added(job, block, top[block.id], known) for top in tops)
            if message := next(filter(None, found), None):
                yield job.finding("required-block", message, block=block.id)


def _tops(copy: Element) -> dict[str, list[Element]]:
    """The elements of each block that are drawn, whether or not they are read aloud."""
    found: dict[str, list[Element]] = defaultdict(list)
    for element, _ in readable(copy, aloud=False):
        if block := element.get("data-block"):
            found[block].append(element)
    return found


def _added(job: Job, block: Block, tops: list[Element], known: list[str]) -> str | None:
    """What is wrong with the words of a required block in one copy."""
    parts = list(_parts(tops))
    if not parts:
        return f"no template says where the block '{block.id}' is; write data-block=\"{block.id}\" around it"
    page = _Page(parts)
    for text in known:
        page.cover(text)
    page.cover_numbers({*range(1, len(job.manuscript.sources) + 1), *_numbers(block.component)})
    if strange := page.strange():
        return f"{quoted(strange)} is added by a template to a block that keeps patients safe; take it out there"
    return None


def _parts(tops: list[Element]) -> Iterator[str]:
    """The texts of a block that are drawn, in order."""
    for piece in (piece for top in tops for piece in pieces(top, skipped=_UNPRINTED)):
        yield from (piece.text, _attribute(piece.element) if name(piece.element) == "input" else "")


def _brought(job: Job) -> Iterator[str]:
    """The texts that may stand in any required block, besides those that are written."""
    yield from (
        each
        for part in (job.practice.clinic, job.practice.country)
        for _, text in texts(part, str)
        for each in (text, printed(text, job.values))
    )
    yield from job.practice.clinic.contact.hours
    yield from (fill(job.words.total, minutes) for minutes in (job.words.minutes_exact, job.words.minutes_range))
    for reference in job.exhibits.references():
        yield from (reference.about, reference.id)
        yield from (printed(text, job.values) for _, text in texts(reference.source, str))


def _brought_to(job: Job, block: Block) -> Iterator[str]:
    """The texts that may stand in this required block."""
    yield from (plain(text, job.values) for _, text in prose(block))
    yield from _words(job, block)
    yield from (text for item in block.facts for text in job.exhibits.abouts([item]))
    yield from _of_points(job, block)


def _words(job: Job, block: Block) -> Iterator[str]:
    """The words of the language, but for those that another component says."""
    for (key, *_), text in texts(job.words, str):
        if _SAID_IN.get(str(key), block.kind) == block.kind and key not in _CALLS:
            yield printed(text, job.values)


def _of_points(job: Job, block: Block) -> Iterator[str]:
    """What is known of the acupoints that a chart or a table shows."""
    points, atlas = block.pointed, job.manuscript.acupoints
    if points and atlas:
        shown = [atlas.points[code] for code in points.points]
        parts = (*shown, *(atlas.channels[point.channel] for point in shown), *atlas.signs_of(points.points).values())
        yield from (text for part in parts for _, text in texts(part, str))


def _numbers(value: Any) -> Iterator[int]:  # noqa: ANN401  a model, or any part of one
    """The numbers that a component holds, and those of the items of its lists."""
    if isinstance(value, Model):
        for field in type(value).model_fields:
            yield from _numbers(getattr(value, field))
    elif isinstance(value, list | Minutes):
        yield from range(1, len(value) + 1)
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, int):
        yield value


class _Word(NamedTuple):
    """A word as it is written, the number of its text, and which of all letters are its own."""

    written: str
    part: int
    start: int
    end: int


class _Page:
    """The words of a block as they are printed; what is known of them is covered, bit by bit."""

    def __init__(self, parts: list[str]) -> None:
        self.words: list[_Word] = []
        self.letters = ""
        for number, word in ((number, word) for number, part in enumerate(parts) for word in part.split()):
            start, self.letters = len(self.letters), self.letters + squash(word)
            self.words.append(_Word(word, number, start, len(self.letters)))
        self.ends = {word.start for word in self.words} | {len(self.letters)}

    def cover(self, text: str) -> None:
        """Cover a text wherever it stands; its blanks may be filled with what is covered, and with numbers."""
        parts = [squash(part) for part in text.split("{}")]
        if any(map(str.isalnum, text)) and all(part in self.letters for part in parts):
            self._cover(_FILLING.join(map(re.escape, parts)))

    def cover_numbers(self, numbers: set[int]) -> None:
        """Cover these numbers where nothing else stands beside them."""
        for number in numbers:
            self._cover(str(number))

    def _cover(self, pattern: str) -> None:
        self.letters = re.sub(
            pattern, lambda found: _COVERED * len(found[0]) if self._is_whole(*found.span()) else found[0], self.letters
        )

    def _is_whole(self, *ends: int) -> bool:
        """Whether words end at both ends of a part of the letters."""
        return all(at in self.ends or not self.letters[at - 1 : at + 1].isalnum() for at in ends)

    def strange(self) -> str:
        """The first words that are not covered."""
        uncovered = [any(map(str.isalnum, self.letters[word.start : word.end])) for word in self.words]
        first = next((at for at, is_strange in enumerate(uncovered) if is_strange), len(self.words))
        words = zip(self.words[first:], uncovered[first:], strict=True)
        return " ".join(
            word.written
            for word, _ in takewhile(lambda each: each[1] and each[0].part == self.words[first].part, words)
        )
