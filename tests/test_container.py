"""The Dockerfile follows the rest of the project: its libraries, its lock file, and what belongs into an image."""

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from handouts.systems import SYSTEMS

ROOT = Path(__file__).parent.parent
DOCKERFILE = re.sub(r"\\\n|^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
STAGES = re.findall(r"^FROM .*?(?=^FROM |\Z)", DOCKERFILE, re.MULTILINE | re.DOTALL)
SYSTEM, BUILD, FINAL = STAGES
IGNORED = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def is_sent(path):
    """Whether an image is built with a file of the project: the last rule for it, or for a folder of it, decides."""
    names = [path, *(parent.as_posix() for parent in Path(path).parents)]
    sent = True
    for rule in (line for line in IGNORED if line and not line.startswith("#")):
        pattern = rule.removeprefix("!").removeprefix("**/")
        if any(fnmatch(name if pattern == rule.removeprefix("!") else Path(name).name, pattern) for name in names):
            sent = rule.startswith("!")
    return sent


def brought_by_the_builder():
    """The packages of the lock file that are there for the build backend alone."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.findall(r"^([a-z0-9-]+)==.*?\n((?: .*\n?)*)", lock, re.MULTILINE)
    needed_by = {
        name: set(re.findall(r"#\s+(?:via )?(\S+(?: \(.*\))?)$", more, re.MULTILINE)) for name, more in entries
    }
    found = {name for name, users in needed_by.items() if users == {"handouts (pyproject.toml:setup)"}}
    while more := {name for name, users in needed_by.items() if users and users <= found} - found:
        found |= more
    return found


def test_it_has_the_libraries_that_the_program_needs():
    """The libraries of the system are those that the program asks for on Debian."""
    (debian,) = (system.line for system in SYSTEMS if "debian" in system.ids)
    assert set(debian.partition(" install ")[2].split()) <= set(SYSTEM.split())
    assert "FROM system\n" in FINAL


def test_its_packages_are_the_pinned_ones():
    """Every package comes from the lock file with its hash; the program itself brings none."""
    first, *others = re.findall(r"pip install .*?(?=&&|$)", BUILD, re.MULTILINE)
    assert "--require-hashes --requirement requirements.lock" in first
    assert all("--no-deps --no-build-isolation" in other for other in others)
    assert len(others) == 1


def test_what_only_builds_is_taken_out():
    """The build backend, and what it alone needs, are not in the image."""
    removed = re.findall(r"pip uninstall --yes (.*?) &&", BUILD)[0].split()
    assert "hatchling" in removed
    assert set(removed) == brought_by_the_builder()


def test_nothing_is_installed_into_the_image_by_itself():
    """The last stage takes the finished program, so that pip and what it leaves behind stay outside."""
    assert re.findall(r"^(?:RUN|COPY|ADD) .*", FINAL, re.MULTILINE) == ["COPY --from=build /opt/handouts /opt/handouts"]


def test_it_does_not_run_as_root():
    """Whoever says nothing of users gets an ordinary one."""
    users = re.findall(r"^USER (\d+):(\d+)$", FINAL, re.MULTILINE)
    assert users
    assert "0" not in users[-1]


def test_it_is_the_command_in_the_clinics_folder():
    """What stands behind the name of the image is told to `handouts`, where the clinic's folder is."""
    assert 'ENTRYPOINT ["handouts"]' in FINAL
    assert "WORKDIR /clinic\n" in FINAL


def test_all_that_the_wheel_is_made_of_is_sent():
    """What the program is built from gets into the build."""
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    parts = [*wheel["only-include"], PROJECT["project"]["readme"], *PROJECT["project"]["license-files"][:1]]
    files = [path for part in parts for path in (ROOT / part, *(ROOT / part).rglob("*")) if path.is_file()]
    names = {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".pyc"}
    assert {"handouts/cli/__init__.py", "LICENSE"} <= names
    assert [name for name in sorted({*names, "pyproject.toml", "requirements.lock"}) if not is_sent(name)] == []


@pytest.mark.parametrize(
    "name",
    [
        ".git/HEAD",
        ".venv/bin/python",
        "build/first-visit-guide.en.a4.pdf",
        "dist/handouts.whl",
        "handouts/__pycache__/cli.pyc",
        "my-clinic/content/clinic.yaml",
        "requirements-test.lock",
        "tests/test_container.py",
    ],
)
def test_nothing_else_is_sent(name):
    """PDFs, tests, a virtual environment and somebody's clinic stay out of images."""
    assert not is_sent(name)
