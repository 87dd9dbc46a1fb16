"""What the evidence shows on a page: counts in words, frequency bands, guidelines, the numbered list of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from handouts.evidence import Evidence
from handouts.model.country import Country
from handouts.model.evidence import Fact, Source
from handouts.model.figures import ShownFact
from handouts.model.wording import Band, Words, fill
from handouts.values import Values

# Rates from which on a band begins: the words of the EU's guideline on the summary of product characteristics (2009),
# which are those of CIOMS.
_FROM = {"very_common": 1 / 10, "common": 1 / 100, "uncommon": 1 / 1000, "rare": 1 / 10_000, "very_rare": 0.0}


class Shown(NamedTuple):
    """A fact as it is printed: "9 in 100", what happened to them, and who was counted."""

    number: str
    says: str
    cites: str
    """The number of its source in the list of sources."""
    about: str
    year: int
    fact: Fact


class FrequencyBand(NamedTuple):
    """One band of the frequency scale and the facts that lie in it; nobody counted what is `unknown`."""

    key: str
    band: Band
    facts: list[Shown]
    unknown: list[str]


class GuidelineLine(NamedTuple):
    """What one body of experts says, and when."""

    year: int
    text: str
    cites: str


class Reference(NamedTuple):
    """A numbered source."""

    number: int
    id: str
    source: Source
    about: str


@dataclass(frozen=True)
class Exhibits:
    """The evidence of one handout in the words of its language."""

    evidence: Evidence
    country: Country
    words: Words
    values: Values

    def shown(self, item: ShownFact) -> Shown:
        """A fact as it is printed, in the words of its source where the item has no label."""
        fact = self.evidence.fact(item.fact)
        number = fill(self.words.count, f"{fact.count:,}", f"{fact.of:,}")
        cites = self.values.number(item.fact)
        return Shown(
            number, item.label or fact.says or "", cites, self._about(fact), self.evidence.source(item.fact).year, fact
        )

    def abouts(self, items: list[ShownFact]) -> dict[str, str]:
        """Who was counted, once for each kind of people; the value is the number of the source and its year."""
        return {shown.about: f"{shown.cites}, {shown.year}" for shown in map(self.shown, items)}

    def bands(self, items: list[ShownFact], unknown: list[str]) -> list[FrequencyBand]:
        """The bands that hold any fact, from very common to very rare, and last what nobody counted."""
        shown = sorted((self.shown(item) for item in items), key=lambda each: -_rate(each.fact))
        found = [
            FrequencyBand(key, getattr(self.words.bands, key), [each for each in shown if _band(each.fact) == key], [])
            for key in _FROM
        ]
        found.append(FrequencyBand("not_known", self.words.bands.not_known, [], unknown))
        return [band for band in found if band.facts or band.unknown]

    def guidelines(self, topic: str) -> list[GuidelineLine]:
        """What experts say about a topic in this country, in the order of the country's file."""
        return [
            GuidelineLine(source.year, line.text, self.values.number(line.fact))
            for line in self.country.guidelines[topic]
            for source in [self.evidence.source(line.fact)]
        ]

    def references(self) -> list[Reference]:
        """The sources that the handout cites, in the order of their numbers."""
        sources = ((name, self.evidence.sources[name]) for name in self.values.sources)
        return [
            Reference(number, name, source, self._studied(source)) for number, (name, source) in enumerate(sources, 1)
        ]

    def _about(self, fact: Fact) -> str:
        """Who was studied, when, and compared with what."""
        when = f", {fact.time}" if fact.time else ""
        return f"{_capital(fact.population or '')}{when}. {self._compared(fact) or self.words.not_compared}"

    def _studied(self, source: Source) -> str:
        """Who was studied, and compared with what; nothing of a source that only advises."""
        compared = self._compared(source)
        if not compared and all(fact.count is None for fact in source.facts.values()):
            return ""
        return f"{_capital(source.population)}. {compared}".strip()

    def _compared(self, of: Fact | Source) -> str:
        """What with, in a sentence; nothing where nothing was compared."""
        return "" if of.comparator in (None, "none") else fill(self.words.compared, of.comparator)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rate(fact: Fact) -> float:
    return (fact.count or 0) / (fact.of or 1)


def _band(fact: Fact) -> str:
    return next(key for key, start in _FROM.items() if _rate(fact) >= start)
