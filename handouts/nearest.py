"""Finds the word that was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

SHORTEST_PART = 4  # letters
MOST_CHOICES = 24  # that a message lists


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` looks like or is a part of, if there is one."""
    choices = sorted(known)
    whole = [choice for choice in choices if len(word) >= SHORTEST_PART and word in choice]
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.6) or (whole if len(whole) == 1 else [])
    return next(iter(near), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence: `; did you mean 'title'?`, or the words there are where none is near."""
    choices = sorted(known)
    if near := nearest(word, choices):
        return f"; did you mean '{near}'?"
    if not choices:
        return ""
    more = ", …" if len(choices) > MOST_CHOICES else ""
    return f"; there is {', '.join(choices[:MOST_CHOICES])}{more}"


def country_meant(code: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown country code: the code that was meant, or those there are."""
    codes = sorted(known)
    meant = {"UK": "GB"}.get(code.upper(), code.upper())
    return f"; did you mean '{meant}'?" if meant in codes else did_you_mean(code.upper(), codes)
