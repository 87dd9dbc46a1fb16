"""The texts that a page must print: those of its content, and those that keep patients safe in every handout."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.markdown import printed
from handouts.model.base import Location, prose
from handouts.model.wording import fill
from handouts.preflight.job import Job


def written_texts(job: Job) -> Iterator[tuple[Location, str]]:
    """Every text with its location, as plain words; the clinic's name and the draft line have none."""
    for location, text in (*prose(job.manuscript.handout), *_safety(job), *_evidence(job)):
        yield location, printed(text, job.values)
    yield from (((), text) for text in (job.practice.clinic.name, job.words.draft))


def _safety(job: Job) -> Iterator[tuple[Location, str]]:
    """Whom to call, and when: words of the language with the numbers of the country and the clinic."""
    words, country = job.words, job.practice.country
    for index, block in enumerate(job.manuscript.handout.blocks):
        if block.emergency:
            yield ("blocks", index), fill(words.call_now, block.emergency.call)
            if block.emergency.same_day:
                phone = job.practice.clinic.contact.phone
                is_doctor = block.emergency.same_day_call == "doctor"
                closed = words.closed_doctor if is_doctor else words.closed
                if country.out_of_hours:
                    closed = fill(words.closed_line, country.out_of_hours)
                same_day = words.same_day_doctor if is_doctor else fill(words.same_day, phone)
                yield from ((("blocks", index), text) for text in (same_day, closed))
        if block.contact:
            yield ("blocks", index), job.practice.clinic.contact.phone
        if block.pointed and (atlas := job.manuscript.acupoints):
            yield from ((("blocks", index), sign.words) for sign in atlas.signs_of(block.pointed.points).values())


def _evidence(job: Job) -> Iterator[tuple[Location, str]]:
    """What comes from the evidence: numbers with who was counted, guidelines, and the list of sources."""
    for index, block in enumerate(job.manuscript.handout.blocks):
        at: Location = ("blocks", index)
        for item in block.facts:
            shown = job.exhibits.shown(item)
            yield from ((at, text) for text in (shown.number, "" if item.label else shown.says))
        if block.guidelines:
            lines = job.exhibits.guidelines(block.guidelines.topic)
            yield from ((at, text) for line in lines for text in (str(line.year), line.text))
        if block.references:
            yield from ((at, reference.source.citation) for reference in job.exhibits.references())
