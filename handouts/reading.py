"""Reads YAML into plain text, lists and mappings that remember their line and column.

Every scalar arrives exactly as it was written: `9:30`, `no` and `0123` stay those letters, and the model
decides what they mean. Tags construct nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import yaml

from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.syntax import explain

LARGEST_FILE = 2_000_000  # bytes
DEEPEST_NESTING = 50
MOST_ALIASED_NODES = 10_000

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

# libyaml reads the same language as PyYAML's own parser, about ten times as fast.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Place(NamedTuple):
    """Where something stands: a file as the project names it, line and column counted from 1."""

    file: str
    line: int
    column: int

    def finding(self, code: str, message: str) -> Finding:
        """A finding at this place."""
        return Finding(code, message, self.file, self.line, self.column)


class ScalarNode(str):
    """A text as it was written; `plain` when it had no quotes."""

    place: Place
    plain: bool

    @classmethod
    def at(cls, place: Place, text: str, *, plain: bool = False) -> ScalarNode:
        """A scalar that stands at `place`."""
        node = cls(text)
        node.place, node.plain = place, plain
        return node

    @property
    def is_null(self) -> bool:
        """Whether YAML reads this as nothing at all: empty, `~` or `null`, without quotes."""
        return self.plain and self in ("", "~", "null", "Null", "NULL")


class SequenceNode(list["Node"]):
    """A list and its place."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class MappingNode(dict[str, "Node"]):
    """Keys with values, the place of the mapping and of each key."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.key_places: dict[str, Place] = {}

    def put(self, key: str, value: Node, place: Place) -> None:
        """Set a key and remember where it stands."""
        self[key] = value
        self.key_places[key] = place


Node = ScalarNode | SequenceNode | MappingNode


@dataclass(frozen=True)
class Reading:
    """What a file holds, and what is wrong with it although it could be read."""

    tree: MappingNode
    findings: list[Finding]


def read(path: Path, name: str, load: Callable[[Path], bytes] = Path.read_bytes) -> Reading:
    """Read the YAML file at `path`, which the project calls `name`; `load` gives the bytes of a file.

    Raises:
        Unusable: the file cannot be read, is too large, is not UTF-8, or breaks the syntax of YAML.
    """
    text = _text(path, name, load)
    builder = _Builder(name)
    try:
        return Reading(builder.document(text), builder.findings)
    except yaml.YAMLError as error:
        line, column, advice = explain(error, text)
        raise Unusable([Finding("yaml-syntax", advice, name, line, column)]) from error


def _text(path: Path, name: str, load: Callable[[Path], bytes]) -> str:
    try:
        data = load(path) if path.stat().st_size <= LARGEST_FILE else None
    except OSError as error:
        raise Unusable([Finding("unreadable-file", f"cannot be read: {error.strerror}", name)]) from error
    if data is None:
        message = f"is larger than {LARGEST_FILE // 1_000_000} MB; split it into several files"
        raise Unusable([Finding("unreadable-file", message, name)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable([_encoding_finding(data, error.start, name)]) from error


def _encoding_finding(data: bytes, start: int, name: str) -> Finding:
    line_start = data.rfind(b"\n", 0, start) + 1
    column = len(data[line_start:start].decode("utf-8", "replace")) + 1
    message = f"byte 0x{data[start]:02x} is not UTF-8; save the file with the encoding UTF-8"
    return Finding("unreadable-file", message, name, data.count(b"\n", 0, start) + 1, column)


@dataclass
class _Builder:
    """Turns YAML events into nodes, and collects what can be said without stopping."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    aliased: int = 0

    def document(self, text: str) -> MappingNode:
        self.loader = _Loader(text)
        try:
            return self._document()
        finally:
            self.loader.dispose()

    def _document(self) -> MappingNode:
        self.loader.get_event()  # the start of the stream
        if self.loader.check_event(yaml.StreamEndEvent):
            raise self._refused("missing-key", Place(self.name, 1, 1), "is empty; write 'key: value' lines")
        self.loader.get_event()  # the start of the document
        root = self.node(0)
        self.loader.get_event()  # the end of the document
        if not self.loader.check_event(yaml.StreamEndEvent):
            place = self.place(self.loader.peek_event())
            raise self._refused("yaml-syntax", place, "a second document begins here; remove the line '---'")
        if not isinstance(root, MappingNode):
            raise self._refused("wrong-type", root.place, "must hold 'key: value' lines")
        return root

    def node(self, depth: int) -> Node:
        event = self.loader.get_event()
        place = self.place(event)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, place)
        if event.tag is not None and event.tag != "!":
            message = f"the tag '{event.tag}' has no use here; remove it, or put the text in quotes"
            raise self._refused("yaml-syntax", place, message)
        if depth > DEEPEST_NESTING:
            raise self._refused("yaml-syntax", place, f"is nested more than {DEEPEST_NESTING} deep")
        node = self.collection(event, place, depth)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def collection(self, event: yaml.NodeEvent, place: Place, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            if found := _CONTROL.search(event.value):
                raise self._refused(
                    "yaml-syntax", place, f"the control character U+{ord(found[0]):04X} is in this text"
                )
            return ScalarNode.at(place, event.value, plain=event.style in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(place, depth)
        return self.mapping(place, depth)

    def sequence(self, place: Place, depth: int) -> SequenceNode:
        node = SequenceNode(place)
        while not self.loader.check_event(yaml.SequenceEndEvent):
            node.append(self.node(depth + 1))
        self.loader.get_event()
        return node

    def mapping(self, place: Place, depth: int) -> MappingNode:
        node = MappingNode(place)
        while not self.loader.check_event(yaml.MappingEndEvent):
            key = self.node(depth + 1)
            if not isinstance(key, ScalarNode):
                message = "a key must be a word; put quotes around a text that begins with '{' or '['"
                raise self._refused("yaml-syntax", key.place, message)
            value = self.node(depth + 1)
            self.put(node, key, value)
        self.loader.get_event()
        return node

    def put(self, node: MappingNode, key: ScalarNode, value: Node) -> None:
        if key in node:
            message = f"'{key}' stands twice, first on line {node.key_places[key].line}; keep one of them"
            self.findings.append(key.place.finding("duplicate-key", message))
        else:
            node.put(str(key), value, key.place)

    def alias(self, event: yaml.AliasEvent, place: Place) -> Node:
        if event.anchor not in self.anchors:
            message = f"nothing above is marked '&{event.anchor}'; put quotes around a text that begins with '*'"
            raise self._refused("yaml-syntax", place, message)
        node = self.anchors[event.anchor]
        self.aliased += _size(node, MOST_ALIASED_NODES)
        if self.aliased > MOST_ALIASED_NODES:
            raise self._refused("yaml-syntax", place, "aliases repeat too much content; write it out")
        return node

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name, 1, 1)

    def _refused(self, code: str, place: Place, message: str) -> Unusable:
        return Unusable([*self.findings, place.finding(code, message)])


def _size(node: Node, limit: int) -> int:
    """How many nodes `node` stands for, counted no further than `limit`."""
    count, waiting = 0, [node]
    while waiting and count <= limit:
        current = waiting.pop()
        count += 1
        if isinstance(current, SequenceNode):
            waiting.extend(current)
        elif isinstance(current, MappingNode):
            waiting.extend(current.values())
    return count
