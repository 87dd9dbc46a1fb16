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
    """The paragraphs; a blank line begins a new one."""


class List(Component):
    """A list with dots, or with rings."""

    short_form = "items"
    items: Filled[Markdown]
    """The entries, each a line of its own after `- `."""
    marker: Literal["dot", "ring"] = "dot"
    """What stands before each entry: a `dot`, for facts, or a `ring`, for quieter things and questions."""
    columns: Literal["1", "2"] = "1"
    """In how many columns the entries stand; a leaflet has one all the same."""
    after: Markdown | None = None
    """A last line below the list."""
    write_in: Markdown | None = None
    """What a line to write on is for, below the list, such as `My own question`."""


class DoAndDont(Component):
    """Two lists side by side: what to do or expect, and what not to."""

    do: Filled[Markdown]
    """What to do or to expect, one entry each."""
    dont: Filled[Markdown]
    """What not to do, one entry each."""
    do_heading: Markdown | None = None
    """What stands above the first list, in place of `Do`."""
    dont_heading: Markdown | None = None
    """What stands above the second list, in place of `Do not`."""


class Step(Model):
    """One step of what happens."""

    title: Markdown
    """What happens, in a few words."""
    minutes: Duration | None = None
    """How long it takes: `5`, or `10-15`."""
    text: Markdown
    """What happens then, in a sentence or two."""


class Steps(Component):
    """What happens, one after the other; minutes are drawn on one common scale."""

    short_form = "items"
    items: Filled[Step]
    """The steps, in their order."""
    after: Markdown | None = None
    """A last line below the steps."""

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
    """What to tick off, one entry each."""
    columns: Literal["1", "2"] = "1"
    """In how many columns the entries stand; a leaflet has one all the same."""
    after: Markdown | None = None
    """A last line below the boxes."""


class Callout(Component):
    """One thing that must be seen."""

    short_form = "text"
    text: Markdown
    """What must be seen."""
    tone: Literal["caution", "reassurance"] = "caution"
    """A `caution` stands on a tint of your colour, a `reassurance` on a calm panel."""


class Emergency(Component):
    """When to call the emergency number, what to say there, and what cannot wait until the next day."""

    call: Line = Field(default="{country.emergency}", json_schema_extra={"enum": ["{country.emergency}"]})
    """Leave it out: it is the emergency number of your country."""
    signs: Filled[Markdown]
    """When to call the emergency number, one sign each."""
    say: Markdown | None = None
    """What to say on the phone, such as `I had acupuncture`."""
    same_day: list[Markdown] = Field(default_factory=list)
    """What is less urgent, but cannot wait until the next day, one sign each."""
    same_day_call: Literal["clinic", "doctor"] = "clinic"
    """Whom to call about these: the `clinic`, or a `doctor`."""
    note: Markdown | None = None
    """A last line in the box."""


class Question(Model):
    """A question and its answer."""

    question: Markdown
    """The question, as a patient asks it."""
    answer: Markdown
    """The answer."""


class QuestionAndAnswer(Component):
    """Questions that patients ask, each with its answer."""

    short_form = "items"
    items: Filled[Question]
    """The questions, each with its answer."""


class View(Model):
    """One way to see something, under its name."""

    title: Markdown
    """The name of this view."""
    text: Markdown
    """What it says; a blank line begins a new paragraph."""


class Views(Component):
    """Two ways to see the same thing, side by side."""

    short_form = "items"
    items: Annotated[Filled[View], Field(min_length=2, max_length=2)]
    """The two views."""
    before: Markdown | None = None
    """A line above both."""
    after: Markdown | None = None
    """A last line below both."""


class Table(Component):
    """A table of at most four columns; the first cell of a row is its heading."""

    caption: Markdown | None = None
    """What the table shows."""
    columns: Filled[Markdown] = Field(max_length=4)
    """The heads of the columns, four at most."""
    rows: Filled[Filled[Markdown]]
    """The rows: a list of cells each, as many as there are columns."""

    @model_validator(mode="after")
    def _rows_are_whole(self) -> Table:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise wrong_whole(f"row {number} has {len(row)} cells, but there are {len(self.columns)} columns")
        return self


class Contact(Component):
    """How to reach the clinic, with a QR code of its booking page."""

    invite: Markdown | None = None
    """What stands above the phone number, in place of `Questions? Call us.`"""
    scan: Markdown | None = None
    """What stands under the QR code, in place of `Scan to book or change a visit`."""


class Image(Component):
    """A picture of your own."""

    file: Line
    """The picture, such as `images/door.png` for the file `content/images/door.png`."""
    alt: Line
    """What the picture shows, for those who do not see it."""
    caption: Markdown | None = None
    """What stands below the picture."""
    width: int | None = Field(default=None, ge=10, le=180)
    """How wide the picture is printed, in mm; without it, as wide as the text at most."""


Break = Literal["true"]
"""A break is there or not there."""
