"""A handout: its title, its blocks, and what it promises. Read from content/NAME.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from handouts.model import blocks, figures, forms, points
from handouts.model.base import Filled, Flag, LanguageTag, Line, Markdown, Model, Month, Slug, wrong_whole
from handouts.sheet import Edition


class Frame(Model):
    """What every block has, whatever it shows. `note` is small print under the heading."""

    id: Slug
    heading: Markdown | None = None
    note: Markdown | None = None
    required: Flag = False
    place: Literal["flow", "foot"] = "flow"


class Block(Frame):
    """One part of a handout: a frame and one component, under the component's name."""

    text: blocks.Text | None = None
    list: blocks.List | None = None
    do_and_dont: blocks.DoAndDont | None = None
    steps: blocks.Steps | None = None
    checklist: blocks.Checklist | None = None
    callout: blocks.Callout | None = None
    emergency: blocks.Emergency | None = None
    question_and_answer: blocks.QuestionAndAnswer | None = None
    views: blocks.Views | None = None
    table: blocks.Table | None = None
    icon_array: figures.IconArray | None = None
    frequency_scale: figures.FrequencyScale | None = None
    fact_table: figures.FactTable | None = None
    guidelines: figures.Guidelines | None = None
    references: figures.References | None = None
    chart: points.Chart | None = None
    acupoint_table: points.AcupointTable | None = None
    field_lines: forms.FieldLines | None = None
    tick_questions: forms.TickQuestions | None = None
    consent_statements: forms.ConsentStatements | None = None
    signatures: forms.Signatures | None = None
    log: forms.Log | None = None
    contact: blocks.Contact | None = None
    image: blocks.Image | None = None
    page_break: blocks.Break | None = None
    column_break: blocks.Break | None = None

    @model_validator(mode="after")
    def _has_one_component(self) -> Block:
        names = [name for name in COMPONENTS if getattr(self, name) is not None]
        if not names:
            raise wrong_whole(f"the block '{self.id}' shows nothing; write one of {', '.join(COMPONENTS)}")
        if names[0].endswith("_break") and (self.heading or self.note):
            raise wrong_whole(f"the block '{self.id}' is a break, and prints no heading or note; give them to another")
        if len(names) > 1:
            raise wrong_whole(f"the block '{self.id}' holds {' and '.join(names)}; make two blocks of it")
        return self

    @property
    def kind(self) -> str:
        """The name of the block's component."""
        return next(name for name in COMPONENTS if getattr(self, name) is not None)

    @property
    def component(self) -> blocks.Component | str:
        """What the block shows."""
        component: blocks.Component | str = getattr(self, self.kind)
        return component

    @property
    def facts(self) -> Sequence[figures.ShownFact]:
        """The facts that the block shows."""
        shown = self.icon_array or self.frequency_scale or self.fact_table
        return shown.facts if shown else []

    @property
    def pointed(self) -> points.Chart | points.AcupointTable | None:
        """The component that shows acupoints, where the block has one."""
        return self.chart or self.acupoint_table


COMPONENTS = tuple(name for name in Block.model_fields if name not in Frame.model_fields)
"""The names of all components, in the order they are documented."""


class Handout(Model):
    """One handout in one language. `label` names it where the title is too long.

    `pages` is the most it may take, or the most of one copy where it prints several `copies`, each with its own
    name. `explains` lists the hard words that the handout itself explains: the reading grade leaves them out.
    """

    title: Markdown
    subtitle: Markdown | None = None
    kind: Literal["guide", "leaflet", "form", "chart"]
    label: Markdown | None = None
    language: LanguageTag = "en"
    version: Line
    written: Month
    review_by: Month
    pages: int | None = Field(default=None, ge=1, le=40)
    copies: list[Line] = Field(default_factory=list, max_length=4)
    explains: list[Line] = Field(default_factory=list)
    editions: Filled[Edition] = Field(default_factory=lambda: [Edition.STANDARD])
    blocks: Annotated[list[Block], Field(min_length=1, max_length=500)]

    @property
    def components(self) -> list[str]:
        """The names of the components that its blocks show, in the order of `COMPONENTS`."""
        shown = {block.kind for block in self.blocks}
        if any(block.chart and block.chart.table for block in self.blocks):
            shown.add("acupoint_table")
        return [name for name in COMPONENTS if name in shown]

    @model_validator(mode="after")
    def _copies_differ(self) -> Handout:
        if len(set(self.copies)) < len(self.copies):
            raise wrong_whole("two of the 'copies' have the same name; give each its own")
        return self

    @model_validator(mode="after")
    def _review_follows_writing(self) -> Handout:
        if self.review_by < self.written:
            raise wrong_whole(f"'review_by' is {self.review_by}, before it was written; write a later month")
        return self
