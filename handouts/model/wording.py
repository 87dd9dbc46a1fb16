"""The words that the templates print themselves, one file a language. Read from content/languages/."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from handouts.model.base import LanguageTag, Line, Markdown, Model, wrong


def _with_blanks(count: int) -> AfterValidator:
    def validate(value: str) -> str:
        if value.count("{}") != count:
            raise wrong(f"must hold {'{}'} {'once' if count == 1 else 'twice'}, where the page puts its value in")
        return value

    return AfterValidator(validate)


Sentence = Annotated[Line, _with_blanks(1)]
Pair = Annotated[Line, _with_blanks(2)]


class Words(Model):
    """Words of the page furniture. Values in `{}` are put in by the template that prints the word."""

    version: Sentence
    written: Sentence
    review_by: Sentence
    draft: Line
    sample: Line
    page: Pair
    months: Annotated[list[Line], Field(min_length=12, max_length=12)]
    how_long: Line
    minutes: Line
    minutes_exact: Sentence
    minutes_range: Pair
    total: Sentence
    do: Line
    do_not: Line
    call_now: Sentence
    say: Sentence
    same_day: Line
    closed_line: Sentence
    closed: Markdown
    questions: Line
    hours: Line
    scan: Markdown
    scan_site: Markdown
    qr: Sentence
    other_formats: Markdown


class Wording(Model):
    """The words of one language, and how its spelling differs by country."""

    words: Words
    spellings: dict[LanguageTag, dict[Line, Line]] = Field(default_factory=dict)
