"""Reads a handout: its file with every patch over it, its references looked up and its safety guarded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from handouts.acupoints import Atlas, read_atlas
from handouts.citing import cited, citing_findings
from handouts.editing import queries, unsourced_numbers
from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.fingerprints import short
from handouts.guarding import lost_safety
from handouts.markdown import plain
from handouts.model.approval import Approval
from handouts.model.handout import PANELS, Handout
from handouts.nearest import did_you_mean
from handouts.patching import patch
from handouts.pictures import picture_findings
from handouts.practice import Practice
from handouts.project import Project
from handouts.reading import MappingNode, Node, Place, ScalarNode, read
from handouts.shaping import node_at, scalars, shape
from handouts.values import unknown_references


class Leaflet(NamedTuple):
    """Another handout that a form lists as given: its title, its version, and the fingerprint of its words now."""

    name: str
    title: str
    version: str
    words: str

    @property
    def short(self) -> str:
        """The digits of the fingerprint that are printed."""
        return short(self.words)


@dataclass(frozen=True)
class Manuscript:
    """A handout that is fit to be composed.

    `tree` says where each text stands, `files` what it was read from: the file itself first, then those it extends.
    `place` is the top of that first file. `sources` are the ids of those it cites, the first of which is number 1;
    `queries` are warnings that an editor would give, `acupoints` those that its charts and tables show.
    Where the clinic could be read, `words` is the fingerprint of its words, `approval` who approved these, `leaflets`
    those that its forms list.
    """

    name: str
    handout: Handout
    tree: MappingNode
    files: list[Path]
    place: Place
    sources: tuple[str, ...]
    queries: list[Finding]
    acupoints: Atlas | None
    words: str = ""
    approval: Approval | None = None
    leaflets: tuple[Leaflet, ...] = ()

    def plain_title(self, practice: Practice) -> str:
        """Its title without marks, as it is printed for a clinic."""
        return plain(self.handout.title, practice.values(self.handout.language, self.sources))


@dataclass(frozen=True)
class _Draft:
    """A handout's tree with its patches applied, the trees it must not fall behind, and what was found."""

    tree: MappingNode
    bases: list[MappingNode]
    files: list[Path]
    findings: list[Finding]


def read_manuscript(project: Project, name: str, practice: Practice | None) -> Manuscript:
    """Read the handout `name`. References are looked up where the practice could be read.

    Raises:
        Unusable: with every finding in the handout's files.
    """
    draft = _draft(project, name, ())
    tree = draft.tree
    handout, problems = shape(tree, Handout)
    findings, atlas = draft.findings + problems, None
    if handout:
        handout, atlas, problems = read_atlas(project, handout, tree)
        findings += [*problems, *_block_findings(project, handout, tree), *_unplaced(handout, tree)]
        findings += _lost(draft, handout)
    if practice and handout:
        findings += _unknown_language(project, name, handout, tree, practice) + _codeless(handout, tree, practice)
        findings += [*citing_findings(handout, practice, tree), *unsourced_numbers(handout, practice.evidence, tree)]
    if practice:
        values = practice.values(next(iter(practice.wordings)))
        findings += [finding for text in scalars(tree) for finding in unknown_references(text, values)]
    if findings or handout is None:
        raise Unusable(dict.fromkeys(findings))
    place = Place(project.called(draft.files[0]), 1, 1)
    sources = cited(handout, practice) if practice else ()
    queried = queries(handout, practice, tree, place) if practice else []
    return Manuscript(name, handout, tree, draft.files, place, sources, queried, atlas)


def _lost(draft: _Draft, handout: Handout) -> list[Finding]:
    bases = (shape(base, Handout)[0] for base in draft.bases)
    return [finding for base in bases if base for finding in lost_safety(base, handout, draft.tree)]


def _unknown_language(
    project: Project, name: str, handout: Handout, tree: MappingNode, practice: Practice
) -> list[Finding]:
    if handout.language in practice.wordings or not project.own(f"content/{name}.yaml"):
        return []
    message = f"the clinic does not print in '{handout.language}'; add it to 'languages' in content/clinic.yaml"
    return [node_at(tree, ("language",)).place.finding("unknown-reference", message)]


def _draft(project: Project, name: str, above: tuple[Path, ...]) -> _Draft:
    """Read a handout and what it extends; `above` are the files that extend it."""
    file = f"content/{name}.yaml"
    path = next((path for path in (project.own(file), project.shipped_file(file)) if path and path not in above), None)
    if path is None:
        raise Unusable([Finding("missing-file", f"there is no handout '{name}'", file)])
    reading = read(path, project.called(path), project.read)
    extends = reading.tree.get("extends")
    if extends is None and isinstance(reading.tree.get("blocks"), MappingNode):
        message = f"this names blocks as a patch does; write 'extends: {name}' above them"
        raise Unusable([reading.tree.key_places["blocks"].finding("missing-key", message)])
    shipped = project.shipped_file(file)
    bases = [read(shipped, file, project.read).tree] if shipped and shipped != path else []
    if extends is None:
        return _Draft(reading.tree, bases, [path], reading.findings)
    _refuse_unknown_base(project, extends, (*above, path))
    base = _draft(project, str(extends), (*above, path))
    tree, problems = patch(base.tree, reading.tree)
    findings = base.findings + reading.findings + problems
    return _Draft(tree, [*bases, *base.bases, base.tree], [path, *base.files], findings)


def _refuse_unknown_base(project: Project, extends: Node, above: tuple[Path, ...]) -> None:
    if not isinstance(extends, ScalarNode):
        raise Unusable([extends.place.finding("wrong-type", "'extends' must be the name of one handout")])
    file = f"content/{extends}.yaml"
    known = [path for path in (project.own(file), project.shipped_file(file)) if path]
    if extends in project.handouts() and any(path not in above for path in known):
        return
    if known and extends in project.handouts():
        message = f"'{extends}' extends itself in a circle; name a handout that does not extend this one"
    else:
        others = set(project.handouts()) - {above[0].stem}
        message = f"there is no handout '{extends}' to extend{did_you_mean(extends, others)}"
    raise Unusable([extends.place.finding("unknown-reference", message)])


def _codeless(handout: Handout, tree: MappingNode, practice: Practice) -> list[Finding]:
    """Words for a QR code, where the clinic has no address that a code could open."""
    message = "there is no QR code to scan; write 'web' or 'booking' under 'contact' in clinic.yaml, or take this out"
    return [
        node_at(tree, ("blocks", index, "contact", "scan")).place.finding("unknown-reference", message)
        for index, block in enumerate(handout.blocks)
        if block.contact and block.contact.scan and not practice.clinic.contact.scanned
    ]


def _unplaced(handout: Handout, tree: MappingNode) -> Iterator[Finding]:
    """Blocks of a brochure that stand on no panel or break one, and blocks elsewhere that name one."""
    for index, block in enumerate(handout.blocks):
        node = node_at(tree, ("blocks", index))
        if block.panel and not handout.is_folded:
            message = f"only a brochure has panels, and this is a {handout.kind}; take this line out"
            yield node_at(tree, ("blocks", index, "panel")).place.finding("unknown-key", message)
        if handout.is_folded and block.kind.endswith("_break"):
            message = f"each panel of a brochure is a page of its own; take out the {block.kind} '{block.id}'"
            yield node.place.finding("unknown-key", message)
        elif handout.is_folded and not block.panel:
            message = f"the block '{block.id}' stands on no panel; write 'panel:' with one of {', '.join(PANELS)}"
            yield node.place.finding("missing-key", message)


def _block_findings(project: Project, handout: Handout, tree: MappingNode) -> list[Finding]:
    """What is wrong with blocks that their models alone cannot tell."""
    findings: list[Finding] = []
    seen: Counter[str] = Counter()
    for index, block in enumerate(handout.blocks):
        at = ("blocks", index, block.kind)
        if seen[block.id]:
            message = f"an earlier block has the id '{block.id}' too; give each its own"
            findings.append(node_at(tree, ("blocks", index, "id")).place.finding("duplicate-key", message))
        seen[block.id] += 1
        if block.image:
            findings += picture_findings(project, tree, (*at, "file"))
        if block.emergency and block.emergency.call != "{country.emergency}":
            message = "'call' must be \"{country.emergency}\", so that every country prints its own number"
            findings.append(node_at(tree, (*at, "call")).place.finding("emergency-number", message))
    return findings
