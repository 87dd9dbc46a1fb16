"""Where an acupoint is. It does not depend on any drawing.

A place says a frame of the body, a landmark in it, and how many B-cun (proportional bone cun, of which a height has 75)
from there. Its forms are those of the wording of the WHO (2008).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag

from handouts.model.base import Line, Model, wrong


def _number(value: Any) -> Any:  # noqa: ANN401  a validator is handed whatever the YAML holds
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,4})?", value):
        raise wrong("must be a number, such as 1.5")
    return float(value)


def _form(value: Any) -> str | None:  # noqa: ANN401  likewise
    """The form of a place: that of the first key that only it has."""
    return next((name for key, name in _FORMS.items() if isinstance(value, dict) and key in value), "AtLandmark")


_NAMES = ("frame", "at", "level", "line", "between", "curve", "segment", "along")
_NAMING = {key: key for key in _NAMES} | {"start": "from"}
"""The fields of places that hold names, and the keys they are written under."""
_FORMS = {
    "line": "OnLine",
    "between": "Between",
    "curve": "OnCurve",
    "at": "AtLandmark",
    "segment": "OnSegment",
    "level": "OnLevel",
}

Cun = Annotated[float, BeforeValidator(_number), Field(json_schema_extra={"minimum": 0})]
"""A length in B-cun."""
Fraction = Annotated[float, BeforeValidator(_number), Field(le=1, json_schema_extra={"minimum": 0})]
"""How far along, from 0 to 1."""
Up = Annotated[Cun, Field(description="How far above it, in B-cun.")]
Down = Annotated[Cun, Field(description="How far below it, in B-cun.")]
Medial = Annotated[Cun, Field(description="How far towards the midline, in B-cun.")]
Lateral = Annotated[Cun, Field(description="How far away from the midline, in B-cun.")]
Anterior = Annotated[Cun, Field(description="How far in front of it, in B-cun.")]
Posterior = Annotated[Cun, Field(description="How far behind it, in B-cun.")]
Proximal = Annotated[Cun, Field(description="How far towards the trunk, in B-cun.")]
Distal = Annotated[Cun, Field(description="How far away from the trunk, in B-cun.")]
Landmark = Annotated[Line, Field(max_length=60)]
"""A part of the body that can be felt or seen, such as `lateral_malleolus`, or the code of another point."""
Pair = Annotated[list[Landmark], Field(min_length=2, max_length=2)]


class _Place(Model):
    """What every place may say."""

    frame: Line
    """Where on the body it is measured, such as `back` or `arm_anterior`."""
    along: Landmark | None = None
    """The line of the body that it lies on, such as `biceps_lateral_border`."""
    estimate: list[Line] = Field(default_factory=list)
    """The names of lengths that the source gives in words, and that are estimates here."""

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401  whatever pydantic passes on
        super().__init_subclass__(**kwargs)
        cls.called = "a place"

    def names(self) -> Iterator[tuple[str, str]]:
        """What it is measured by, such as landmarks, each name after the key it is written under."""
        for field, key in _NAMING.items():
            value = getattr(self, field, None) or []
            yield from ((key, name) for name in (value if isinstance(value, list) else [value]))


class OnLevel(_Place):
    """On the level of a landmark, or between two, or above or below it, and so far from the midline."""

    level: Landmark | Pair
    """The landmark on whose level it lies, or the two it lies between."""
    up: Up | None = None
    down: Down | None = None
    lateral: Lateral | None = None
    anterior: Anterior | None = None


class OnSegment(_Place):
    """On a part of a limb, so far from a landmark."""

    segment: Line
    """The part of the limb, such as `forearm`."""
    start: Annotated[Landmark, Field(alias="from")]
    """The landmark it is measured from."""
    proximal: Proximal | None = None
    distal: Distal | None = None


class OnLine(_Place):
    """On the straight line between two landmarks: a part of it, on a level, or so far from a third."""

    line: Pair
    """The two landmarks between which the line runs."""
    fraction: Fraction | None = None
    """Which part of the way, from 0 to 1."""
    level: Landmark | None = None
    """The landmark on whose level it lies."""
    segment: Line | None = None
    """The part of the limb that gives the measure, such as `forearm`."""
    start: Annotated[Landmark | None, Field(alias="from")] = None
    """The landmark it is measured from."""
    proximal: Proximal | None = None
    distal: Distal | None = None


class Between(_Place):
    """Part of the way from one landmark to another."""

    between: Pair
    """The two landmarks."""
    fraction: Fraction
    """Which part of the way, from 0 to 1."""


class OnCurve(_Place):
    """Part of the way on the curve from one landmark to another."""

    curve: Pair
    """The two landmarks."""
    fraction: Fraction
    """Which part of the way, from 0 to 1."""


class AtLandmark(_Place):
    """At a landmark, or a little beside it."""

    at: Landmark
    """The landmark."""
    up: Up | None = None
    down: Down | None = None
    medial: Medial | None = None
    lateral: Lateral | None = None
    anterior: Anterior | None = None
    posterior: Posterior | None = None
    proximal: Proximal | None = None
    distal: Distal | None = None
    ring: Cun | None = None
    """How far around it a circle of points lies, in B-cun."""


Place = Annotated[
    Annotated[OnLevel, Tag("OnLevel")]
    | Annotated[OnSegment, Tag("OnSegment")]
    | Annotated[OnLine, Tag("OnLine")]
    | Annotated[Between, Tag("Between")]
    | Annotated[OnCurve, Tag("OnCurve")]
    | Annotated[AtLandmark, Tag("AtLandmark")],
    Discriminator(_form),
]
