"""Makes docs/reference.md and docs/commands.md from the program: every key, block, name, style and command.

Run by `make docs`. The words around the tables stand in tools/pages/. A name that nobody has explained is an error.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import jinja2
import yaml

from handouts import compose
from handouts.anatomy import FIGURES, Anatomy
from handouts.cli import cli
from handouts.exhibits import Exhibits
from handouts.model.base import Model
from handouts.model.body import Body
from handouts.model.handout import COMPONENTS
from handouts.palette import derive
from handouts.plates import Plates
from handouts.preflight.roles import FLOORS
from handouts.project import Project, library
from handouts.schema import sentences_in
from tools.keys import component, examples, groups, keys, lowerable, table

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "tools" / "pages"
SENTENCES: dict[str, dict[str, Any]] = yaml.safe_load((PAGES / "sentences.yaml").read_text("utf-8"))


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (ROOT / name).write_text(text, "utf-8")
        print(name)


def pages() -> dict[str, str]:
    """The text of each page by the name of its file."""
    environment = jinja2.Environment(  # noqa: S701  it makes Markdown
        loader=jinja2.FileSystemLoader(PAGES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    told_of = (
        keys,
        lowerable,
        component,
        examples,
        forms,
        figures,
        context,
        properties,
        told,
        methods,
        files,
        tokens,
        roles,
    )
    environment.globals.update({function.__name__: function for function in told_of})
    environment.globals.update(components=list(COMPONENTS), groups=groups(), whole=Command.of(cli, "handouts"))
    environment.globals.update(commands=[Command.of(part, f"handouts {name}") for name, part in cli.commands.items()])
    return {f"docs/{name}": environment.get_template(name).render() for name in ("reference.md", "commands.md")}


def told(kind: str) -> str:
    """The rows of a table: each name of that kind that the program has, with its sentence."""
    sentences = SENTENCES[kind]
    _explained(kind, _named(kind), sentences)
    rows = (value if isinstance(value, list) else [f"--{name}", value] for name, value in sentences.items())
    return "\n".join("| `{}` | {} |".format(written.replace("|", "\\|"), does) for written, does in rows)


def _named(kind: str) -> Iterable[str]:
    if kind == "palette":
        return derive("teal")
    if kind == "faces":
        return re.findall(r"--([a-z]+-face):", (ROOT / "templates" / "base.html").read_text("utf-8"))
    nothing: Any = None  # is composed with it
    ours, jinjas = compose._environment(Project.at(ROOT), nothing, nothing, nothing), jinja2.Environment()  # noqa: S701
    if kind == "filters":
        return ours.filters.keys() - jinjas.filters.keys()
    return ours.globals.keys() - jinjas.globals.keys()


def _explained(kind: str, names: Iterable[str], sentences: Iterable[str]) -> None:
    if wrong := {*names} ^ {*sentences}:
        raise ValueError(f"no sentence fits {sorted(wrong)} in '{kind}'; look into tools/pages/sentences.yaml")


def forms() -> str:
    """The rows of a table: each form of a place as an example, what it means, and for what."""
    return "\n".join(f"| `{form}` | {means} | {used} |" for form, (means, used) in SENTENCES["forms"].items())


def figures() -> str:
    """What each figure of the body can measure by."""
    bodies = {name: Anatomy(Project.at(library(), library()), {})[name].body for name in FIGURES}
    rows = [
        [f"`{name}`", *map(_listed, (body.frames, _levels(body), body.segments, body.landmarks, body.tracks))]
        for name, body in bodies.items()
    ]
    return table(("figure", "frames", "levels", "segments", "landmarks", "lines for `along`"), rows)


def _levels(body: Body) -> list[str]:
    return [*dict.fromkeys(level for frame in body.frames.values() for level in frame.levels)]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def context() -> str:
    """The names that a template sees."""
    own = sentences_in("handouts.compose")["TemplateContext"]
    names = list(compose.TemplateContext.__annotations__)
    _explained("context", set(names) - set(own), SENTENCES["context"])
    return table(("name", "is"), ([f"`{name}`", own.get(name) or SENTENCES["context"][name]] for name in names))


def properties() -> str:
    """What models can tell beside their fields."""
    rows = [
        [f"`{name}` of {model.called}", inspect.getdoc(part) or ""]
        for model in sorted(_family(Model), key=lambda model: model.called)
        for name, part in vars(model).items()
        if isinstance(part, property) and model.__module__.startswith("handouts.")
    ]
    return table(("property", "is"), rows)


def _family(model: type[Model]) -> Iterator[type[Model]]:
    for heir in model.__subclasses__():
        yield heir
        yield from _family(heir)


def methods(name: str) -> str:
    """What `evidence` or `acupoints` can be asked."""
    owner: type = {"evidence": Exhibits, "acupoints": Plates}[name]
    asked = [(method, part) for method, part in vars(owner).items() if inspect.isfunction(part) and method[0] != "_"]
    rows = ([f"`{name}.{method}({_asked(part)})`", _first(part.__doc__ or "")] for method, part in asked)
    return table((f"`{name}`", "gives"), rows)


def _asked(function: Any) -> str:  # noqa: ANN401  any function
    return ", ".join(list(inspect.signature(function).parameters)[1:])


def _flowing(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first(text: str) -> str:
    """The first sentence of a text."""
    return _flowing(text).partition(". ")[0].rstrip(".") + "."


# Styles


def files() -> str:
    """The style files, and what each of them styles."""
    folders = ("", "kinds/", "components/", "papers/", "editions/")
    names = [f"{folder}{file.name}" for folder in folders for file in sorted((ROOT / "styles" / folder).glob("*.css"))]
    return table(("file", "styles"), ([f"`styles/{name}`", _styled(name)] for name in names))


def _styled(name: str) -> str:
    stem = Path(name).stem
    if name.startswith("components/") and stem in COMPONENTS:
        return f"[`{stem}`](#{stem})"
    comment = re.match(r"/\*(.*?)\*/", (ROOT / "styles" / name).read_text("utf-8"), re.DOTALL)
    return SENTENCES["styles"].get(name) or _first(comment[1] if comment else "")


def tokens() -> str:
    """The tokens of styles/tokens.css in their groups, each with its comment."""
    rows = []
    for line in (ROOT / "styles" / "tokens.css").read_text("utf-8").splitlines():
        if found := re.fullmatch(r"  /\* (\w+)(: .*)? \*/", line):
            rows.append([f"**{found[1].capitalize()}**{found[2] or ''}", "", ""])
        elif found := re.match(r"  (--[a-z0-9-]+): ([^;]*);(.*)", line):
            rows.append([f"`{found[1]}`", f"`{found[2]}`", _capital(found[3].strip("/* "))])
            _explained("tokens", [found[1]], [found[1]] if found[3] else [])
    return table(("token", "shipped", "is"), rows)


def roles() -> str:
    """What small type may be for, and how small and pale it may be then."""
    _explained("roles", FLOORS, SENTENCES["roles"])
    rows = (
        [f"`{role}`", f"{floor.size} pt" if floor.size else "–", f"{floor.contrast} : 1", SENTENCES["roles"][role]]
        for role, floor in FLOORS.items()
    )
    return table(("role", "size", "contrast", "is"), rows)


# Commands


class Command(NamedTuple):
    """A command as its page tells it."""

    name: str
    anchor: str
    sentence: str
    told: str
    usage: str
    options: str
    example: str

    @classmethod
    def of(cls, command: click.Command, words: str) -> Command:
        """What Click knows of a command that is typed as these words."""
        context = click.Context(command, info_name=words)
        text, _, example = inspect.cleandoc(command.help or "").partition("\b\nExample:\n")
        sentence, _, told = text.partition("\n\n")
        options = [part for part in command.params if isinstance(part, click.Option)]
        usage = " ".join([words, *command.collect_usage_pieces(context)])
        listed = table(("option", "does"), (_option(part, context) for part in options)) if options else ""
        name = words.removeprefix("handouts ")
        return cls(name, f"handouts-{name}", _flowing(sentence), told.strip(), usage, listed, inspect.cleandoc(example))


def _option(option: click.Option, context: click.Context) -> list[str]:
    written, does = option.get_help_record(context) or ("", "")
    return [f"`{written}`", _flowing(does) + (" May stand several times." if option.multiple else "")]


if __name__ == "__main__":
    main()
