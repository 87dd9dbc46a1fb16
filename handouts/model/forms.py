"""The components of forms: what a patient and a practitioner write, tick and sign."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.model.base import Filled, Markdown, Model, Slug
from handouts.model.blocks import Component


class FieldLine(Component):
    """A labelled line to write on."""

    short_form = "label"
    label: Markdown
    """What belongs on the line, such as `Your name`."""
    width: Literal["full", "two-thirds", "half", "third"] = "full"
    """How much of the page it takes; lines that fit side by side stand side by side."""
    lines: Annotated[int, Field(ge=1, le=6)] = 1
    """How many lines there are to write on."""


class FieldLines(Component):
    """Labelled lines to write on."""

    short_form = "items"
    items: Filled[FieldLine]
    """The lines."""
    before: Markdown | None = None
    """A line of text above them."""
    after: Markdown | None = None
    """A last line of text below them."""


class TickQuestion(Component):
    """A question that is answered with a tick."""

    short_form = "question"
    question: Markdown
    """The question."""
    then: Markdown | None = None
    """What a yes leads to, such as `We press longer.`"""


class TickQuestions(Component):
    """Questions with one box for each answer: yes, no and not sure, unless others are given."""

    short_form = "items"
    items: Filled[TickQuestion]
    """The questions, one row each."""
    answers: Annotated[list[Markdown], Field(min_length=2, max_length=4)] | None = None
    """The answers to tick, two to four, in place of yes, no and not sure."""
    before: Markdown | None = None
    """A line above the questions."""
    after: Markdown | None = None
    """A last line below the questions."""
    write_in: Markdown | None = None
    """What a line to write on is for, below the questions, such as `Your medicines`."""

    @property
    def says_what_follows(self) -> bool:
        """Whether some question says what a yes leads to."""
        return any(item.then for item in self.items)


class ConsentStatements(Component):
    """What a patient affirms, and the decision itself."""

    short_form = "items"
    items: Filled[Markdown]
    """What the patient affirms, one box each."""
    agree: Markdown | None = None
    """The decision itself, with a box of its own."""
    agree_to: list[Markdown] = Field(default_factory=list)
    """The treatments that it is for, one box each; one that ends with a colon has a line to write on."""


class Signatory(Model):
    """Who signs."""

    who: Markdown
    """Who signs, such as `Patient`."""
    affirms: Markdown
    """What the signature affirms."""
    name_label: Markdown | None = None
    """What is asked for in place of the name alone, such as `Name and registration`."""
    tick: Markdown | None = None
    """One thing more to tick, such as `Copy given`."""


class Signatures(Component):
    """A line to sign for each: signature, name, date and time."""

    short_form = "items"
    items: Filled[Signatory]
    """Those who sign."""


class Log(Component):
    """A table with empty rows, to be filled in by hand."""

    columns: Annotated[Filled[Markdown], Field(max_length=5)]
    """The heads of the columns, five at most."""
    rows: Annotated[int, Field(ge=1, le=12)] = 3
    """How many empty rows there are."""
    before: Markdown | None = None
    """A line above the table."""


class Leaflets(Component):
    """Leaflets that are given with a form: a box for each, with the version and the fingerprint of its words."""

    short_form = "items"
    items: Filled[Slug]
    """The leaflets, by the names of their files, such as `back-pain-guide`."""
