"""The words that the templates print themselves, one file a language. Read from content/languages/."""

from __future__ import annotations

from pydantic import Field

from handouts.model.base import Filled, LanguageTag, Line, Markdown, Model


class Words(Model):
    """Words of the page furniture. Values in `{}` are put in by the template that prints the word."""

    version: Line
    written: Line
    review_by: Line
    draft: Line
    sample: Line
    page: Line
    months: Filled[Line]
    how_long: Line
    minutes: Line
    minutes_exact: Line
    minutes_range: Line
    total: Line
    do: Line
    do_not: Line
    call_now: Line
    say: Line
    same_day: Line
    closed_line: Markdown
    closed: Markdown
    questions: Line
    hours: Line
    scan: Markdown
    scan_site: Markdown
    qr: Line
    other_formats: Markdown


class Wording(Model):
    """The words of one language, and how its spelling differs by country."""

    words: Words
    spellings: dict[LanguageTag, dict[Line, Line]] = Field(default_factory=dict)
