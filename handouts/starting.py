"""Makes a clinic's own folder, and copies shipped files into it to be changed."""

from __future__ import annotations

import json
import string
from pathlib import Path

from handouts.errors import CannotWrite, WrongUse
from handouts.findings import Finding
from handouts.nearest import country_meant, did_you_mean
from handouts.project import FOLDERS, Project

PLACEHOLDER_PHONE = "00000 000000"

_CLINIC = """\
# Your clinic. Change a line, run `handouts build`, and look at the PDFs in build/.

name: {name}

# The country decides the emergency number, the spelling and the paper: {countries}.
country: {country}
# region: NIR                      # where the law or the advice line differs: ENG, NIR, SCT, WLS; NY, TX, VA, WA

# papers: [a4, letter]             # without this line: the paper of your country

brand:
  # One colour is enough; lighter and darker ones are derived from it so that all text can be read.
  # Write it in quotes: without them '#' begins a comment.
  color: "#1f4e8c"
  # logo: images/logo.svg          # SVG or PNG, put into content/images/
  # fonts: {{text: Lato, heading: Lato}}   # families whose files lie in styles/fonts/

contact:
  phone: {phone}                # write your own
  # email: hello@your-clinic.example
  # web: your-clinic.example
  # booking: https://your-clinic.example/book   # the QR code opens it
  # address: [1 Your Street, Your Town, AB1 2CD]
  # hours: {{Mon–Thu: 8.30–7, Friday: 8.30–4}}

# Your texts can name each of these, for example as {{clinic.visits.first}}.
visits:
  first: 75 minutes                # the steps of the guide take 45 to 70 minutes
  review_after: 6 visits           # when you look together at whether it helps
  # later: 45 minutes
  # price: £60
"""

_PATCH = """\
# A patch: it changes some words of the shipped guide and leaves the rest to it.
# Blocks are named by their id. To change the whole guide instead, delete this file and type:
# handouts override content/first-visit-guide.yaml
extends: first-visit-guide

blocks:
  steps:
    heading: What happens, step by step

  # A block of your own:
  # parking:
  #   after: get-ready
  #   heading: Parking
  #   text: You can park behind the chemist.
"""


def new_project(folder: Path, country: str, shipped: Path) -> list[Path]:
    """Make a clinic's folder with a commented clinic.yaml and a sample patch, and give their paths.

    Raises:
        WrongUse: the folder is not empty, or the country is unknown.
        CannotWrite: the folder cannot be made.
    """
    countries = sorted(path.stem for path in (shipped / "content" / "countries").glob("*.yaml"))
    if country not in countries:
        raise WrongUse(f"'{country}' is not among the countries{country_meant(country, countries)}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUse(f"'{folder}' is not an empty folder; give a new name")
    words = "".join(letter for letter in folder.resolve().name if letter.isprintable())
    name = string.capwords(words.replace("-", " ").replace("_", " ")) or "My Clinic"
    codes = ", ".join(countries)
    clinic = _CLINIC.format(name=_quoted(name), country=country, countries=codes, phone=PLACEHOLDER_PHONE)
    files = {
        "content/clinic.yaml": clinic,
        "content/first-visit-guide.yaml": _PATCH,
        ".gitignore": "/build/\n",
    }
    return [_written(folder / file, text) for file, text in files.items()]


def override(project: Project, name: str, *, as_patch: bool = False) -> Path:
    """Copy a shipped file into the project, or write a patch that extends it, and give its path.

    Raises:
        WrongUse: there is no project or no such file, the project has its own already, or it cannot be patched.
        CannotWrite: the file cannot be written.
    """
    if project.root is None or project.root == project.shipped:
        raise WrongUse("this is not a clinic's folder; 'handouts new FOLDER' makes one")
    source = project.shipped_file(name)
    if source is None:
        names = _shipped_names(project)
        same = next((other for other in names if other.endswith(f"/{Path(name).name}")), name)
        raise WrongUse(f"there is no shipped file '{name}'{did_you_mean(same, names)}")
    target = project.root / source.relative_to(project.shipped)
    if target.exists():
        raise WrongUse(f"'{name}' is in the project already; change it there")
    if not as_patch:
        return _written(target, source.read_bytes())
    if source.parent != project.shipped / "content" or source.stem not in project.handouts():
        raise WrongUse(f"'{name}' is not a handout, and only handouts can be patched; leave out --patch")
    return _written(target, f"extends: {source.stem}\n\n# blocks:\n#   block-id: {{heading: Your words}}\n")


def _quoted(name: str) -> str:
    is_plain = name.replace(" ", "").isalpha() and name.lower() != "null"
    return name if is_plain else json.dumps(name, ensure_ascii=False)


def _shipped_names(project: Project) -> list[str]:
    paths = (path for folder in FOLDERS for path in (project.shipped / folder).rglob("*") if path.is_file())
    return [path.relative_to(project.shipped).as_posix() for path in paths]


def _written(path: Path, content: str | bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise CannotWrite([Finding("cannot-write", f"cannot be written: {error.strerror}", str(path))]) from error
    return path
