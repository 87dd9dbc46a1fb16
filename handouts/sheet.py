"""A sheet: one handout in one language, on one paper, in one edition. It becomes one PDF."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """The papers a handout can be laid out for."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """The shorter and the longer side, in mm."""
        return {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}[self]

    @property
    def live_width(self) -> float:
        """The width between the side margins of 20 mm, in mm."""
        return {Paper.A4: 170.0, Paper.LETTER: 175.9}[self]


class Edition(StrEnum):
    """The editions a handout can come in."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"
    INK_SAVER = "ink-saver"


@dataclass(frozen=True, order=True)
class Sheet:
    """What one PDF is built for."""

    handout: str
    language: str
    paper: Paper
    edition: Edition

    @property
    def filename(self) -> str:
        """The name of its PDF, such as `first-visit-guide.en.a4.pdf`; the standard edition has no suffix."""
        edition = "" if self.edition is Edition.STANDARD else f".{self.edition}"
        return f"{self.handout}.{self.language}.{self.paper}{edition}.pdf"
