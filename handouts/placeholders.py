"""`placeholder`: names what `handouts new` wrote for the clinic to fill in, and still stands there."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.findings import Finding
from handouts.reading import MappingNode
from handouts.shaping import scalars

PHONE = "00000 000000"
_STARTERS = {
    PHONE: "this is not a phone number patients can call; write your own",
    "your-clinic.example": "this is not an address of yours; write your own, or delete the line",
    "Your Street": "this is not an address of yours; write your own, or delete the line",
    "Write here": "this still waits for words of yours; write them, or delete it",
}


def placeholders(tree: MappingNode) -> Iterator[Finding]:
    """A finding for each text of a clinic or handout that is the starter's."""
    for text in scalars(tree):
        yield from (text.place.finding("placeholder", said) for words, said in _STARTERS.items() if words in text)
