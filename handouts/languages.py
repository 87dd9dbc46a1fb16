"""Which letters a language is written with, and which language letters of another script speak.

A screen reader must be told when a text changes its language, or it reads Chinese characters as nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

# Each script, as ISO 15924 names it, and the languages written in it: the first is the one most texts in it speak.
# The Latin script is at home everywhere, since units, names and addresses use it.
_WRITE = {
    "Arab": "ar fa pa ps ur",
    "Armn": "hy",
    "Beng": "bn",
    "Bopo": "zh",
    "Cyrl": "ru be bg kk ky mk mn sr tg uk",
    "Deva": "hi mr ne",
    "Ethi": "am ti",
    "Geor": "ka",
    "Grek": "el",
    "Gujr": "gu",
    "Guru": "pa",
    "Hang": "ko",
    "Hani": "zh ja ko",
    "Hebr": "he yi",
    "Hira": "ja",
    "Kana": "ja",
    "Khmr": "km",
    "Knda": "kn",
    "Laoo": "lo",
    "Mlym": "ml",
    "Mymr": "my",
    "Sinh": "si",
    "Taml": "ta",
    "Telu": "te",
    "Thai": "th",
}
_OF_SUBTAG = {"Hans": "zh", "Hant": "zh", "Jpan": "ja", "Kore": "ko"}
_EAST_ASIAN = ("ja", "ko", "zh")  # the first of these that a text has letters of
_NEUTRAL = {"Zyyy", "Zinh", "Zzzz", "Latn"}
_OTHER_LETTERS = re.compile("[\u0370-\u1fff\u2c00-\U0010ffff]")  # the rest is Latin, or signs that all scripts share


def foreign_parts(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """The parts of a text that `language` is not written in: start, end, and the language they speak.

    Single Greek letters are symbols, as in α-blocker, and no part. Letters of an unknown script speak "und".
    """
    if text.isascii() or not _OTHER_LETTERS.search(text):
        return
    own = scripts_of(language)
    for start, end, scripts in _runs(text, own):
        if scripts != {"Grek"} or _has_word(text[start:end]):
            yield start, end, _spoken(scripts)


@cache
def scripts_of(language: str) -> frozenset[str]:
    """The scripts, besides Latin, that a BCP 47 language tag is written in."""
    base, *subtags = language.split("-")
    named = next((subtag.title() for subtag in subtags if len(subtag) == len("Latn") and subtag.isalpha()), "")
    if named and named not in _OF_SUBTAG:
        return frozenset({named})
    base = _OF_SUBTAG.get(named, base.lower())
    return frozenset(script for script, languages in _WRITE.items() if base in languages.split())


def _runs(text: str, own: frozenset[str]) -> Iterator[tuple[int, int, set[str]]]:
    """The stretches of letters in other scripts; spaces and signs between them belong to them."""
    start, end, scripts = 0, 0, set[str]()
    for index, letter in enumerate(text):
        script = _script(letter)
        if script in own or script == "Latn":
            if scripts:
                yield start, end, scripts
            scripts = set()
        elif script not in _NEUTRAL:
            if scripts and not _goes_on(scripts, script):
                yield start, end, scripts
                scripts = set()
            start, end = (start if scripts else index), index + 1
            scripts = scripts | {script}
        elif scripts and script == "Zinh":
            end = index + 1  # an accent belongs to its letter
    if scripts:
        yield start, end, scripts


def _goes_on(scripts: set[str], script: str) -> bool:
    """Whether one text may mix these scripts, as Japanese does."""
    return script in scripts or {*map(_speaks, scripts), _speaks(script)} <= {*_EAST_ASIAN}


def _has_word(text: str) -> bool:
    return any(_script(letter) == _script(after) == "Grek" for letter, after in pairwise(text))


def _spoken(scripts: set[str]) -> str:
    languages = {*map(_speaks, scripts)}
    return next((language for language in _EAST_ASIAN if language in languages), min(languages))


def _speaks(script: str) -> str:
    return _WRITE.get(script, "und").split()[0]


@cache
def _script(letter: str) -> str:
    from fontTools import unicodedata  # noqa: PLC0415  only texts with foreign letters need it

    script: str = unicodedata.script(letter)
    return script
