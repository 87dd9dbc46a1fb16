"""Lays a clinic's patch over a handout: keys replace keys, blocks are changed, added or removed by their id."""

from __future__ import annotations

from handouts.findings import Finding
from handouts.model.handout import COMPONENTS
from handouts.nearest import did_you_mean
from handouts.reading import MappingNode, Node, Place, ScalarNode, SequenceNode

_PLACING = ("after", "before")


def patch(base: MappingNode, changes: MappingNode) -> tuple[MappingNode, list[Finding]]:
    """`base` with the changes of a file that says `extends:`, and what is wrong with the changes."""
    result = _copy(base)
    for key, value in changes.items():
        if key not in ("extends", "blocks"):
            result.put(key, value, changes.key_places[key])
    blocks, findings = base.get("blocks"), list[Finding]()
    if "blocks" in changes and isinstance(blocks, SequenceNode):
        patched = _Blocks(blocks)
        patched.apply(changes["blocks"])
        result.put("blocks", patched.blocks, base.key_places["blocks"])
        findings = patched.findings
    return result, findings


class _Blocks:
    """The blocks of a handout while a patch is laid over them."""

    def __init__(self, base: SequenceNode) -> None:
        self.blocks = SequenceNode(base.place)
        self.blocks.extend(base)
        self.findings: list[Finding] = []

    def apply(self, changes: Node) -> None:
        if not isinstance(changes, MappingNode):
            message = "'blocks' of a patch must name blocks by their id; write 'steps: {heading: …}'"
            self.findings.append(changes.place.finding("wrong-type", message))
            return
        for name, change in changes.items():
            self.change(name, change, changes.key_places[name])

    def change(self, name: str, change: Node, place: Place) -> None:
        block = self.named(name)
        if isinstance(change, ScalarNode) and change.is_null:
            self.remove(name, block, place)
        elif not isinstance(change, MappingNode):
            message = f"'{name}' must hold the keys to replace, such as 'heading: …', or null to remove the block"
            self.findings.append(change.place.finding("wrong-type", message))
        elif block is None:
            self.add(name, change, place)
        else:
            self.replace(block, change)

    def named(self, name: str) -> MappingNode | None:
        return next((b for b in self.blocks if isinstance(b, MappingNode) and b.get("id") == name), None)

    def ids(self) -> list[str]:
        return [str(block.get("id")) for block in self.blocks if isinstance(block, MappingNode)]

    def remove(self, name: str, block: MappingNode | None, place: Place) -> None:
        if block is None:
            self.unknown(name, place)
        elif _is_required(block):
            message = f"the block '{name}' keeps patients safe and cannot be removed; delete this line"
            self.findings.append(place.finding("required-block", message))
        else:
            self.blocks.remove(block)

    def add(self, name: str, change: MappingNode, place: Place) -> None:
        if not any(key in COMPONENTS for key in change):
            self.unknown(name, place)
        elif not any(key in change for key in _PLACING):
            message = f"say where the new block '{name}' goes; write 'after: {self.ids()[-1]}' with the id of a block"
            self.findings.append(place.finding("missing-key", message))
        else:
            block = _without_placing(change)
            block.put("id", ScalarNode.at(place, name), place)
            self.insert(block, change)

    def replace(self, block: MappingNode, change: MappingNode) -> None:
        changed = _copy(block)
        if any(key in COMPONENTS for key in change):
            for key in [key for key in block if key in COMPONENTS]:
                del changed[key]
        for key, value in _without_placing(change).items():
            changed.put(key, value, change.key_places[key])
        self.blocks[self.blocks.index(block)] = changed
        if any(key in change for key in _PLACING):
            self.blocks.remove(changed)
            self.insert(changed, change)

    def insert(self, block: MappingNode, change: MappingNode) -> None:
        side = next(key for key in _PLACING if key in change)
        neighbour = self.named(str(change[side]))
        if neighbour is None:
            self.unknown(str(change[side]), change[side].place)
            return
        at = next(index for index, other in enumerate(self.blocks) if other is neighbour)
        self.blocks.insert(at + (side == "after"), block)

    def unknown(self, name: str, place: Place) -> None:
        message = f"there is no block '{name}'{did_you_mean(name, self.ids())}"
        self.findings.append(place.finding("unknown-reference", message))


def _is_required(block: MappingNode) -> bool:
    return block.get("required") == "true"


def _copy(node: MappingNode) -> MappingNode:
    copy = MappingNode(node.place)
    for key, value in node.items():
        copy.put(key, value, node.key_places[key])
    return copy


def _without_placing(node: MappingNode) -> MappingNode:
    copy = _copy(node)
    for key in _PLACING:
        copy.pop(key, None)
    return copy
