"""A country: its emergency number, its out-of-hours line, its spelling, its rules. Read from content/countries/."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from handouts.model.base import FactReference, Filled, LanguageTag, Line, Markdown, Model, Slug, written
from handouts.sheet import Paper

_NUMBERS = r"[0-9]{2,6}( or [0-9]{2,6})*"


def _emergency_number(value: Any) -> Any:  # noqa: ANN401  a validator is handed whatever the YAML holds
    if not isinstance(value, str) or not re.fullmatch(_NUMBERS, value):
        message = "a country needs the number that patients call in an emergency; write 'emergency: \"112\"'"
        raise PydanticCustomError("emergency_number", "{message}", {"message": message})
    return value


EmergencyNumber = Annotated[
    str, BeforeValidator(_emergency_number), WithJsonSchema(written(_NUMBERS, "must be the number to call"))
]
"""Whom patients call in an emergency, as it is printed: `112 or 999`."""


class Guideline(Model):
    """What one body of experts says; its issuer and year are those of the fact's source."""

    fact: FactReference
    """What it rests on: a fact of evidence.yaml, such as `G01.back-pain`, which tells issuer and year."""
    text: Markdown
    """What they say, in plain words."""


class Region(Model):
    """Where the law or the advice line differs inside a country; what is not given is the country's."""

    name: Line
    """The name of the region."""
    out_of_hours: Line | None = None
    """The line to call when the clinic is closed, where another one is verified here."""
    credential: Line | None = None
    """What a practitioner has here, such as `licence`."""
    regulator: Markdown | None = None
    """Who oversees acupuncture here."""
    form_note: Markdown | None = None
    """What a consent sheet is not here."""


class Country(Model):
    """What is decided by where a clinic is, never by the language of a handout."""

    name: Line
    """The name of the country."""
    emergency: EmergencyNumber = Field(default="", validate_default=True)
    """The number that patients call in an emergency, as it is printed, such as `"999"` or `112 or 999`."""
    out_of_hours: Line | None = None
    """The line to call when the clinic is closed; only one that was verified."""
    spelling: LanguageTag
    """The kind of English, such as `en-US`."""
    paper: Literal[Paper.A4, Paper.LETTER]
    """The paper that is usual here."""
    credential: Line = "registration"
    """What a practitioner has here, such as `licence` or `registration`."""
    regulator: Markdown
    """Who oversees acupuncture here."""
    form_note: Markdown
    """What a consent sheet is not here, or what the patient should know of it."""
    guidelines: dict[Slug, Filled[Guideline]] = Field(default_factory=dict)
    """What experts say here, by topic, such as `low-back-pain`."""
    regions: dict[Line, Region] = Field(default_factory=dict)
    """Where something differs inside the country, by the code that clinic.yaml names, such as `WLS`."""


def in_region(country: Country, region: str | None) -> Country:
    """The country as it is in one of its regions."""
    if region is None:
        return country
    differs = {key: value for key, value in country.regions[region] if key != "name" and value is not None}
    return country.model_copy(update=differs)
