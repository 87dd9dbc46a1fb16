"""Looks at what is installed, without starting any of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from handouts.findings import Finding
from handouts.systems import SYSTEMS, absence, missing
from handouts.versions import made_with


class Part(TypedDict):
    """A part that pages are made with. One that is missing has no version, but what brings it on each system."""

    name: str
    version: str | None
    install: Mapping[str, str] | None


def examine() -> tuple[list[Part], list[Finding]]:
    """Every part with its version, those that are missing, and what that means."""
    absent = missing()
    there = [Part(name=name, version=version, install=None) for name, version in made_with().items()]
    lines = {system.name: system.line for system in SYSTEMS}
    return [*there, *(Part(name=each.name, version=None, install=lines) for each in absent)], absence(absent)
