"""Makes a clinic's own folder, and new handouts in it. What is written stands in `starter/`."""

from __future__ import annotations

import errno
import json
import os
import string
from datetime import date
from importlib import metadata
from pathlib import Path, PurePosixPath

from handouts import __version__
from handouts.dates import today
from handouts.errors import CannotWrite, WrongUse
from handouts.findings import Finding
from handouts.nearest import country_meant
from handouts.project import CLINIC, NOT_HANDOUTS, ORIGINALS, Project, is_file, is_program

SCHEMAS = ".handouts/schema"
LOCK = "requirements.lock"
_STARTER = Path(__file__).parent / "starter"
_YEARS_TO_REVIEW = 2


def new_project(folder: Path, country: str, shipped: Path) -> list[Path]:
    """Make a clinic's folder that builds as it is, and give the paths of its files.

    It holds a commented clinic.yaml, a sample patch, a workflow for CI with a lock of all packages, and schemas.

    Raises:
        WrongUse: the folder is not empty, lies in a clinic's own, or the country is unknown.
        CannotWrite: the folder cannot be made.
    """
    countries = sorted(path.stem for path in (shipped / "content" / "countries").glob("*.yaml"))
    if country not in countries:
        raise WrongUse(f"'{country}' is not among the countries{country_meant(country, countries)}")
    _refuse_full(folder)
    _refuse_inside(folder)
    guide = "content/first-visit-guide.yaml"
    clinic = _filled("clinic.yaml", name=_clinic_name(folder), country=country, countries=", ".join(countries))
    files: dict[str, str | bytes] = {
        "content/clinic.yaml": with_schema("content/clinic.yaml", clinic.encode()),
        guide: with_schema(guide, _filled("first-visit-guide.yaml").encode()),
        ".github/workflows/handouts.yml": _filled("workflow.yml", origin=_origin()),
        LOCK: (shipped / LOCK).read_bytes(),
        ".gitignore": "/build/\n/.handouts/lock\n",
        f"{ORIGINALS}/{guide}": (shipped / guide).read_bytes(),
    }
    return [*(written(folder, file, text) for file, text in files.items()), *write_schemas(folder)]


def new_handout(project: Project, name: str) -> Path:
    """Write a handout of the clinic's own that builds as it is, and give its path.

    Raises:
        WrongUse: there is no project, the name is no name of a file, or another handout has it.
        CannotWrite: the file cannot be written.
    """
    root, file = clinic_folder(project), f"content/{name}.yaml"
    refuse_name(name)
    if project.own(file):
        raise WrongUse(f"there is a handout '{name}' already; change it in {file}")
    if project.shipped_file(file):
        raise WrongUse(f"there is a handout '{name}' already; to change it type: handouts override --patch {file}")
    day = date.fromisoformat(today())
    text = _filled(
        "handout.yaml",
        handout=name,
        title=_quoted(name.replace("-", " ").capitalize()),
        written=f"{day:%Y-%m}",
        review_by=f"{day.year + _YEARS_TO_REVIEW}-{day:%m}",
    )
    path = written(root, file, with_schema(file, text.encode()))
    write_schemas(root)
    return path


def refuse_name(name: str) -> None:
    """Refuse what cannot be the name of a new handout.

    Raises:
        WrongUse: no file of a handout may be called so.
    """
    if not all(part.isascii() and part.isalnum() and part == part.lower() for part in name.split("-")):
        raise WrongUse(f"'{name}' is no name for a handout; use small letters, digits and hyphens, such as find-us")
    if name in NOT_HANDOUTS:
        raise WrongUse(f"content/{name}.yaml holds something else than a handout; choose another name")


def write_schemas(root: Path) -> list[Path]:
    """Write the JSON Schema of every kind of YAML file into a clinic's folder, and give their paths.

    Raises:
        CannotWrite: one cannot be written.
    """
    from handouts.schema import schemas  # noqa: PLC0415  it loads every model

    return [written(root, f"{SCHEMAS}/{name}", text) for name, text in schemas().items()]


def with_schema(name: str, data: bytes) -> bytes:
    """A file of that name below a clinic's folder, with a first line that tells editors where its schema lies."""
    from handouts.schema import schema_of  # noqa: PLC0415  likewise

    schema = schema_of(name, data.decode("utf-8", "replace")) if name.endswith(".yaml") else None
    if schema is None:
        return data
    upwards = os.path.relpath(SCHEMAS, PurePosixPath(name).parent).replace(os.sep, "/")
    return f"# yaml-language-server: $schema={upwards}/{schema}\n".encode() + data


def clinic_folder(project: Project) -> Path:
    """The clinic's folder that files are written into.

    Raises:
        WrongUse: there is none.
    """
    if project.root is None or project.root == project.shipped:
        raise WrongUse("this is not a clinic's folder; go to yours, or make one: handouts new my-clinic")
    return project.root


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file of that name below a folder, and give its path.

    Raises:
        CannotWrite: the system refuses, or a link would lead the file out of the folder.
    """
    path = folder / name
    try:
        if path.is_symlink() or not path.parent.resolve().is_relative_to(folder.resolve()):
            raise OSError(errno.ELOOP, "a link leads out of the folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        message = f"cannot be written ({error.strerror}); allow it to be written, or choose another folder"
        raise CannotWrite([Finding("cannot-write", message, name)]) from error
    return path


def _refuse_full(folder: Path) -> None:
    try:
        is_free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except OSError as error:
        raise CannotWrite([Finding("cannot-write", f"cannot be used ({error.strerror})", str(folder))]) from error
    if not is_free:
        raise WrongUse(f"'{folder}' is not an empty folder; give a new name")


def _refuse_inside(folder: Path) -> None:
    clinic = next((parent for parent in folder.resolve().parents if is_file(parent / CLINIC)), None)
    if clinic and not is_program(clinic):
        raise WrongUse(f"'{clinic.name}' is a clinic's folder already; for a handout type: handouts new --handout NAME")


def _filled(starter: str, **values: str) -> str:
    return string.Template((_STARTER / starter).read_text("utf-8")).substitute(values)


def _clinic_name(folder: Path) -> str:
    words = "".join(letter for letter in folder.resolve().name if letter.isprintable())
    return _quoted(string.capwords(words.replace("-", " ").replace("_", " ")) or "My Clinic")


def _quoted(name: str) -> str:
    is_plain = name.replace(" ", "").isalpha() and name.lower() != "null"
    return name if is_plain else json.dumps(name, ensure_ascii=False)


def _origin() -> str:
    """Where pip gets this program from: as it was installed here, else a wheel that lies in the clinic's folder."""
    try:
        told = metadata.distribution("handouts").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        told = None
    source = json.loads(told) if told else {}
    address, commit = source.get("url", ""), source.get("vcs_info", {}).get("commit_id")
    if commit:
        return f"handouts @ git+{address}@{commit}"
    return address if address.startswith("https://") else f"./handouts-{__version__}-py3-none-any.whl"
