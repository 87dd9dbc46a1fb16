"""The components that show acupoints: a chart of a figure, and a table of names and places."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from handouts.model.base import Filled, Flag, Line, Markdown, wrong
from handouts.model.blocks import Component

VIEWS, BOTH = ("front", "back"), "both"


def _each_once(codes: list[str]) -> list[str]:
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise wrong(f"names {twice} twice; keep one of them")
    return codes


Codes = Annotated[Filled[Line], Field(max_length=80), AfterValidator(_each_once)]
"""The codes of acupoints, each once. Whether there is such a point is known when the points are read."""


class Chart(Component):
    """Acupoints on a drawn body, each with its code beside it."""

    short_form = "points"
    points: Codes
    """The codes of the points, such as `[BL23, LI4]`."""
    view: Literal["front", "back", "both"] = "both"
    """From where the body is seen; `both` shows as many views as the points need."""
    caption: Markdown | None = None
    """What stands beside the figure."""
    table: Flag = False
    """Whether the names and places of the points stand beside it."""


class AcupointTable(Component):
    """Acupoints with their names, characters and places in plain words."""

    short_form = "points"
    points: Codes
    """The codes of the points, such as `[BL23, LI4]`."""
    by_channel: Flag = False
    """Whether the points are sorted by channel, as an index."""
    after: Markdown | None = None
    """A last line below the table."""
