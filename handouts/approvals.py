"""Reads who approved which words: the records of approvals.yaml, and what they say of a handout as it is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.fingerprints import fingerprint
from handouts.project import APPROVALS, Project, is_file
from handouts.reading import MappingNode, SequenceNode, read

if TYPE_CHECKING:
    from handouts.model.approval import Approval


def read_approvals(project: Project) -> list[Approval]:
    """All approvals of a clinic, the oldest first; none where nobody has approved anything.

    Raises:
        Unusable: the file was damaged, with every finding in it.
    """
    path = project.approvals
    if path and (path.is_symlink() or not path.is_file()):
        message = "is no file inside the clinic's folder; put the file itself there, not a link or a folder"
        raise Unusable([Finding("unreadable-file", message, path.name)])
    return approvals_in(path, project.read) if path else []


def approvals_in(path: Path, load: Callable[[Path], bytes]) -> list[Approval]:
    """The approvals that a file holds; `load` gives its bytes.

    Raises:
        Unusable: it holds something else.
    """
    from handouts.model.approval import Approvals  # noqa: PLC0415  an up-to-date build needs no models
    from handouts.shaping import shape  # noqa: PLC0415  likewise

    reading = read(path, path.name, load)
    shaped, findings = shape(reading.tree, Approvals)
    if shaped is None or reading.findings:
        raise Unusable([*reading.findings, *findings])
    return shaped.approvals


def digest(project: Project, name: str) -> str | None:
    """What a fact says now that is named `approval:` and the name of a handout, or nothing more."""
    path = project.approvals
    return _digests(path, _read(project, path)).get(name.removeprefix(APPROVALS)) if path else None


def _read(project: Project, path: Path) -> bytes:
    """What the file holds; nothing where it may not be read, as whoever reads the approvals says."""
    with suppress(OSError):
        return project.read(path) if is_file(path) else b""
    return b""


@lru_cache(maxsize=1)
def _digests(path: Path, data: bytes) -> Mapping[str, str]:
    """A digest of the records of each handout, and under no name that of all; a damaged file has the last alone."""
    whole = {"": fingerprint(data.hex())}
    try:
        records = read(path, path.name, lambda _: data).tree.get("approvals")
    except Unusable:
        return whole
    found: dict[str, list[Any]] = defaultdict(list)
    for record in records if isinstance(records, SequenceNode) else ():
        if isinstance(record, MappingNode):
            found[str(record.get("handout", ""))].append(record)
    return {name: fingerprint(said) for name, said in found.items()} | whole


def approval_of(approvals: Iterable[Approval], handout: str, words: str) -> Approval | None:
    """The last approval of these words of a handout."""
    return _last(each for each in approvals if (each.handout, each.words) == (handout, words))


def lapsed(
    approvals: Iterable[Approval], handout: str, language: str, country: str, region: str | None
) -> Approval | None:
    """The last approval of a handout for this language and place, whatever its words were then."""
    place = (handout, language, country, region)
    return _last(each for each in approvals if (each.handout, each.language, each.country, each.region) == place)


def reviewer(approval: Approval) -> str:
    """Who approved it, and in which role."""
    return f"{approval.by}, {approval.role}"


def _last(approvals: Iterable[Approval]) -> Approval | None:
    return next(reversed([*approvals]), None)
