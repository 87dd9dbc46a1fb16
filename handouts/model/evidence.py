"""The sources of every number and claim that a handout prints. Read from content/evidence.yaml.

A source is one study, guideline or text; a fact is one thing it found. What is tagged `memory` never prints.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from handouts.model.base import Line, Markdown, Model, wrong_whole


class Confidence(StrEnum):
    """How a fact came to us, most certain first."""

    SEEN = "seen"
    """Read in the source itself."""
    CALCULATED = "calculated"
    """Worked out from what was seen."""
    SECOND_HAND = "second-hand"
    """Read in another party's account of the source: prints only with its issuer and year."""
    MEMORY = "memory"
    """From memory, not checked: never prints."""


class Fact(Model):
    """One thing a source found: how many of how many, or a claim in words.

    `says` goes on from the number as it is printed: "had pain from the needles". What is not given here
    (population, comparator, time, confidence) is that of the source.
    """

    count: Annotated[int, Field(ge=0)] | None = None
    of: Annotated[int, Field(ge=1)] | None = None
    unit: Line | None = None
    """What is counted, and over which time: "people over a course"."""
    exact: Line | None = None
    """The figures as the source gives them: "8.6 % (19,726 of 229,230)"."""
    says: Markdown | None = None
    claim: Line | None = None
    """What the source found, where it is no count; for those who check a text, never printed."""
    population: Line | None = None
    comparator: Line | None = None
    time: Line | None = None
    confidence: Confidence | None = None

    @model_validator(mode="after")
    def _counts_or_claims(self) -> Fact:
        counted = (self.count, self.of, self.unit, self.says)
        if self.claim is None and None in counted:
            raise wrong_whole("a fact needs 'count', 'of', 'unit' and 'says', or a 'claim' in words; write them")
        if self.claim is not None and any(part is not None for part in counted):
            raise wrong_whole("a fact is a count or a claim; make two facts of it")
        if self.count is not None and self.of is not None and self.count > self.of:
            raise wrong_whole(
                f"'count' is {self.count}, more than the {self.of} that were counted; write a smaller one"
            )
        return self


class Source(Model):
    """A study, a guideline or another text that was read, and what it found.

    `population` says who was studied, `comparator` what with, or `none`; `time` when the outcome was taken. `read_in`
    names the account in which a second-hand source was read.
    """

    citation: Line
    doi: Line | None = None
    issuer: Line | None = None
    year: Annotated[int, Field(ge=1900, le=2100)]
    population: Line
    comparator: Line
    time: Line | None = None
    confidence: Confidence
    read_in: Line | None = None
    facts: dict[Line, Fact] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _no_fact_is_surer_than_its_source(self) -> Source:
        if self.confidence is Confidence.MEMORY:
            for name, fact in self.facts.items():
                if fact.confidence not in (None, Confidence.MEMORY):
                    raise wrong_whole(f"the fact '{name}' cannot be '{fact.confidence}' in a source from memory")
        return self

    @model_validator(mode="after")
    def _second_hand_is_named(self) -> Source:
        if self.confidence is Confidence.SECOND_HAND and not (self.issuer and self.read_in):
            raise wrong_whole(
                "a second-hand source needs 'issuer' and 'read_in'; write who issued it and where you read it"
            )
        for name, fact in self.facts.items():
            if fact.confidence is Confidence.SECOND_HAND and not self.read_in:
                raise wrong_whole(f"the fact '{name}' is second-hand; write under 'read_in' where you read it")
        return self
