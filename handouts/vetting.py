"""Reads a handout as it would be printed, and tells whether somebody approved these very words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handouts.additions import added_words
from handouts.approvals import approval_of, lapsed, reviewer
from handouts.errors import Unusable
from handouts.findings import Finding, Severity
from handouts.manuscript import Leaflet, Manuscript, read_manuscript
from handouts.model.approval import Approval
from handouts.nearest import did_you_mean
from handouts.practice import Practice
from handouts.project import Project
from handouts.reading import Place
from handouts.shaping import node_at
from handouts.written import words_fingerprint

DRAFT = "is a draft: no clinician has reviewed its words, and every page says so"


@dataclass(frozen=True)
class _Way:
    """How a leaflet was come to: the handouts that lead to it, and the leaflets that were read on other ways."""

    above: tuple[str, ...]
    known: dict[str, Leaflet | Unusable]


def read_handout(
    project: Project, name: str, practice: Practice | None, approvals: Sequence[Approval] = ()
) -> Manuscript:
    """Read the handout `name` with its leaflets, the fingerprint of its words, and who approved them.

    Raises:
        Unusable: with every finding in the handout's files.
    """
    manuscript = _read(project, name, practice, _Way((name,), {}))
    return (
        replace(manuscript, approval=approval_of(approvals, name, manuscript.words)) if manuscript.words else manuscript
    )


def _read(project: Project, name: str, practice: Practice | None, way: _Way) -> Manuscript:
    manuscript = read_manuscript(project, name, practice)
    if practice is None or manuscript.handout.language not in practice.wordings:
        return manuscript
    manuscript = _with_leaflets(project, manuscript, practice, way)
    return replace(manuscript, words=words_fingerprint(manuscript, practice, added_words(project)))


def _with_leaflets(project: Project, manuscript: Manuscript, practice: Practice, way: _Way) -> Manuscript:
    """A handout with the leaflets that it lists; those that cannot be printed just now are left out, with a warning."""
    leaflets, left_out, findings = dict[str, Leaflet](), list[Finding](), list[Finding]()
    for name, place in _listed(manuscript):
        try:
            leaflets[name] = _leaflet(project, name, practice, way)
        except _NotGiven as error:
            findings.append(place.finding("unknown-reference", str(error)))
        except _Circle:
            if way.above[1:]:
                raise  # whoever reads the first of them says so
            message = f"'{name}' leads back to itself through its leaflets; take it out here"
            findings.append(place.finding("unknown-reference", message))
        except Unusable:
            message = f"'{name}' has errors and is left out here; to see them type: handouts check {name}"
            left_out.append(replace(place.finding("unknown-reference", message), severity=Severity.WARNING))
    if findings:
        raise Unusable(findings)
    return replace(manuscript, leaflets=tuple(leaflets.values()), queries=[*manuscript.queries, *left_out])


def _listed(manuscript: Manuscript) -> Iterator[tuple[str, Place]]:
    """The names of the leaflets that a handout lists, and where they stand."""
    for index, block in enumerate(manuscript.handout.blocks):
        for number, name in enumerate(block.leaflets.items if block.leaflets else ()):
            yield name, node_at(manuscript.tree, ("blocks", index, "leaflets", "items", number)).place


class _NotGiven(ValueError):
    """A handout that cannot be listed as a leaflet; the message says why."""


class _Circle(Exception):
    """A handout that is a leaflet of its own leaflets."""


def _leaflet(project: Project, name: str, practice: Practice, way: _Way) -> Leaflet:
    names = project.handouts()
    if name not in names:
        raise _NotGiven(f"there is no handout '{name}'{did_you_mean(name, set(names) - {*way.above})}")
    if name in way.above:
        raise _Circle
    if name not in way.known:
        try:
            way.known[name] = _leaflet_read(project, name, practice, _Way((*way.above, name), way.known))
        except Unusable as error:
            way.known[name] = error
    known = way.known[name]
    if isinstance(known, Unusable):
        raise known
    return known


def _leaflet_read(project: Project, name: str, practice: Practice, way: _Way) -> Leaflet:
    manuscript = _read(project, name, practice, way)
    handout = manuscript.handout
    if not manuscript.words:
        raise _NotGiven(f"'{name}' is written in '{handout.language}', in which the clinic does not print")
    return Leaflet(name, manuscript.plain_title(practice), handout.version, manuscript.words)


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
