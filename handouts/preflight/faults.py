"""Faults of single places, and what is said of them: the worst one of each block on each page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from handouts.findings import Finding
from handouts.preflight.job import Job


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place of a page, and how bad it is: more is worse."""

    page: int
    block: str | None
    badness: float
    message: str


def worst(job: Job, code: str, faults: Iterable[Fault]) -> list[Finding]:
    """A finding for the worst fault of each block on each page, which says how many more there are."""
    groups: dict[tuple[int, str | None], list[Fault]] = defaultdict(list)
    for fault in faults:
        groups[fault.page, fault.block].append(fault)
    return [_finding(job, code, group) for group in groups.values()]


def _finding(job: Job, code: str, group: list[Fault]) -> Finding:
    fault = max(group, key=lambda fault: fault.badness)
    others = f" ({len(group) - 1} more here)" if len(group) > 1 else ""
    return job.finding(code, fault.message + others, block=fault.block, page=fault.page)
