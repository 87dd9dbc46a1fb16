"""The schemas for editors: they take what the program takes, refuse what it refuses, and explain every key."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from handouts.model.acupoint import Acupoints
from handouts.model.clinic import Clinic
from handouts.model.country import Country
from handouts.model.handout import COMPONENTS, Handout
from handouts.patching import patch, patch_points
from handouts.reading import read
from handouts.schema import schema_of, schemas
from handouts.shaping import shape
from tests.heads import HEAD

ROOT = Path(__file__).parent.parent
SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
CLINIC = "name: A\ncountry: GB\ncontact: {phone: 020 7946 0182}\n"
WRONG = {
    "unknown-key.yaml": ("handout.json", f"{HEAD}titel: A\nblocks: [{{id: a, text: A}}]\n"),
    "missing-title.yaml": ("handout.json", f"{HEAD.partition(chr(10))[2]}blocks: [{{id: a, text: A}}]\n"),
    "wrong-type.yaml": ("handout.json", f"{HEAD}blocks: {{a: {{text: A}}}}\n"),
    "two-components.yaml": ("handout.json", f"{HEAD}blocks: [{{id: a, text: A, callout: B}}]\n"),
    "no-component.yaml": ("handout.json", f"{HEAD}blocks: [{{id: a, heading: A}}]\n"),
    "own-number.yaml": ("handout.json", f"{HEAD}blocks: [{{id: a, emergency: {{signs: [A], call: 112}}}}]\n"),
    "unknown-paper.yaml": ("clinic.json", f"{CLINIC}papers: [a4, a6]\n"),
    "guarded-check.yaml": ("clinic.json", f"{CLINIC}checks: {{text-lost: warning}}\n"),
    "no-extends.yaml": ("patch.json", "blocks: {steps: {heading: A}}\n"),
    "id-in-patch.yaml": ("patch.json", "extends: a\nblocks: {steps: {id: steps, heading: A}}\n"),
    "list-of-blocks.yaml": ("patch.json", "extends: a\nblocks: [{id: steps, heading: A}]\n"),
}
BLOCKS = {
    "text: 123": True,
    "text: true": True,
    "text: ''": False,
    "text: '  '": False,
    "text:": False,
    "text: {body: A}": True,
    "text: [A]": False,
    "list: [a, 2, 3.5]": True,
    "list: []": False,
    "list: {items: [a], columns: 2}": True,
    "list: {items: [a], columns: '2'}": True,
    "list: {items: [a], columns: 3}": False,
    "list: {columns: 2}": False,
    "steps: [{title: A, minutes: 5, text: B}]": True,
    "steps: [{title: A, minutes: 10-15, text: B}]": True,
    "steps: [{title: A, minutes: soon, text: B}]": False,
    "page_break: true": True,
    "page_break: 'true'": True,
    "page_break: false": False,
    "page_break: {}": False,
    "contact: {}": True,
    "contact:": False,
    "image: {file: a.png, alt: A, width: 80}": True,
    "image: {file: a.png, alt: A, width: '80'}": True,
    "image: {file: a.png, alt: A, width: 800}": False,
    "image: {file: a.png, alt: A, width: 80 mm}": False,
    'image: {file: a.png, alt: "A\\n"}': True,
    'image: {file: a.png, alt: "A\\nb"}': False,
    "emergency: {signs: [A]}": True,
    "icon_array: S01.any": False,
    "icon_array: [S01.any, {fact: S01.pain, label: A}]": True,
    "icon_array: [S01]": False,
    "log: {columns: [A], rows: 3}": True,
    "log: [A]": False,
    "text: A\n  required: true": True,
    "text: A\n  required: yes": False,
    "text: A\n  place: top": False,
    "text: A\n  heading: ~": False,
}
SETTINGS = {
    "checks: {page-budget: 'off'}": True,
    "checks: {page-budget: off}": True,
    "checks: {page-budget: never}": False,
    "brand: {color: '#17594a', logo: images/logo.svg}": True,
    "brand: {colour: teal}": False,
    "brand: {color: 5}": False,
    "brand:": False,
    "sample: 'true'": True,
    "sample: 1": False,
    "visits: {price: 60, first: 75 minutes}": True,
    "practitioners: [{name: A}]": True,
    "practitioners: [A]": False,
    "languages: [en, zh-Hans]": True,
    "languages: [English]": False,
}
CHANGES = {
    "title: Mine": True,
    "subtitle: null": True,
    "title: null": False,
    "pages: 3": True,
    "pages: many": False,
    "blocks: null": False,
    "blocks: {feels-like: null}": True,
    "blocks: {feels-like: {heading: null}}": True,
    "blocks: {steps: {steps: {after: Ring twice.}}}": True,
    "blocks: {steps: {steps: {after: null}}}": True,
    "blocks: {get-help: {emergency: {call: null}}}": True,
    "blocks: {steps: {steps: {items: null}}}": False,
    "blocks: {steps: {steps: {items: [{title: A}]}}}": False,
    "blocks: {steps: {steps: null}}": False,
    "blocks: {steps: {text: A}}": True,
    "blocks: {steps: {text: A, callout: B}}": False,
    "blocks: {get-ready: {checklist: [Eat.], note: A}}": True,
    "blocks: {new: {after: steps, text: A}}": True,
    "blocks: {new: {after: steps, before: get-ready, text: A}}": False,
    "blocks: {new: {after: [steps], text: A}}": False,
    "blocks: {steps: Mine}": False,
    "bloks: {}": False,
}
OWN_POINT = (
    "{channel: EX, pinyin: A, simplified: 名, traditional: 名, english: A, region: back, bilateral: true, location: A, "
    "place: {frame: back, level: L3, lateral: 3}"
)
CHANGED_POINTS = {
    "points: {}": True,
    "points: {LI4: {plain: In the web of the thumb}}": True,
    "points: {LI4: {place: {frame: hand_dorsal, at: mcp2, proximal: '0.5'}}}": True,
    "points: {LI4: {plian: A}}": False,
    "points: {LI4: {bilateral: both}}": False,
    "points: {LI4: {place: {frame: hand_dorsal, at: mcp2, proximal: half}}}": False,
    "points: {LI4: {place: {frame: hand_dorsal, near: mcp2}}}": False,
    "points: {LI4: {code: LI4}}": False,
    "points: {LI4: null}": False,
    "points: [LI4]": False,
    f"points: {{EX-B90: {OWN_POINT}}}}}": True,
    f"points: {{EX-B90: {OWN_POINT}, plain: A}}}}": True,
    "pionts: {}": False,
}


def check(schema, files, tmp_path):
    """What check-jsonschema says of YAML files."""
    (tmp_path / schema).write_text(schemas()[schema], "utf-8")
    words = [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", tmp_path / schema, *files]
    return json.loads(subprocess.run(words, capture_output=True, text=True, check=False).stdout)


def files_by_schema(folder):
    """The YAML files of a folder's content, by the schema they have."""
    found = {}
    for file in sorted((folder / "content").rglob("*.yaml")):
        schema = schema_of(file.relative_to(folder).as_posix(), file.read_text("utf-8"))
        found.setdefault(schema, []).append(file)
    return found


def taken(schema, text):
    """Whether an editor, which reads YAML 1.2, would find nothing wrong with a text."""
    return Draft7Validator(SCHEMAS[schema]).is_valid(YAML(typ="safe", pure=True).load(text))


def tree(text, tmp_path):
    """The text as the program reads it."""
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    return read(tmp_path / "a.yaml", "a.yaml").tree


def described(schema, place=()):
    """Every key that a schema knows, and whether it has a description."""
    for name, part in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if name == "properties":
            yield from (((*place, key), bool(value.get("description"))) for key, value in part.items())
        if isinstance(part, dict | list):
            yield from described(part, (*place, name))


def objects(schema):
    """Every object with keys in a schema."""
    for part in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(part, dict | list):
            yield from objects(part)
    if isinstance(schema, dict) and schema.get("properties") and "additionalProperties" in schema:
        yield schema


def test_every_shipped_file_passes(tmp_path):
    """The shipped files are right in an editor too, and each kind of file has its schema."""
    found = files_by_schema(ROOT)
    assert {*found, "patch.json", "acupoints-patch.json"} == {*SCHEMAS}
    for schema, files in found.items():
        assert check(schema, files, tmp_path) == {"status": "ok", "errors": []}


def test_a_new_clinics_folder_passes(clinic, tmp_path):
    """What `handouts new` writes is right in an editor."""
    found = files_by_schema(clinic)
    assert {*found} == {"clinic.json", "patch.json"}
    for schema, files in found.items():
        assert check(schema, files, tmp_path)["errors"] == []


def test_every_example_of_a_component_passes(tmp_path):
    """Whatever is printed in the tests of the components, the longest texts too, is right in an editor."""
    head, files = yaml.safe_load(HEAD), []
    for file in sorted((ROOT / "tests" / "examples").glob("*.yaml")):
        for name, example in yaml.safe_load(file.read_text("utf-8")).items():
            files.append(tmp_path / f"{file.stem}-{name}.yaml")
            whole = {**head, "blocks": example["blocks"]}
            files[-1].write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")
    assert len(files) > len(COMPONENTS)
    assert check("handout.json", files, tmp_path)["errors"] == []


@pytest.mark.parametrize("schema", sorted({schema for schema, _ in WRONG.values()}))
def test_wrong_files_are_refused(tmp_path, schema):
    """An editor marks a misspelt, missing, misplaced or unknown thing, each for itself."""
    files = [tmp_path / name for name, (wanted, _) in WRONG.items() if wanted == schema]
    for file in files:
        file.write_text(WRONG[file.name][1], "utf-8")
    assert {error["filename"] for error in check(schema, files, tmp_path)["errors"]} == {*map(str, files)}


@pytest.mark.parametrize(("block", "right"), BLOCKS.items())
def test_blocks_are_taken_as_the_program_takes_them(tmp_path, block, right):
    """What may be a number, what is needed and what has a short form is the same in an editor."""
    text = f"{HEAD}blocks:\n- id: a\n  {block}\n"
    assert (shape(tree(text, tmp_path), Handout)[0] is not None) == right
    assert taken("handout.json", text) == right


@pytest.mark.parametrize(("setting", "right"), SETTINGS.items())
def test_settings_are_taken_as_the_program_takes_them(tmp_path, setting, right):
    """The keys of clinic.yaml take in an editor what they take when it is built."""
    text = f"{CLINIC}{setting}\n"
    assert (shape(tree(text, tmp_path), Clinic)[0] is not None) == right
    assert taken("clinic.json", text) == right


@pytest.mark.parametrize(("change", "right"), CHANGES.items())
def test_patches_are_taken_as_the_program_takes_them(tmp_path, change, right):
    """A patch may take away what is optional, change part of a block, and nothing else."""
    base = read(ROOT / "content" / "first-visit-guide.yaml", "base").tree
    text = f"extends: first-visit-guide\n{change}\n"
    patched, findings = patch(base, tree(text, tmp_path))
    assert (shape(patched, Handout)[0] is not None and not findings) == right
    assert taken("patch.json", text) == right


@pytest.mark.parametrize(("change", "right"), CHANGED_POINTS.items())
def test_patches_of_acupoints_are_taken_as_the_program_takes_them(tmp_path, change, right):
    """A patch may change a shipped point, add one that is whole, and nothing else."""
    base = read(ROOT / "content" / "acupoints.yaml", "base").tree
    text = f"extends: acupoints\n{change}\n"
    patched, findings = patch_points(base, tree(text, tmp_path))
    assert (shape(patched, Acupoints)[0] is not None and not findings) == right
    assert taken("acupoints-patch.json", text) == right


@pytest.mark.parametrize(
    ("number", "right"), {"'999'": True, "999": True, "112 or 999": True, "ring us": False}.items()
)
def test_emergency_numbers_are_taken_as_the_program_takes_them(tmp_path, number, right):
    """A country has its number, quoted or not."""
    text = f"name: A\nemergency: {number}\nspelling: en-GB\npaper: a4\nregulator: A\nform_note: A\n"
    assert (shape(tree(text, tmp_path), Country)[0] is not None) == right
    assert taken("country.json", text) == right
    assert not taken("country.json", text.replace(f"emergency: {number}\n", ""))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described(name):
    """Whoever points at a key in an editor is told what it is; and no other key is taken."""
    Draft7Validator.check_schema(SCHEMAS[name])
    found = dict(described(SCHEMAS[name]))
    assert found
    assert [place for place, told in found.items() if not told] == []
    assert all(part["additionalProperties"] is False for part in objects(SCHEMAS[name]))
    assert SCHEMAS[name]["title"]
    assert SCHEMAS[name]["description"]


@pytest.mark.parametrize(
    ("name", "text", "schema"),
    [
        ("content/clinic.yaml", "", "clinic.json"),
        ("content/directions.yaml", "title: A", "handout.json"),
        ("content/directions.yaml", "# mine\nextends: a\n", "patch.json"),
        ("content/directions.yaml", '"extends" : a\n', "patch.json"),
        ("content/directions.yaml", "title: A\nblocks:\n- text: |\n    extends: a\n", "handout.json"),
        ("content/countries/NO.yaml", "", "country.json"),
        ("content/languages/zh-Hans.yaml", "", "language.json"),
        ("content/figures/back.yaml", "", "figure.json"),
        ("content/acupoints.yaml", "points: []", "acupoints.json"),
        ("content/acupoints.yaml", "# mine\nextends: acupoints\n", "acupoints-patch.json"),
        ("content/images/a.yaml", "", None),
        ("styles/a.yaml", "", None),
        ("content/clinic.yml", "", None),
    ],
)
def test_a_file_has_the_schema_of_its_kind(name, text, schema):
    """The place of a file says what it holds; what extends another handout is a patch."""
    assert schema_of(name, text) == schema
