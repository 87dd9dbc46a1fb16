"""Builds what is ordered: reads everything first, then proves and prints sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from handouts.errors import CannotWrite, Unusable, WrongUse
from handouts.findings import Finding, Severity, judge
from handouts.fonts import Face, read_faces
from handouts.manuscript import Manuscript, read_manuscript
from handouts.nearest import did_you_mean
from handouts.pipeline import Proved, prove
from handouts.practice import Practice, read_practice
from handouts.project import Project
from handouts.shaping import node_at
from handouts.sheet import Paper, Sheet
from handouts.starting import PLACEHOLDER_PHONE
from handouts.writing import write_whole


@dataclass(frozen=True)
class Order:
    """What is asked for. An empty choice means everything the clinic prints."""

    handouts: Sequence[str] = ()
    languages: Sequence[str] = ()
    papers: Sequence[Paper] = ()
    output: Path | None = None
    strict: bool = False


@dataclass(frozen=True)
class Printed:
    """A sheet that was written, and how many pages it has."""

    sheet: Sheet
    path: Path
    pages: int


@dataclass
class Report:
    """What was printed, what was found, and whether it was the demonstration clinic's."""

    printed: list[Printed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sample: bool = False


@dataclass(frozen=True)
class _Desk:
    """All that was read for an order."""

    practice: Practice | None
    manuscripts: list[Manuscript]
    faces: list[Face]
    findings: list[Finding]


def build(project: Project, order: Order, *, write: bool = True) -> Report:
    """Build what is ordered; without `write`, only check it. A handout with an error keeps its last PDF.

    Raises:
        WrongUse: a handout or a language is ordered that is not there.
    """
    desk = _read(project, order)
    checks = desk.practice.clinic.checks if desk.practice else {}
    judged = partial(judge, checks=checks, strict=order.strict)
    report = Report(findings=judged(desk.findings))
    output = order.output or project.output
    failed = {finding.handout for finding in report.findings if finding.severity is Severity.ERROR}
    if desk.practice and None not in failed:
        report.sample = desk.practice.clinic.sample
        for sheet, manuscript in _sheets(desk.practice, desk.manuscripts, order):
            if sheet.handout not in failed:
                proved = prove(project, desk.practice, manuscript, sheet, desk.faces)
                findings = judged(proved.findings)
                report.findings += findings
                if write and not _stops(findings):
                    report.findings += _print(project, output, proved, report)
    report.findings += judged(_stale(project, output, report)) if write else []
    return report


def _read(project: Project, order: Order) -> _Desk:
    """Read the clinic and every handout ordered; all that is wrong in any file is found in one pass."""
    practice, manuscripts, findings = None, [], list[Finding]()
    try:
        practice = read_practice(project)
        findings += _placeholders(practice)
    except Unusable as error:
        findings += error.findings
    for name in _names(project, order):
        try:
            manuscript = read_manuscript(project, name, practice)
            manuscripts.append(manuscript)
            findings += _draft(manuscript, practice)
        except Unusable as error:
            findings += [replace(finding, handout=name) for finding in error.findings]
    faces, problems = _faces(project, practice)
    return _Desk(practice, manuscripts, faces, findings + problems + _misnamed(project))


def _placeholders(practice: Practice) -> list[Finding]:
    """What `handouts new` wrote for the clinic to fill in and still stands there."""
    if practice.clinic.contact.phone != PLACEHOLDER_PHONE:
        return []
    place = node_at(practice.tree, ("contact", "phone")).place
    return [place.finding("placeholder", "this is not a phone number patients can call; write your own")]


def _misnamed(project: Project) -> list[Finding]:
    message = "is not read; name it with small letters, digits and hyphens, ending in .yaml"
    return [Finding("unreadable-file", message, name, severity=Severity.WARNING) for name in project.misnamed()]


def _names(project: Project, order: Order) -> list[str]:
    known = project.handouts()
    for name in order.handouts:
        if name not in known:
            raise WrongUse(f"there is no handout '{name}'{did_you_mean(name, known)}")
    return sorted(set(order.handouts)) or known


def _draft(manuscript: Manuscript, practice: Practice | None) -> list[Finding]:
    is_needed = practice is not None and practice.clinic.require_approval
    message = "is a draft: no clinician has reviewed its words, and every page says so"
    severity = Severity.ERROR if is_needed else Severity.NOTE
    return [Finding("draft", message, handout=manuscript.name, severity=severity)]


def _faces(project: Project, practice: Practice | None) -> tuple[list[Face], list[Finding]]:
    """The clinic's own fonts, and what is wrong with them or with the families that the brand names."""
    folder = project.root / "styles" / "fonts" if project.root and project.root != project.shipped else None
    faces, findings = read_faces(folder, project.root) if folder and project.root else ([], [])
    families = {face.family for face in faces}
    return faces, findings + (_unknown_families(practice, families) if practice else [])


def _unknown_families(practice: Practice, families: set[str]) -> list[Finding]:
    findings = []
    for role, family in practice.clinic.brand.fonts:
        if family and family not in families:
            place = node_at(practice.tree, ("brand", "fonts", role)).place
            hint = did_you_mean(family, families) or "; put its files there"
            message = f"there is no font '{family}' in styles/fonts/{hint}"
            findings.append(place.finding("unknown-reference", message))
    return findings


def _sheets(practice: Practice, manuscripts: Sequence[Manuscript], order: Order) -> Iterator[tuple[Sheet, Manuscript]]:
    clinic = practice.clinic
    known = {manuscript.handout.language for manuscript in manuscripts}
    for language in order.languages:
        if language not in known:
            raise WrongUse(f"no handout is written in '{language}'{did_you_mean(language, known)}")
    papers = order.papers or clinic.papers or [practice.country.paper]
    for manuscript in manuscripts:
        handout = manuscript.handout
        if handout.language in (order.languages or clinic.languages):
            for paper in papers:
                for edition in handout.editions:
                    if edition in clinic.editions:
                        yield Sheet(manuscript.name, handout.language, paper, edition), manuscript


def _print(project: Project, output: Path, proved: Proved, report: Report) -> list[Finding]:
    path = output / proved.sheet.filename
    try:
        write_whole(path, proved.pdf, project.called(path))
    except CannotWrite as error:
        return [replace(finding, handout=proved.sheet.handout) for finding in error.findings]
    report.printed.append(Printed(proved.sheet, path, proved.pages))
    return []


def _stops(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _stale(project: Project, output: Path, report: Report) -> list[Finding]:
    """The PDFs of earlier builds whose handout has an error now: they stay, and are named with their date."""
    failed = {finding.handout for finding in report.findings if finding.severity is Severity.ERROR}
    if None in failed:  # a file that all of them share
        failed.update(project.handouts())
    fresh = {printed.path for printed in report.printed}
    old = (path for path in sorted(output.glob("*.pdf")) if path not in fresh and path.is_file())
    return [_stale_finding(project, path) for path in old if path.name.split(".")[0] in failed]


def _stale_finding(project: Project, path: Path) -> Finding:
    date = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    message = f"is the last good one, from {date.isoformat()}; it stays until its handout builds again"
    return Finding("stale-pdf", message, project.called(path), handout=path.name.split(".")[0])
