"""The acupoints: names, places, cautions. Read from content/acupoints.yaml."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from handouts.model.base import ACUPOINT_CODE, AcupointCode, Filled, Flag, Line, Model, Slug, wrong, wrong_whole
from handouts.model.place import Cun, Place

PREGNANCY, LUNG = "pregnancy", "lung"
"""The signs that can be drawn around a dot."""
_Wrong = tuple[str, tuple[str | int, ...]]
"""What is wrong, and the way to it."""
_POINT = re.compile(rf"{ACUPOINT_CODE}(?=_|$)")


def _composed(value: str) -> str:
    if value != unicodedata.normalize("NFC", value):
        raise wrong("holds letters whose accents are signs of their own; write them as one letter each")
    return value


Pinyin = Annotated[Line, AfterValidator(_composed)]


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
    """What patients are told where there is no sign, in one short sentence."""
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
    traditional: Line | None = None
    """Its name in traditional characters."""
    simplified: Line | None = None
    """Its name in simplified characters."""
    dash: list[Cun] | None = None
    """How the line is broken that joins its points on a chart: marks and gaps in mm. None joins extra points."""
    points: Annotated[int, Field(ge=1)] | None = None
    """How many points the WHO counts on it."""


class OtherPlace(Model):
    """Where a point is by another authority, or by another reading of the same one."""

    by: Line
    """Who says so, such as `GB/T 12346-2021`."""
    location: Line
    """Where it is, in the words of practitioners."""


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
    other_places: list[OtherPlace] = Field(default_factory=list)
    """Where others say that it is; no drawing shows them."""
    cautions: list[Line] = Field(default_factory=list)
    """The cautions it needs, by their names."""
    uses: list[Line] = Field(default_factory=list)
    """What it is used for by tradition, which claims nothing: one use each, spelt alike at all points."""
    patient_uses: list[Line] = Field(default_factory=list)
    """Those of its uses that patients may read."""
    unverified: list[Line] = Field(default_factory=list)
    """Those of its uses that were found in no source; patients never read them."""
    variants: list[Line] = Field(default_factory=list)
    """Other ways to write its characters."""
    pinyin_variants: list[Pinyin] = Field(default_factory=list)
    """Other ways to write its pinyin."""
    sources: list[Line] = Field(default_factory=list)
    """What its entry rests on, beside the source of all."""

    def uses_for(self, audience: str) -> list[str]:
        """The traditional uses that a `patient` or a `practitioner` may read."""
        return self.patient_uses if audience == "patient" else self.uses

    @property
    def landmarks(self) -> list[str]:
        """The landmarks that its place is measured from."""
        return [name for key, name in self.place.names() if key not in ("frame", "segment")]


class Acupoints(Model):
    """All points, with the channels they lie on and the cautions they need."""

    signs: dict[Slug, Sign]
    """How cautions are marked on a page: `pregnancy` and `lung`."""
    cautions: dict[Line, Caution]
    """Why points need care, each under a name."""
    channels: dict[Line, Channel]
    """The channels, each under its code, such as `BL`."""
    patient_uses: list[Line]
    """All the uses that patients may read of any point."""
    points: Filled[Acupoint]
    """The points."""

    def signs_of(self, point: Acupoint) -> tuple[str, ...]:
        """The names of the signs that a point carries, in the order in which they are explained."""
        carried = {self.cautions[caution].sign for caution in point.cautions}
        return tuple(name for name in self.signs if name in carried)

    @model_validator(mode="after")
    def _is_whole(self) -> Acupoints:
        for message, at in chain(self._unknown_names(), self._miscounted(), self._misused()):
            raise wrong_whole(message, at)
        return self

    def _unknown_names(self) -> Iterator[_Wrong]:
        known = {point.code for point in self.points}
        for name in self.signs:
            if name not in (PREGNANCY, LUNG):
                message = f"no chart can draw the sign '{name}'; there are '{PREGNANCY}' and '{LUNG}', so take it out"
                yield message, ("signs", name)
        for name, caution in self.cautions.items():
            if caution.sign and caution.sign not in self.signs:
                message = f"the caution '{name}' names the sign '{caution.sign}'; write it under 'signs'"
                yield message, ("cautions", name, "sign")
        for index, point in enumerate(self.points):
            if point.channel not in self.channels or not point.code.startswith(point.channel):
                message = f"{point.code} lies on '{point.channel}', which is not its channel; correct one of them"
                yield message, ("points", index, "channel")
            if unknown := set(point.cautions) - set(self.cautions):
                message = f"{point.code} needs the caution '{min(unknown)}'; write it under 'cautions'"
                yield message, ("points", index, "cautions")
            if strange := {found[0] for found in map(_POINT.match, point.landmarks) if found} - known:
                message = f"{point.code} is measured from {min(strange)}, which is no point; correct its 'place'"
                yield message, ("points", index, "place")

    def _miscounted(self) -> Iterator[_Wrong]:
        codes = Counter(point.code for point in self.points)
        for index, point in enumerate(self.points):
            if codes[point.code] > 1:
                yield f"{point.code} stands {codes[point.code]} times; keep one of them", ("points", index, "code")
            counted = point.channel in self.channels and self.channels[point.channel].points
            if counted and int(point.code.removeprefix(point.channel)) > counted:
                message = f"the WHO counts {counted} points on {point.channel}, and {point.code} is none of them"
                yield f"{message}; give a point of your own a code such as EX-B90", ("points", index, "code")
        counts = Counter(point.channel for point in self.points)
        for name, channel in self.channels.items():
            if channel.points and channel.points != counts[name]:
                message = f"{name} has {counts[name]} points, and the WHO counts {channel.points}; correct them"
                yield message, ("channels", name, "points")

    def _misused(self) -> Iterator[_Wrong]:
        for index, point in enumerate(self.points):
            patients, unverified = set(point.patient_uses), set(point.unverified)
            if missing := (patients | unverified) - set(point.uses):
                yield f"{point.code} has no use '{min(missing)}'; write it under its 'uses'", ("points", index, "uses")
            if doubtful := patients & unverified:
                message = f"'{min(doubtful)}' of {point.code} is unverified; take it out of its 'patient_uses'"
                yield message, ("points", index, "patient_uses")
            if unfit := patients - set(self.patient_uses):
                message = f"'{min(unfit)}' of {point.code} is no use that patients may read; take it out"
                yield message, ("points", index, "patient_uses")
