"""Lays a clinic's patch over a handout: keys replace keys, blocks are changed, added or removed by their id.

Acupoints are patched likewise, by their codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from handouts.findings import Finding
from handouts.model.handout import COMPONENTS, Handout
from handouts.nearest import did_you_mean, nearest
from handouts.reading import MappingNode, Node, Place, ScalarNode, SequenceNode

_PLACING = ("after", "before")
_NEEDED = [key for key, field in Handout.model_fields.items() if field.is_required()]


def patch(base: MappingNode, changes: MappingNode) -> tuple[MappingNode, list[Finding]]:
    """`base` with the changes of a file that says `extends:`, and what is wrong with the changes."""
    kept = [key for key, value in changes.items() if _is_null(value) and key in _NEEDED and key != "blocks"]
    result = _changed(base, changes, besides=("extends", "blocks", *kept))
    findings = [changes.key_places[key].finding("missing-key", f"'{key}' is needed; write a value") for key in kept]
    blocks = base.get("blocks")
    if "blocks" in changes and isinstance(blocks, SequenceNode):
        patched = _Blocks(blocks)
        patched.apply(changes["blocks"])
        result.put("blocks", patched.blocks, base.key_places["blocks"])
        findings += patched.findings
    return result, findings


def patch_points(base: MappingNode, changes: MappingNode) -> tuple[MappingNode, list[Finding]]:
    """The shipped acupoints with those of a file that says `extends:`, and what is wrong with that.

    Its `points` are named by their codes: one that is shipped takes the keys that are given, others are added.
    """
    own = changes.get("points", MappingNode(changes.place))
    if not isinstance(own, MappingNode):
        message = "'points' of a patch must name points by their codes; write 'EX-B90: {…}'"
        return base, [own.place.finding("wrong-type", message)]
    result = MappingNode(changes.place)
    for key, node in base.items():
        place = changes.key_places.get(key, base.key_places[key])
        result.put(key, _laid_over(node, changes.get(key)), place)
    for key in [key for key in changes if key not in base and key != "extends"]:
        result.put(key, changes[key], changes.key_places[key])
    points, findings = _points(base["points"], own)
    result.put("points", points, base.key_places["points"])
    return result, findings


def _points(shipped: Node, own: MappingNode) -> tuple[SequenceNode, list[Finding]]:
    points, known, findings = SequenceNode(shipped.place), set[str](), [*_coded_twice(own)]
    for point in cast("SequenceNode", shipped):
        code = str(cast("MappingNode", point)["code"])
        points.append(_laid_over(point, own.get(code)))
        if code in own:
            points[-1].place = own.key_places[code]  # what is wrong with it now can be mended there
        known.add(code)
    for code in [code for code in own if code not in known]:
        point, place = _laid_over(MappingNode(own.place), own[code]), own.key_places[code]
        if isinstance(point, MappingNode):
            point.place = place
            point.put("code", ScalarNode.at(place, code), place)
        if "place" in point:
            points.append(point)
        else:
            message = f"'{code}' is no shipped acupoint, and without a 'place' none of your own"
            findings.append(place.finding("unknown-reference", f"{message}{did_you_mean(code, known)}"))
    return points, findings


def _coded_twice(own: MappingNode) -> Iterator[Finding]:
    for code, change in own.items():
        if isinstance(change, MappingNode) and "code" in change:
            message = f"the code of a point is the key above, '{code}'; delete this line"
            yield change.key_places["code"].finding("unknown-key", message)


def _laid_over(node: Node, change: Node | None) -> Node:
    """A mapping with the keys of another put in; whatever is no mapping takes the other's place."""
    if not isinstance(change, MappingNode) or not isinstance(node, MappingNode):
        return node if change is None else change
    return _changed(node, change, besides=())


class _Blocks:
    """The blocks of a handout while a patch is laid over them."""

    def __init__(self, base: SequenceNode) -> None:
        self.blocks = SequenceNode(base.place)
        self.blocks.extend(base)
        self.findings: list[Finding] = []

    def apply(self, changes: Node) -> None:
        if not isinstance(changes, MappingNode):
            message = "'blocks' of a patch must name blocks by their id; write 'steps: {heading: …}'"
            self.report("wrong-type", changes.place, message)
            return
        for name, change in changes.items():
            self.change(name, change, changes.key_places[name])

    def change(self, name: str, change: Node, place: Place) -> None:
        block = self.named(name)
        if _is_null(change):
            self.remove(name, block, place)
        elif not isinstance(change, MappingNode):
            message = f"'{name}' must hold the keys to replace, such as 'heading: …', or null to remove the block"
            self.report("wrong-type", change.place, message)
        elif "id" in change:
            message = f"the id of a block is the key above, '{name}'; delete this line"
            self.report("unknown-key", change.key_places["id"], message)
        elif block is None:
            self.add(name, change, place)
        else:
            self.replace(block, change)

    def named(self, name: str) -> MappingNode | None:
        return next((b for b in self.blocks if isinstance(b, MappingNode) and b.get("id") == name), None)

    def ids(self) -> list[str]:
        return [str(block.get("id")) if isinstance(block, MappingNode) else "" for block in self.blocks]

    def remove(self, name: str, block: MappingNode | None, place: Place) -> None:
        if block is None:
            self.unknown(name, place)
        elif block.get("required") == "true":
            message = f"the block '{name}' keeps patients safe and cannot be removed; delete this line"
            self.report("required-block", place, message)
        else:
            self.blocks.remove(block)

    def add(self, name: str, change: MappingNode, place: Place) -> None:
        placed = any(key in change for key in _PLACING)
        if not placed and not any(key in COMPONENTS for key in change):
            self.unknown(name, place)
        elif not placed:
            neighbour = self.ids()[-1] if self.ids() else "ID"
            near = nearest(name, self.ids())
            meant = f", or did you mean '{near}'?" if near else ""
            message = f"say where the new block '{name}' goes: 'after: {neighbour}', with the id of a block{meant}"
            self.report("missing-key", place, message)
        else:
            block = _changed(MappingNode(change.place), change, besides=_PLACING)
            block.put("id", ScalarNode.at(place, name), place)
            self.insert(block, change)

    def replace(self, block: MappingNode, change: MappingNode) -> None:
        shown = [key for key in change if key in COMPONENTS]
        if shown and all(_is_null(change[key]) for key in shown):
            self.empty(block, change.key_places[shown[0]])
            return
        changed = _changed(block, change, besides=_PLACING)
        changed.place = change.place  # what is wrong with it now can be mended there
        for key, component in block.items():
            if key in COMPONENTS and isinstance(component, MappingNode) and isinstance(change.get(key), MappingNode):
                changed[key] = _changed(component, cast("MappingNode", change[key]), besides=())
                changed[key].place = change[key].place
        if any(key in COMPONENTS for key in change):
            for key in [key for key in block if key in COMPONENTS and key not in change]:
                del changed[key]
        at = next(index for index, other in enumerate(self.blocks) if other is block)
        self.blocks[at] = changed
        if any(key in change for key in _PLACING):
            del self.blocks[at]
            if not self.insert(changed, change):
                self.blocks.insert(at, changed)

    def empty(self, block: MappingNode, place: Place) -> None:
        if block.get("required") == "true":
            message = f"the block '{block['id']}' keeps patients safe and cannot be emptied; delete this line"
            self.report("required-block", place, message)
        else:
            message = f"a block must show something; to remove the whole block write '{block['id']}: null'"
            self.report("missing-key", place, message)

    def insert(self, block: MappingNode, change: MappingNode) -> bool:
        """Put a block beside the one that `after:` or `before:` names; false where there is none."""
        side, *more = [key for key in _PLACING if key in change]
        if more:
            self.report("wrong-type", change.key_places[more[0]], "write 'after' or 'before', not both")
            return False
        neighbour = change[side]
        if not isinstance(neighbour, ScalarNode) or neighbour not in self.ids():
            self.unknown_neighbour(side, neighbour)
            return False
        self.blocks.insert(self.ids().index(neighbour) + (side == "after"), block)
        return True

    def unknown_neighbour(self, side: str, neighbour: Node) -> None:
        if isinstance(neighbour, ScalarNode):
            self.unknown(str(neighbour), neighbour.place, "other ")
        else:
            self.report("wrong-type", neighbour.place, f"'{side}' must be the id of one block")

    def unknown(self, name: str, place: Place, other: str = "") -> None:
        self.report("unknown-reference", place, f"there is no {other}block '{name}'{did_you_mean(name, self.ids())}")

    def report(self, code: str, place: Place, message: str) -> None:
        self.findings.append(place.finding(code, message))


def _changed(node: MappingNode, changes: MappingNode, *, besides: tuple[str, ...]) -> MappingNode:
    """A copy of `node` with the keys of `changes` but some put in; a key that is null is taken out."""
    copy = MappingNode(node.place)
    for source in (node, changes):
        for key, value in source.items():
            if source is node or key not in besides:
                copy.put(key, value, source.key_places[key])
    for key, value in changes.items():
        if key not in besides and _is_null(value) and key in node:
            del copy[key]
    return copy


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_null
