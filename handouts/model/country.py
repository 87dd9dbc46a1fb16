"""A country: its emergency number, its out-of-hours line, its spelling. Read from content/countries/."""

from __future__ import annotations

from handouts.model.base import LanguageTag, Line, Model
from handouts.sheet import Paper


class Country(Model):
    """What is decided by where a clinic is, never by the language of a handout.

    `emergency` is printed as written, such as `112 or 999`. `out_of_hours` is the advice line for the time
    when a clinic is closed, only where one is verified. `spelling` is the kind of English, such as `en-US`.
    """

    name: Line
    emergency: Line
    out_of_hours: Line | None = None
    spelling: LanguageTag
    paper: Paper
