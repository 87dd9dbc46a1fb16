"""JSON Schema of the YAML files in a clinic's folder, with which an editor completes and checks them offline.

It says what may be written, where the models say what is kept of it: an editor sees numbers where the program reads
texts. Its draft is 7, which editors know best; there a `$ref` has no description of its own, so nothing is shared.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from handouts.markdown import SOURCE
from handouts.model.acupoint import Acupoints
from handouts.model.base import Model
from handouts.model.body import Body
from handouts.model.clinic import Clinic
from handouts.model.country import Country
from handouts.model.evidence import Source
from handouts.model.handout import COMPONENTS, Block, Handout
from handouts.model.wording import Wording

_FOLDERS = {"countries": "country", "languages": "language", "figures": "figure"}
_FILES = ("clinic", "evidence", "acupoints")


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    handout = _of(Handout)
    trees = {
        "clinic": ("content/clinic.yaml", _of(Clinic)),
        "handout": ("content/NAME.yaml, a handout", handout),
        "patch": ("content/NAME.yaml, a patch of a handout", _patch(handout)),
        "evidence": ("content/evidence.yaml", _evidence(_of(Source))),
        "country": ("content/countries/CODE.yaml", _of(Country)),
        "language": ("content/languages/LANGUAGE.yaml", _of(Wording)),
        "acupoints": ("content/acupoints.yaml", _of(Acupoints)),
        "acupoints-patch": ("content/acupoints.yaml, a patch of the shipped points", _points_patch(_of(Acupoints))),
        "figure": ("content/figures/NAME.yaml", _of(Body)),
    }
    return {f"{name}.json": _text(title, tree) for name, (title, tree) in trees.items()}


def schema_of(name: str, text: str) -> str | None:
    """The file of the schema for the project's file `name`, such as `content/clinic.yaml`, which holds `text`.

    It is nothing for files that have none.
    """
    found = re.fullmatch(r"content/(?:([a-z]+)/[^/]+|([a-z0-9-]+))\.yaml", name)
    if not found:
        return None
    folder, stem = found.groups()
    if folder:
        return f"{_FOLDERS[folder]}.json" if folder in _FOLDERS else None
    is_patch = re.search(r"""^\ufeff?["']?extends["']?\s*:""", text, re.MULTILINE)
    if stem in _FILES:
        return f"{stem}-patch.json" if is_patch and stem == "acupoints" else f"{stem}.json"
    return "patch.json" if is_patch else "handout.json"


def _text(title: str, tree: JsonSchemaValue) -> str:
    whole = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **tree}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _of(model: type[Model]) -> JsonSchemaValue:
    tree = model.model_json_schema(schema_generator=_Written)
    whole: JsonSchemaValue = _unshared(tree, tree.pop("$defs", {}))
    return whole


def _unshared(node: Any, shared: dict[str, Any]) -> Any:  # noqa: ANN401  any part of a schema
    """The schema with each `$ref` replaced by what it names, and without the titles that are mere names."""
    if isinstance(node, list):
        return [_unshared(part, shared) for part in node]
    if not isinstance(node, dict):
        return node
    name = node.get("$ref", "").removeprefix("#/$defs/")
    whole = shared.get(name, {}) | node
    mere = {key for key in ("$ref", "title") if isinstance(whole.get(key), str)}
    return {key: _unshared(part, shared) for key, part in whole.items() if key not in mere}


class _Written(GenerateJsonSchema):
    """Makes the schema of what may be written for a model. Each method has the name of what pydantic validates."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        whole = super().str_schema(schema) | {"type": ["string", "number", "boolean"]}
        if whole.pop("minLength", 0):  # of a text whose blanks do not count
            whole |= {"pattern": r"\S", "patternErrorMessage": "This is empty."}
        return whole

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return super().int_schema(schema) | {"type": ["integer", "string"], "pattern": "^[0-9]+$"}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        return super().float_schema(schema) | {"type": ["number", "string"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002  as pydantic calls it
        return {"type": ["boolean", "string"], "pattern": "^(true|false)$"}

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        return {"enum": [member.value for member in schema["members"]]}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        texts = [str(text) for text in schema["expected"]]
        return {"enum": [*(json.loads(text) for text in texts if re.fullmatch("true|[0-9]+", text)), *texts]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])  # what is not given is left out

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        factory: Any = schema.get("default_factory", lambda: schema.get("default"))
        default = factory()
        empty = default in (None, "", [], {}) or isinstance(default, Model)
        return inner if empty else {**inner, "default": self.encode_default(default)}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        names, values = (self.generate_inner(schema[part]) for part in ("keys_schema", "values_schema"))
        form = {key: names[key] for key in ("pattern", "patternErrorMessage") if key in names}
        return {"type": "object", "additionalProperties": values, "propertyNames": form}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model: type[Model] = schema["cls"]
        whole = super().model_schema(schema) | {"description": _flowing(model.__doc__ or "")}
        keys = {name: field.alias or name for name, field in model.model_fields.items()}
        for name, sentence in _sentences(model).items():
            whole["properties"][keys[name]] = {"description": sentence, **whole["properties"][keys[name]]}
        # What stands in for a missing value and is then refused is needed as well.
        needed = [name for name, field in model.model_fields.items() if field.is_required() or field.validate_default]
        whole["required"] = [keys[name] for name in needed]
        if model is Block:
            whole["oneOf"] = [{"required": [name]} for name in COMPONENTS]
        short = getattr(model, "short_form", None)
        return _either(whole["properties"][short], whole) if short else whole

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002  likewise
        return value  # the order of the models is the one to read


def _either(short: JsonSchemaValue, whole: JsonSchemaValue) -> JsonSchemaValue:
    """What is written in a short form, or in full."""
    bare = {key: part for key, part in short.items() if key != "description"}
    return {"description": whole["description"], "anyOf": [bare, whole]}


def _flowing(text: str) -> str:
    return " ".join(text.split())


def _sentences(model: type[Model]) -> dict[str, str]:
    """The sentence under each field in the source of a model and of those it is made from."""
    found: dict[str, str] = {}
    for owner in reversed(model.__mro__):
        found |= sentences_in(owner.__module__).get(owner.__name__, {}) if issubclass(owner, Model) else {}
    return {name: sentence for name, sentence in found.items() if name in model.model_fields}


@cache
def sentences_in(module: str) -> dict[str, dict[str, str]]:
    """The sentence under each field of each class in the source of a module that is loaded."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {part.name: dict(_pairs(part.body)) for part in tree.body if isinstance(part, ast.ClassDef)}


def _pairs(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Each field of a class with the text that stands under it."""
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                yield name, _flowing(text)


def _evidence(source: JsonSchemaValue) -> JsonSchemaValue:
    told = "Sources, each under an id such as `X01`; they are added to the shipped ones."
    return {
        "description": told,
        "type": "object",
        "additionalProperties": source,
        "propertyNames": {"pattern": f"^{SOURCE}$"},
    }


def _patch(handout: JsonSchemaValue) -> JsonSchemaValue:
    """The schema of a file that says `extends:`, as `handouts.patching` lays it over a handout."""
    needed, blocks = handout["required"], handout["properties"]["blocks"]
    keys = {key: part if key in needed else _or_null(part) for key, part in handout["properties"].items()}
    extends = {"description": "The name of the handout that is changed, such as `first-visit-guide`.", "type": "string"}
    told = "Blocks by their id: what changes in them, `null` for a block that goes, or a new block."
    changes = {"description": told, "type": "object", "additionalProperties": _change(blocks["items"])}
    return {
        "description": "What a clinic changes in a handout. A list is replaced whole; `null` takes a key away.",
        "type": "object",
        "properties": {"extends": extends, **keys, "blocks": changes},
        "additionalProperties": False,
        "required": ["extends"],
    }


def _points_patch(acupoints: JsonSchemaValue) -> JsonSchemaValue:
    """The schema of a file of acupoints that says `extends:`, as `handouts.patching` lays it over the shipped one."""
    keys = acupoints["properties"]
    point = keys["points"]["items"]
    changed = {
        **point,
        "properties": {key: part for key, part in point["properties"].items() if key != "code"},
        "required": [],
    }
    told = "Points by their codes: what changes in a shipped one, or a point of your own."
    extends = {"description": "The shipped points.", "type": "string", "enum": ["acupoints"]}
    points = {"description": told, "type": "object", "additionalProperties": changed}
    return {
        "description": "What a clinic changes in the acupoints, and points of its own.",
        "type": "object",
        "properties": {**keys, "extends": extends, "points": points},
        "additionalProperties": False,
        "required": ["extends"],
    }


def _change(block: JsonSchemaValue) -> JsonSchemaValue:
    """The schema of what a patch says about one block; a new one needs more, which only the program can tell."""
    keys = {key: part for key, part in block["properties"].items() if key != "id"}
    frame = {key: _or_null(part) for key, part in keys.items() if key not in COMPONENTS}
    sides = {
        side: {"description": f"The id of the block {where} which this one goes.", "type": "string"}
        for side, where in (("after", "after"), ("before", "before"))
    }
    shown = [{"required": [name]} for name in COMPONENTS]
    changed = {
        "type": "object",
        "properties": {**sides, **frame, **{name: _partial(keys[name]) for name in COMPONENTS}},
        "additionalProperties": False,
        "not": {"required": list(sides)},
        "oneOf": [*shown, {"not": {"anyOf": shown}}],
    }
    return {"description": "What changes in this block, or a new block.", "anyOf": [changed, {"type": "null"}]}


def _partial(component: JsonSchemaValue) -> JsonSchemaValue:
    """The schema of what changes in a component: any of its keys; those that may be missing may be taken away."""
    if "anyOf" in component:
        return {**component, "anyOf": [_partial(form) for form in component["anyOf"]]}
    if "properties" not in component:
        return component
    needed = component["required"]
    keys = {key: part if key in needed else _or_null(part) for key, part in component["properties"].items()}
    return {**component, "properties": keys, "required": []}


def _or_null(part: JsonSchemaValue) -> JsonSchemaValue:
    also = {}
    if "enum" in part:
        also["enum"] = [*part["enum"], None]
    if "type" in part:
        also["type"] = [*(part["type"] if isinstance(part["type"], list) else [part["type"]]), "null"]
    return {**part, **also}
