"""`stale-override`: names what a clinic made of a shipped file, where the shipped file has moved on since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.project import ORIGINALS, Project, is_file

if TYPE_CHECKING:
    from handouts.reading import MappingNode, Node


def outgrown(project: Project) -> Iterator[Finding]:
    """A finding for each copy, and each part of a patch, that is older than the shipped file it was made from."""
    if project.root is None or project.root == project.shipped:
        return
    folder = project.root / ORIGINALS
    for original in sorted(path for path in folder.rglob("*") if is_file(path)):
        name = original.relative_to(folder).as_posix()
        if _held(project, original) != _held(project, project.shipped / name):
            patches = dict(_patches(project, project.root, name))
            for file, patch in patches.items():
                yield from _behind(project, name, file, patch)
            if name not in patches:
                yield from _copy_behind(project, project.root, name)


def _held(project: Project, path: Path) -> bytes | None:
    """What a file holds, however its lines end, as Git on Windows changes that; nothing where it cannot be read."""
    try:
        return project.read(path).replace(b"\r\n", b"\n")
    except OSError:
        return None


def _copy_behind(project: Project, root: Path, name: str) -> Iterator[Finding]:
    own, now = _held(project, root / name), _held(project, project.shipped / name)
    if own is None:
        return
    if now is None:
        advice = f"see what takes its place, then remove it and {ORIGINALS}/{name}"
        yield Finding("stale-override", f"is no longer shipped, so nothing may use yours; {advice}", name)
    elif not own.endswith(now):  # below its line for editors
        yield Finding("stale-override", f"the shipped file changed since yours was made from it; {_advice(name)}", name)


def _patches(project: Project, root: Path, name: str) -> Iterator[tuple[str, MappingNode]]:
    """The clinic's own files that extend a shipped handout, each with what it holds."""
    if not name.startswith("content/"):
        return
    for path in sorted((root / "content").glob("*.yaml")):
        file = f"content/{path.name}"
        tree = _tree(project, file, path)
        if tree and tree.get("extends") == Path(name).stem:
            yield file, tree


def _tree(project: Project, name: str, path: Path) -> MappingNode | None:
    """What a YAML file holds; one that cannot be read is named where it is used."""
    from handouts.reading import read  # noqa: PLC0415  only where something moved on

    try:
        return read(path, name, project.read).tree
    except Unusable:
        return None


def _behind(project: Project, name: str, file: str, patch: MappingNode) -> Iterator[Finding]:
    """The keys and blocks of a patch that lie over others than they did when it was written."""
    then = _tree(project, name, (project.root or Path()) / ORIGINALS / name)
    now = _tree(project, name, project.shipped / name)
    if then is None or now is None:
        message = f"{ORIGINALS}/{name} cannot be read, so nobody knows what changed; look, then type: {_keeping(name)}"
        yield Finding("stale-override", message, file)
        return
    places = dict(patch.key_places) | getattr(patch.get("blocks"), "key_places", {})
    for what in _moved(patch, then, now):
        message = f"'{what}' of the shipped handout changed since you wrote this; {_advice(name)}"
        yield places[what].finding("stale-override", message)


def _moved(patch: MappingNode, then: MappingNode, now: MappingNode) -> Iterator[str]:
    yield from (key for key in patch if key not in ("extends", "blocks") and then.get(key) != now.get(key))
    old, new, blocks = _blocks(then), _blocks(now), patch.get("blocks")
    yield from (name for name in (blocks if isinstance(blocks, dict) else ()) if old.get(name) != new.get(name))


def _blocks(handout: MappingNode) -> dict[str, Node]:
    """The blocks of a shipped handout by their ids."""
    blocks = handout.get("blocks")
    return {str(block["id"]): block for block in blocks or () if isinstance(block, dict) and "id" in block}


def _advice(name: str) -> str:
    return f"look with 'handouts override --diff {name}', then type: {_keeping(name)}"


def _keeping(name: str) -> str:
    return f"handouts override --keep {name}"
