"""Copies shipped files into a clinic's folder, and remembers what they were: a later version may say something else.

Beside each copy, `.handouts/shipped/` keeps the shipped file as it was then. Where the shipped one has moved on since,
the clinic hears of it, sees what changed, and says when its own file has been looked after.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from handouts.errors import WrongUse
from handouts.nearest import did_you_mean
from handouts.project import FOLDERS, ORIGINALS, Project, is_file
from handouts.starting import clinic_folder, with_schema, write_schemas, written

_POINTS = "acupoints"
_PATCH = "extends: {name}\n\n# blocks:\n#   block-id: {{heading: Your words}}\n"
_POINTS_PATCH = """extends: acupoints

# A point of your own is measured from parts of the body. Its code begins with that of its channel, or EX for none.
# points:
#   EX-B90:
#     channel: EX
#     pinyin: Yāoyáng
#     simplified: 腰阳
#     traditional: 腰陽
#     english: Low-back Yang
#     region: lumbar
#     bilateral: true
#     location: "Lateral to L3, 3 B-cun from the midline."
#     plain: Beside the third low-back bone
#     place: {frame: back, level: L3, lateral: 3}
"""


def override(project: Project, name: str, *, as_patch: bool = False) -> Path:
    """Copy a shipped file into the project, or write a patch that extends it, and give its path.

    Raises:
        WrongUse: there is no project or no such file, the project has its own already, or it cannot be patched.
        Unusable: something that is no file stands in its place.
        CannotWrite: the file cannot be written.
    """
    root, source, name = _named(project, name)
    if project.own(name):
        raise WrongUse(f"'{name}' is in the project already; change it there")
    original = source.read_bytes()
    path = written(root, name, with_schema(name, _patch(project, source, name) if as_patch else original))
    if not as_patch or source.stem != _POINTS:
        written(root, f"{ORIGINALS}/{name}", original)
    write_schemas(root)
    return path


def _patch(project: Project, source: Path, name: str) -> bytes:
    is_content = source.parent == project.shipped / "content"
    if is_content and source.stem == _POINTS:
        return _POINTS_PATCH.encode()
    if is_content and source.stem in project.handouts():
        return _PATCH.format(name=source.stem).encode()
    raise WrongUse(f"'{name}' is neither a handout nor the acupoints, and cannot be patched; leave out --patch")


def keep(project: Project, name: str) -> str:
    """Note that what the clinic made of a shipped file takes account of it as it is now, and give its name.

    Raises:
        WrongUse: there is no project, no such shipped file, or nothing that the clinic made of it.
        CannotWrite: it cannot be noted.
    """
    root, source, name = _named(project, name)
    if not is_file(root / name) and not is_file(root / ORIGINALS / name):
        raise WrongUse(f"you have no '{name}' of your own to keep; to make one type: handouts override {name}")
    written(root, f"{ORIGINALS}/{name}", source.read_bytes())
    return name


def changes(project: Project, name: str) -> str:
    """How the shipped file differs from what it was when the clinic's own was made; nothing where it does not.

    Raises:
        WrongUse: there is no project, no such shipped file, or nobody knows what it was.
    """
    root, source, name = _named(project, name)
    original = root / ORIGINALS / name
    if not is_file(original):
        advice = f"it will be, once you type: handouts override --keep {name}"
        if not is_file(root / name):
            advice = f"to make a copy of your own type: handouts override {name}"
        raise WrongUse(f"nothing is known of an earlier '{name}'; {advice}")
    return _difference(original.read_bytes(), source.read_bytes(), name)


def _named(project: Project, name: str) -> tuple[Path, Path, str]:
    """The clinic's folder, the shipped file of that name, and its name as the library spells it."""
    root, source = clinic_folder(project), project.shipped_file(name)
    if source:
        return root, source, source.relative_to(project.shipped).as_posix()
    names = _shipped_names(project)
    same = next((other for other in names if other.endswith(f"/{Path(name).name}")), name)
    raise WrongUse(f"there is no shipped file '{name}'{did_you_mean(same, names)}")


def _shipped_names(project: Project) -> list[str]:
    paths = (path for folder in FOLDERS for path in (project.shipped / folder).rglob("*") if path.is_file())
    return [path.relative_to(project.shipped).as_posix() for path in paths]


def _difference(then: bytes, now: bytes, name: str) -> str:
    """The lines that changed; how they end plays no part, as Git on Windows changes that."""
    try:
        old, new = (data.decode().splitlines() for data in (then, now))
    except UnicodeDecodeError:
        return "" if then == now else f"{name} is another file now, and no text that can be compared.\n"
    lines = difflib.unified_diff(old, new, f"{name} (shipped then)", f"{name} (shipped now)", lineterm="")
    return "".join(f"{line}\n" for line in lines)
