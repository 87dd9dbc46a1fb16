"""The reference is right: it is what the program says of itself, and every example in it can be built."""

import re
from pathlib import Path

import pytest
import yaml
from PIL import Image

from handouts.model.handout import COMPONENTS, Block
from handouts.model.place import _FORMS, _form
from tests.heads import HEAD
from tests.pages import pdf_text
from tools.keys import BLOCK, EXAMPLES
from tools.reference import SENTENCES, pages, told

ROOT = Path(__file__).parent.parent
PAGES = pages()
SHORT_FORMS = {
    name: form
    for name, field in Block.model_fields.items()
    if name in COMPONENTS
    for model in getattr(field.annotation, "__args__", ())
    if (form := getattr(model, "short_form", None))
}


def written(name):
    """What each example of a component holds under its name."""
    return [yaml.safe_load(text)[name] for text in EXAMPLES[name]]


def described(name):
    """The keys of a component."""
    part = BLOCK["properties"][name]
    return next((form["properties"] for form in (part, *part.get("anyOf", [])) if "properties" in form), {})


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_those_of_this_program(name):
    """An option, a key, a block or a token that is new stands on its page, in words that anybody gave it."""
    assert (ROOT / name).read_text("utf-8") == PAGES[name], f"{name} is behind the program; type: make docs"


def test_every_example_can_be_built(clinic, command):
    """Whoever copies an example gets a sheet."""
    (clinic / "content" / "images").mkdir()
    Image.new("RGB", (1200, 800)).save(clinic / "content" / "images" / "door.png")
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace("contact:\n", "contact:\n  web: linden.example\n", 1), "utf-8")
    names = []
    for name in COMPONENTS:
        for number, text in enumerate(EXAMPLES[name]):
            names.append(f"{name.replace('_', '-')}-{number}")
            (clinic / "content" / f"{names[-1]}.yaml").write_text(handout(name, text), "utf-8")
    result = command("build", *names)
    assert result.problems == []
    assert result.code == 0
    assert len(result.out.splitlines()) == len(names)


def test_the_patch_it_shows_can_be_built(clinic, command):
    """Whoever copies the example of a patch gets the guide with these changes."""
    (clinic / "content" / "first-visit-guide.yaml").write_text(shown("extends: first-visit-guide"), "utf-8")
    result = command("build", "first-visit-guide")
    assert (result.code, result.problems) == (0, [])


def test_the_source_it_shows_can_be_cited(clinic, sheet):
    """Whoever copies the example of a source can show its fact."""
    (clinic / "content" / "evidence.yaml").write_text(shown("X01:"), "utf-8")
    assert sheet("- {id: a, icon_array: [X01.well]}\n- {id: sources, references: {}}").problems == []


def test_the_points_it_shows_are_printed(clinic, sheet):
    """Whoever copies the example of acupoints gets a chart and a table with them."""
    (clinic / "content" / "acupoints.yaml").write_text(shown("extends: acupoints"), "utf-8")
    result = sheet("- {id: a, chart: [EX-B90, BL23]}\n- {id: b, acupoint_table: [LI4, EX-B90]}\n")
    assert (result.code, result.problems) == (0, [])
    assert "In the web of the thumb" in pdf_text(clinic / "build" / "sheet.en.a4.pdf")


@pytest.mark.parametrize("form", SENTENCES["forms"])
def test_each_form_of_a_place_can_be_drawn(clinic, sheet, form):
    """Whoever measures a point as an example does has it drawn."""
    text = re.sub(r"(?<=place: ).*", form, shown("extends: acupoints"))
    (clinic / "content" / "acupoints.yaml").write_text(text, "utf-8")
    result = sheet("- {id: a, chart: [EX-B90]}\n")
    assert (result.code, result.problems) == (0, [])


def test_every_form_of_a_place_is_shown():
    """No form of a place can be added without being explained."""
    assert {_form(yaml.safe_load(form)) for form in SENTENCES["forms"]} == {*_FORMS.values()}


def shown(start):
    """The one example of the reference that begins so."""
    (text,) = re.findall(rf"```yaml\n({start}.*?)```", PAGES["docs/reference.md"], re.DOTALL)
    return text


def handout(name, text):
    """A handout with one example, a heading above it, and the sources below it."""
    head = HEAD.replace("kind: guide", "kind: leaflet") if name == "column_break" else HEAD
    heading = "" if name.endswith("_break") else "  heading: Part\n"
    sources = "" if name == "references" else "- {id: sources, references: {}}\n"
    example = "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
    return f"{head}blocks:\n- id: a\n{heading}{example}{sources}"


def test_every_component_has_its_example():
    """No component and no key of it stands there without an example, and a short form has one of its own."""
    assert {*EXAMPLES} == {*COMPONENTS}
    for name in COMPONENTS:
        whole = [example for example in written(name) if isinstance(example, dict)]
        short = {SHORT_FORMS[name]} if name in SHORT_FORMS and len(whole) < len(written(name)) else set()
        assert short or name not in SHORT_FORMS, name
        assert short.union(*whole) == described(name).keys() - {"call"}, name


def test_a_name_that_nobody_explained_is_an_error(monkeypatch):
    """What templates and styles may use cannot be left without a sentence, nor a sentence stay behind."""
    monkeypatch.delitem(SENTENCES["filters"], "cite")
    with pytest.raises(ValueError, match="cite"):
        told("filters")
    monkeypatch.setitem(SENTENCES["palette"], "gold", "A token that is none.")
    with pytest.raises(ValueError, match="gold"):
        told("palette")
