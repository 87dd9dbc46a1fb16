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

Cun = Annotated[float, BeforeValidator(_number)]
"""A length in B-cun."""
Fraction = Annotated[float, BeforeValidator(_number), Field(le=1)]
"""How far along, from 0 to 1."""
Landmark = Annotated[Line, Field(max_length=60)]
"""A part of the body that can be felt or seen, such as `lateral_malleolus`, or the code of another point."""
Pair = Annotated[list[Landmark], Field(min_length=2, max_length=2)]
Pinyin = Annotated[Line, AfterValidator(_composed)]


class _Place(Model):
    """What every place may say. `along` is a line of the body; `estimate` names lengths that a text gives in words."""

    frame: Line
    along: Landmark | None = None
    estimate: list[Line] = Field(default_factory=list)


class OnLevel(_Place):
    """On the level of a landmark, or between two, or above or below it, and so far from the midline."""

    level: Landmark | Pair
    up: Cun | None = None
    down: Cun | None = None
    lateral: Cun | None = None
    anterior: Cun | None = None


class OnSegment(_Place):
    """On a part of a limb, so far from a landmark."""

    segment: Line
    start: Annotated[Landmark, Field(alias="from")]
    proximal: Cun | None = None
    distal: Cun | None = None


class OnLine(_Place):
    """On the straight line between two landmarks: a part of it, on a level, or so far from a third."""

    line: Pair
    fraction: Fraction | None = None
    level: Landmark | None = None
    segment: Line | None = None
    start: Annotated[Landmark | None, Field(alias="from")] = None
    proximal: Cun | None = None
    distal: Cun | None = None


class Between(_Place):
    """Part of the way from one landmark to another."""

    between: Pair
    fraction: Fraction


class OnCurve(_Place):
    """Part of the way on the curve from one landmark to another."""

    curve: Pair
    fraction: Fraction


class AtLandmark(_Place):
    """At a landmark, or a little beside it; `ring` is a circle of points around it."""

    at: Landmark
    up: Cun | None = None
    down: Cun | None = None
    medial: Cun | None = None
    lateral: Cun | None = None
    anterior: Cun | None = None
    posterior: Cun | None = None
    proximal: Cun | None = None
    distal: Cun | None = None
    ring: Cun | None = None


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
    words: Line


class Caution(Model):
    """Why a point needs care. `basis` says who says so; those with a `sign` are told to patients in its words.

    `patient` words are printed nowhere yet: they wait for a chart of all points.
    """

    sign: Slug | None = None
    patient: Line | None = None
    basis: Filled[Line]
    note: Line | None = None

    @model_validator(mode="after")
    def _has_one_wording(self) -> Caution:
        if (self.sign is None) == (self.patient is None):
            raise wrong_whole("a caution has a 'sign' or its own 'patient' words; write one of them")
        return self


class Channel(Model):
    """A channel and its characters. `points` is how many the WHO counts on it; extra points are not counted."""

    name: Line
    characters: Line | None = None
    points: Annotated[int, Field(ge=1)] | None = None


class Acupoint(Model):
    """A point. `plain` is the place in the words of patients, `location` and `place` are for practitioners.

    `bilateral` points lie on both sides of the body. `variants` are other ways to write its characters, `uses` are
    traditional and claim nothing.
    """

    code: AcupointCode
    channel: Line
    pinyin: Pinyin
    simplified: Line
    traditional: Line
    english: Line
    region: Line
    bilateral: Flag
    location: Line
    plain: Line | None = None
    place: Place
    cautions: list[Line] = Field(default_factory=list)
    uses: list[Line] = Field(default_factory=list)
    variants: list[Line] = Field(default_factory=list)
    pinyin_variants: list[Pinyin] = Field(default_factory=list)
    sources: list[Line] = Field(default_factory=list)

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
    cautions: dict[Line, Caution]
    channels: dict[Line, Channel]
    points: Filled[Acupoint]

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
