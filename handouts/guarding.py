"""Guards the blocks that keep patients safe: a clinic may add to a required block, and take nothing away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.findings import Finding
from handouts.model.base import Model
from handouts.model.handout import Block, Handout
from handouts.reading import MappingNode, Place
from handouts.shaping import node_at

_LOOKS = ("marker", "tone")  # fields that say how a component looks, and nothing to the patient
_FIXED = ("answers", "same_day_call")  # fields in which any other value, and more of them, say something else


def lost_safety(base: Handout, handout: Handout, tree: MappingNode) -> list[Finding]:
    """What `handout`, which takes the place of `base`, no longer says of its required blocks.

    `tree` is what `handout` was read from, and gives each finding its place.
    """
    required = [block for block in base.blocks if block.required]
    findings = [finding for block in required for finding in _lost(block, handout, tree)]
    if required and handout.language != base.language:
        message = f"'language' chooses the words of the warnings and must stay '{base.language}'; delete this line"
        findings.append(node_at(tree, ("language",)).place.finding("required-block", message))
    return findings


def _lost(block: Block, handout: Handout, tree: MappingNode) -> Iterator[Finding]:
    index = next((at for at, other in enumerate(handout.blocks) if other.id == block.id), None)
    if index is None:
        message = f"the block '{block.id}' keeps patients safe and is missing; copy it from the shipped handout"
        yield tree.place.finding("required-block", message)
        return
    other = handout.blocks[index]
    if not other.required:
        message = f"the block '{block.id}' keeps patients safe and must stay 'required: true'"
        yield _key_place(tree, index, "required").finding("required-block", message)
    if other.kind != block.kind:
        message = f"the block '{block.id}' keeps patients safe and must stay of the kind '{block.kind}'"
        yield _key_place(tree, index, other.kind).finding("required-block", message)
    elif field := next((name for name in _FIXED if _value(block, name) != _value(other, name)), None):
        told = ", ".join(_texts(_value(block, field)))
        advice = f"keep '{field}' as it is: {told}" if told else f"leave out '{field}'"
        message = f"the block '{block.id}' keeps patients safe and must {advice}"
        yield _field_place(tree, index, other.kind, field).finding("required-block", message)
    elif lost := next(_lost_words(block, other), None):
        message = f"the block '{block.id}' keeps patients safe and must still say '{lost}' in its place; only add to it"
        yield _key_place(tree, index, other.kind).finding("required-block", message)


def _lost_words(block: Block, other: Block) -> Iterator[str]:
    """The texts of a block that another of its kind does not say; a heading or a note may be added."""
    for old, new in ((block.heading, other.heading), (block.note, other.note), (block.component, other.component)):
        yield from _missing(old, new)


def _value(block: Block, field: str) -> Any:  # noqa: ANN401  a field holds a text or a list
    return getattr(block.component, field, None)


def _missing(old: Any, new: Any) -> Iterator[str]:  # noqa: ANN401  a component holds models, lists and texts
    """The texts of `old` that do not stand in the same place of `new`; lists may have grown."""
    if isinstance(old, Model):
        for field in type(old).model_fields:
            if field not in _LOOKS:
                yield from _missing(getattr(old, field), getattr(new, field))
    elif isinstance(old, list) and isinstance(new, list):
        for item in old:
            if not any(_is_kept(item, other) for other in new):
                yield from _texts(item)
    elif not _is_kept(old, new):
        yield from _texts(old)


def _is_kept(old: Any, new: Any) -> bool:  # noqa: ANN401
    if isinstance(old, str) and isinstance(new, str):
        return old.split() == new.split()
    return bool(old is None or old == new)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, Model):
        value = [getattr(value, field) for field in type(value).model_fields]
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif value is not None:
        yield " ".join(str(value).split())


def _key_place(tree: MappingNode, block: int, key: str) -> Place:
    node = node_at(tree, ("blocks", block))
    return node.key_places.get(key, node.place) if isinstance(node, MappingNode) else node.place


def _field_place(tree: MappingNode, block: int, kind: str, field: str) -> Place:
    component = node_at(tree, ("blocks", block, kind))
    written = component.key_places if isinstance(component, MappingNode) else {}
    return written.get(field) or _key_place(tree, block, kind)
