"""How English writes numbers that claim how often or how much: "9 in 100", "60 per cent", "two thirds of people".

Durations, prices, phone numbers, dates and counts of things on the page claim nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_UNITS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {word: 10 * at for at, word in enumerate(_TENS, 2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_DIGITS = r"\d+(?:[.,]\d+)*"
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-]+(?:{'|'.join(_UNITS[1:10])})\b)?|(?:{'|'.join(_UNITS)}))\b"
_SCALE = rf"(?:{'|'.join(_SCALES)})\b"
_MORE = rf"(?:[\s-]+{_SCALE}(?:[\s-]+(?:and[\s-]+)?{_SMALL})?)*"
_NONE = r"(?:none|nobody|no[\s-]one)\b"
# Atomic: where "10 thousand" does not fit, "10" is no other try.
_NUMBER = rf"(?>(?:{_DIGITS}|\b(?:{_SMALL}|{_SCALE}|a(?=[\s-]+{_SCALE}))){_MORE}|\b{_NONE})"
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
        rf"({_NUMBER}){_WORDS}of[\s-]+{_OF_ALL}((?>{_DIGITS}{_MORE}))(?=[\w\s.,]*\b{_PEOPLE}\b)",
        rf"({_NUMBER})\s+of\s+{_OF_ALL}((?>1?[1-9]?0+(?:,000)*{_MORE}))\b",
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
_YEAR = re.compile(rf"(?:19|20)\d\d(?![.,]?\d|[\s-]+{_PEOPLE}\b)", re.IGNORECASE)
_SHAPELESS = ("Cf", "Mn")  # categories of letters
_FILLERS = {0x115F: None, 0x1160: None}  # letters that nobody sees


class Claim(NamedTuple):
    """A number as it is seen, and what it says: `("ratio", 9.0, 100.0)`, or its words: `("two thirds", 0.0, 0.0)`."""

    written: str
    meaning: tuple[str, float, float]


@lru_cache(maxsize=8192)  # each text is looked at where it is written, and on each page that prints it
def claims(text: str) -> list[Claim]:
    """Every number of a text that claims how often or how much."""
    text = seen(text)
    found = (_claim(shape, match) for shape, pattern in _PATTERNS for match in pattern.finditer(text))
    return list(dict.fromkeys(claim for claim in found if claim))


def seen(text: str) -> str:
    """A text as eyes see it, on one line: its digits plain, and without letters that have no shape."""
    letters = unicodedata.normalize("NFKC", text).translate(_FILLERS)
    return " ".join("".join(each for each in letters if unicodedata.category(each) not in _SHAPELESS).split())


def ratios(text: str) -> list[tuple[float, float]]:
    """Every "2 of 229,230" of a source's own figures, whatever is counted there."""
    pattern = re.compile(r"(\d+(?:[.,]\d+)*)\s+(?:in|of|out of|per)\s+(\d+(?:[.,]\d+)*)")
    return [(_digits(count), _digits(of)) for count, of in pattern.findall(text)]


def _claim(shape: str, match: re.Match[str]) -> Claim | None:
    """What a match says; nothing where it is no share of anything: "10 in 2 weeks", "number 12 in 1998"."""
    if shape == "part":
        return Claim(match[0], (" ".join(re.split(r"[\s-]+", match[1].lower())), 0.0, 0.0))
    if not shape.startswith("ratio"):
        return Claim(match[0], (shape, _value(match[1]), 0.0))
    first, second = (1, 2) if shape == "ratio" else (2, 1)
    count, of = _value(match[first]), _value(match[second])
    if count > of or of <= 1 or _YEAR.match(match.string, match.start(second)):
        return None
    return Claim(match[0], ("ratio", count, of))


def _value(number: str) -> float:
    """The value of a number in digits, in words or in both: "no one", "seventy-five", "10 thousand"."""
    whole = part = 0.0
    for word in re.findall(rf"{_NONE}|[\d.,]+|[a-z]+", number.lower()):
        if scale := _SCALES.get(word):
            part = (part or 1) * scale
        else:
            part += _digits(word) if word[0].isdigit() else _VALUES.get(word, 0)
        if scale in (1000, 1_000_000):
            whole, part = whole + part, 0.0
    return whole + part


def _digits(number: str) -> float:
    """The value of digits: a comma, or a second full stop, divides thousands."""
    try:
        return float(number.replace(",", ""))
    except ValueError:
        return float(re.sub(r"[.,]", "", number))
