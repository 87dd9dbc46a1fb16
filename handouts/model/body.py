"""What an artist says of a drawn figure. Read from content/figures/NAME.yaml, beside the drawing NAME.svg.

All lengths are drawing units, those of the drawing's viewBox: right from its left edge, and down from its top. Where
points lie on a figure is not said here: it follows from these landmarks and from the `place` of each point.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from handouts.model.base import AcupointCode, Filled, Line, Model, wrong, wrong_whole


def _units(value: Any) -> Any:  # noqa: ANN401  a validator is handed whatever the YAML holds
    try:
        return round(float(value), 3)
    except (TypeError, ValueError):
        raise wrong("must be a number of drawing units, such as 16.5") from None


def _one_or_more(value: Any) -> Any:  # noqa: ANN401  likewise
    return value if isinstance(value, list) and value and isinstance(value[0], list) else [value]


Units = Annotated[float, BeforeValidator(_units), Field(ge=-10_000, le=10_000)]
"""A length in drawing units."""
Positive = Annotated[float, BeforeValidator(_units), Field(ge=0.001, le=10_000)]
"""A length above nothing: of B-cun, of drawing units, or of mm."""
Spot = Annotated[list[Units], Field(min_length=2, max_length=2)]
"""How far right, and how far down."""
_SPOT = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
Spots = Annotated[
    list[Spot],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [_SPOT, {"type": "array", "items": _SPOT, "minItems": 1}]}),
]
"""A spot, or several where a place means several: `[12, 410]` or `[[12, 410], [16, 408]]`."""
Path = Annotated[list[Spot], Field(min_length=2)]
"""A line through two spots or more."""
Direction = Literal["up", "down", "medial", "lateral", "anterior", "posterior", "proximal", "distal"]
"""A word for a direction on the body."""


class Row(Model):
    """A line across a surface: its height in B-cun above any zero, and where each column is at that height."""

    height: Units
    """How high it is, in B-cun above any zero."""
    spots: Filled[Spot]
    """Where the columns are at this height, from the midline outwards."""


class Surface(Model):
    """The skin of a part of the body as a mesh of rows and columns, which measures heights and breadths in B-cun."""

    lateral: Filled[Units]
    """How far from the midline each column is, in B-cun."""
    rows: Annotated[list[Row], Field(min_length=2)]
    """The rows; between two of them, heights are measured evenly."""

    @model_validator(mode="after")
    def _is_a_mesh(self) -> Surface:
        if any(len(row.spots) != len(self.lateral) for row in self.rows):
            raise wrong_whole(f"each row of a surface needs {len(self.lateral)} spots, one for each column")
        if self.lateral != sorted(set(self.lateral)):
            raise wrong_whole("'lateral' must rise from column to column; sort it")
        return self


class Frame(Model):
    """A frame of the body as this figure shows it: its measure and its directions."""

    cun: Positive
    """How long a B-cun is here, for short ways, in drawing units."""
    directions: dict[Direction, Spot] = Field(default_factory=dict)
    """Which way each word points, as `up: [0, -1]`; those that this view cannot show are left out."""
    surface: Surface | None = None
    """The mesh that places on a level are measured by."""
    levels: dict[Line, Units] = Field(default_factory=dict)
    """How high each level is on the surface, in B-cun."""

    @model_validator(mode="after")
    def _levels_have_a_surface(self) -> Frame:
        if self.levels and not self.surface:
            raise wrong_whole("levels need a 'surface' that they are heights of; write one")
        return self


class Segment(Model):
    """A part of a limb, which is a measure of its own."""

    axis: Path
    """Its axis, from the trunk outwards."""
    cun: Positive
    """How long it is, in B-cun."""


class Curve(Model):
    """A curve that joins two points or landmarks."""

    ends: Annotated[list[Line], Field(min_length=2, max_length=2)]
    """The two that it joins."""
    through: Filled[Spot]
    """The spots it runs through on its way."""


class Body(Model):
    """What an artist says of a drawn figure, in drawing units."""

    midline: Units | None = None
    """How far right the two sides of the body meet. A figure of one side alone has none."""
    home: list[Line] = Field(default_factory=list)
    """The frames whose points are best seen on this figure."""
    largest: Positive
    """How long a drawing unit is printed at most, in mm."""
    tops: Filled[Units]
    """Heights at which a chart may be cut off above."""
    bottoms: Filled[Units]
    """Heights at which a chart may be cut off below."""
    zones: list[Units] = Field(default_factory=list)
    """Heights between which labels keep their distance to the widest part of the body."""
    frames: dict[Line, Frame]
    """The frames that it shows, each with its measure and its directions."""
    segments: dict[Line, Segment] = Field(default_factory=dict)
    """The parts of limbs that it shows."""
    landmarks: dict[Line, Spots] = Field(default_factory=dict)
    """Where each landmark lies: on a figure of both sides, those of a side on the right half of the drawing."""
    tracks: dict[Line, Path] = Field(default_factory=dict)
    """Lines of the body, such as the border of a muscle."""
    curves: list[Curve] = Field(default_factory=list)
    """Curves between points."""
    hidden: list[AcupointCode] = Field(default_factory=list)
    """Points that cannot be seen from here, though they can be measured."""

    @model_validator(mode="after")
    def _has_height(self) -> Body:
        if min(self.tops) >= min(self.bottoms):
            raise wrong_whole(
                "the first of 'tops' must lie above the first of 'bottoms'; heights are counted downwards"
            )
        return self
