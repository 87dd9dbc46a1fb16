"""The sources of every number and claim that a handout prints. Read from content/evidence.yaml.

A source is one study, guideline or text; a fact is one thing it found. What is tagged `memory` never prints.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from handouts import markdown
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
    """One thing a source found: how many of how many, or a claim in words. What is not given is that of the source."""

    count: Annotated[int, Field(ge=0)] | None = None
    """How many of them, rounded to whole people or visits, such as `6`."""
    of: Annotated[int, Field(ge=1)] | None = None
    """Of how many, such as `100`."""
    unit: Line | None = None
    """What is counted, and over which time, such as `people over a course`."""
    exact: Line | None = None
    """The figures as the source gives them, such as `8.6 % (19,726 of 229,230)`; never printed."""
    says: Markdown | None = None
    """What happened to them; it goes on from the number, as in `had pain from the needles`."""
    claim: Line | None = None
    """What the source found, where it is no count; for those who check a text, never printed."""
    population: Line | None = None
    """Who was counted, where it is not everybody the source studied."""
    comparator: Line | None = None
    """What it was compared with, where it differs from the source's."""
    time: Line | None = None
    """When it was counted, where it differs from the source's."""
    confidence: Confidence | None = None
    """How this fact came to you, where it differs from the source's."""

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
    """A study, a guideline or another text that was read, and what it found."""

    citation: Line
    """The source as it is listed, such as `Witt CM et al. Forsch Komplementmed 2009;16:91–97`."""
    doi: Line | None = None
    """Its DOI, such as `10.1159/000209315`."""
    issuer: Line | None = None
    """Who issued it, where that is a body and no authors; a second-hand source needs it."""
    year: Annotated[int, Field(ge=1900, le=2100)]
    """The year it was published in."""
    population: Line
    """Who was studied, such as `200 adults with a stiff neck`."""
    comparator: Line
    """What it was compared with, such as `usual care`, or `none`."""
    time: Line | None = None
    """When the outcome was taken, such as `after 8 weeks`."""
    confidence: Confidence
    """How it came to you: `seen` in the source itself, `calculated` from that, `second-hand` in another text, or from
    `memory`, which never prints.
    """
    read_in: Line | None = None
    """Where it was read, such as `PubMed, PMID 19433697`; a second-hand source needs it."""
    facts: dict[Line, Fact] = Field(
        default_factory=dict, json_schema_extra={"propertyNames": {"pattern": f"^{markdown.FACT}$"}}
    )
    """What it found, each fact under a name such as `bleeding`."""

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
