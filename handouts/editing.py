"""What a careful editor would query in a handout's words: numbers without a source, words for how often without one."""

from __future__ import annotations

from collections.abc import Iterator

from handouts import readability
from handouts.citing import cited
from handouts.claims import mixed, mixed_counts, unnumbered, unsourced
from handouts.evidence import Evidence
from handouts.findings import Finding
from handouts.model.base import Prose, prose, texts
from handouts.model.handout import Block, Handout
from handouts.practice import Practice
from handouts.reading import MappingNode, Place
from handouts.shaping import node_at

_SIDE_BY_SIDE = ("table", "list", "do_and_dont", "views")
"""The components whose texts a reader compares."""


def unsourced_numbers(handout: Handout, evidence: Evidence, tree: MappingNode) -> Iterator[Finding]:
    """A finding for every number in a text that claims something and has no source."""
    for location, text in texts(handout, str):
        if isinstance(text, Prose) or "copies" in location or location[-1] == "alt":
            yield from unsourced(text, evidence, node_at(tree, location).place)


def queries(handout: Handout, practice: Practice, tree: MappingNode, top: Place) -> list[Finding]:
    """Warnings about words: how often without a number, numbers that cannot be compared, hard reading.

    `tree` is what the handout was read from, `top` the place of what is said of all of it.
    """
    found = [query for location, text in prose(handout) for query in unnumbered(text, node_at(tree, location).place)]
    for index, block in enumerate(handout.blocks):
        found += _compared(block, practice.evidence, node_at(tree, ("blocks", index)).place)
    values = practice.values(next(iter(practice.wordings)), cited(handout, practice))
    return found + readability.check(handout, tree, top, values)


def _compared(block: Block, evidence: Evidence, place: Place) -> Iterator[Finding]:
    """Numbers of one component that stand side by side and count differently."""
    if block.kind in _SIDE_BY_SIDE:
        yield from mixed((text for _, text in prose(block.component)), place)
    elif block.text:
        for _, text in prose(block.text):
            yield from mixed([text], place)
    elif block.icon_array or block.fact_table:
        facts = [evidence.fact(shown.fact) for shown in block.facts]
        yield from mixed_counts((fact.of for fact in facts if fact.of), place)
        if block.icon_array and len({fact.unit for fact in facts}) > 1:
            units = " and ".join(dict.fromkeys(str(fact.unit) for fact in facts))
            message = f"dots side by side count {units}; give each its own block"
            yield place.finding("mixed-denominators", message)
