"""Reads a handout as it would be printed, and tells whether somebody approved these very words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.approvals import approval_of, lapsed, reviewer
from handouts.findings import Finding, Severity
from handouts.manuscript import Manuscript, read_manuscript
from handouts.model.approval import Approval
from handouts.practice import Practice
from handouts.project import Project
from handouts.written import words_fingerprint

DRAFT = "is a draft: no clinician has reviewed its words, and every page says so"


def read_handout(
    project: Project, name: str, practice: Practice | None, approvals: Sequence[Approval] = ()
) -> Manuscript:
    """Read the handout `name` with the fingerprint of its words, and who approved them.

    Raises:
        Unusable: with every finding in the handout's files.
    """
    manuscript = read_manuscript(project, name, practice)
    if practice is None or manuscript.handout.language not in practice.wordings:
        return manuscript
    words = words_fingerprint(manuscript, practice)
    return replace(manuscript, words=words, approval=approval_of(approvals, name, words))


def draft(manuscript: Manuscript, practice: Practice | None, approvals: Sequence[Approval]) -> list[Finding]:
    """That nobody approved these words: an error where the clinic prints nothing else."""
    if manuscript.approval:
        return []
    clinic = practice and practice.clinic
    before = clinic and lapsed(approvals, manuscript.name, manuscript.handout.language, clinic.country, clinic.region)
    message = (
        f"is a draft: {reviewer(before)}, approved it on {before.date}, and its words changed since"
        if before
        else DRAFT
    )
    severity = Severity.ERROR if clinic and clinic.require_approval else Severity.NOTE
    return [Finding("draft", message, handout=manuscript.name, severity=severity)]
