"""Proves a sheet before it may leave: one check a module, each (job) -> findings."""

from __future__ import annotations

from handouts.findings import Finding
from handouts.preflight import (
    added_words,
    fold_crossing,
    image_resolution,
    low_contrast,
    missing_glyph,
    not_accessible,
    page_budget,
    paper_size,
    reading_order,
    small_type,
    stranded_heading,
    text_lost,
    text_overflow,
    text_overlap,
    unprintable_margin,
    unsourced_number,
)
from handouts.preflight.job import Job

CHECKS = (
    text_lost.check,
    added_words.check,
    reading_order.check,
    text_overflow.check,
    text_overlap.check,
    missing_glyph.check,
    small_type.check,
    low_contrast.check,
    unprintable_margin.check,
    image_resolution.check,
    stranded_heading.check,
    fold_crossing.check,
    not_accessible.check,
    page_budget.check,
    paper_size.check,
    unsourced_number.check,
)


def check(job: Job) -> list[Finding]:
    """Everything that is wrong with a typeset sheet."""
    return [*job.proof.findings, *(finding for check in CHECKS for finding in check(job))]
