"""How English writes numbers that claim how often or how much: "9 in 100", "60 per cent", "two thirds of people".

Durations, prices, phone numbers, dates and counts of things on the page claim nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_UNITS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = (
    {word: float(value) for value, word in enumerate(_UNITS)}
    | {word: float(value * 10) for value, word in enumerate(_TENS, 2)}
    | {"none": 0.0, "no one": 0.0, "nobody": 0.0, "a dozen": 12.0, "a hundred": 100.0, "hundred": 100.0}
    | {"a thousand": 1000.0, "thousand": 1000.0, "a million": 1e6, "million": 1e6}
)
_NUMBER = rf"(?:\d+(?:[.,]\d+)*|\b(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})\b)"
_PEOPLE = r"(?:people|patients|persons?|those|women|men|adults|visits|treatments|clients|users)"
# "9 got better out of 10", but only people between "9" and "in 10": "5 needles in 10 points" claims nothing.
_WORDS = r"(?:[\s-]+[a-z’'()]+){0,3}?[\s-]+"
_PERSONS = rf"(?:[\s-]+(?:[a-z’'()]+[\s-]+){{0,2}}?{_PEOPLE})?[\s-]+"
_SHARE_OF = r"(?:in|per|among|from|out[\s-]+of|von)"
_OF_ALL = r"(?:(?:every|the|each|our|all|last|next|first)[\s-]+){0,3}"
_TIME = r"(?:minutes?|hours?|days?|weeks?|months?|years?|packs?|[ap]\.?m\b)"
_NO_SHARE = (  # of people: what a price or a thing is made of
    r"(?:off|discount|vat|tax|deposit|alcohol|ethanol|cotton|wool|cash|of\s+(?:the|your|our)\s+(?:fee|price|cost))\b"
)
_SHAPES = {
    "ratio": [
        rf"({_NUMBER}){_PERSONS}{_SHARE_OF}[\s-]+{_OF_ALL}({_NUMBER})(?![\s-]*{_TIME})",
        rf"({_NUMBER}){_WORDS}(?:out[\s-]+of|(?:in|per)[\s-]+every)[\s-]+({_NUMBER})(?![\s-]*{_TIME})",
        rf"({_NUMBER}){_WORDS}of[\s-]+{_OF_ALL}((?:\d+(?:[.,]\d+)*))(?=[\w\s.,]*\b{_PEOPLE}\b)",
        rf"({_NUMBER})\s+of\s+{_OF_ALL}(1?[1-9]?0+(?:,000)*)\b",
        r"(?<![\d/.])(\d+(?:[.,]\d+)?)\s*/\s*(10|100|1,?000|10,?000)(?![\d/])",
    ],
    "ratio-reversed": [rf"\b(?:out\s+)?of\s+(?:every\s+)?({_NUMBER})\s+{_PEOPLE},?\s+({_NUMBER})\b"],
    "percent": [
        (
            rf"({_NUMBER})\s*\+?\s*-?\s*(?:\([^)]*\)\s*)?(?:or so\s+|full\s+)?"
            rf"(?:%|‰|(?:per[\s-]?cent|percent|pct|prozent)\b)(?!\s+{_NO_SHARE})"
        ),
        rf"%\s?({_NUMBER})",
    ],
    "times": [
        rf"({_NUMBER})\s+times\s+(?:more|less|as|better|worse|higher|lower|greater|fewer|likelier|stronger|faster|the)\b",
        rf"({_NUMBER})[\s-]?(?:fold\b|[x×](?![\w]))",
        r"\b(two|three|four|five|six|seven|eight|nine|ten)fold\b",
    ],
    "part": [
        (
            r"(\bhalf|\b(?:one|a|two|three|four|nine)[\s-]+(?:third|quarter|fifth|tenth)s?|\d⁄\d)\s+(?:of\s+)?"
            rf"(?:(?:all|the|our|my)\s+){{0,2}}(?:{_PEOPLE}|got|gets?|felt|feels?|were|are|had|improved?)\b"
        ),
        r"\b(every\s+(?:second|third|fourth|other))\s+(?:person|patient|client|woman|man|adult)\b",
        r"\b(twice\s+(?:as|the)|doubles|doubled|halves|halved|triples|tripled|nnt\s*\d+)\b",
    ],
}
_PATTERNS = [(shape, re.compile(each, re.IGNORECASE)) for shape, patterns in _SHAPES.items() for each in patterns]
_YEARS = range(1900, 2100)


class Claim(NamedTuple):
    """A number as it is written, and what it says: `("ratio", 9.0, 100.0)`."""

    written: str
    meaning: tuple[str, float, float]


def claims(text: str) -> list[Claim]:
    """Every number of a text that claims how often or how much."""
    found = (_claim(shape, match) for shape, pattern in _PATTERNS for match in pattern.finditer(text))
    return list(dict.fromkeys(claim for claim in found if claim))


def ratios(text: str) -> list[tuple[float, float]]:
    """Every "2 of 229,230" of a source's own figures, whatever is counted there."""
    pattern = re.compile(r"(\d+(?:[.,]\d+)*)\s+(?:in|of|out of|per)\s+(\d+(?:[.,]\d+)*)")
    return [(_digits(count), _digits(of)) for count, of in pattern.findall(text)]


def _claim(shape: str, match: re.Match[str]) -> Claim | None:
    """What a match says; nothing where it is no share of anything: "10 in 2 weeks", "number 12 in 1998"."""
    if not shape.startswith("ratio"):
        return Claim(match[0], (shape, _value(match[1]), 0.0))
    count, of = _value(match[1]), _value(match[2])
    if shape == "ratio-reversed":
        count, of = of, count
    if count > of or of <= 1 or of in _YEARS:
        return None
    return Claim(match[0], ("ratio", count, of))


def _value(number: str) -> float:
    """The value of a number; a part such as `half` has that of its letters, which tells parts apart."""
    words = " ".join(number.lower().replace("-", " ").split())
    if words[:1].isdigit() and "⁄" not in words:
        return _digits(words)
    return _VALUES.get(words, float(sum(map(ord, words))))


def _digits(number: str) -> float:
    """The value of digits: a comma, or a second full stop, divides thousands."""
    try:
        return float(number.replace(",", ""))
    except ValueError:
        return float(re.sub(r"[.,]", "", number))
