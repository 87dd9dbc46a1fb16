"""The components a block can hold. A component has one name: its YAML key, its class, template and style.

Most have a short form, which becomes the long one when it is read: `list: [a, b]` is `list: {items: [a, b]}`.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from handouts.model.base import Duration, Filled, Line, Markdown, Minutes, Model, wrong_whole


class Component(Model):
    """What a block shows. `short_form` is the key that a bare text or list is written for."""

    short_form: ClassVar[str | None] = None

    @model_validator(mode="before")
    @classmethod
    def _write_out(cls, value: Any) -> Any:  # noqa: ANN401  a validator is handed whatever the YAML holds
        if cls.short_form and isinstance(value, str | list):
            return {cls.short_form: value}
        return value


class Text(Component):
    """Paragraphs, divided by blank lines."""

    short_form = "body"
    body: Markdown


class List(Component):
    """Facts (dots), or quieter things and questions (rings). `write_in` labels a line to write on."""

    short_form = "items"
    items: Filled[Markdown]
    marker: Literal["dot", "ring"] = "dot"
    columns: Literal["1", "2"] = "1"
    after: Markdown | None = None
    write_in: Markdown | None = None


class DoAndDont(Component):
    """Two lists side by side: what to do or expect, and what not to."""

    do: Filled[Markdown]
    dont: Filled[Markdown]
    do_heading: Markdown | None = None
    dont_heading: Markdown | None = None


class Step(Model):
    """One step of what happens."""

    title: Markdown
    minutes: Duration | None = None
    text: Markdown


class Steps(Component):
    """What happens, one after the other; minutes are drawn on one common scale."""

    short_form = "items"
    items: Filled[Step]
    after: Markdown | None = None

    @property
    def longest(self) -> int | None:
        """The most minutes any step may take, where any says its time."""
        return max((step.minutes.longest for step in self.items if step.minutes), default=None)

    @property
    def total(self) -> Minutes | None:
        """The time of all steps together, where each says its own."""
        times = [step.minutes for step in self.items if step.minutes]
        if len(times) < len(self.items):
            return None
        return Minutes(sum(time.shortest for time in times), sum(time.longest for time in times))


class Checklist(Component):
    """Things to tick off."""

    short_form = "items"
    items: Filled[Markdown]
    columns: Literal["1", "2"] = "1"
    after: Markdown | None = None


class Callout(Component):
    """One thing that must be seen: a caution on a tint, or a reassurance on a sand panel."""

    short_form = "text"
    text: Markdown
    tone: Literal["caution", "reassurance"] = "caution"


class Emergency(Component):
    """When to call the emergency number, what to say there, and what cannot wait until the next day.

    `same_day_call` says whom to call then: the clinic, or a doctor.
    """

    call: Line = "{country.emergency}"
    signs: Filled[Markdown]
    say: Markdown | None = None
    same_day: list[Markdown] = Field(default_factory=list)
    same_day_call: Literal["clinic", "doctor"] = "clinic"
    note: Markdown | None = None


class Question(Model):
    """A question and its answer."""

    question: Markdown
    answer: Markdown


class QuestionAndAnswer(Component):
    """Questions that patients ask, each with its answer."""

    short_form = "items"
    items: Filled[Question]


class View(Model):
    """One way to see something, under its name."""

    title: Markdown
    text: Markdown


class Views(Component):
    """Two ways to see the same thing, side by side."""

    short_form = "items"
    items: Annotated[Filled[View], Field(min_length=2, max_length=2)]
    before: Markdown | None = None
    after: Markdown | None = None


class Table(Component):
    """A table of at most four columns; the first cell of a row is its heading."""

    caption: Markdown | None = None
    columns: Filled[Markdown] = Field(max_length=4)
    rows: Filled[Filled[Markdown]]

    @model_validator(mode="after")
    def _rows_are_whole(self) -> Table:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise wrong_whole(f"row {number} has {len(row)} cells, but there are {len(self.columns)} columns")
        return self


class Contact(Component):
    """How to reach the clinic, with a QR code of its booking page."""

    invite: Markdown | None = None
    scan: Markdown | None = None


class Image(Component):
    """A picture from content/images/. `alt` says what it shows to those who do not see it."""

    file: Line
    alt: Line
    caption: Markdown | None = None
    width: int | None = Field(default=None, ge=10, le=180, description="mm")


Break = Literal["true"]
"""A break is there or not there."""
