"""The acupoints: names, places, cautions. Read from content/acupoints.yaml."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from handouts.model.base import ACUPOINT_CODE, AcupointCode, Filled, Flag, Line, Model, Slug, wrong, wrong_whole
from handouts.model.place import Place

PREGNANCY, LUNG = "pregnancy", "lung"
"""The signs that can be drawn around a dot."""
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
    characters: Line | None = None
    """Its name in traditional characters."""
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
    patient_uses: list[Line]
    """All the uses that patients may read of any point."""
    points: Filled[Acupoint]
    """The points."""

    @model_validator(mode="after")
    def _is_whole(self) -> Acupoints:
        for message in (*self._unknown_names(), *self._miscounted(), *self._misused()):
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

    def _misused(self) -> Iterator[str]:
        for point in self.points:
            patients, unverified = set(point.patient_uses), set(point.unverified)
            if missing := (patients | unverified) - set(point.uses):
                yield f"{point.code} has no use '{min(missing)}'; write it under its 'uses'"
            if doubtful := patients & unverified:
                yield f"'{min(doubtful)}' of {point.code} is unverified; take it out of its 'patient_uses'"
            if unfit := patients - set(self.patient_uses):
                yield f"'{min(unfit)}' is no use that patients may read; take it out of 'patient_uses' of {point.code}"
