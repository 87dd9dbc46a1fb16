"""`unprintable-margin`: ink so near to the paper's edge that an office printer leaves it out."""

from __future__ import annotations

from handouts.areas import Area
from handouts.findings import Finding
from handouts.inspection import InspectedPage
from handouts.preflight.job import Job
from handouts.preflight.words import quoted

MARGIN = 5.0  # mm; office printers cannot reach further out
_SLACK = 0.3  # mm; a little more than a pixel of the picture in which it is measured


def check(job: Job) -> list[Finding]:
    """A finding for every page with ink too near to an edge: its sides, how near, and what stands there."""
    near = ((number, page, _too_near(page)) for number, page in enumerate(job.pages, 1))
    return [_finding(job, number, page.sheet, sides) for number, page, sides in near if sides]


def _too_near(page: InspectedPage) -> dict[str, float]:
    """The sides of a page with ink too near to them, and its distance in mm, the nearest first."""
    if page.inked is None:
        return {}
    sheet, ink = page.sheet, page.inked
    distances = {
        "left": ink.left - sheet.left,
        "top": ink.top - sheet.top,
        "right": sheet.right - ink.right,
        "bottom": sheet.bottom - ink.bottom,
    }
    near = {side: max(0.0, distance) for side, distance in distances.items() if distance < MARGIN - _SLACK}
    return dict(sorted(near.items(), key=lambda item: item[1]))


def _finding(job: Job, number: int, sheet: Area, sides: dict[str, float]) -> Finding:
    where = " and ".join(f"{distance:.0f} mm from the {side} edge" for side, distance in sides.items())
    inner = sheet.grown(-MARGIN)
    line = next((line for line in job.lines if line.page == number and line.area.beyond(inner) > 0), None)
    block = (
        line.block
        if line
        else next(
            (block.id for block in job.proof.blocks if block.page == number and block.area.beyond(inner) > 0), None
        )
    )
    what = quoted(line.text) if line else "something drawn"
    message = f"{what} is {where} of the paper; printers need {MARGIN:g} mm, so move it in"
    return job.finding("unprintable-margin", message, block=block, page=number)
