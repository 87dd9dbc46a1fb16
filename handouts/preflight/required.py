"""The texts that a page must print: those of its content and its foot, and those that keep patients safe."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.model.base import Location
from handouts.preflight.job import Job


def written_texts(job: Job) -> Iterator[tuple[Location, str]]:
    """Every text with its location, as plain words; the clinic's name and what the foot says have none."""
    yield from job.script.texts()
    yield from job.script.versions()
    yield from (((), text) for text in (job.practice.clinic.name, job.imprint.status, job.imprint.short))
