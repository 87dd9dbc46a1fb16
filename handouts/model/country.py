"""A country: its emergency number, its out-of-hours line, its spelling, its rules. Read from content/countries/."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from handouts.model.base import FactReference, Filled, LanguageTag, Line, Markdown, Model, Slug
from handouts.sheet import Paper


def _emergency_number(value: Any) -> Any:  # noqa: ANN401  a validator is handed whatever the YAML holds
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{2,6}( or [0-9]{2,6})*", value):
        message = "a country needs the number that patients call in an emergency; write 'emergency: \"112\"'"
        raise PydanticCustomError("emergency_number", "{message}", {"message": message})
    return value


EmergencyNumber = Annotated[str, BeforeValidator(_emergency_number)]
"""Whom patients call in an emergency, as it is printed: `112 or 999`."""


class Guideline(Model):
    """What one body of experts says; its issuer and year are those of the fact's source."""

    fact: FactReference
    text: Markdown


class Region(Model):
    """Where the law or the advice line differs inside a country; what is not given is the country's."""

    name: Line
    out_of_hours: Line | None = None
    credential: Line | None = None
    regulator: Markdown | None = None
    form_note: Markdown | None = None


class Country(Model):
    """What is decided by where a clinic is, never by the language of a handout.

    `emergency` is printed as written, such as `112 or 999`. `out_of_hours` is the advice line for the time
    when a clinic is closed, only where one is verified. `spelling` is the kind of English, such as `en-US`.
    `credential` is what a practitioner has here: a licence, a registration. `regulator` says who oversees
    acupuncture, `form_note` what a consent sheet is not here. `guidelines` are listed by topic.
    """

    name: Line
    emergency: EmergencyNumber = Field(default="", validate_default=True)
    out_of_hours: Line | None = None
    spelling: LanguageTag
    paper: Paper
    credential: Line = "registration"
    regulator: Markdown
    form_note: Markdown
    guidelines: dict[Slug, Filled[Guideline]] = Field(default_factory=dict)
    regions: dict[Line, Region] = Field(default_factory=dict)


def in_region(country: Country, region: str | None) -> Country:
    """The country as it is in one of its regions."""
    if region is None:
        return country
    differs = {key: value for key, value in country.regions[region] if key != "name" and value is not None}
    return country.model_copy(update=differs)
