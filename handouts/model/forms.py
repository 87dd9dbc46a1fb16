"""The components of forms: what a patient and a practitioner write, tick and sign."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.model.base import Filled, Markdown, Model
from handouts.model.blocks import Component


class FieldLine(Component):
    """A labelled line to write on. Lines narrower than the page stand side by side."""

    short_form = "label"
    label: Markdown
    width: Literal["full", "two-thirds", "half", "third"] = "full"
    lines: Annotated[int, Field(ge=1, le=6)] = 1


class FieldLines(Component):
    """Labelled lines to write on."""

    short_form = "items"
    items: Filled[FieldLine]
    before: Markdown | None = None
    after: Markdown | None = None


class TickQuestion(Component):
    """A question that is answered with a tick; `then` says what a yes leads to."""

    short_form = "question"
    question: Markdown
    then: Markdown | None = None


class TickQuestions(Component):
    """Questions with one box for each answer: yes, no and not sure, unless others are given."""

    short_form = "items"
    items: Filled[TickQuestion]
    answers: Annotated[list[Markdown], Field(min_length=2, max_length=4)] | None = None
    before: Markdown | None = None
    after: Markdown | None = None
    write_in: Markdown | None = None

    @property
    def says_what_follows(self) -> bool:
        """Whether some question says what a yes leads to."""
        return any(item.then for item in self.items)


class ConsentStatements(Component):
    """What a patient affirms, one box each; the last is the decision itself, with the treatments it is for.

    A treatment that ends with a colon has a line to write on.
    """

    short_form = "items"
    items: Filled[Markdown]
    agree: Markdown | None = None
    agree_to: list[Markdown] = Field(default_factory=list)


class Signatory(Model):
    """Who signs, and what the signature affirms.

    `name_label` asks for more than the name; `tick` is one thing more that is ticked when it is done.
    """

    who: Markdown
    affirms: Markdown
    name_label: Markdown | None = None
    tick: Markdown | None = None


class Signatures(Component):
    """A line to sign for each: signature, name, date and time."""

    short_form = "items"
    items: Filled[Signatory]


class Log(Component):
    """A table with empty rows, to be filled in by hand."""

    columns: Annotated[Filled[Markdown], Field(max_length=5)]
    rows: Annotated[int, Field(ge=1, le=12)] = 3
    before: Markdown | None = None
