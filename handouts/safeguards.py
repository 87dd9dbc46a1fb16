"""Guards what a clinic's own file may not change of the shipped one whose place it takes: words, numbers, cautions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from handouts.claims import unsourced
from handouts.evidence import Evidence
from handouts.findings import Finding
from handouts.model.acupoint import Acupoints
from handouts.model.base import Model, texts
from handouts.model.country import Country
from handouts.model.wording import Wording
from handouts.project import Project
from handouts.reading import MappingNode, Node, Place, ScalarNode, read
from handouts.shaping import node_at, shape

M = TypeVar("M", bound=Model)

# Words that stand beside no warning, answer or number, so that no wording of them makes a page less safe.
_FREE_WORDS = {"questions", "hours", "how_long", "scan", "scan_site", "qr", "other_formats"}
_FREE_OF_CAUTIONS = {"basis", "note"}  # nobody prints them


def changed_words(project: Project, wording: Wording, tree: MappingNode) -> list[Finding]:
    """What a clinic's own words of a shipped language change, besides the harmless ones.

    The language of a region, such as `en-GB`, is held to the words of the shipped `en`.
    """
    language = re.sub(r"-[A-Z]{2}$", "", Path(tree.place.file).stem)
    shipped = _shipped(project, f"content/languages/{language}.yaml", Wording, tree)
    if shipped is None:
        return []
    words = _reworded({"words": shipped.words}, {"words": wording.words}, tree, _FREE_WORDS)
    return [*words, *_respelt(shipped, wording, tree)]


def changed_country(project: Project, country: Country, tree: MappingNode) -> list[Finding]:
    """What a clinic's own file of a shipped country changes of its numbers and takes from its guidelines."""
    if _was_read_from(project, project.shipped_file(f"content/countries/{Path(tree.place.file).name}"), tree):
        return []
    findings: list[Finding] = []
    for shipped in _meant(project, country, tree):
        findings += [*_other_emergency(shipped, country, tree), *_other_lines(shipped, country, tree)]
        findings += _lost_guidelines(shipped, country, tree)
    return findings


def changed_points(shipped: Acupoints, acupoints: Acupoints, tree: MappingNode) -> Iterator[Finding]:
    """What a clinic's own acupoints change of the shipped signs and cautions, which may be added to.

    Nor may patients read of other uses than the shipped ones.
    """
    old, new = ({"signs": each.signs, "cautions": each.cautions} for each in (shipped, acupoints))
    yield from _reworded(old, new, tree, _FREE_OF_CAUTIONS)
    for index, use in enumerate(acupoints.patient_uses):
        if use not in shipped.patient_uses:
            message = f"patients may not read of the use '{use}'; take it out of 'patient_uses'"
            yield node_at(tree, ("patient_uses", index)).place.finding("required-block", message)
    needed = {point.code: point.cautions for point in shipped.points}
    for index, point in enumerate(acupoints.points):
        for caution in needed.get(point.code, []):
            if caution not in point.cautions:
                message = f"{point.code} needs the caution '{caution}'; add it to its 'cautions'"
                yield node_at(tree, ("points", index, "cautions")).place.finding("required-block", message)


def unsourced_words(tree: MappingNode, evidence: Evidence) -> list[Finding]:
    """The numbers without a source in what a clinic's own words say; only the bands stand for numbers themselves."""
    words = tree["words"]
    free = [node for key, node in words.items() if key != "bands"] if isinstance(words, MappingNode) else []
    nodes = [*free, *(node for key, node in tree.items() if key != "words")]
    return [finding for node in nodes for finding in unsourced_texts(node, evidence)]


def unsourced_texts(node: Node, evidence: Evidence) -> list[Finding]:
    """The numbers without a source in every key and text of a file; a fact is the source of what stands beside it."""
    return [finding for text, place in _written(node) for finding in unsourced(text, evidence, place)]


def _written(node: Node, cited: str = "") -> Iterator[tuple[str, Place]]:
    if isinstance(node, ScalarNode):
        yield f"{node}{cited}", node.place
    elif isinstance(node, MappingNode):
        beside = f" [@{node['fact']}]" if "fact" in node else cited
        yield from node.key_places.items()
        for child in node.values():
            yield from _written(child, beside)
    else:
        for child in node:
            yield from _written(child, cited)


def _shipped(project: Project, file: str, model: type[M], tree: MappingNode) -> M | None:
    """The shipped file of that name as `model`, unless there is none, or `tree` was read from it."""
    path = project.shipped_file(file)
    if path is None or _was_read_from(project, path, tree):
        return None
    return shape(read(path, file, project.read).tree, model)[0]


def _was_read_from(project: Project, path: Path | None, tree: MappingNode) -> bool:
    return path is not None and project.called(path) == tree.place.file


def _reworded(old: Any, new: Any, tree: Node, free: set[str]) -> Iterator[Finding]:  # noqa: ANN401  parts of models
    """The texts of `old` that `new` does not have in the same place, but for those below the keys in `free`."""
    said = dict(texts(new, str))
    for at, text in texts(old, str):
        if not free.intersection(map(str, at)) and said.get(at) != text:
            name = ".".join(part for part in at[1:] if isinstance(part, str))
            message = f"'{name}' keeps patients safe and must stay '{' '.join(text.split())}'"
            yield node_at(tree, at).place.finding("required-block", message)


def _respelt(shipped: Wording, wording: Wording, tree: MappingNode) -> Iterator[Finding]:
    for language, spelt in wording.spellings.items():
        known = shipped.spellings.get(language, {})
        for word, instead in spelt.items():
            if known.get(word) != instead:
                advice = f"write '{known[word]}'" if word in known else "delete this line"
                message = f"'{word}' may not be spelt '{instead}': a spelling changes what every page says; {advice}"
                yield node_at(tree, ("spellings", language, word)).place.finding("required-block", message)


def _meant(project: Project, country: Country, tree: MappingNode) -> Iterator[Country]:
    """Every shipped country whose code or name an own file bears, in whatever letters."""
    borne = {_folded(Path(tree.place.file).stem), _folded(country.name)}
    for path in sorted((project.shipped / "content" / "countries").glob("*.yaml")):
        shipped = _shipped(project, f"content/countries/{path.name}", Country, tree)
        if shipped and borne & {_folded(path.stem), _folded(shipped.name)}:
            yield shipped


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _other_emergency(shipped: Country, country: Country, tree: MappingNode) -> Iterator[Finding]:
    if shipped.emergency != country.emergency:
        message = f"the emergency number of {shipped.name} is {shipped.emergency}; write that"
        yield tree["emergency"].place.finding("emergency-number", message)


def _other_lines(shipped: Country, country: Country, tree: MappingNode) -> Iterator[Finding]:
    """Advice lines, of the country or a region, that are others than the shipped ones, which were verified."""
    parts = {(): (shipped, country)} | {
        ("regions", name): (shipped.regions.get(name), region) for name, region in country.regions.items()
    }
    for at, (old, new) in parts.items():
        known = old.out_of_hours if old else None
        if known != new.out_of_hours:
            advice = f"is {known}; write 'out_of_hours: {known}'" if known else "is not known; delete 'out_of_hours'"
            message = f"the line to call out of hours in {new.name} {advice}"
            yield node_at(tree, (*at, "out_of_hours")).place.finding("emergency-number", message)


def _lost_guidelines(shipped: Country, country: Country, tree: MappingNode) -> Iterator[Finding]:
    for topic, lines in shipped.guidelines.items():
        own = country.guidelines.get(topic, [])
        kept = [(line.fact, line.text.split()) for line in own]
        for line in lines:
            if (line.fact, line.text.split()) not in kept:
                index = next((at for at, other in enumerate(own) if other.fact == line.fact), len(own))
                said = " ".join(line.text.split())
                message = f"the guidelines on '{topic}' must still say '{said}' for {line.fact}; only add to them"
                place = node_at(tree, ("guidelines", topic, index, "text")).place
                yield place.finding("required-block", message)
