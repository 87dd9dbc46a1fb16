"""The components that show evidence: dots of 100, the frequency scale, tables of facts, sources."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.model.base import FactReference, Filled, Line, Markdown
from handouts.model.blocks import Component


class ShownFact(Component):
    """A fact that is shown."""

    short_form = "fact"
    fact: FactReference
    """The fact: the id of its source, a dot and its name, such as `S01.bleeding`."""
    label: Markdown | None = None
    """What happened, in your words, where those of the fact do not fit."""


class IconArray(Component):
    """Sets of 100 dots side by side, each for one fact: so many people are filled dots."""

    short_form = "facts"
    facts: Annotated[Filled[ShownFact], Field(max_length=4)]
    """The facts, four at most; all count the same people."""
    caption: Markdown | None = None
    """A line above the dots."""
    after: Markdown | None = None
    """A last line below the dots."""


class FrequencyScale(Component):
    """How often something happens, from very common to very rare, and last what nobody has counted."""

    short_form = "facts"
    facts: Filled[ShownFact]
    """The facts, in any order."""
    unknown: list[Markdown] = Field(default_factory=list)
    """What may happen, but was never counted, one entry each."""
    after: Markdown | None = None
    """A last line below the scale."""


class FactTable(Component):
    """A table of facts: what happened, how many, and who was asked."""

    short_form = "facts"
    facts: Filled[ShownFact]
    """The facts, one row each."""
    caption: Markdown | None = None
    """What the table shows."""


class References(Component):
    """The sources that the handout cites, numbered as they are cited."""


class Guidelines(Component):
    """What experts say in the clinic's country about a topic, with issuer and year."""

    short_form = "topic"
    topic: Line
    """What it is about: a topic of the country's file, such as `low-back-pain`."""
    after: Markdown | None = None
    """A last line below what they say."""
