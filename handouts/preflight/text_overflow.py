"""`text-overflow`: words that run off the page, into its margin, or out of the box that shows them."""

from __future__ import annotations

from handouts.findings import Finding
from handouts.preflight.job import Job

TOLERANCE = 0.3  # mm


def check(job: Job) -> list[Finding]:
    """A finding for the first words of every block that stick out, page by page."""
    first: dict[tuple[int, str | None], Finding] = {}
    for run in job.proof.runs:
        excess = run.ink.beyond(run.room)
        if excess > TOLERANCE:
            message = f"'{run.text.strip()[:40]}' runs {excess:.1f} mm out of its place; shorten it, or make room"
            first.setdefault(
                (run.page, run.block), job.finding("text-overflow", message, block=run.block, page=run.page)
            )
    return list(first.values())
