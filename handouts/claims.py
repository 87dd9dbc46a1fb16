"""Checks numbers that claim something: each must come from a fact, or cite in its sentence a source that has it.

Words for how often something happens need a number, and numbers side by side one denominator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import isclose

from handouts.evidence import Evidence
from handouts.findings import Finding
from handouts.markdown import citations, runs, unfilled
from handouts.model.evidence import Fact
from handouts.numbers import Claim, claims, ratios, seen
from handouts.readability.sentences import sentences
from handouts.reading import Place

_CITED_AFTER = re.compile(r"([.!?…]+[\"'”’)\]]*)((?:\s*\[@[^\]\s]+\])+)")
_FREQUENCY_WORD = re.compile(
    r"\b(?:very\s+)?(?:common(?:ly)?|uncommon(?:ly)?|rare(?:ly)?|seldom|frequent(?:ly)?|(?:un)?likely)\b", re.IGNORECASE
)
_UNCOUNTED = re.compile(r"\bnot\s+known\b|\bunknown\b|\bno(?:body|\s+one)\s+(?:knows|has\s+counted)\b", re.IGNORECASE)


def cited_sentences(text: str) -> list[str]:
    """The sentences of a text in Markdown, each with the citations that stand before or after its end."""
    moved = (_CITED_AFTER.sub(r"\2\1", seen(run)) for run in runs(unfilled(text)))
    return [sentence for run in moved for sentence in sentences(run)]


def unsourced(text: str, evidence: Evidence, place: Place) -> Iterator[Finding]:
    """A finding for every number that no source backs which its sentence cites."""
    for sentence in cited_sentences(text):
        cited = list(citations(sentence))
        for claim in claims(sentence):
            if not _is_backed(claim, cited, evidence):
                yield place.finding("fact-without-source", _advice(claim.written, cited))


def _advice(written: str, cited: list[str]) -> str:
    if cited:
        return f"'{written}' is no fact of {' or '.join(cited)}; write the number that the source has"
    return f"'{written}' has no source; cite the one that has this number, such as [@S01], or take it out"


def unnumbered(text: str, place: Place) -> Iterator[Finding]:
    """A finding for every sentence with a word for how often something happens, and no number."""
    for sentence in cited_sentences(text):
        word = _FREQUENCY_WORD.search(sentence)
        if word and not claims(sentence) and not _UNCOUNTED.search(sentence):
            message = f"'{word[0]}' means something else to everybody; write the number too, or that it is not known"
            yield place.finding("frequency-without-number", message)


def mixed(texts: Iterable[str], place: Place) -> Iterator[Finding]:
    """A finding where texts that stand side by side count in hundreds and in thousands."""
    found = {claim.meaning[2] for text in texts for sentence in cited_sentences(text) for claim in claims(sentence)}
    yield from mixed_counts(found - {0.0}, place)


def mixed_counts(denominators: Iterable[float], place: Place) -> Iterator[Finding]:
    """A finding where there is more than one denominator."""
    different = sorted(set(denominators))
    if len(different) > 1:
        listed = " and ".join(f"in {each:,.0f}" for each in different)
        message = f"numbers {listed} stand side by side, and cannot be compared; count all of them in one"
        yield place.finding("mixed-denominators", message)


def _is_backed(claim: Claim, cited: Iterable[str], evidence: Evidence) -> bool:
    """Whether a fact among those cited has this number: `S01` stands for all its facts, `S01.bleeding` for one."""
    return any(_says(fact, claim) for name in cited for fact in _facts(name, evidence))


def _facts(name: str, evidence: Evidence) -> Iterator[Fact]:
    source, _, known = name.partition(".")
    for fact in evidence.sources[source].facts if source in evidence.sources else ():
        if known in ("", fact) and not evidence.unprintable(f"{source}.{fact}"):
            yield evidence.fact(f"{source}.{fact}")


def _says(fact: Fact, claim: Claim) -> bool:
    """Whether a fact counts what a claim says, in the same numbers or in others of the same share."""
    shape, *numbers = claim.meaning
    exact = fact.exact or ""
    if shape == "percent":
        # What stands in brackets may be a threshold or an interval.
        written = [each.meaning[1] for each in claims(exact.partition("(")[0]) if each.meaning[0] == "percent"]
        return any(isclose(numbers[0], each) for each in (_share(fact) * 100, *written))
    if shape == "ratio":
        return isclose(numbers[0] / numbers[1], _share(fact)) or tuple(numbers) in ratios(exact)
    return False


def _share(fact: Fact) -> float:
    return fact.count / fact.of if fact.count is not None and fact.of else -1.0
