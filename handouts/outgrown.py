"""`stale-override`: names the clinic's own files that are older than the shipped ones they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.project import ORIGINALS, Project, is_file

if TYPE_CHECKING:
    from handouts.reading import MappingNode, Node, Place


def outgrown(project: Project) -> Iterator[Finding]:
    """A finding for each file, or part of a patch, of the clinic's own whose shipped original has moved on since."""
    if project.root is None or project.root == project.shipped:
        return
    folder = project.root / ORIGINALS
    for original in sorted(path for path in folder.rglob("*") if is_file(path)):
        name = original.relative_to(folder).as_posix()
        with suppress(Unusable, OSError):  # a file that cannot be read is named where it is used
            own, shipped = project.own(name), project.shipped_file(name)
            if own and shipped is None:
                message = "is no longer shipped under this name, so nothing may use yours; see what takes its place"
                yield Finding("stale-override", f"{message}, then remove it and {ORIGINALS}/{name}", name)
            elif own and shipped and _differ(*map(project.read, (own, original, shipped))):
                yield from _behind(project, name, own, original, shipped)


def _differ(own: bytes, original: bytes, shipped: bytes) -> bool:
    """Whether the shipped file moved on, and the clinic's own is not the new one, below its line for editors."""
    return original != shipped and not own.endswith(shipped)


def _behind(project: Project, name: str, own: Path, original: Path, shipped: Path) -> Iterator[Finding]:
    advice = f"look with 'handouts override --diff {name}', then type: handouts override --keep {name}"
    patch = _tree(project, name, own)
    if "extends" not in patch:
        yield Finding("stale-override", f"the shipped file changed since yours was made from it; {advice}", name)
        return
    for what, place in _moved(patch, _tree(project, name, original), _tree(project, name, shipped)):
        yield place.finding("stale-override", f"{what} of the shipped handout changed since you wrote this; {advice}")


def _tree(project: Project, name: str, path: Path) -> MappingNode:
    """What a YAML file holds; any other file holds no keys."""
    from handouts.reading import MappingNode, Place, read  # noqa: PLC0415  only where something moved on

    return read(path, name, project.read).tree if path.suffix == ".yaml" else MappingNode(Place(name, 1, 1))


def _moved(patch: MappingNode, then: MappingNode, now: MappingNode) -> Iterator[tuple[str, Place]]:
    """The keys and blocks of a patch that lie over others than they did, in words."""
    for key in patch:
        if key not in ("extends", "blocks") and then.get(key) != now.get(key):
            yield f"'{key}'", patch.key_places[key]
    old, new = _blocks(then), _blocks(now)
    for name, place in getattr(patch.get("blocks"), "key_places", {}).items():
        if old.get(name) != new.get(name):
            yield f"the block '{name}'", place


def _blocks(handout: MappingNode) -> dict[str, Node]:
    """The blocks of a shipped handout by their ids."""
    blocks = handout.get("blocks")
    return {str(block["id"]): block for block in blocks or () if isinstance(block, dict) and "id" in block}
