"""What is in the wheel and in the source distribution, and that they work where they are installed."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from handouts import __version__
from tests.pages import page_texts

ROOT = Path(__file__).parent.parent
PROGRAM = {"handouts": ("*.py", "py.typed", "syllables.txt", "BSD-*.txt", "*.yaml", "*.yml")}
LIBRARY = {
    "templates": ("*.html",),
    "content": ("*.yaml", "*.svg", "*.png", "*.jpg"),
    "styles": ("*.css", "*.ttf", "OFL-*.txt", "README.md"),
}
WORKSHOP = {
    "tests": ("*.py", "*.yaml", "*.png", "*.html", "*.css", "*.md"),
    "tools": ("*.py", "*.md", "*.yaml"),
    "docs": ("*.md", "*.png", "*.yaml"),
}
BESIDE = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Dockerfile",
    ".dockerignore",
    "LICENSE",
    "Makefile",
    "README.md",
    "cli.py",
    "pyproject.toml",
    "requirements-test.lock",
    "requirements.lock",
    ".gitignore",
    "PKG-INFO",
]
STRAYS = (
    "build/first-visit-guide.en.a4.pdf",
    "handouts/__pycache__/cli.pyc",
    "my-clinic/content/clinic.yaml",
    "ledger.jsonl",
)


def run(*words, cwd, **environment):
    """Run a program and give what it said; it must succeed."""
    variables = {"PATH": "/usr/bin:/bin", "HOME": str(cwd), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    done = subprocess.run([*map(str, words)], cwd=cwd, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")
def checkout(tmp_path_factory):
    """A copy of the files that Git tracks, and what else lies about in a folder in which somebody works."""
    copy = tmp_path_factory.mktemp("packaging") / "checkout"
    tracked = run(shutil.which("git"), "ls-files", "-z", cwd=ROOT).stdout.split("\0")
    for name in filter(None, tracked):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    for name in STRAYS:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(b"a stray")
    return copy


@pytest.fixture(scope="session")
def packages(checkout):
    """The folder with the wheel and the source distribution of the checkout."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", checkout.parent / "dist", cwd=checkout)
    return checkout.parent / "dist"


@pytest.fixture(scope="session")
def installed(packages):
    """A folder into which the wheel is installed, without what it depends on."""
    target = packages.parent / "installed"
    options = ("--no-deps", "--no-index", "--disable-pip-version-check", "--target", target)
    run(sys.executable, "-m", "pip", "install", *options, *packages.glob("*.whl"), cwd=packages)
    return target


def files_by(rules, checkout):
    """The files of the checkout that a folder's rule lets in."""
    paths = (path for folder, rule in rules.items() for kind in rule for path in (checkout / folder).rglob(kind))
    return {path.relative_to(checkout).as_posix() for path in paths}


def test_the_wheel_holds_exactly_this(checkout, packages):
    """The program, the three folders inside it, and what describes the wheel; nothing else."""
    about = f"handouts-{__version__}.dist-info"
    every = files_by(PROGRAM | LIBRARY, checkout)
    licences = {name for name in every if Path(name).name.startswith(("OFL-", "BSD-"))} | {"LICENSE"}
    with zipfile.ZipFile(next(packages.glob("*.whl"))) as wheel:
        assert sorted(wheel.namelist()) == sorted(
            files_by(PROGRAM, checkout)
            | {f"handouts/bundled/{name}" for name in (*files_by(LIBRARY, checkout), "requirements.lock")}
            | {f"{about}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
            | {f"{about}/licenses/{name}" for name in licences}
        )


def test_the_source_distribution_holds_exactly_this(checkout, packages):
    """The program, the three folders, tests and tools, and the files beside them; nothing else."""
    with tarfile.open(next(packages.glob("*.tar.gz"))) as source:
        names = [name.split("/", 1)[1] for name in source.getnames()]
    assert sorted(names) == sorted({*files_by(PROGRAM | LIBRARY | WORKSHOP, checkout), *BESIDE})


@pytest.mark.parametrize("folder", [*PROGRAM, *LIBRARY])
def test_a_folder_is_packed_whole(checkout, folder):
    """The rules above let in every file that Git tracks in the folders of the program."""
    there = {path.relative_to(checkout).as_posix() for path in (checkout / folder).rglob("*") if path.is_file()}
    assert there - set(STRAYS) == files_by({folder: (PROGRAM | LIBRARY)[folder]}, checkout)


def test_an_installed_wheel_builds_the_demonstration(installed, tmp_path):
    """Where nothing is, the installed command prints the shipped library as SAMPLE."""
    run(sys.executable, installed / "bin" / "handouts", "build", cwd=tmp_path, PYTHONPATH=str(installed))
    pages = page_texts(tmp_path / "build" / "first-visit-guide.en.a4.pdf")
    assert [text.count("SAMPLE") for text in pages] == [1, 1]


def test_an_installed_wheel_makes_a_clinic(installed, tmp_path):
    """The installed command makes a clinic's folder, which knows the shipped handouts."""
    command = (sys.executable, installed / "bin" / "handouts")
    run(*command, "new", "my-clinic", cwd=tmp_path, PYTHONPATH=str(installed))
    listed = run(*command, "list", cwd=tmp_path / "my-clinic", PYTHONPATH=str(installed)).stdout
    assert "first-visit-guide" in listed


def test_an_editable_install_uses_the_checkout(checkout, tmp_path):
    """With an editable install a change in the checkout's folders is seen at once."""
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check", "--target", tmp_path)
    run(sys.executable, "-m", "pip", "install", *options, "--editable", checkout, cwd=tmp_path)
    where = (
        f"import site; site.addsitedir({str(tmp_path)!r}); "
        "from handouts.project import library; print(library().resolve())"
    )
    assert run(sys.executable, "-S", "-c", where, cwd=tmp_path).stdout.strip() == str(checkout.resolve())


def test_a_bare_checkout_lists_its_own_handouts(checkout, tmp_path):
    """Without any installation `python cli.py list` reads the checkout's folders."""
    copy = shutil.copytree(checkout, tmp_path / "bare")
    guide = copy / "content" / "first-visit-guide.yaml"
    guide.write_text(guide.read_text("utf-8").replace("title: Your first visit", "title: A changed title"), "utf-8")
    listed = run(sys.executable, "cli.py", "list", cwd=copy).stdout
    assert "A changed title" in listed
