"""The words that the templates print themselves, one file a language. Read from content/languages/."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from handouts.model.base import LanguageTag, Line, Markdown, Model, written, wrong


def _with_blanks(count: int) -> AfterValidator:
    def validate(value: str) -> str:
        if value.count("{}") != count:
            raise wrong(f"must hold {'{}'} {'once' if count == 1 else 'twice'}, where the page puts its value in")
        return value

    return AfterValidator(validate)


def _told(count: int) -> WithJsonSchema:
    words = r"((?!\{\}).)*"
    pattern = words + rf"\{{\}}{words}" * count + r"\s*"
    return WithJsonSchema(written(pattern, f"must stand on one line and hold {{}} {'once' if count == 1 else 'twice'}"))


Sentence = Annotated[Line, _with_blanks(1), _told(1)]
Pair = Annotated[Line, _with_blanks(2), _told(2)]


class Band(Model):
    """How often something happens: the word for it, and the numbers that the word stands for."""

    name: Line
    """The word for it, such as `Common`."""
    range: Line
    """The numbers it stands for, such as `1 to 9 in 100`."""


class Bands(Model):
    """The bands of the frequency scale."""

    very_common: Band
    """10 or more in 100."""
    common: Band
    """1 to 9 in 100."""
    uncommon: Band
    """1 to 9 in 1,000."""
    rare: Band
    """1 to 9 in 10,000."""
    very_rare: Band
    """Fewer than 1 in 10,000."""
    not_known: Band
    """What was reported, but never counted."""


class Views(Model):
    """The names of the figures of the body, as they stand below them."""

    front: Line
    """The whole body from the front."""
    back: Line
    """The whole body from behind."""
    side: Line
    """The whole body from its side."""
    face: Line
    """The head from the front."""
    head_side: Line
    """The head from its side."""
    head_back: Line
    """The head from behind."""
    head_top: Line
    """The head from above."""
    trunk_front: Line
    """The trunk from the front."""
    trunk_back: Line
    """The trunk from behind."""
    arm_inside: Line
    """The arm from its inner side."""
    arm_outside: Line
    """The arm from its outer side."""
    hand_back: Line
    """The hand from its back."""
    palm: Line
    """The hand from its palm."""
    leg_front: Line
    """The leg from the front."""
    leg_back: Line
    """The leg from behind."""
    leg_inside: Line
    """The leg from its inner side."""
    leg_outside: Line
    """The leg from its outer side."""
    foot_top: Line
    """The foot from above."""
    sole: Line
    """The foot from below."""


class Words(Model):
    """The words that the pages print themselves; what stands in `{}` is put in by the page."""

    version: Sentence
    """The version, at the foot; `{}` is its number."""
    written: Sentence
    """When it was written, at the foot; `{}` is the month."""
    review_by: Sentence
    """When it must be looked at again, at the foot; `{}` is the month."""
    draft: Line
    """What says that nobody has approved it yet, at the foot."""
    approved: Sentence
    """What says that its words are approved, at the foot; `{}` is the month."""
    approved_by: Pair
    """The same with the month `{}` and the reviewer's name and role `{}`, where there is room."""
    sample: Line
    """The word across the pages of the demonstration clinic."""
    large_print: Line
    """What says at the top that this is the large-print edition."""
    page: Pair
    """The number of the page, at the foot: which `{}` of how many `{}`."""
    months: Annotated[list[Line], Field(min_length=12, max_length=12)]
    """The twelve months, January first."""
    how_long: Line
    """What stands at the scale of minutes beside steps."""
    minutes: Line
    """Minutes, shortened, as at that scale."""
    minutes_exact: Sentence
    """How long a step takes; `{}` is the number of minutes."""
    minutes_range: Pair
    """How long a step takes: from `{}` to `{}` minutes."""
    total: Sentence
    """How long all steps take; `{}` is one of the two sentences above."""
    do: Line
    """The heading of what to do."""
    do_not: Line
    """The heading of what not to do."""
    call_now: Sentence
    """The heading of the emergency box; `{}` is the number."""
    say: Sentence
    """What to say on the phone; `{}` is that sentence."""
    same_day: Sentence
    """The heading of what cannot wait; `{}` is the clinic's phone number."""
    same_day_doctor: Line
    """The heading of what cannot wait, where a doctor is to be seen."""
    closed_line: Sentence
    """Whom to call when the clinic is closed; `{}` is the country's line."""
    closed: Markdown
    """What to do when the clinic is closed, where the country has no line."""
    closed_doctor: Markdown
    """What to do when no doctor is free, where the country has no line."""
    count: Pair
    """A count: so many `{}` of so many `{}`."""
    source: Pair
    """Who was counted, under dots of 100: the number `{}` of the source, and who `{}`."""
    dots: Sentence
    """What dots of 100 show, for those who do not see them; `{}` is how many are filled."""
    compared: Sentence
    """What it was compared with; `{}` is that."""
    not_compared: Line
    """That it was not compared with anything."""
    bands: Bands
    """The bands of the frequency scale."""
    fact_columns: Annotated[list[Line], Field(min_length=3, max_length=3)]
    """The heads of a table of facts: what happened, how many, who was asked."""
    answer_yes: Line
    """The first answer to tick."""
    answer_no: Line
    """The second answer to tick."""
    not_sure: Line
    """The third answer to tick."""
    tick_one: Line
    """What to do with a table of questions."""
    if_yes: Line
    """The head of the column that says what a yes leads to."""
    agree_to: Line
    """What stands above the treatments to tick."""
    sign: Line
    """What belongs on the line for a signature."""
    name: Line
    """What belongs on the line for a name."""
    date_and_time: Line
    """What belongs on the line for date and time."""
    patient_name: Line
    """The first field on each page of a form."""
    date_of_birth: Line
    """The second field on each page of a form."""
    consent_number: Line
    """The third field on each page of a form."""
    views: Views
    """The names of the figures of the body."""
    view_part: Pair
    """The name of a part of a figure; the first `{}` is the figure, the second the number of the part."""
    chart_shows: Pair
    """What a chart shows, for those who do not see it; the first `{}` is the figure, the second its points."""
    named_point: Line
    """What a filled dot of a chart is."""
    other_side: Line
    """What an empty dot of a chart is."""
    not_yourself: Line
    """What every chart says of needling oneself."""
    channel_line: Sentence
    """What a dashed line of a chart is; `{}` is the name of a channel."""
    traditional_use: Sentence
    """What a point is used for by tradition; `{}` is its uses."""
    point_columns: Annotated[list[Line], Field(min_length=3, max_length=3)]
    """The heads of a table of points: code, name, place."""
    questions: Line
    """What stands above the phone number."""
    hours: Line
    """What stands above the opening hours."""
    scan: Markdown
    """What stands under the QR code of the page for bookings."""
    scan_site: Markdown
    """What stands under the QR code of the web site."""
    qr: Sentence
    """What the QR code does, for those who do not see it; `{}` is the address."""
    other_formats: Markdown
    """How to get the handout in large print or another language."""


def fill(sentence: str, *values: object) -> str:
    """`sentence` with each `{}` replaced by the next value, which is escaped where the sentence is HTML."""
    for value in values:
        sentence = sentence.replace("{}", str(value), 1)
    return sentence


def month_name(day: str, names: list[str]) -> str:
    """The month of `2026-11` or `2026-11-23` in words, such as `November 2026`."""
    year, number, *_ = day.split("-")
    return f"{names[int(number) - 1]} {year}"


class Wording(Model):
    """The words of one language, and how its spelling differs by country."""

    words: Words
    """The words of the pages."""
    spellings: dict[LanguageTag, dict[Line, Line]] = Field(default_factory=dict)
    """How words are spelt elsewhere, by the country's spelling, such as `en-US: {colour: color}`."""
