"""Whether a handout in English is easy to read: its grade, its sentences, its paragraphs and its lists.

What the author wrote is judged: `{clinic.name}` is one word, whatever a clinic is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from handouts.findings import Finding
from handouts.markdown import plain, runs
from handouts.model.base import prose
from handouts.model.handout import Handout
from handouts.readability.grade import Count, count, leaving_out
from handouts.readability.sentences import sentences, words
from handouts.reading import MappingNode, Place
from handouts.shaping import node_at
from handouts.values import Values

HIGHEST_GRADE = 6.0
LONGEST_SENTENCE = 20  # words
LONGEST_PARAGRAPH = 3  # sentences
LONGEST_LIST = 7  # entries
SHORTEST_GRADED = 30  # words; in fewer, a single word of four syllables is worth more than a grade
_NAMED = 3  # sentences that raise the grade most

# Entries that are taken in one after the other. Those of tables are looked up, those of checklists and forms ticked.
_LISTS = (
    ("list", "items"),
    ("do_and_dont", "do"),
    ("do_and_dont", "dont"),
    ("steps", "items"),
    ("question_and_answer", "items"),
)
_BRACE = re.compile(r"(?<!\\)\{")


@dataclass(frozen=True)
class _Paragraph:
    """The sentences of one paragraph, an entry of a list, a cell or an answer, and where its text begins."""

    sentences: list[str]
    place: Place


def check(handout: Handout, tree: MappingNode, top: Place, values: Values) -> list[Finding]:
    """What makes a handout in English hard to read; nothing of one in another language.

    `tree` is what the handout was read from, `top` the place of what is said of all of it, and `values` knows how its
    words are spelt.
    """
    if handout.language.partition("-")[0] != "en":
        return []
    paragraphs = list(_paragraphs(handout, tree, values))
    explained = leaving_out(values.spell(phrase) for phrase in handout.explains)
    findings = list(_graded(paragraphs, top, explained))
    for paragraph in paragraphs:
        findings += _too_long(paragraph)
    return findings + list(_long_lists(handout, tree))


def _paragraphs(handout: Handout, tree: MappingNode, values: Values) -> Iterator[_Paragraph]:
    for location, text in prose(handout):
        if "contact" in location:  # what invites to call is no sentence of the handout
            continue
        place = node_at(tree, location).place
        for run in runs(text):
            yield _Paragraph(sentences(plain(_BRACE.sub(r"\\{", run), values)), place)


def _graded(paragraphs: list[_Paragraph], top: Place, explained: re.Pattern[str] | None) -> Iterator[Finding]:
    """One finding where all sentences together are above the grade, which names those that raise it most."""
    scored = [
        (count(sentence, explained), sentence, paragraph.place)
        for paragraph in paragraphs
        for sentence in paragraph.sentences
    ]
    whole = sum((counted for counted, *_ in scored), Count())
    if whole.words < SHORTEST_GRADED or round(whole.grade, 1) <= HIGHEST_GRADE:
        return
    raising = [one for one in scored if (whole - one[0]).grade < whole.grade]
    hardest = sorted(raising, key=lambda one: (whole - one[0]).grade)[:_NAMED]
    named = ", ".join(f"{_quoted(sentence)} ({_where(place, top.file)})" for _, sentence, place in hardest)
    message = (
        f"reads at US grade {whole.grade:.1f}, above {HIGHEST_GRADE:.0f}; use shorter words and sentences, first in "
        f"{named}; hard words that the handout explains belong under 'explains'"
    )
    yield top.finding("reading-grade", message)


def _too_long(paragraph: _Paragraph) -> Iterator[Finding]:
    for sentence in paragraph.sentences:
        if (length := len(words(sentence))) > LONGEST_SENTENCE:
            message = (
                f"the sentence {_quoted(sentence)} has {length} words, more than {LONGEST_SENTENCE}; make two of it"
            )
            yield paragraph.place.finding("long-sentence", message)
    if (length := len(paragraph.sentences)) > LONGEST_PARAGRAPH:
        start = _quoted(paragraph.sentences[0])
        message = (
            f"the paragraph {start} has {length} sentences, more than {LONGEST_PARAGRAPH}; divide it, or leave some out"
        )
        yield paragraph.place.finding("long-paragraph", message)


def _long_lists(handout: Handout, tree: MappingNode) -> Iterator[Finding]:
    for index, block in enumerate(handout.blocks):
        for kind, key in _LISTS:
            length = len(getattr(block.component, key)) if block.kind == kind else 0
            if length > LONGEST_LIST:
                message = f"this list has {length} entries, more than {LONGEST_LIST}; make two of it, or leave some out"
                yield node_at(tree, ("blocks", index, kind, key)).place.finding("long-list", message)


def _quoted(sentence: str) -> str:
    return f"'{shorten(sentence, 50, placeholder=' …')}'"


def _where(place: Place, file: str) -> str:
    return f"line {place.line}" if place.file == file else f"{place.file}:{place.line}"
