"""`wrong-paper`: pages of another size than the paper that the PDF is named after, which a printer would shrink."""

from __future__ import annotations

from handouts.findings import Finding
from handouts.preflight.job import Job

TOLERANCE = 1.0  # mm


def check(job: Job) -> list[Finding]:
    """A finding for the first page that is not as large as its paper, upright or on its side."""
    paper = job.sheet.paper
    for number, page in enumerate(job.pages, 1):
        sides = sorted((page.sheet.width, page.sheet.height))
        if any(abs(side - wanted) > TOLERANCE for side, wanted in zip(sides, paper.size, strict=True)):
            found, wanted = (" × ".join(f"{side:g}" for side in pair) for pair in (map(round, sides), paper.size))
            message = f"is {found} mm large, and {paper} paper is {wanted} mm; take 'size' out of the style of @page"
            return [job.finding("wrong-paper", message, page=number)]
    return []
