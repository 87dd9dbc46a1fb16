"""`placeholder`: names what `handouts new` wrote for the clinic to fill in, and still stands there."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.findings import Finding
from handouts.reading import MappingNode
from handouts.shaping import scalars

PHONE = "00000 000000"
SITE = "your-clinic.example"
_ADDRESS = "this is not an address of yours; write your own, or delete the line"
_WORDS = "this still waits for words of yours; write them, or delete it"
STARTERS = {
    PHONE: "this is not a phone number patients can call; write your own",
    "1 Your Street": _ADDRESS,
    "Your Town": _ADDRESS,
    "Write here in one sentence what this sheet is for.": _WORDS,
    "Write here what your patients should know first.": _WORDS,
    "Write here one thing they can do.": _WORDS,
}
"""Whole texts of the files in starter/, and what is said of each."""


def placeholders(tree: MappingNode) -> Iterator[Finding]:
    """A finding for each text of a clinic or handout that is the starter's."""
    for text in scalars(tree):
        said = _ADDRESS if SITE in text else STARTERS.get(text)
        if said:
            yield text.place.finding("placeholder", said)
