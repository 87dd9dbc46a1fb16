"""Where an English sentence ends, and what its words are."""

from __future__ import annotations

import re

# What a full stop may end: the mark itself, more of them, and what closes after it.
_END = re.compile(r"""(?<![.!?…])[.!?…]+["'”’)\]]*(?=\s)""")
_OPENING = "\"'“‘([–—-"
# A name, a number or an explanation goes on after these.
_GOES_ON = re.compile(
    r"(?:^|[\s(\[“‘\"'–—])(?:e\.g|i\.e|cf|vs|dr|mr|mrs|ms|prof|st|approx|ca|incl|fig|tel|ext|pp?)\.$", re.IGNORECASE
)
_NUMBER_FOLLOWS = re.compile(r"\b(?:no|nos|vol|ch)\.$", re.IGNORECASE)
# A. Practitioner, Ann B. Lee; but a small letter before it is that of vitamin D.
_INITIAL = re.compile(r"(?:^|[(\[“‘.]|[A-Z]\w*\.?\s)[A-Z]\.$")
_LIST_NUMBER = re.compile(r"\(?\d+\.")  # 1. Sit down.
_TAIL = 30  # letters that are enough to know an abbreviation


def sentences(paragraph: str) -> list[str]:
    """The sentences of one paragraph of plain text, in order.

    A sentence ends at `.`, `!`, `?` or `…`, with whatever closes after it, where a space and then no small letter
    follow. Colons, semicolons and dashes end none; nor do the stops of 8.30, of e.g., of Dr. or of A. Practitioner.
    """
    found, start = [], 0
    for mark in _END.finditer(paragraph):
        following = paragraph[mark.end() : mark.end() + _TAIL].lstrip().lstrip(_OPENING)
        if _ends(paragraph[max(start, mark.end() - _TAIL) : mark.end()].lstrip(), following):
            found.append(paragraph[start : mark.end()].strip())
            start = mark.end()
    return [sentence for sentence in (*found, paragraph[start:].strip()) if words(sentence)]


def words(sentence: str) -> list[str]:
    """The words of a sentence, with their punctuation: whatever spaces divide, if it has a letter or a digit."""
    return [word for word in sentence.split() if any(letter.isalnum() for letter in word)]


def is_closed(sentence: str) -> bool:
    """Whether an end mark says that this is a whole sentence."""
    return bool(re.search(r"""[.!?]["'”’)\]]*$""", sentence))


def _ends(so_far: str, following: str) -> bool:
    """Whether a sentence ends between these two; `following` begins with a letter, a digit or a brace."""
    if following[:1].islower():
        return False
    if _GOES_ON.search(so_far) or _INITIAL.search(so_far) or _LIST_NUMBER.fullmatch(so_far):
        return False
    return not (_NUMBER_FOLLOWS.search(so_far) and following[:1].isdigit())
