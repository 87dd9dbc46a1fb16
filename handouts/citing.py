"""What a handout cites: the numbers of its sources, and what may not be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.evidence import Evidence
from handouts.findings import Finding
from handouts.markdown import CITATION, citations, unfilled
from handouts.model.base import FactName, Location, Model, Prose, texts
from handouts.model.handout import Handout
from handouts.nearest import did_you_mean, nearest
from handouts.practice import Practice
from handouts.reading import MappingNode
from handouts.shaping import node_at

DOTS = 100  # of an icon array
_NEARLY = re.compile(r"\[\s*@[^\]]*\]?|\[[A-Z]{1,2}[0-9]{2}[a-z]?(?:\.[a-z0-9-]+)?\]")


def cited(handout: Handout, practice: Practice) -> tuple[str, ...]:
    """The id of every source that a handout cites, in the order in which it does: the first is number 1."""
    names = (name for _, name in _citations(handout, practice))
    return tuple(dict.fromkeys(name.partition(".")[0] for name in names))


def citing_findings(handout: Handout, practice: Practice, tree: MappingNode) -> list[Finding]:
    """Citations of what is not there or may not be printed, and sources that no block lists."""
    findings = [
        node_at(tree, location).place.finding("unverified-fact", f"'{name}' {reason}")
        for location, name in _citations(handout, practice)
        if (reason := practice.evidence.unprintable(name))
    ]
    findings += _mistyped(handout, tree)
    findings += _unknown_topics(handout, practice, tree)
    findings += [] if findings else _undrawable(handout, practice.evidence, tree)
    if not findings and cited(handout, practice) and not any(block.references for block in handout.blocks):
        message = "cites sources that it lists nowhere; add the block '- {id: sources, references: {}}'"
        findings.append(tree.place.finding("fact-without-source", message))
    return findings


def _citations(handout: Handout, practice: Practice) -> Iterator[tuple[Location, str]]:
    """Every citation and every shown fact, in the order of the handout, with the way to it."""
    for index, block in enumerate(handout.blocks):
        at: Location = ("blocks", index)
        yield from (((*at, *location), name) for location, name in _of_model(block))
        if block.guidelines:
            lines = practice.country.guidelines.get(block.guidelines.topic, [])
            names = (name for line in lines for name in (*citations(line.text), line.fact))
            yield from (((*at, "guidelines"), name) for name in names)


def _mistyped(handout: Handout, tree: MappingNode) -> Iterator[Finding]:
    """What looks like a citation and is none, and so would be printed as it stands."""
    for location, text in texts(handout, Prose):
        rest = CITATION.sub("", unfilled(text))
        if found := _NEARLY.search(rest):
            message = f"'{found[0]}' is no citation; write [@S01] or [@S01.bleeding], and each source on its own"
            yield node_at(tree, location).place.finding("unverified-fact", message)


def _of_model(model: Model) -> Iterator[tuple[Location, str]]:
    for location, text in texts(model, str):
        if isinstance(text, FactName):
            yield location, text
        elif isinstance(text, Prose):
            yield from ((location, name) for name in citations(text))


def _unknown_topics(handout: Handout, practice: Practice, tree: MappingNode) -> Iterator[Finding]:
    known = practice.country.guidelines
    for index, block in enumerate(handout.blocks):
        if block.guidelines and block.guidelines.topic not in known:
            topic = block.guidelines.topic
            advice = did_you_mean(topic, known) if nearest(topic, known) else _unwritten(practice)
            message = f"{practice.country.name} has no guidelines on '{topic}'{advice}"
            yield node_at(tree, ("blocks", index, "guidelines", "topic")).place.finding("unknown-reference", message)


def _unwritten(practice: Practice) -> str:
    file = f"content/countries/{practice.clinic.country}.yaml"
    return f"; write them under 'guidelines' in {file}, or take this block out"


def _undrawable(handout: Handout, evidence: Evidence, tree: MappingNode) -> Iterator[Finding]:
    """Facts that are shown as counts and are none, and dots of 100 for what was counted otherwise."""
    for location, name in texts(handout, FactName):
        fact, place = evidence.fact(name), node_at(tree, location).place
        if fact.count is None:
            yield place.finding(
                "wrong-type", f"'{name}' is a claim in words; show a fact that counts, or cite it in a text"
            )
        elif "icon_array" in location and fact.of != DOTS:
            yield place.finding("wrong-type", f"'{name}' counts in {fact.of:,}; dots show facts that count in {DOTS}")
        elif "icon_array" in location and name.partition(".")[0] != _first_source(handout, location):
            message = (
                f"'{name}' is of another source than the dots beside it, and cannot be compared; give it its own block"
            )
            yield place.finding("wrong-type", message)


def _first_source(handout: Handout, location: Location) -> str:
    """The source of the first fact of the array that a location lies in."""
    array = handout.blocks[int(location[1])].icon_array
    return array.facts[0].fact.partition(".")[0] if array else ""
