"""The US grade of a text: how many years of school it takes to read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handouts.readability.sentences import is_closed, words
from handouts.readability.syllables import syllables

FRAGMENT = 4  # words; what is shorter and has no end mark is a label and no sentence
_LEFT_OUT = re.compile(r"\{[^{}]+\}")
_ADDRESS = re.compile(r"@|://|[^\W\d]{2}\.[^\W\d]{2}")
_SPELT_OUT = re.compile(r"[A-Z]{2,3}(?=['’]?s?$)|(?:[A-Za-z]\.)+[A-Za-z]\b")


@dataclass(frozen=True)
class Count:
    """How many sentences, words and syllables a text has."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.sentences + other.sentences, self.words + other.words, self.syllables + other.syllables)

    def __sub__(self, other: Count) -> Count:
        return self + Count(-other.sentences, -other.words, -other.syllables)

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade level; 0 where nothing is written.

        Kincaid, Fishburne, Rogers and Chissom, Derivation of new readability formulas for Navy enlisted personnel,
        Research Branch Report 8-75, 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59.
        """
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def count(sentence: str, explained: re.Pattern[str] | None = None) -> Count:
    """What one sentence adds to the score of its text, where its `explained` words are left out.

    Headings, entries of lists and cells of tables are sentences of their own, as if a full stop followed. A label of
    three words or fewer without an end mark counts nothing: it would make any text look easy. Nor do values such
    as `{clinic.name}` count, which the author did not choose.
    """
    if not is_closed(sentence) and len(words(sentence)) < FRAGMENT:
        return Count()
    own = _LEFT_OUT.sub(" ", sentence)
    spoken = [_spoken(word) for word in words(explained.sub(" ", own) if explained else own)]
    return Count(1, len(spoken), sum(spoken)) if spoken else Count()


def leaving_out(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Finds words and phrases that a handout explains, in any case and as plurals; nothing where there are none."""
    forms = [r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases]
    if not forms:
        return None
    plurals = (form[:-1] + "(?:ys?|ies)" if form.endswith("y") else form + "(?:e?s)?" for form in forms)
    return re.compile(rf"(?<!\w)(?:{'|'.join(plurals)})(?:['’]s?)?(?!\w)", re.IGNORECASE)


def _spoken(word: str) -> int:
    """The syllables of a word; parts that hyphens or strokes divide are said one after the other.

    A figure counts one: it is read at a glance, and plain language asks for 75 rather than seventy-five. So does an
    address, which nobody reads out. Capitals such as ICD, and e.g., are spelt out.
    """
    if _ADDRESS.search(word):
        return 1
    parts = [part for part in re.split(r"[-‐‑–—/+&…]", word) if any(letter.isalnum() for letter in part)]
    return sum(map(_part, parts))


def _part(part: str) -> int:
    letters = part.strip("".join({letter for letter in part if not letter.isalnum()}))
    if found := _SPELT_OUT.match(letters):
        return sum(letter.isalpha() for letter in found[0])
    return syllables(letters)
