"""The rules of the source: who may import whom, who may print, who may write files."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "handouts").rglob("*.py"))
}
ENGINE = sorted(name for name in MODULES if not name.startswith(("handouts.cli", "handouts.__main__")))

# From the ground up; a module imports from its own layer and from those above it in this list, never from below.
LAYERS = """
handouts nearest findings errors syntax areas systems fingerprints
numbers palette markdown reading fonts sheet drawing project inspection languages versions dates
model plan
shaping choosing
approvals additions
manifest schema reporting
writing starting stale outgrown
overriding
values pictures patching guarding chart
greying anatomy
placeholders
evidence readability
claims safeguards practice acupoints
citing exhibits casting
editing plates
manuscript
written imprint
vetting
compose typeset preflight
pipeline desk
survey press ledger
batch approving identifying
catalogue doctor
cli
__main__
""".strip().splitlines()
OUTSIDE = {
    "click": {"handouts.cli"},
    "weasyprint": {"handouts.typeset"},
    "jinja2": {"handouts.compose"},
    "yaml": {"handouts.reading", "handouts.syntax"},
    "pypdfium2": {"handouts.inspection"},
    "page": {"handouts.preflight.not_accessible"},
}
WRITERS = {"handouts.writing", "handouts.starting"}
WRITING = re.compile(
    r"write_(text|bytes)|mk\w+|makedirs|unlink|rename|rm\w+|touch|symlink_to|fdopen|chmod|copy(2|file|tree)"
)
NOT_FILES = {"handouts.typeset.fontconfig"}  # it tells fontconfig of our fonts through a file, outside any project


def tree(module):
    """The syntax of a module."""
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports(module):
    """What a module imports anywhere in it, as full names."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (
                whole if (whole := f"{node.module}.{alias.name}") in MODULES else node.module for alias in node.names
            )


def layer(module):
    """The number of the layer that names a module, or the package it is in."""
    name = module.removeprefix("handouts.").split(".")[0]
    return next((number for number, row in enumerate(LAYERS) if name in row.split()), None)


def calls(module):
    """The name of each function or method that a module calls, with the line and whether it is a method."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            method = isinstance(node.func, ast.Attribute)
            yield (node.func.attr if method else getattr(node.func, "id", "")), method, node


def loaded(*words):
    """The modules that the command has loaded when it ends, in a new Python."""
    script = (
        "import atexit, sys; atexit.register(lambda: print('\\n', *sys.modules)); from handouts.cli import main; main()"
    )
    run = subprocess.run([sys.executable, "-c", script, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_a_layer(module):
    """The table of layers names every module or its package, so that a new one must find its place."""
    assert layer(module) is not None


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module):
    """A module imports nothing from a layer that builds on it."""
    upwards = {name for name in imports(module) if name in MODULES and layer(name) > layer(module)}
    assert upwards == set()


@pytest.mark.parametrize(("library", "owners"), OUTSIDE.items())
def test_a_library_has_one_importer(library, owners):
    """Each of these libraries is imported by one part of the program only."""
    importers = {
        module for module in MODULES for name in imports(module) if name == library or name.startswith(f"{library}.")
    }
    assert importers
    assert {name for name in importers if not any(name == one or name.startswith(f"{one}.") for one in owners)} == set()


@pytest.mark.parametrize("module", ENGINE)
def test_the_engine_is_silent(module):
    """Only the command line prints, reads standard input or ends the program."""
    said = {name for name, method, _ in calls(module) if not method and name in ("print", "input", "exit", "quit")}
    streams = {
        node.attr
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr", "stdin", "exit", "_exit")
    }
    raised = {node.id for node in ast.walk(tree(module)) if isinstance(node, ast.Name) and node.id == "SystemExit"}
    assert said | streams | raised == set()


@pytest.mark.parametrize("module", sorted(set(ENGINE) - WRITERS - NOT_FILES))
def test_only_two_modules_write_files(module):
    """PDFs and a clinic's new files have one writer each; all else only reads."""
    assert [name for name, _, call in calls(module) if writes(name, call)] == []


def writes(name, call):
    """Whether a call changes files; `replace` of a text or of a dataclass has two arguments or more."""
    if name == "open":
        return any(isinstance(part, ast.Constant) and {*str(part.value)} & {*"wax+"} for part in call.args)
    if name == "replace":
        return isinstance(call.func, ast.Attribute) and len(call.args) == 1 and not call.keywords
    return bool(WRITING.fullmatch(name))


@pytest.mark.parametrize("module", sorted(WRITERS))
def test_the_writers_write(module):
    """The rule above would see a module that writes."""
    assert [name for name, _, call in calls(module) if writes(name, call)] != []


@pytest.mark.parametrize("words", [["list"], ["new", "--help"], ["override", "--help"], ["--help"], ["--version"]])
def test_quick_commands_do_not_load_weasyprint(words):
    """What typesets nothing starts without the library that takes a second to load."""
    modules = loaded(*words)
    assert "handouts.cli" in modules
    assert "weasyprint" not in modules


def test_new_does_not_load_weasyprint(tmp_path):
    """A clinic's folder is made without the library that typesets."""
    assert "weasyprint" not in loaded("new", str(tmp_path / "my-clinic"))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_fits_in_the_head(module):
    """No module is longer than 300 lines."""
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is(module):
    """Each module begins with a sentence about itself, or holds nothing."""
    assert ast.get_docstring(tree(module)) or not tree(module).body


@pytest.mark.skipif(sys.platform != "linux", reason="libraries have other names elsewhere")
def test_weasyprint_is_loaded_without_other_programs():
    """Looking for its libraries with a compiler would take longer than loading them."""
    watch = (
        "sys.addaudithook(lambda name, _: name in ('subprocess.Popen', 'os.posix_spawn', 'os.fork') and print(name))"
    )
    code = f"import sys; {watch}; import handouts.typeset"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ""
