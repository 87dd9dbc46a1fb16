"""Guards the blocks that keep patients safe: a clinic may add to a required block, and take nothing away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_origin

from handouts.findings import Finding
from handouts.model.base import Model
from handouts.model.blocks import Component
from handouts.model.handout import Block, Handout
from handouts.reading import MappingNode, Place
from handouts.shaping import node_at

_LOOKS = ("marker", "tone")  # fields that say how a component looks, and nothing to the patient
_FIXED = ("answers",)  # fields in which any other value, and more of them, say something else


def lost_safety(base: Handout, handout: Handout, tree: MappingNode) -> list[Finding]:
    """What `handout`, which takes the place of `base`, no longer says of its required blocks.

    `tree` is what `handout` was read from, and gives each finding its place.
    """
    required = [block for block in base.blocks if block.required]
    findings = [finding for block in required for finding in _lost(block, handout, tree)]
    findings += _later(base, handout, tree)
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
    elif field := next(_changed(block.component, other.component), None):
        told = ", ".join(_texts(getattr(block.component, field)))
        advice = f"keep '{field}' as it is: {told}" if told else f"leave out '{field}'"
        message = f"the block '{block.id}' keeps patients safe and must {advice}"
        yield _field_place(tree, index, other.kind, field).finding("required-block", message)
    elif lost := next(_lost_words(block, other), None):
        key, text = lost
        message = f"the block '{block.id}' keeps patients safe and must still say '{text}' in its place; only add to it"
        yield _key_place(tree, index, key).finding("required-block", message)


def _later(base: Handout, handout: Handout, tree: MappingNode) -> Iterator[Finding]:
    """Blocks that say when to get help, and come only after one that they stood before."""
    old, new = ([block.id for block in each.blocks] for each in (base, handout))
    for number, block in enumerate(base.blocks):
        if block.required and block.emergency and block.id in new:
            index = new.index(block.id)
            if overtaking := next((other for other in new[:index] if other in old[number:]), None):
                message = f"the block '{block.id}' says when to get help and must stay before '{overtaking}'"
                yield node_at(tree, ("blocks", index)).place.finding("required-block", message)


def _lost_words(block: Block, other: Block) -> Iterator[tuple[str, str]]:
    """The texts of a block that another of its kind does not say, each with its key; a heading or note may be added."""
    parts = (
        ("heading", block.heading, other.heading),
        ("note", block.note, other.note),
        (block.kind, block.component, other.component),
    )
    for key, old, new in parts:
        yield from ((key, text) for text in _missing(old, new))


def _changed(old: Component | str, new: Component | str) -> Iterator[str]:
    """The fields to which nothing can be added, such as a choice or a number, and which another value changed."""
    for name, field in type(old).model_fields.items() if isinstance(old, Component) else ():
        value = getattr(old, name)
        is_fixed = name in _FIXED or get_origin(field.annotation) is Literal or isinstance(value, int)
        if is_fixed and name not in _LOOKS and _tidy(value) != _tidy(getattr(new, name)):
            yield name


def _missing(old: Any, new: Any) -> Iterator[str]:  # noqa: ANN401  a component holds models, lists and texts
    """The texts of `old` that do not stand in the same place of `new`; lists may have grown."""
    if isinstance(old, Model):
        for field in type(old).model_fields:
            if field not in _LOOKS:
                yield from _missing(getattr(old, field), getattr(new, field))
    elif isinstance(old, list) and isinstance(new, list):
        for item in old:
            if not any(_is_kept(item, other) for other in new):
                yield from _gone(item, new)
    elif not _is_kept(old, new):
        yield from _texts(old)


def _gone(item: Any, new: list[Any]) -> list[str]:  # noqa: ANN401
    """The texts of an item that a list says nowhere; all of them where it has each in some other item."""
    said, texts = set(_texts(new)), [*_texts(item)]
    return [text for text in texts if text not in said] or texts


def _is_kept(old: Any, new: Any) -> bool:  # noqa: ANN401
    return bool(old is None or _tidy(old) == _tidy(new))


def _tidy(value: Any) -> Any:  # noqa: ANN401
    """A value whose texts have one space where they had white space."""
    if isinstance(value, Model):
        return {field: _tidy(getattr(value, field)) for field in type(value).model_fields}
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Each text below a value, a number or a choice as it is written in YAML."""
    if isinstance(value, Model):
        value = [getattr(value, field) for field in type(value).model_fields]
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value is not None:
        yield _tidy(str(value))


def _key_place(tree: MappingNode, block: int, key: str) -> Place:
    node = node_at(tree, ("blocks", block))
    return node.key_places.get(key, node.place) if isinstance(node, MappingNode) else node.place


def _field_place(tree: MappingNode, block: int, kind: str, field: str) -> Place:
    component = node_at(tree, ("blocks", block, kind))
    written = component.key_places if isinstance(component, MappingNode) else {}
    return written.get(field) or _key_place(tree, block, kind)
