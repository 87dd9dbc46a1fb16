"""The acupoints: names, places, cautions. Read from content/acupoints.yaml.

A place does not depend on any drawing: it says a frame of the body, a landmark in it, and how many B-cun (proportional
bone cun, of which a height has 75) from there. Its forms are those of the wording of the WHO (2008).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from handouts.model.base import ACUPOINT_CODE, AcupointCode, Filled, Flag, Line, Model, Slug, wrong, wrong_whole

PREGNANCY, LUNG = "pregnancy", "lung"
"""The signs that can be drawn around a dot."""
_POINT = re.compile(rf"{ACUPOINT_CODE}(?=_|$)")


def _number(value: Any) -> Any:  # noqa: ANN401  a validator is handed whatever the YAML holds
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,4})?", value):
        raise wrong("must be a number, such as 1.5")
    return float(value)


def _composed(value: str) -> str:
    if value != unicodedata.normalize("NFC", value):
        raise wrong("holds letters whose accents are signs of their own; write them as one letter each")
    return value


def _form(value: Any) -> str | None:  # noqa: ANN401  likewise
    """The form of a place: that of the first key that only it has."""
    return next((name for key, name in _FORMS.items() if isinstance(value, dict) and key in value), "AtLandmark")


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
Pinyin = Annotated[Line, AfterValidator(_composed)]


class _Place(Model):
    """What every place may say."""

    frame: Line
    """Where on the body it is measured, such as `back` or `arm_anterior`."""
    along: Landmark | None = None
    """The line of the body that it lies on, such as `biceps_lateral_border`."""
    estimate: list[Line] = Field(default_factory=list)
    """The names of lengths that the source gives in words, and that are estimates here."""


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


class Sign(Model):
    """How a caution is marked on a page, and what patients are told: one wording for all its points."""

    letter: Annotated[Line, Field(max_length=1)]
    """The letter that stands beside a point."""
    words: Line
    """What patients are told about it."""


class Caution(Model):
    """Why a point needs care, and who says so."""

    sign: Slug | None = None
    """The sign that marks it on a page; patients read its words."""
    patient: Line | None = None
    """Words for patients where there is no sign; printed nowhere yet."""
    basis: Filled[Line]
    """Who says so."""
    note: Line | None = None
    """What else practitioners should know; never printed."""

    @model_validator(mode="after")
    def _has_one_wording(self) -> Caution:
        if (self.sign is None) == (self.patient is None):
            raise wrong_whole("a caution has a 'sign' or its own 'patient' words; write one of them")
        return self


class Channel(Model):
    """A channel; extra points lie on none and are not counted."""

    name: Line
    """The name of the channel."""
    characters: Line | None = None
    """Its name in traditional characters."""
    points: Annotated[int, Field(ge=1)] | None = None
    """How many points the WHO counts on it."""


class Acupoint(Model):
    """A point: its names, its places and what must be known of it."""

    code: AcupointCode
    """The code, such as `BL23`."""
    channel: Line
    """The channel, such as `BL`."""
    pinyin: Pinyin
    """The name in pinyin, with tones."""
    simplified: Line
    """The name in simplified characters."""
    traditional: Line
    """The name in traditional characters."""
    english: Line
    """The name in English."""
    region: Line
    """The part of the body, such as `lower_leg`."""
    bilateral: Flag
    """Whether it lies on both sides of the body."""
    location: Line
    """Where it is, in the words of practitioners."""
    plain: Line | None = None
    """Where it is, in the words of patients; a point without it is not printed."""
    place: Place
    """Where it is, as it is measured."""
    cautions: list[Line] = Field(default_factory=list)
    """The cautions it needs, by their names."""
    uses: list[Line] = Field(default_factory=list)
    """What it is used for by tradition, which claims nothing."""
    variants: list[Line] = Field(default_factory=list)
    """Other ways to write its characters."""
    pinyin_variants: list[Pinyin] = Field(default_factory=list)
    """Other ways to write its pinyin."""
    sources: list[Line] = Field(default_factory=list)
    """What its entry rests on, beside the source of all."""

    @property
    def landmarks(self) -> list[str]:
        """The landmarks that its place is measured from."""
        named = (
            getattr(self.place, key, None) for key in ("at", "level", "line", "between", "curve", "start", "along")
        )
        return [text for value in named if value for text in (value if isinstance(value, list) else [value])]


class Acupoints(Model):
    """All points, with the channels they lie on and the cautions they need."""

    signs: dict[Slug, Sign]
    """How cautions are marked on a page: `pregnancy` and `lung`."""
    cautions: dict[Line, Caution]
    """Why points need care, each under a name."""
    channels: dict[Line, Channel]
    """The channels, each under its code, such as `BL`."""
    points: Filled[Acupoint]
    """The points."""

    @model_validator(mode="after")
    def _is_whole(self) -> Acupoints:
        for message in (*self._unknown_names(), *self._miscounted()):
            raise wrong_whole(message)
        return self

    def _unknown_names(self) -> Iterator[str]:
        known = {point.code for point in self.points}
        for name in self.signs:
            if name not in (PREGNANCY, LUNG):
                yield f"no chart can draw the sign '{name}'; there are '{PREGNANCY}' and '{LUNG}', so take it out"
        for name, caution in self.cautions.items():
            if caution.sign and caution.sign not in self.signs:
                yield f"the caution '{name}' names the sign '{caution.sign}'; write it under 'signs'"
        for point in self.points:
            if point.channel not in self.channels or not point.code.startswith(point.channel):
                yield f"{point.code} lies on '{point.channel}', which is not its channel; correct the one or the other"
            if unknown := set(point.cautions) - set(self.cautions):
                yield f"{point.code} needs the caution '{min(unknown)}'; write it under 'cautions'"
            if strange := {found[0] for found in map(_POINT.match, point.landmarks) if found} - known:
                yield f"{point.code} is measured from {min(strange)}, which is no point; correct its 'place'"

    def _miscounted(self) -> Iterator[str]:
        codes = Counter(point.code for point in self.points)
        yield from (f"{code} stands {count} times; keep one of them" for code, count in codes.items() if count > 1)
        counts = Counter(point.channel for point in self.points)
        for name, channel in self.channels.items():
            if channel.points and channel.points != counts[name]:
                yield f"{name} has {counts[name]} points, and the WHO counts {channel.points}; correct them"
