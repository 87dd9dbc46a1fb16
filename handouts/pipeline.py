"""The story of one sheet: compose, typeset, check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts import preflight
from handouts.compose import compose
from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.fonts import Face, font_face_css
from handouts.manuscript import Manuscript, Practice
from handouts.preflight.job import Job
from handouts.project import Project
from handouts.sheet import Sheet


@dataclass(frozen=True)
class Proved:
    """A sheet that was typeset and checked, or could not be; `pdf` is empty where there is nothing to print."""

    sheet: Sheet
    pdf: bytes
    pages: int
    findings: list[Finding]


def prove(
    project: Project, practice: Practice, manuscript: Manuscript, sheet: Sheet, faces: Sequence[Face]
) -> Proved:
    """Compose, typeset and check one sheet. Every finding names the handout.

    Raises:
        MissingLibrary: no page can be typeset on this machine.
    """
    from handouts.typeset import typeset  # noqa: PLC0415  WeasyPrint takes a second to load

    try:
        html = compose(project, practice, manuscript, sheet, font_face_css(faces))
    except Unusable as error:
        return Proved(sheet, b"", 0, _named(sheet, error.findings))
    proof = typeset(project, html)
    findings = preflight.check(Job(practice, manuscript, proof, list(faces)))
    return Proved(sheet, proof.pdf, proof.pages, _named(sheet, findings))


def _named(sheet: Sheet, findings: Sequence[Finding]) -> list[Finding]:
    return [replace(finding, handout=sheet.handout) for finding in findings]
