"""Reads the clinic, the country it is in, and the words of the languages it prints in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.model.base import Model
from handouts.model.clinic import Clinic
from handouts.model.country import Country
from handouts.model.wording import Wording
from handouts.nearest import country_meant, did_you_mean
from handouts.pictures import picture_findings
from handouts.project import CLINIC, Project
from handouts.reading import MappingNode, Node, ScalarNode, read
from handouts.shaping import scalars, shape
from handouts.values import Values, unknown_references

M = TypeVar("M", bound=Model)
Read = tuple[M, MappingNode]
"""A model and the tree it was read from."""


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


def read_practice(project: Project) -> Practice:
    """Read the clinic, and the country and languages it names.

    Raises:
        Unusable: with every finding in these files.
    """
    path = project.find(CLINIC)
    if path is None:
        raise Unusable([Finding("missing-file", f"there is no {CLINIC}", CLINIC)])
    reading = read(path, project.called(path), project.read)
    clinic, findings = shape(reading.tree, Clinic)
    findings = reading.findings + findings + picture_findings(project, reading.tree, ("brand", "logo"))
    if clinic is None or findings:
        raise Unusable(findings)
    return _in_its_country(project, clinic, reading.tree)


def _in_its_country(project: Project, clinic: Clinic, tree: MappingNode) -> Practice:
    findings: list[Finding] = []
    country = _named(project, "countries", tree["country"], Country, findings)
    languages = list(scalars(tree["languages"])) if "languages" in tree else [ScalarNode.at(tree.place, "en")]
    wordings = {str(node): _named(project, "languages", node, Wording, findings) for node in languages}
    if country:
        findings += _changed_emergency(project, *country)
        values = Values(clinic, country[0])
        texts = (text for wording in wordings.values() if wording for text in scalars(wording[1]))
        findings += [finding for text in texts for finding in unknown_references(text, values)]
    if findings or country is None:
        raise Unusable(findings)
    return Practice(clinic, country[0], {name: wording[0] for name, wording in wordings.items() if wording}, tree)


def _changed_emergency(project: Project, country: Country, tree: MappingNode) -> list[Finding]:
    """A clinic's own country file may not send patients to another number than the shipped one."""
    file = f"content/countries/{Path(tree.place.file).name}"
    shipped = project.shipped_file(file)
    known = shape(read(shipped, file, project.read).tree, Country)[0] if shipped else None
    if known is None or known.emergency == country.emergency:
        return []
    message = f"the emergency number of {known.name} is {known.emergency}; write that"
    return [tree["emergency"].place.finding("emergency-number", message)]


def _named(project: Project, folder: str, node: Node, model: type[M], findings: list[Finding]) -> Read[M] | None:
    """What content/FOLDER/NODE.yaml holds; what is wrong with it is added to `findings`."""
    path = project.find(f"content/{folder}/{node}.yaml")
    if path is None:
        findings.append(_unknown(project, folder, node))
        return None
    try:
        reading = read(path, project.called(path), project.read)
    except Unusable as error:
        findings.extend(error.findings)
        return None
    shaped, problems = shape(reading.tree, model)
    findings.extend(reading.findings + problems)
    return (shaped, reading.tree) if shaped else None


def _unknown(project: Project, folder: str, node: Node) -> Finding:
    folders = (base / "content" / folder for base in (project.root, project.shipped) if base)
    known = {path.stem for base in folders for path in base.glob("*.yaml")}
    meant = country_meant if folder == "countries" else did_you_mean
    message = f"'{node}' is not among the {folder}{meant(str(node), known)}"
    return node.place.finding("unknown-reference", message)
