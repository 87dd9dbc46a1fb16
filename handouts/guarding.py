"""Guards the blocks that keep patients safe: a clinic may add to a required block, and take nothing away."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.findings import Finding
from handouts.model.handout import COMPONENTS
from handouts.reading import MappingNode, Node, ScalarNode, SequenceNode

_SILENT = ("call", "columns", "marker", "tone")  # keys with nothing to lose: fixed, or only how a block looks


def lost_safety(base: MappingNode, tree: MappingNode) -> list[Finding]:
    """What `tree`, which takes the place of the handout `base`, no longer says of its required blocks."""
    blocks = {str(block.get("id")): block for block in _blocks(tree)}
    required = [block for block in _blocks(base) if block.get("required") == "true"]
    return [finding for block in required for finding in _lost(block, blocks.get(str(block["id"])), tree)]


def _lost(block: MappingNode, other: MappingNode | None, tree: MappingNode) -> Iterator[Finding]:
    if other is None:
        message = f"the block '{block['id']}' keeps patients safe and is missing; copy it from the shipped handout"
        yield tree.place.finding("required-block", message)
        return
    if other.get("required") != "true":
        message = f"the block '{block['id']}' keeps patients safe and must stay 'required: true'"
        yield other.key_places.get("required", other.place).finding("required-block", message)
    kept = {_squeezed(text) for text in _texts(other)}
    lost = [text for text in _texts(_component(block)) if _squeezed(text) not in kept]
    if lost:
        message = (
            f"the block '{block['id']}' keeps patients safe and must still say '{_squeezed(lost[0])}'; only add to it"
        )
        yield _component(other).place.finding("required-block", message)


def _blocks(tree: MappingNode) -> Iterator[MappingNode]:
    blocks = tree.get("blocks")
    yield from (block for block in blocks if isinstance(block, MappingNode)) if isinstance(blocks, SequenceNode) else ()


def _component(block: MappingNode) -> Node:
    return next((block[name] for name in COMPONENTS if name in block), block)


def _texts(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode):
        for key, value in node.items():
            yield from () if key in _SILENT else _texts(value)
    else:
        for value in node:
            yield from _texts(value)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
