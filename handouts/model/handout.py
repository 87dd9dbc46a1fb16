"""A handout: its title, its blocks, and what it promises. Read from content/NAME.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from handouts.model import blocks, figures, forms, points
from handouts.model.base import Filled, Flag, LanguageTag, Line, Markdown, Model, Month, Slug, wrong_whole
from handouts.sheet import Edition, Paper

Audience = Literal["patient", "practitioner"]
Panel = Literal["cover", "flap", "back", "inside-left", "inside-middle", "inside-right"]
PANELS: tuple[Panel, ...] = get_args(Panel)
"""The panels of a brochure, in the order in which they are read: three outside, three inside."""


class Frame(Model):
    """What every block has, whatever it shows."""

    id: Slug
    """The name of the block in this file, such as `get-ready`; patches and messages use it."""
    heading: Markdown | None = None
    """The heading of the block."""
    note: Markdown | None = None
    """Small print under the heading."""
    required: Flag = False
    """Whether the block keeps patients safe: then no patch may take anything from it."""
    place: Literal["flow", "foot"] = "flow"
    """Where it stands: in the `flow` of the text, or at the `foot` of the page, or of its panel."""
    panel: Panel | None = None
    """The panel it stands on: each block of a brochure names one, and no other block does."""


class Block(Frame):
    """One part of a handout: an id, and one component under its name."""

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
    leaflets: forms.Leaflets | None = None
    contact: blocks.Contact | None = None
    image: blocks.Image | None = None
    page_break: blocks.Break | None = None
    """The next block begins a new page."""
    column_break: blocks.Break | None = None
    """The next block begins the next column of a leaflet."""

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
    def pointed(self) -> points.Pointed | None:
        """The component that shows acupoints, where the block has one."""
        return self.chart or self.acupoint_table


COMPONENTS = tuple(name for name in Block.model_fields if name not in Frame.model_fields)
"""The names of all components, in the order they are documented."""


NOT_LARGE = ("chart", "brochure")
"""The kinds whose place on the paper is fixed, so that larger letters find no room."""


class Handout(Model):
    """One handout in one language."""

    title: Markdown
    """The title, in large letters at the top."""
    subtitle: Markdown | None = None
    """A line or two under the title."""
    kind: Literal["guide", "leaflet", "form", "chart", "brochure"]
    """How it is laid out: a `guide` has headings beside the text, a `leaflet` two columns, a `form` numbered sections
    and the patient's name on every page, a `chart` a large figure, a `brochure` six panels to be folded.
    """
    audience: Audience = "patient"
    """Who reads it: a `patient`, or a `practitioner`, who is shown every traditional use of an acupoint."""
    label: Markdown | None = None
    """A short name for the top and the foot of each page, where the title is too long."""
    language: LanguageTag = "en"
    """The language it is written in, such as `en`."""
    version: Line
    """Its version, as it is printed, such as `"1.0"`."""
    written: Month
    """The month it was written in, such as `2026-11`."""
    review_by: Month
    """The month by which it must be looked at again, such as `2028-11`."""
    pages: int | None = Field(default=None, ge=1, le=40)
    """The most pages it may take; of a handout with `copies`, the most of one copy."""
    copies: list[Line] = Field(default_factory=list, max_length=4)
    """The names of its copies, such as `[Patient copy, Clinic copy]`: all of it is printed once for each."""
    explains: list[Line] = Field(default_factory=list)
    """Hard words that the handout itself explains; the reading grade does not count them."""
    editions: Filled[Edition] = Field(default_factory=lambda: [Edition.STANDARD])
    """The editions it can be built in."""
    blocks: Annotated[list[Block], Field(min_length=1, max_length=500)]
    """The blocks, in the order of the page."""

    @property
    def is_folded(self) -> bool:
        """Whether its blocks stand on the panels of a folded sheet."""
        return self.kind == "brochure"

    @property
    def papers(self) -> list[Paper]:
        """The papers it can be laid out for: a chart is a poster too."""
        return [paper for paper in Paper if self.kind == "chart" or not paper.is_for_the_wall]

    @property
    def components(self) -> list[str]:
        """The names of the components that its blocks show, in the order of `COMPONENTS`."""
        shown = {block.kind for block in self.blocks}
        if any(block.chart and block.chart.table for block in self.blocks):
            shown.add("acupoint_table")
        return [name for name in COMPONENTS if name in shown]

    @model_validator(mode="after")
    def _has_large_print(self) -> Handout:
        if self.kind in NOT_LARGE and Edition.LARGE_PRINT in self.editions:
            raise wrong_whole(f"a {self.kind} has no large-print edition; take 'large-print' out of 'editions'")
        return self

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
