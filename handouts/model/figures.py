"""The components that show evidence: dots of 100, the frequency scale, tables of facts, sources."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.model.base import FactReference, Filled, Line, Markdown
from handouts.model.blocks import Component


class ShownFact(Component):
    """A fact of content/evidence.yaml, such as `S01.bleeding`, and a label where its own words do not fit."""

    short_form = "fact"
    fact: FactReference
    label: Markdown | None = None


class IconArray(Component):
    """Dots of 100, several side by side: each shows one fact, all count the same people."""

    short_form = "facts"
    facts: Annotated[Filled[ShownFact], Field(max_length=4)]
    caption: Markdown | None = None
    after: Markdown | None = None


class FrequencyScale(Component):
    """How often something happens, from very common to very rare, and last what nobody has counted."""

    short_form = "facts"
    facts: Filled[ShownFact]
    unknown: list[Markdown] = Field(default_factory=list)
    after: Markdown | None = None


class FactTable(Component):
    """A table of facts: what happened, how many, and who was asked."""

    short_form = "facts"
    facts: Filled[ShownFact]
    caption: Markdown | None = None


class References(Component):
    """The sources that the handout cites, numbered as they are cited."""


class Guidelines(Component):
    """What experts say in the clinic's country about a topic, with issuer and year."""

    short_form = "topic"
    topic: Line
    after: Markdown | None = None
