"""Remembers what each PDF was made from, so that a build makes only what is out of date.

The manifest lies beside the PDFs as manifest.json, with a checksum: one that is damaged or was edited by hand counts as
none. Nothing in it is believed that the files do not bear out: a sheet is up to date where every file it was made from
holds what it held, every part of the program is the same, and the PDF itself is. Times play no part, so neither does a
clock that goes backwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from handouts.additions import ADDED, added_digest
from handouts.dates import EPOCH, told_date
from handouts.findings import RULES, Finding, Severity
from handouts.plan import Offer, Plan
from handouts.project import APPROVALS, Facts, Project, is_file
from handouts.sheet import Edition, Paper, Sheet
from handouts.versions import made_with

NAME = "manifest.json"
VERSION = 2


def circumstances() -> dict[str, str]:
    """What decides the bytes of a sheet beside its files: the program's parts, and the date it is told.

    Raises:
        WrongUse: that date is none.
    """
    date = told_date()
    return made_with() | ({EPOCH: date} if date else {})


@dataclass(frozen=True)
class Entry:
    """What is known of a PDF that was built: its pages, its digest, what it was made from and with.

    `fingerprint` is the one that its foot begins to tell.
    """

    sheet: Sheet
    pages: int
    sha256: str
    facts: Facts
    made_with: Mapping[str, str]
    findings: list[Finding]
    fingerprint: str

    def is_in(self, path: Path) -> bool:
        """Whether that file is the PDF that was built."""
        try:
            return is_file(path) and sha256(path.read_bytes()).hexdigest() == self.sha256
        except OSError:
            return False


@dataclass
class Manifest:
    """What was built into a folder, by the name of the PDF; the plan it was built by, and what made that."""

    plan: Plan | None = None
    made_with: Mapping[str, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)


class Digests(dict[str, str | None]):
    """What each file of a project, and each handout's approvals, hold now, by the name of the fact.

    Each is looked at once.
    """

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project

    def __missing__(self, name: str) -> str | None:
        if name == ADDED:
            self[name] = added_digest(self._project)
        else:
            self[name] = self._approvals(name) if name.startswith(APPROVALS) else self._project.digest(name)
        return self[name]

    def _approvals(self, name: str) -> str | None:
        if self._project.approvals is None:
            return None
        from handouts.approvals import digest  # noqa: PLC0415  where nobody approved anything, no YAML is read

        return digest(self._project, name)

    def changes(self, facts: Facts) -> Iterator[str]:
        """What is different from these facts, in words."""
        for name, digest in facts.items():
            if self[name] != digest:
                how = "is new" if digest is None else "is gone" if self[name] is None else "changed"
                yield f"{name.replace(':', ' ')} {how}"


def reasons_to_build(entry: Entry | None, digests: Digests, path: Path) -> list[str]:
    """Why a sheet must be built; none where its PDF is up to date."""
    if entry is None:
        return ["it was not built here yet"]
    reasons = [*digests.changes(entry.facts), *_other_parts(entry.made_with, circumstances())]
    if not is_file(path):
        return [*reasons, "its PDF is gone"]
    return reasons if entry.is_in(path) else [*reasons, "its PDF is not the one that was built"]


def _other_parts(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            yield f"{name} was {then.get(name, 'not there')} and is {now.get(name, 'not there')}"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one where there is none, or none that is just as it was written."""
    path = folder / NAME
    try:
        said = json.loads(path.read_bytes().decode("utf-8", "surrogateescape")) if is_file(path) else {}
        if said.pop("checksum") != _checksum(said) or said["version"] != VERSION:
            return Manifest()
        entries = {name: _entry(each) for name, each in said["sheets"].items()}
        return Manifest(_plan(said["plan"]) if said["plan"] else None, said["made_with"], entries)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Manifest()


def manifest_json(manifest: Manifest) -> bytes:
    """The manifest as it is written: sorted, a fact a line."""
    plan = manifest.plan and asdict(manifest.plan)
    sheets = {name: asdict(entry) for name, entry in manifest.entries.items()}
    said = {"version": VERSION, "made_with": dict(manifest.made_with), "plan": plan, "sheets": sheets}
    said["checksum"] = _checksum(said)
    return (json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8", "surrogateescape")


def _checksum(said: Mapping[str, Any]) -> str:
    """A digest of all that a manifest says, however it is laid out."""
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _entry(said: dict[str, Any]) -> Entry:
    return Entry(**dict(said, sheet=_sheet(said["sheet"]), findings=_findings(said["findings"])))


def _sheet(said: dict[str, Any]) -> Sheet:
    return Sheet(said["handout"], said["language"], Paper(said["paper"]), Edition(said["edition"]))


def _plan(said: dict[str, Any]) -> Plan:
    return Plan(
        languages=said["languages"],
        papers=[*map(Paper, said["papers"])],
        editions=[*map(Edition, said["editions"])],
        checks={code: Severity(severity) for code, severity in said["checks"].items()},
        sample=said["sample"],
        facts=said["facts"],
        findings=_findings(said["findings"]),
        offers={name: _offer(offer) for name, offer in said["offers"].items()},
    )


def _offer(said: dict[str, Any]) -> Offer:
    return Offer(
        language=said["language"],
        papers=[*map(Paper, said["papers"])],
        editions=[*map(Edition, said["editions"])],
        review_by=said["review_by"],
        facts=said["facts"],
        findings=_findings(said["findings"]),
    )


def _findings(said: list[dict[str, Any]]) -> list[Finding]:
    """Findings as they were said; one with a code that no longer exists is a LookupError."""
    return [Finding(**dict(each, severity=Severity(each["severity"]))) for each in said if RULES[each["code"]]]
