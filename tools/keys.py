"""The tables of keys in docs/reference.md, made from the schemas, and the examples of components."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from handouts.model.blocks import Component
from handouts.model.handout import COMPONENTS, Block
from handouts.schema import schemas

ROOT = Path(__file__).parent.parent
EXAMPLES: dict[str, list[str]] = yaml.safe_load((ROOT / "docs" / "examples.yaml").read_text("utf-8"))
SCHEMAS: dict[str, dict[str, Any]] = {name: json.loads(text) for name, text in schemas().items()}
BLOCK = SCHEMAS["handout.json"]["properties"]["blocks"]["items"]
GROUPS = {
    "blocks": "Words and pictures",
    "figures": "Numbers and what they rest on",
    "points": "Acupoints",
    "forms": "Forms",
}
KEY_HEAD = ("key", "takes", "if left out", "what it is")
MANY = {
    "text": "texts",
    "one line": "single lines",
    "keys": "entries with keys",
    "text, or keys": "texts, or entries with keys",
    "a language tag": "language tags",
    "a source and one of its facts, or keys": "facts, or entries with keys",
}
Tree = dict[str, Any]
"""A JSON Schema, or part of one."""


class Group(NamedTuple):
    """Components that belong together."""

    title: str
    names: list[str]


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    head = list(head)
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines).replace("| --- ", "|---").replace("--- |", "---|")


def keys(name: str, *way: str, but: Sequence[str] = (), only: Sequence[str] = ()) -> str:
    """The keys of a file, or of a part of it, and those below them."""
    tree = SCHEMAS[name]
    for step in way:
        tree = _object(tree["additionalProperties"] if step == "*" else tree["properties"][step])
    shown = {key: part for key, part in tree["properties"].items() if key not in but and (key in only or not only)}
    return _keys({**tree, "properties": shown}, below=not only)


def _keys(tree: Tree, *, below: bool = True) -> str:
    parts = [table(KEY_HEAD, [_row(tree, key, part) for key, part in tree["properties"].items()])]
    inner = {key: found for key, part in tree["properties"].items() if (found := _object(part)) and below}
    for key, found in inner.items():
        alike = [name for name, other in inner.items() if other["properties"] == found["properties"]]
        if alike[0] == key:
            parts += [_where(alike, tree["properties"][key], found["description"]), _keys(found)]
    return "\n\n".join(parts)


def _where(names: list[str], part: Tree, what: str) -> str:
    """What stands above the keys that belong under these names."""
    where = f"{'Under' if 'properties' in part else 'Each of'} {', '.join(f'`{name}`' for name in names)}:"
    return where if what == part["description"] else f"{where} {what[:1].lower()}{what[1:]}"


def _object(part: Tree) -> Tree:
    """The mapping with known keys that a part of a schema asks for, or nothing."""
    if "properties" in part:
        return part
    inner = [*reversed(part.get("anyOf", [])), part.get("items"), part.get("additionalProperties")]
    return next((found for each in inner if isinstance(each, dict) and (found := _object(each))), {})


def _row(tree: Tree, key: str, part: Tree) -> list[str]:
    default = part.get("default")
    without = "needed" if key in tree.get("required", []) else "–" if default is None else f"`{_yaml(default)}`"
    return [f"`{key}`", takes(part), without, part["description"]]


def _yaml(value: Any) -> str:  # noqa: ANN401  whatever a key may have
    return json.dumps(value).replace('"', "")


def takes(part: Tree) -> str:
    """What a key takes, in words."""
    if part.get("type") == "array":
        return f"list of {_many(part['items'])}{_amount(part)}"
    if "enum" in part:
        return " or ".join(f"`{choice}`" for choice in dict.fromkeys(map(_yaml, part["enum"])) if choice != "null")
    if "anyOf" in part:
        return f"{takes(part['anyOf'][0])}, or keys"
    if part.get("type") == "object":
        return "keys" if "properties" in part else f"names, each with {takes(part['additionalProperties'])}"
    return _text(part)


def _many(part: Tree) -> str:
    return MANY.get(takes(part), takes(part))


def _text(part: Tree) -> str:
    kinds, message = [*part["type"]], part.get("patternErrorMessage", "")
    if "integer" in kinds[:1]:
        return f"whole number{_range(part)}"
    if "boolean" in kinds[:1]:
        return "`true` or `false`"
    asked = re.fullmatch("This must be (.*?)(, such as .*)?\\.", message)
    return asked[1] if asked else "one line" if "one line" in message else "text"


def _range(part: Tree) -> str:
    least, most = part.get("minimum"), part.get("maximum")
    return f", {least} to {most}" if most else f", {least} or more" if least else ""


def _amount(part: Tree) -> str:
    least, most = part.get("minItems", 0), part.get("maxItems")
    if not most:
        return ""
    return f", {most} of them" if least == most else f", {least} to {most}" if least > 1 else f", {most} at most"


def lowerable() -> str:
    """The checks that a clinic may lower."""
    names = SCHEMAS["clinic.json"]["properties"]["checks"]["propertyNames"]["enum"]
    return ", ".join(f"`{name}`" for name in names)


def groups() -> list[Group]:
    """The components by the module of their models; breaks are no models, and stand with the words."""
    found: dict[str, list[str]] = {title: [] for title in GROUPS.values()}
    for name in COMPONENTS:
        module = next((model.__module__ for model in _models(Block.model_fields[name].annotation)), "blocks")
        found[GROUPS[module.rpartition(".")[2]]].append(name)
    return [Group(title, names) for title, names in found.items()]


def _models(annotation: Any) -> Iterator[type[Component]]:  # noqa: ANN401  annotations have no common type
    yield from (
        part for part in getattr(annotation, "__args__", ()) if inspect.isclass(part) and issubclass(part, Component)
    )


def component(name: str) -> str:
    """What a component is, its short form and its keys."""
    part = BLOCK["properties"][name]
    parts = [part["description"]]
    short = next((model.short_form for model in _models(Block.model_fields[name].annotation)), None)
    if short:
        parts.append(f"Short form: what stands beside `{name}:` is its `{short}`.")
    if _object(part).get("properties"):
        parts.append(_keys(_object(part)))
    return "\n\n".join(parts)


def examples(name: str) -> str:
    """The examples of a component."""
    return "\n\nor\n\n".join(f"```yaml\n{text}```" for text in EXAMPLES[name])
