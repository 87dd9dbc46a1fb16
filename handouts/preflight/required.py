"""The texts that a page must print: those of its content, and those that keep patients safe in every handout."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.markdown import plain
from handouts.model.base import prose
from handouts.preflight.job import Job

Location = tuple[str | int, ...]
"""The way to a text, or to what it belongs to, in the handout's tree."""


def written_texts(job: Job) -> Iterator[tuple[Location, str]]:
    """Every text with its location, as plain words; the clinic's name and the draft line have none."""
    handout = job.manuscript.handout
    values = job.practice.values(handout.language)
    for location, text in prose(handout):
        yield location, plain(text, values)
    yield from ((location, plain(text, values)) for location, text in _safety(job))
    yield from (((), text) for text in (job.practice.clinic.name, job.practice.wordings[handout.language].words.draft))


def _safety(job: Job) -> Iterator[tuple[Location, str]]:
    """Whom to call, and when: words of the language with the numbers of the country and the clinic."""
    words, country = job.practice.wordings[job.manuscript.handout.language].words, job.practice.country
    for index, block in enumerate(job.manuscript.handout.blocks):
        if block.emergency:
            yield ("blocks", index), words.call_now.replace("{}", block.emergency.call, 1)
            if block.emergency.same_day:
                closed = (
                    words.closed_line.replace("{}", country.out_of_hours, 1) if country.out_of_hours else words.closed
                )
                yield from ((("blocks", index), text) for text in (words.same_day, closed))
        if block.contact:
            yield ("blocks", index), job.practice.clinic.contact.phone
