"""The evidence: looks up sources and facts, and says which may not be printed.

The clinic's own content/evidence.yaml adds sources to the shipped ones, and changes none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.markdown import FACT, SOURCE, citations, references
from handouts.model.base import texts
from handouts.model.evidence import Confidence, Fact, Source
from handouts.nearest import did_you_mean
from handouts.numbers import claims
from handouts.project import Project
from handouts.reading import MappingNode, Node, read
from handouts.shaping import node_at, scalars, shape

EVIDENCE = "content/evidence.yaml"


class NoSuchEvidence(LookupError):
    """A name that stands for no source or fact; the message goes on from the name."""


@dataclass(frozen=True)
class Evidence:
    """Every source that may be cited, by its id."""

    sources: dict[str, Source] = field(default_factory=dict)

    def source(self, name: str) -> Source:
        """The source of `S01`, or of its fact `S01.bleeding`.

        Raises:
            NoSuchEvidence: there is none.
        """
        source, _, _ = name.partition(".")
        if source not in self.sources:
            raise NoSuchEvidence(f"is no source of {EVIDENCE}{did_you_mean(source, self.sources)}")
        return self.sources[source]

    def fact(self, name: str) -> Fact:
        """The fact of `S01.bleeding`, with the population, comparator, time and confidence of its source.

        Raises:
            NoSuchEvidence: there is none.
        """
        source, known = self.source(name), name.partition(".")[2]
        if known not in source.facts:
            raise NoSuchEvidence(f"is no fact of {EVIDENCE}{did_you_mean(known, source.facts)}")
        fact = source.facts[known]
        inherited = {key: getattr(source, key) for key in _INHERITED if getattr(fact, key) is None}
        return fact.model_copy(update=inherited)

    def unprintable(self, name: str) -> str | None:
        """Why a source or fact may not be printed, in words that go on from its name; nothing where it may."""
        try:
            confidence = self.fact(name).confidence if "." in name else self.source(name).confidence
        except NoSuchEvidence as error:
            return str(error)
        if confidence is Confidence.MEMORY:
            return "is from memory and was never checked, so it may not be printed; cite another source, or take it out"
        return None


_PRINTED = ("citation", "population", "comparator", "time", "unit", "says")
_INHERITED = ("population", "comparator", "time", "confidence")


def read_evidence(project: Project) -> tuple[Evidence, list[Finding]]:
    """The shipped sources and the clinic's own, and what is wrong with either."""
    sources: dict[str, Source] = {}
    findings: list[Finding] = []
    own = project.own(EVIDENCE)
    for path in filter(None, dict.fromkeys((project.shipped_file(EVIDENCE), own))):
        try:
            reading = read(path, project.called(path), project.read)
        except Unusable as error:
            findings += error.findings
            continue
        findings += reading.findings
        added = dict(_sources(reading.tree, sources, findings))
        sources |= added
        if path == own:  # the shipped words were looked at before they were shipped
            for name, source in added.items():
                findings += [*_unplain(reading.tree[name]), *_uncounted(source, reading.tree[name])]
    return Evidence(sources), findings


def _sources(tree: MappingNode, known: dict[str, Source], findings: list[Finding]) -> Iterator[tuple[str, Source]]:
    for name, node in tree.items():
        place = tree.key_places[name]
        if not isinstance(node, MappingNode):
            findings.append(place.finding("wrong-type", f"'{name}' must hold 'key: value' lines"))
            continue
        source, problems = shape(node, Source)
        findings.extend([*problems, *_uncitable(name, node, tree)])
        if source and known.get(name, source) != source:
            message = f"'{name}' is a shipped source, and says something else; give yours an id of its own"
            findings.append(place.finding("duplicate-key", message))
        elif source:
            yield name, source


def _uncitable(name: str, node: MappingNode, tree: MappingNode) -> list[Finding]:
    """Names that no text could cite."""
    facts = node.get("facts")
    names = [(name, SOURCE, tree.key_places[name])]
    if isinstance(facts, MappingNode):
        names += [(fact, FACT, facts.key_places[fact]) for fact in facts]
    message = "'{}' cannot be cited; name a source like S01, and a fact with small letters, digits and hyphens"
    return [
        place.finding("wrong-type", message.format(each)) for each, form, place in names if not re.fullmatch(form, each)
    ]


def _uncounted(source: Source, node: Node) -> Iterator[Finding]:
    """Numbers in the words that are printed beside a fact's own number: none of them was counted."""
    for location, text in texts(source, str):
        found = next(iter(claims(text)), None) if location[-1] in _PRINTED else None
        if found:
            message = f"'{found.written}' stands beside the number of a fact; make a fact of its own of it"
            yield node_at(node, location).place.finding("fact-without-source", message)


def _unplain(node: Node) -> list[Finding]:
    """Texts of a source that name values or cite others: they are printed as they stand."""
    return [
        text.place.finding("wrong-type", "a source's own words are plain; take out what stands in braces or is cited")
        for text in scalars(node)
        if any(references(text)) or any(citations(text))
    ]
