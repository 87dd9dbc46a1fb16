"""The components that show acupoints: a chart of a figure, and a table of names and places."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from handouts.model.base import Filled, Flag, Line, Markdown, wrong, wrong_whole
from handouts.model.blocks import Component

CHOICES = ("points", "for", "channel", "region")
"""The keys that choose points, of which a component has one."""


def _each_once(codes: list[str]) -> list[str]:
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise wrong(f"names {twice} twice; keep one of them")
    return codes


Codes = Annotated[Filled[Line], Field(max_length=120), AfterValidator(_each_once)]
"""The codes of acupoints, each once. Whether there is such a point is known when the points are read."""


class Pointed(Component):
    """What shows acupoints: those of a list, or those that share a use, a channel, or a part of the body."""

    short_form = "points"
    points: Codes = Field(default_factory=list)
    """The codes of the points, such as `[BL23, LI4]`."""
    use: Line | None = Field(default=None, alias="for")
    """In place of a list: what its points are used for by tradition, such as `low back pain`."""
    channel: Line | None = None
    """In place of a list: the channel whose points are shown, such as `BL`."""
    region: Line | None = None
    """In place of a list: the part of the body whose points are shown, such as `hand`."""

    @model_validator(mode="after")
    def _chooses_once(self) -> Pointed:
        chosen = [key for key, value in zip(CHOICES, self.choices(), strict=True) if value]
        if len(chosen) > 1:
            raise wrong_whole(f"'{chosen[0]}' and '{chosen[1]}' both choose points; keep one of them")
        if not chosen:
            raise wrong_whole("this shows no points; write 'points: [BL23, LI4]', or 'for:', 'channel:' or 'region:'")
        return self

    def is_chosen(self) -> bool:
        """Whether its points are chosen by something that they share, and not listed."""
        return any(self.choices()[1:])

    def choices(self) -> tuple[list[str], str | None, str | None, str | None]:
        """What is written for each of `CHOICES`."""
        return self.points, self.use, self.channel, self.region


class Chart(Pointed):
    """Acupoints on a drawn body, each with its code beside it."""

    view: Line | None = None
    """The figure that shows them, such as `back` or `hand_back`; left out, as many figures as the points need."""
    caption: Markdown | None = None
    """What stands beside the figure."""
    table: Flag = False
    """Whether the names and places of the points stand beside it."""


class AcupointTable(Pointed):
    """Acupoints with their names, characters and places in plain words."""

    by_channel: Flag = False
    """Whether the points are sorted by channel, as an index."""
    uses: Flag = False
    """Whether it says what each point is used for by tradition."""
    after: Markdown | None = None
    """A last line below the table."""
