"""A clinic: its name, its brand, how to reach it. Read from content/clinic.yaml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from handouts.findings import RULES, Severity
from handouts.model.base import LONGEST_ADDRESS, Filled, Flag, LanguageTag, Line, Model, Phone, WebAddress, wrong
from handouts.nearest import did_you_mean, nearest
from handouts.palette import parse_colour
from handouts.sheet import Edition, Paper


def _colour(value: str) -> str:
    if parse_colour(value) is None:
        from PIL.ImageColor import colormap  # noqa: PLC0415  the names that CSS has; only a misspelt one is looked for

        near = nearest(value.lower(), colormap)
        meant = f"; did you mean '{near}'?" if near else ""
        raise wrong(f"must be a colour, such as teal or \"#17594a\" in quotes, not '{value}'{meant}")
    return value


_LOWERABLE = [code for code, rule in RULES.items() if rule.may_be_lowered]


def _lowerable(checks: dict[str, Severity]) -> dict[str, Severity]:
    for code in checks:
        if code in RULES and code not in _LOWERABLE:
            raise wrong(f"must leave '{code}' alone: it guards the patient and always stays an error")
        if code not in _LOWERABLE:
            raise wrong(f"must name checks, and '{code}' is none{did_you_mean(code, _LOWERABLE)}")
    return checks


class Fonts(Model):
    """Fonts of your own, whose files lie in styles/fonts/: families, by the name inside the font file."""

    text: Line | None = None
    """The family of the text, such as `Lato`."""
    heading: Line | None = None
    """The family of titles and headings, such as `Lato`."""


class Brand(Model):
    """How your pages look."""

    color: Annotated[str, AfterValidator(_colour), WithJsonSchema({"type": "string"})] = "#17594a"
    """Your colour as CSS writes it, in quotes, such as `"#1f4e8c"`; lighter and darker ones are derived from it."""
    logo: Line | None = None
    """Your logo, an SVG or PNG file, such as `images/logo.svg` for the file `content/images/logo.svg`."""
    fonts: Fonts = Fonts()


class Contact(Model):
    """How to reach the clinic."""

    phone: Phone
    """The phone number that patients call, such as `020 7946 0182`."""
    email: Line | None = None
    """The e-mail address, such as `hello@linden.example`."""
    web: Annotated[Line, Field(max_length=LONGEST_ADDRESS)] | None = None
    """The web site, as it is printed, such as `linden.example`."""
    booking: WebAddress | None = None
    """The whole address of the page for bookings, such as `https://linden.example/book`; the QR code opens it."""
    address: Filled[Line] | None = None
    """The postal address, one entry a line, such as `[14 Linden Row, Harrow Green, HG3 2QT]`."""
    hours: dict[Line, Line] = Field(default_factory=dict)
    """The opening hours, days and times as they are printed, such as `{Mon–Thu: 8.30–7, Friday: 8.30–4}`."""

    @property
    def scanned(self) -> str | None:
        """The address a QR code opens: the booking page, else the clinic's site."""
        site = self.web if self.web is None or "://" in self.web else f"https://{self.web}"
        return self.booking or site


class Practitioner(Model):
    """Who treats, and the registration that goes with the name."""

    name: Line
    """The name."""
    registration: Line | None = None
    """The registration or licence that goes with the name, such as `BAcC 000000`."""


class Visits(Model):
    """How long visits take and what they cost, in your own words; texts name them, as `{clinic.visits.first}`."""

    first: Line | None = None
    """How long a first visit takes, such as `75 minutes`."""
    later: Line | None = None
    """How long a later visit takes, such as `45 minutes`."""
    review_after: Line | None = None
    """When you look together at whether it helps, such as `6 visits`."""
    price: Line | None = None
    """What a visit costs, such as `£60`."""


class Clinic(Model):
    """Whose handouts these are."""

    name: Line
    """The name of your clinic, as it is printed."""
    sample: Flag = False
    """Whether this is a demonstration: then SAMPLE stands across every page."""
    country: Line
    """The code of your country, such as `GB`; it decides the emergency number, the spelling and the paper."""
    region: Line | None = None
    """Where the law or the advice line differs inside your country, such as `WLS` for Wales."""
    languages: Filled[LanguageTag] = Field(default_factory=lambda: ["en"])
    """The languages you print in, such as `[en]`."""
    papers: Filled[Paper] | None = None
    """The papers you print on, of which `a3` and `tabloid` are for charts alone; without it, that of your country."""
    characters: Literal["traditional", "simplified"] = "traditional"
    """How the Chinese names of acupoints are written."""
    editions: Filled[Edition] = Field(default_factory=lambda: [Edition.STANDARD])
    """The editions you print."""
    brand: Brand = Brand()
    contact: Contact
    practitioners: list[Practitioner] = Field(default_factory=list)
    """Those who treat; only a template of your own prints them."""
    visits: Visits = Visits()
    checks: Annotated[dict[str, Severity], AfterValidator(_lowerable)] = Field(
        default_factory=dict, json_schema_extra={"propertyNames": {"enum": [*_LOWERABLE]}}
    )
    """Checks that you lower to a warning or switch off, such as `{page-budget: warning}`."""
    require_approval: Flag = False
    """Whether what nobody has approved yet is an error."""
