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


class Band(Model):
    """How often something happens: the word for it, and the numbers that the word stands for."""

    name: Line
    range: Line


class Bands(Model):
    """The bands of the frequency scale."""

    very_common: Band
    common: Band
    uncommon: Band
    rare: Band
    very_rare: Band
    not_known: Band


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
    same_day: Sentence
    same_day_doctor: Line
    closed_line: Sentence
    closed: Markdown
    closed_doctor: Markdown
    count: Pair
    source: Pair
    dots: Sentence
    compared: Sentence
    not_compared: Line
    bands: Bands
    fact_columns: Annotated[list[Line], Field(min_length=3, max_length=3)]
    answer_yes: Line
    answer_no: Line
    not_sure: Line
    tick_one: Line
    if_yes: Line
    agree_to: Line
    sign: Line
    name: Line
    date_and_time: Line
    patient_name: Line
    date_of_birth: Line
    consent_number: Line
    chart_front: Sentence
    chart_back: Sentence
    front: Line
    back: Line
    named_point: Line
    other_side: Line
    point_columns: Annotated[list[Line], Field(min_length=3, max_length=3)]
    questions: Line
    hours: Line
    scan: Markdown
    scan_site: Markdown
    qr: Sentence
    other_formats: Markdown


def fill(sentence: str, *values: object) -> str:
    """`sentence` with each `{}` replaced by the next value, which is escaped where the sentence is HTML."""
    for value in values:
        sentence = sentence.replace("{}", str(value), 1)
    return sentence


class Wording(Model):
    """The words of one language, and how its spelling differs by country."""

    words: Words
    spellings: dict[LanguageTag, dict[Line, Line]] = Field(default_factory=dict)
