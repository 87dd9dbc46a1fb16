"""Where points lie on a drawn figure. Read from content/figures/NAME.yaml, beside the drawing NAME.svg.

All lengths are drawing units: those of the drawing's viewBox, down from its top and right from its left edge.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from handouts.model.base import AcupointCode, Filled, Model, wrong


def _units(value: Any) -> Any:  # noqa: ANN401  a validator is handed whatever the YAML holds
    try:
        return round(float(value), 3)
    except (TypeError, ValueError):
        raise wrong("must be a number of drawing units, such as 16.5") from None


Units = Annotated[float, BeforeValidator(_units), Field(ge=-10_000, le=10_000)]
"""A length in drawing units."""
Spot = Annotated[list[Units], Field(min_length=2, max_length=2)]
"""How far from the midline, and how far down."""


class Body(Model):
    """What an artist says of a drawn figure, in drawing units."""

    midline: Units
    """How far from the left edge the two sides of the body meet."""
    tops: Filled[Units]
    """Heights at which a small chart may be cut off above."""
    bottoms: Filled[Units]
    """Heights at which a small chart may be cut off below."""
    zones: list[Units] = Field(default_factory=list)
    """Heights between which labels keep their distance to the widest part of the body."""
    points: dict[AcupointCode, Spot]
    """Where each point lies on the right half of the drawing, as `BL23: [16.5, 276]`: how far from the midline, and how
    far down.
    """
