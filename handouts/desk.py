"""Reads what an order needs: the clinic, its fonts, and the handouts; and makes a plan of what can be printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from handouts.additions import ADDED, added_digest
from handouts.approvals import digest, read_approvals
from handouts.errors import Unusable
from handouts.evidence import EVIDENCE
from handouts.findings import Finding, Severity
from handouts.fonts import Face, read_faces
from handouts.manuscript import Manuscript
from handouts.model.approval import Approval
from handouts.nearest import did_you_mean
from handouts.placeholders import placeholders
from handouts.plan import Offer, Plan
from handouts.practice import Practice, read_practice
from handouts.project import APPROVALS, Facts, Project
from handouts.shaping import node_at
from handouts.vetting import draft, read_handout


@dataclass(frozen=True)
class Studio:
    """Whose sheets are made: the clinic in its country, and its own fonts."""

    practice: Practice
    faces: list[Face]


@dataclass
class Desk:
    """What was read of a project. What is wrong stands in `findings`, under its handout or under nothing."""

    project: Project
    studio: Studio | None = None
    studio_facts: Facts = field(default_factory=dict)
    approvals: list[Approval] = field(default_factory=list)
    are_approvals_known: bool = True
    manuscripts: dict[str, Manuscript] = field(default_factory=dict)
    manuscript_facts: dict[str, Facts] = field(default_factory=dict)
    findings: dict[str | None, list[Finding]] = field(default_factory=lambda: defaultdict(list))

    def read(self, names: Iterable[str]) -> None:
        """Read the clinic and these handouts, those that were not read yet."""
        if not self.studio_facts:
            self._read_studio()
        for name in names:
            if name not in self.findings:
                self._read_manuscript(name)

    def errors(self, name: str) -> list[Finding]:
        """Why a handout cannot be printed."""
        found = [*self.findings[None], *self.findings[name]]
        return [finding for finding in found if finding.severity is Severity.ERROR]

    def _read_studio(self) -> None:
        """Read the clinic, the country and languages it names, and its fonts."""
        project = self.project.apart()
        practice = None
        try:
            practice = read_practice(project)
            self.findings[None] += placeholders(practice.tree)
        except Unusable as error:
            self.findings[None] += error.findings
        try:
            self.approvals = read_approvals(project)
        except Unusable as error:
            self.are_approvals_known = False
            self.findings[None] += error.findings
        faces, problems = _faces(project, practice)
        self.findings[None] += problems
        self.studio_facts = project.facts()
        self.studio = Studio(practice, faces) if practice else None

    def _read_manuscript(self, name: str) -> None:
        """Read one handout; where there is no clinic, only for what is wrong with it."""
        project = self.project.apart()
        practice = self.studio.practice if self.studio else None
        try:
            manuscript = self.manuscripts[name] = read_handout(project, name, practice, self.approvals)
            fact = f"{APPROVALS}{name}"
            told = {fact: digest(project, fact), ADDED: added_digest(project)}
            self.manuscript_facts[name] = {**project.facts(), **told}
            queries = [*placeholders(manuscript.tree), *manuscript.queries]
            self.findings[name] += draft(manuscript, practice, self.approvals) if self.are_approvals_known else []
            self.findings[name] += [replace(query, handout=name) for query in queries]
        except Unusable as error:
            self.findings[name] += [replace(finding, handout=name) for finding in error.findings]

    def plan(self, known: Mapping[str, Offer]) -> Plan | None:
        """What can be printed: the handouts that were read, and the offers already known; nothing without a clinic."""
        if self.studio is None:
            return None
        practice = self.studio.practice
        clinic = practice.clinic
        return Plan(
            languages=list(clinic.languages),
            papers=list(clinic.papers or [practice.country.paper]),
            editions=list(clinic.editions),
            checks=dict(clinic.checks),
            sample=clinic.sample,
            facts={**self.studio_facts, APPROVALS: digest(self.project, APPROVALS)},
            findings=self.findings[None],
            offers={**known, **{name: self._offer(name) for name in self.manuscripts}},
        )

    def facts(self, name: str) -> Facts:
        """What the clinic and a handout were read from. Which other handouts there are plays no part.

        Nor does the evidence, where neither the handout nor a leaflet that it lists can cite any.
        """
        facts = {**self.studio_facts, **self.manuscript_facts[name]}
        manuscript = self.manuscripts[name]
        unused = ("content/",) if manuscript.sources or manuscript.leaflets else ("content/", EVIDENCE)
        return {file: digest for file, digest in facts.items() if not file.endswith(unused)}

    def _offer(self, name: str) -> Offer:
        handout = self.manuscripts[name].handout
        facts, findings = self.manuscript_facts[name], self.findings[name]
        return Offer(handout.language, handout.papers, list(handout.editions), handout.review_by, facts, findings)


def _faces(project: Project, practice: Practice | None) -> tuple[list[Face], list[Finding]]:
    """The clinic's own fonts, and what is wrong with them or with the families that the brand names."""
    try:
        folder = project.folder("styles/fonts/")
    except Unusable as error:
        return [], [*error.findings]
    faces, findings = read_faces(folder, project.root) if folder and project.root else ([], [])
    for face in faces:
        project.own(face.relative)
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
