"""`small-type`: letters printed smaller than their role allows."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.findings import Finding
from handouts.preflight.faults import Fault, worst
from handouts.preflight.job import Job
from handouts.preflight.roles import CHART_LABEL, floors, role_of
from handouts.preflight.words import quoted

_SLACK = 0.05  # pt; sizes are rounded on their way into the PDF


def check(job: Job) -> list[Finding]:
    """A finding for the smallest letters of every block, page by page."""
    return worst(job, "small-type", [*_in_runs(job), *_in_drawings(job)])


def _in_runs(job: Job) -> Iterator[Fault]:
    least = floors(job.sheet.edition)
    for run in job.proof.runs:
        role = role_of(run)
        floor = least[role].size
        size = min((letter.size for letter in job.letters(run)), default=floor)
        if size < floor - _SLACK:
            message = (
                f"{quoted(run.text)} is printed at {size:.1f} pt, and {role} text needs {floor} pt; make it larger, "
                "or say in its style what it is, such as '--role: label'"
            )
            yield Fault(run.page, run.block, floor - size, message)


def _in_drawings(job: Job) -> Iterator[Fault]:
    floor = floors(job.sheet.edition)[CHART_LABEL].size
    for line in job.drawn_lines:
        if line.size < floor - _SLACK:
            message = (
                f"{quoted(line.text)} in a drawing is printed at {line.size:.1f} pt; draw it at {floor} pt or more"
            )
            yield Fault(line.page, line.block, floor - line.size, message)
