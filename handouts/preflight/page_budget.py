"""`page-budget`: a handout, or one copy of it, that takes more pages than it may; large print takes what it needs."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from handouts.findings import Finding
from handouts.preflight.job import Job
from handouts.preflight.words import copies
from handouts.shaping import node_at
from handouts.sheet import Edition


def check(job: Job) -> list[Finding]:
    """A finding at the line `pages:` for the first copy that takes more pages than it says."""
    budget = job.manuscript.handout.pages
    if budget is None or job.sheet.edition is Edition.LARGE_PRINT:
        return []
    taken = (_pages(job, copy) for copy in copies(job.proof.source))
    long = next((pages for pages in taken if len(pages) > budget), None)
    return [_finding(job, long, budget)] if long else []


def _pages(job: Job, copy: Element) -> list[int]:
    """The pages that a copy takes: each of them has its foot."""
    if copy is job.proof.source:
        return [*range(1, job.proof.pages + 1)]
    own = set(copy.iter())
    return sorted({run.page for run in job.proof.runs if run.element in own})


def _finding(job: Job, pages: list[int], budget: int) -> Finding:
    over = next((run for run in job.proof.runs if run.page in pages[budget:]), None)
    first = f"what stands before '{over.text.strip()[:40]}'" if over else "the text"
    who = "a copy takes" if job.manuscript.handout.copies else "takes"
    place, own = node_at(job.manuscript.tree, ("pages",)).place, job.manuscript.place
    is_shipped = Path(own.file).is_absolute()
    patch = f"in a patch, which you begin with: handouts override --patch content/{job.sheet.handout}.yaml"
    advice = f"shorten {first}, or write 'pages: {len(pages)}' {patch if is_shipped else 'here'}"
    message = f"{who} {len(pages)} pages, but may take {budget}; {advice}"
    return (place if place.file == own.file else own).finding("page-budget", message)
