"""Proves a sheet before it may leave: one check a module, each (job) -> findings."""

from __future__ import annotations

from handouts.findings import Finding
from handouts.preflight import missing_glyph, page_budget, text_lost, text_overflow
from handouts.preflight.job import Job

CHECKS = (text_lost.check, text_overflow.check, missing_glyph.check, page_budget.check)


def check(job: Job) -> list[Finding]:
    """Everything that is wrong with a typeset sheet."""
    return [*job.proof.findings, *(finding for check in CHECKS for finding in check(job))]
