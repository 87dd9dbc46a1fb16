"""Reads the clinic, the country it is in, and the words of the languages it prints in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from handouts.errors import Unusable
from handouts.evidence import Evidence, read_evidence
from handouts.findings import Finding
from handouts.markdown import CITATION
from handouts.model.base import FactName, Model, texts
from handouts.model.clinic import Clinic
from handouts.model.country import Country, in_region
from handouts.model.wording import Wording
from handouts.nearest import country_meant, did_you_mean
from handouts.pictures import picture_findings
from handouts.project import CLINIC, Project
from handouts.reading import MappingNode, Node, ScalarNode, read
from handouts.safeguards import changed_country, changed_words, unsourced_texts, unsourced_words
from handouts.shaping import node_at, scalars, shape
from handouts.values import Values, unknown_references

M = TypeVar("M", bound=Model)
Read = tuple[M, MappingNode]
"""A model and the tree it was read from."""


@dataclass(frozen=True)
class Practice:
    """A clinic in its country and region, with the words of each language it prints in, and the evidence."""

    clinic: Clinic
    country: Country
    wordings: dict[str, Wording]
    evidence: Evidence
    tree: MappingNode

    def values(self, language: str, sources: tuple[str, ...] = ()) -> Values:
        """What texts in a language may name, and how its words are spelt in this country.

        `sources` are those that a handout cites, in the order of their numbers.
        """
        spelling = self.wordings[language].spellings.get(self.country.spelling, {})
        return Values(self.clinic, self.country, dict(spelling), sources)


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
    languages = _languages(project, tree, findings)
    evidence, problems = read_evidence(project)
    findings += problems
    if country:
        findings += changed_country(project, *country) + _unprintable(country, evidence)
        findings += _unknown_region(country[0], tree)
        findings += _unknown_values(
            Values(clinic, country[0]), [country[1], *(words for _, words in languages.values())]
        )
    findings += [finding for wording in languages.values() for finding in changed_words(project, *wording)]
    findings += [*_citing(tree), *([] if problems else _unsourced(project, tree, country, languages, evidence))]
    if findings or country is None:
        raise Unusable(findings)
    wordings = {name: wording for name, (wording, _) in languages.items()}
    return Practice(clinic, in_region(country[0], clinic.region), wordings, evidence, tree)


def _languages(project: Project, tree: MappingNode, findings: list[Finding]) -> dict[str, Read[Wording]]:
    """The words of each language the clinic names that could be read; what is wrong is added to `findings`."""
    named = scalars(tree["languages"]) if "languages" in tree else [ScalarNode.at(tree.place, "en")]
    wordings = {str(node): _named(project, "languages", node, Wording, findings) for node in named}
    return {name: wording for name, wording in wordings.items() if wording}


def _unknown_values(values: Values, trees: list[MappingNode]) -> list[Finding]:
    return [finding for tree in trees for text in scalars(tree) for finding in unknown_references(text, values)]


def _unknown_region(country: Country, tree: MappingNode) -> list[Finding]:
    region = tree.get("region")
    if region is None or region in country.regions:
        return []
    hint = did_you_mean(str(region), country.regions) or "; delete this line"
    return [region.place.finding("unknown-reference", f"'{region}' is no region of {country.name}{hint}")]


def _citing(clinic: MappingNode) -> Iterator[Finding]:
    """Citations among a clinic's own settings, which stand in the midst of the texts of many handouts."""
    for text in scalars(clinic):
        if CITATION.search(text):
            message = "a source can be cited in a handout alone; take the citation out here"
            yield text.place.finding("unverified-fact", message)


def _unprintable(country: Read[Country], evidence: Evidence) -> list[Finding]:
    """The guidelines of a country that name no fact which may be printed."""
    return [
        node_at(country[1], location).place.finding("unverified-fact", f"'{name}' {reason}")
        for location, name in texts(country[0], FactName)
        if (reason := evidence.unprintable(name))
    ]


def _unsourced(
    project: Project,
    clinic: MappingNode,
    country: Read[Country] | None,
    languages: dict[str, Read[Wording]],
    evidence: Evidence,
) -> list[Finding]:
    """Numbers without a source in the clinic's settings, its country, and words of its own."""
    files = [clinic, country[1]] if country else [clinic]
    own = [words for name, (_, words) in languages.items() if project.own(f"content/languages/{name}.yaml")]
    findings = [finding for file in files for finding in unsourced_texts(file, evidence)]
    return findings + [finding for words in own for finding in unsourced_words(words, evidence)]


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
