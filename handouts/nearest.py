"""Finds the word that was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence: `; did you mean 'title'?`, or the words there are where none is near."""
    choices = sorted(known)
    if near := difflib.get_close_matches(word, choices, n=1, cutoff=0.6):
        return f"; did you mean '{near[0]}'?"
    return f"; there is {', '.join(choices)}" if choices else ""
