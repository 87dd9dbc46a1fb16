"""Looks at what is installed, without starting any of it."""

from __future__ import annotations

from typing import TypedDict

from handouts.findings import Finding, Severity
from handouts.versions import INSTALL, LIBRARIES, made_with


class Part(TypedDict):
    """A part that pages are made with; no version means that it is missing."""

    name: str
    version: str | None


def examine() -> tuple[list[Part], list[Finding]]:
    """Every part with its version, and a finding for each that is missing, with the line that mends it."""
    versions = made_with()
    missing = [name for name in LIBRARIES if name not in versions]
    parts = [Part(name=name, version=version) for name, version in versions.items()]
    return [*parts, *(Part(name=name, version=None) for name in missing)], [_missing(name) for name in missing]


def _missing(name: str) -> Finding:
    is_spare = name == "HarfBuzz-Subset"  # fontTools cuts the fonts then
    effect = "fonts are cut more slowly and the bytes differ" if is_spare else "no page can be typeset without it"
    severity = Severity.WARNING if is_spare else None
    return Finding("missing-library", f"{name} is not on this machine, and {effect}; {INSTALL}", severity=severity)
