"""Reads everything a handout is made from: the clinic, its country, the words of a language, the handout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.guarding import lost_safety
from handouts.model.base import Model
from handouts.model.clinic import Clinic
from handouts.model.country import Country
from handouts.model.handout import Handout
from handouts.model.wording import Wording
from handouts.nearest import did_you_mean
from handouts.patching import patch
from handouts.pictures import picture_findings
from handouts.project import CLINIC, Project
from handouts.reading import MappingNode, Node, Place, ScalarNode, read
from handouts.shaping import node_at, scalars, shape
from handouts.values import Values, unknown_references

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Practice:
    """A clinic in its country, with the words of each language it prints in."""

    clinic: Clinic
    country: Country
    wordings: dict[str, Wording]
    tree: MappingNode

    def values(self, language: str) -> Values:
        """What texts in a language may name, and how its words are spelt in this country."""
        spelling = self.wordings[language].spellings.get(self.country.spelling, {})
        return Values(self.clinic, self.country, dict(spelling))


@dataclass(frozen=True)
class Manuscript:
    """A handout whose patches are applied and whose references all hold; `tree` says where each text stands."""

    name: str
    handout: Handout
    tree: MappingNode


def read_practice(project: Project) -> Practice:
    """Read the clinic, and the country and languages it names.

    Raises:
        Unusable: with every finding in these files.
    """
    path = project.own(CLINIC) or project.shipped_file(CLINIC)
    if path is None:
        raise Unusable([Finding("missing-file", f"there is no {CLINIC}", CLINIC)])
    clinic, tree = _shaped(project, path, Clinic)
    findings: list[Finding] = []
    country = _named(project, "countries", tree["country"], Country, findings)
    languages = list(scalars(tree["languages"])) if "languages" in tree else [ScalarNode.at(tree.place, "en")]
    wordings = {str(node): _named(project, "languages", node, Wording, findings) for node in languages}
    findings += picture_findings(project, tree, ("brand", "logo"))
    if findings or country is None:
        raise Unusable(findings)
    return Practice(clinic, country, {name: words for name, words in wordings.items() if words}, tree)


def read_manuscript(project: Project, name: str, practice: Practice | None) -> Manuscript:
    """Read the handout `name`. References are looked up where the practice could be read.

    Raises:
        Unusable: with every finding in the handout's files.
    """
    tree, findings = _patched(project, name, ())
    handout, problems = shape(tree, Handout)
    findings += problems
    if handout:
        findings += _block_findings(project, handout, tree)
    if practice:
        values = practice.values(next(iter(practice.wordings)))
        findings += [finding for text in scalars(tree) for finding in unknown_references(text, values)]
    if findings or handout is None:
        raise Unusable(findings)
    return Manuscript(name, handout, tree)


def _patched(project: Project, name: str, below: tuple[Path, ...]) -> tuple[MappingNode, list[Finding]]:
    """The tree of a handout with its patches applied; `below` are the files that extend it."""
    file = f"content/{name}.yaml"
    path = next((path for path in (project.own(file), project.shipped_file(file)) if path and path not in below), None)
    if path is None:
        raise Unusable([Finding("missing-file", f"there is no handout '{name}'", file)])
    reading = read(path, project.called(path))
    extends = reading.tree.get("extends")
    if extends is None:
        return reading.tree, reading.findings + _lost_safety(project, file, path, reading.tree)
    _refuse_unknown_base(project, extends, (*below, path))
    base, findings = _patched(project, str(extends), (*below, path))
    tree, problems = patch(base, reading.tree)
    return tree, findings + reading.findings + problems + lost_safety(base, tree)


def _lost_safety(project: Project, file: str, path: Path, tree: MappingNode) -> list[Finding]:
    """What a clinic's whole file no longer says of the shipped handout it takes the place of."""
    shipped = project.shipped_file(file)
    return lost_safety(read(shipped, file).tree, tree) if shipped and shipped != path else []


def _refuse_unknown_base(project: Project, extends: Node, below: Iterable[Path]) -> None:
    file = f"content/{extends}.yaml"
    if not isinstance(extends, ScalarNode):
        raise Unusable([extends.place.finding("wrong-type", "'extends' must be the name of one handout")])
    if any(path and path not in below for path in (project.own(file), project.shipped_file(file))):
        return
    message = f"there is no handout '{extends}' to extend{did_you_mean(extends, project.handouts())}"
    raise Unusable([extends.place.finding("unknown-reference", message)])


def _block_findings(project: Project, handout: Handout, tree: MappingNode) -> list[Finding]:
    """What is wrong with single blocks that only the files beside them or the patient's safety can tell."""
    findings: list[Finding] = []
    for index, block in enumerate(handout.blocks):
        at = ("blocks", index, block.kind)
        if block.image:
            findings += picture_findings(project, tree, (*at, "file"))
        if block.emergency and block.emergency.call != "{country.emergency}":
            message = "'call' must be \"{country.emergency}\", so that every country prints its own number"
            findings.append(node_at(tree, (*at, "call")).place.finding("emergency-number", message))
    return findings


def _named(project: Project, folder: str, node: Node, model: type[M], findings: list[Finding]) -> M | None:
    """The model in content/FOLDER/NODE.yaml; what is wrong with it is added to `findings`."""
    path = project.find(f"content/{folder}/{node}.yaml")
    if path is None:
        findings.append(_unknown(project, folder, node))
        return None
    try:
        return _shaped(project, path, model)[0]
    except Unusable as error:
        findings.extend(error.findings)
        return None


def _unknown(project: Project, folder: str, node: Node) -> Finding:
    folders = (base / "content" / folder for base in (project.root, project.shipped) if base)
    known = {path.stem for base in folders for path in base.glob("*.yaml")}
    message = f"'{node}' is not among the {folder}{did_you_mean(str(node), known)}"
    return node.place.finding("unknown-reference", message)


def _shaped(project: Project, path: Path, model: type[M]) -> tuple[M, MappingNode]:
    reading = read(path, project.called(path))
    shaped, findings = shape(reading.tree, model)
    if shaped is None or reading.findings:
        raise Unusable([*reading.findings, *findings])
    return shaped, reading.tree


def place_of(manuscript: Manuscript, block: int) -> Place:
    """Where a block of the manuscript, counted from 0, stands."""
    return node_at(manuscript.tree, ("blocks", block)).place
