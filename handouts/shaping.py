"""Gives what was read its shape: a tree becomes a model, or findings that say what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from handouts.findings import Finding
from handouts.model.base import Model
from handouts.nearest import did_you_mean, nearest
from handouts.reading import MappingNode, Node, Place, ScalarNode, SequenceNode

M = TypeVar("M", bound=Model)
Location = Sequence[str | int]
"""The way from the root of a tree to a value, as pydantic gives it."""


def shape(tree: MappingNode, model: type[M]) -> tuple[M | None, list[Finding]]:
    """The tree as `model`, or nothing and every reason why not."""
    empty = list(_empty_places(tree))
    try:
        shaped = model.model_validate(tree)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        misspelt = {_meant(problem["loc"], model) for problem in problems if problem["type"] == "extra_forbidden"}
        said = misspelt | {problem["loc"] for problem in problems if _is_null(node_at(tree, problem["loc"]))}
        return None, empty + [_finding(problem, tree, model) for problem in problems if problem["loc"] not in said]
    return (None if empty else shaped), empty


def scalars(node: Node) -> Iterator[ScalarNode]:
    """Every text below `node`, in the order of the file."""
    if isinstance(node, ScalarNode):
        yield node
    for child in node.values() if isinstance(node, MappingNode) else node if isinstance(node, SequenceNode) else ():
        yield from scalars(child)


def node_at(tree: Node, location: Location) -> Node:
    """The node at a location; parts that only the model knows, such as a short form's key, are passed over."""
    node = tree
    for part in location:
        if (isinstance(node, MappingNode) and isinstance(part, str) and part in node) or (
            isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node)
        ):
            node = node[part]  # type: ignore[index]  # the key fits the node, as the line above made sure
    return node


def _meant(location: Location, model: type[Model]) -> tuple[str | int | None, ...]:
    """Where the key stands that an unknown key was meant to be; that it is missing need not be said as well."""
    known = _keys(_owner(model, location[:-1]))
    return (*location[:-1], nearest(str(location[-1]), known))


def _empty_places(node: Node) -> Iterator[Finding]:
    if isinstance(node, MappingNode):
        for key, value in node.items():
            if _is_null(value):
                yield node.key_places[key].finding(*_empty(key, is_block="id" in node))
            yield from _empty_places(value)
    elif isinstance(node, SequenceNode):
        for value in node:
            if _is_null(value):
                yield value.place.finding("missing-key", "this entry is empty; write something or delete the line")
            yield from _empty_places(value)


def _empty(key: str, *, is_block: bool) -> tuple[str, str]:
    if " " in key:  # of {text: One, two} the second word is a key
        return "wrong-type", f'put quotes around a text that holds a comma: "…, {key}"'
    if "." in key:  # {clinic.name} without quotes is a mapping with one key and no value
        return "wrong-type", f"put quotes around a text that begins with '{{': \"{{{key}}} …\""
    if is_block and key in _NEED_NOTHING:
        return "missing-key", f"'{key}' is empty; write '{key}: {{}}'"
    quotes = "; a value that begins with '#' needs quotes" if key == "color" else ""
    return "missing-key", f"'{key}' is empty; write a value or delete the line{quotes}"


_NEED_NOTHING = ("contact", "references")
"""Components that are whole without any key."""


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_null


def _finding(problem: Mapping[str, Any], tree: MappingNode, model: type[Model]) -> Finding:
    location: Location = (*problem["loc"], *problem.get("ctx", {}).get("at", ()))
    code, message = _wording(problem, location, tree, _owner(model, location[:-1]))
    return _place(tree, location, code).finding(code, message)


def _place(tree: MappingNode, location: Location, code: str) -> Place:
    parent, last = node_at(tree, location[:-1]), location[-1] if location else None
    if code == "unknown-key" and isinstance(parent, MappingNode) and isinstance(last, str):
        return parent.key_places.get(last, parent.place)
    return node_at(tree, location).place


def _owner(model: type[Model], location: Location) -> type[Model]:
    """The model whose keys stand at a location; pydantic names it there, where there are several to choose from."""
    models = [model]
    for part in location:
        if isinstance(part, str) and part in models[0].model_fields:
            models = [*_models_in(models[0].model_fields[part].annotation)] or models
        else:
            models = [each for each in models if each.__name__ == part] or models
    return models[0]


def _keys(model: type[Model]) -> list[str]:
    """The keys of a model as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_in(annotation: Any) -> Iterator[type[Model]]:  # noqa: ANN401  annotations have no common type
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _wording(problem: Mapping[str, Any], location: Location, tree: Node, owner: type[Model]) -> tuple[str, str]:
    """The code of a problem, and a sentence that says what to write instead."""
    kind, context, node = problem["type"], problem.get("ctx", {}), node_at(tree, location)
    key = location[-1] if kind == "missing" else _key_above(tree, location)
    if kind == "extra_forbidden":
        meant = _belongs_under(str(location[-1]), owner, node_at(tree, location[:-1])) or did_you_mean(
            str(location[-1]), _keys(owner)
        )
        return "unknown-key", f"'{location[-1]}' is not a key of {owner.called}{meant}"
    if kind == "missing":
        return "missing-key", f"'{key}' is missing from {owner.called}; write '{key}: …'"
    if kind == "string_too_short" or (kind == "too_short" and not context["actual_length"]):
        return "missing-key", f"'{key}' is empty; write something there"
    if kind in _WHOLE_SENTENCES:
        return _WHOLE_SENTENCES[kind], context["message"]
    return "wrong-type", f"'{key}' {_expectation(kind, context, node, problem['msg'])}"


def _belongs_under(key: str, owner: type[Model], written: Node) -> str | None:
    """The hint that a key was not indented under the key it belongs to, best of all one that is written beside it."""
    for name, field in sorted(owner.model_fields.items(), key=lambda pair: pair[0] not in written):
        if any(key in model.model_fields for model in _models_in(field.annotation)):
            return f"; indent it by two spaces under '{name}'"
    return None


def _key_above(tree: Node, location: Location) -> str:
    """The last key on the way to a location that the author wrote: a short form leaves some out."""
    key, node = "the file", tree
    for part in location:
        if isinstance(node, MappingNode) and part in node:
            key = str(part)
        node = node_at(node, [part])
    return key


_WHOLE_SENTENCES = {"wrong_whole": "wrong-type", "emergency_number": "emergency-number"}
_EXPECTED: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "wrong": lambda context: context["message"],
    "list_type": lambda _: "must be a list; write each entry on a line of its own after '- '",
    "model_type": lambda _: "must hold 'key: value' lines",
    "dict_type": lambda _: "must hold 'key: value' lines",
    "int_parsing_size": lambda _: "must be a whole number, and a smaller one",
    "int_parsing": lambda _: "must be a whole number",
    "int_type": lambda _: "must be a whole number",
    "bool_parsing": lambda _: "must be true or false",
    "bool_type": lambda _: "must be true or false",
    "greater_than_equal": lambda context: f"must be at least {context['ge']}",
    "less_than_equal": lambda context: f"must be at most {context['le']}",
    "string_too_long": lambda context: f"must be at most {context['max_length']} letters long",
    "too_short": lambda context: f"must have at least {context['min_length']} entries",
    "too_long": lambda context: f"must have at most {context['max_length']} entries",
}


def _expectation(kind: str, context: Mapping[str, Any], node: Node, otherwise: str) -> str:
    if kind in _EXPECTED:
        return _EXPECTED[kind](context)
    if kind in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'", context["expected"])
        written = f", not '{node}'" if isinstance(node, ScalarNode) else ""
        return f"must be {' or '.join(choices)}{written}"
    if kind == "string_type":
        return _text_expected(node)
    return f"is wrong: {otherwise}"


def _text_expected(node: Node) -> str:
    if isinstance(node, MappingNode) and any("." in key for key in node):
        return "must be a text; put quotes around a text that begins with '{'"
    if isinstance(node, MappingNode):
        return "must be a text; put quotes around a text that holds ': '"
    return "must be one text, not a list"
