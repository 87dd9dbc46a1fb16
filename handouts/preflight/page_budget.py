"""`page-budget`: a handout that takes more pages than it may."""

from __future__ import annotations

from handouts.findings import Finding
from handouts.preflight.job import Job
from handouts.shaping import node_at


def check(job: Job) -> list[Finding]:
    """A finding at the line `pages:` where there are more pages than it says."""
    budget, pages = job.manuscript.handout.pages, job.proof.pages
    if budget is None or pages <= budget:
        return []
    over = next((run for run in job.proof.runs if run.page > budget), None)
    first = f"; '{over.text.strip()[:40]}' is the first text too many" if over else ""
    message = f"takes {pages} pages, but may take {budget}{first}; shorten the text, or write 'pages: {pages}' here"
    place, own = node_at(job.manuscript.tree, ("pages",)).place, job.manuscript.place
    return [(place if place.file == own.file else own).finding("page-budget", message)]
