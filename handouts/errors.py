"""The errors the engine raises. Each carries the findings that say what to mend.

HandoutsError
├── Unusable         content, a template, an image or a font cannot be used
├── MissingLibrary   a system library that typesetting needs is not on this machine
├── CannotWrite      an output file or folder cannot be written
└── WrongUse         the command was asked for something that is not there
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts.findings import Finding


class HandoutsError(Exception):
    """The root of every error the engine raises."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(finding.message for finding in self.findings))


class Unusable(HandoutsError):
    """Content, a template, an image or a font cannot be used."""


class MissingLibrary(HandoutsError):
    """A system library that typesetting needs is not on this machine."""


class CannotWrite(HandoutsError):
    """An output file or folder cannot be written."""


class WrongUse(HandoutsError):
    """The command was asked for something that is not there."""

    def __init__(self, message: str) -> None:
        super().__init__(())
        self.message = message

    def __str__(self) -> str:
        return self.message
