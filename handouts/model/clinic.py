"""A clinic: its name, its brand, how to reach it. Read from content/clinic.yaml."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from handouts.findings import RULES, Severity
from handouts.model.base import LONGEST_ADDRESS, Filled, Flag, LanguageTag, Line, Model, Phone, WebAddress, wrong
from handouts.nearest import did_you_mean
from handouts.palette import parse_colour
from handouts.sheet import Edition, Paper


def _colour(value: str) -> str:
    if parse_colour(value) is None:
        raise wrong(f"must be a colour, such as teal or \"#17594a\" in quotes, not '{value}'")
    return value


def _lowerable(checks: dict[str, Severity]) -> dict[str, Severity]:
    known = [code for code, rule in RULES.items() if rule.may_be_lowered]
    for code in checks:
        if code in RULES and code not in known:
            raise wrong(f"must leave '{code}' alone: it guards the patient and always stays an error")
        if code not in known:
            raise wrong(f"must name checks, and '{code}' is none{did_you_mean(code, known)}")
    return checks


class Fonts(Model):
    """Families from the clinic's own styles/fonts/, by the name inside the font file."""

    text: Line | None = None
    heading: Line | None = None


class Brand(Model):
    """How the clinic's pages look. A colour is written as CSS writes it; the logo is an SVG or PNG file."""

    color: Annotated[str, AfterValidator(_colour)] = "#17594a"
    logo: Line | None = None
    fonts: Fonts = Fonts()


class Contact(Model):
    """How to reach the clinic. Hours are days and times as they shall be printed."""

    phone: Phone
    email: Line | None = None
    web: Annotated[Line, Field(max_length=LONGEST_ADDRESS)] | None = None
    booking: WebAddress | None = None
    address: Filled[Line] | None = None
    hours: dict[Line, Line] = Field(default_factory=dict)

    @property
    def scanned(self) -> str | None:
        """The address a QR code opens: the booking page, else the clinic's site."""
        site = self.web if self.web is None or "://" in self.web else f"https://{self.web}"
        return self.booking or site


class Practitioner(Model):
    """Who treats, and the registration that goes with the name."""

    name: Line
    registration: Line | None = None


class Visits(Model):
    """How long visits take and what they cost, in the clinic's own words."""

    first: Line | None = None
    later: Line | None = None
    review_after: Line | None = None
    price: Line | None = None


class Clinic(Model):
    """Whose handouts these are."""

    name: Line
    sample: Flag = False
    country: Line
    region: Line | None = None
    languages: Filled[LanguageTag] = Field(default_factory=lambda: ["en"])
    papers: Filled[Paper] | None = None
    editions: Filled[Edition] = Field(default_factory=lambda: [Edition.STANDARD])
    brand: Brand = Brand()
    contact: Contact
    practitioners: list[Practitioner] = Field(default_factory=list)
    visits: Visits = Visits()
    checks: Annotated[dict[str, Severity], AfterValidator(_lowerable)] = Field(default_factory=dict)
    require_approval: Flag = False
