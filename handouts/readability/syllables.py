"""How many syllables an English word has: from the CMU Pronouncing Dictionary, or else by the rules of spelling.

The rules alone are right for 94 of 100 words of the dictionary. `syllables.txt` holds the others, so that every word of
the dictionary has the syllables that it gives; `make syllables` cuts that file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

_PLURAL = re.compile(r"(.+)('s|s'|')|(.*[aeiouy].*[^s'])s")
_HISS = re.compile(r"([sxz]|[cs]h)e?$|[cg]e$")  # after it, the s of a plural is a syllable of its own: dishes
_PAST = re.compile(r"(.*[aeiouy].*)(?<!e)ed")
_HUM = re.compile(r"[^aeiouylr][lr]$")  # what is left of handled, a verb with an e that is heard
_ENDING = re.compile(r"(.*[aeiouy].*?)(ing|ness|less|ful|(?<=ic)ally|ly|ment)")
_PREFIX = re.compile(r"(anti|contra|electro|extra|gastro|hyper|hypo|immuno|inter|intra|micro|neuro|over|under)(.{4,})")
_SILENT_E = re.compile(r"(?<=[^aeiouylr])e$|(?<=[aeiouylr][lr])e$")  # but not that of table and centre
_LONGEST = 60  # letters; what is longer is no word
_VOWELS = re.compile(r"[aeiouy]+")
# Where vowels that stand together, or consonants without a vowel, make one syllable more.
_ONE_MORE = re.compile(
    r"""
      (?<![cgst])ia | (?<![cgst])io | [st]io(?!n|us) | iu[ms]  # me-di-a, pe-ri-od, phy-si-o; but spe-cial, na-tion
    | (?<=[aeiou]i)a                                           # pa-ra-noi-a
    | ie(?=t|r$|st)                                            # qui-et, ea-si-er, ea-si-est
    | (?<![gq])ua(?=.)                                         # u-su-al; but e-qual
    | [^aeiougq]ue(?=[^aeiouls])                               # flu-ent; but guest
    | eo(?=[dglm]) | eu[ms]$ | (?<![cg])eou                    # vi-de-o, mu-se-um, nu-cle-us, spon-ta-ne-ous
    | oea | aea | oa(?=c$)                                     # di-ar-rhoe-a, tra-chae-a, zo-di-ac
    | [aeiou]y[aeiou](?<=.{5})                                 # be-yond, roy-al
    | ^mc(?=[^aeiou]) | sm$ | thm$                             # Mc-Kay, spa-sm, rhy-thm
    """,
    re.VERBOSE,
)


def syllables(word: str) -> int:
    """The syllables of an English word in any case, with or without accents or an apostrophe: at least one."""
    letters = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return _count("".join(letter for letter in letters if letter.isalpha() or letter == "'")[:_LONGEST])


def count_by_rule(word: str, count: Callable[[str], int]) -> int:
    """The syllables that spelling tells.

    Args:
        word: an English word in small letters.
        count: gives the syllables of a shorter word, of which `word` is made.
    """
    if found := _PLURAL.fullmatch(word):
        stem = found[1] or found[3]
        return count(stem) + bool(found[2] != "'" and _HISS.search(stem))
    if found := _PAST.fullmatch(word):
        stem = found[1] + "e" if _HUM.search(found[1]) else re.sub("i$", "y", found[1])
        return count(stem) + found[1].endswith(("t", "d"))
    if found := _ENDING.fullmatch(word):
        return count(found[1]) + 1
    if found := _PREFIX.fullmatch(word):
        return len(_VOWELS.findall(found[1])) + count(found[2])
    word = _SILENT_E.sub("", word)
    return max(1, len(_VOWELS.findall(word)) + len(_ONE_MORE.findall(word)))


def _count(word: str) -> int:
    return _exceptions().get(word) or count_by_rule(word, _count)


@cache
def _exceptions() -> Mapping[str, int]:
    """The words of the dictionary that the rules get wrong."""
    lines = files("handouts.readability").joinpath("syllables.txt").read_text("utf-8").splitlines()
    return {word: int(count) for word, count in (line.split() for line in lines)}
