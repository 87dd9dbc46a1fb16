"""A sheet: one handout in one language, on one paper, in one edition. It becomes one PDF."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_NARROWER = 2.0  # mm; a flap that is as wide as what it lies in bends at its edge


class Panels(NamedTuple):
    """The panels of a paper folded in three, in mm: how wide the two outer ones are, and the flap that lies inside.

    `side` is the room at the left and right of each panel's text.
    """

    outer: float
    flap: float
    side: float


class Paper(StrEnum):
    """The papers a handout can be laid out for."""

    A4 = "a4"
    LETTER = "letter"
    A3 = "a3"
    TABLOID = "tabloid"

    @property
    def size(self) -> tuple[float, float]:
        """The shorter and the longer side, in mm."""
        return _SIZES[self]

    @property
    def is_for_the_wall(self) -> bool:
        """Whether it is as large as a poster, on which charts alone are printed."""
        return self in (Paper.A3, Paper.TABLOID)

    @property
    def live_width(self) -> float:
        """The width between the side margins, in mm: these are 20 mm, and 12 mm on a poster."""
        return round(self.size[0] - 2 * (12 if self.is_for_the_wall else 20), 1)

    @property
    def panels(self) -> Panels:
        """How the paper is folded in three, on its side."""
        outer = round((self.size[1] + _NARROWER) / 3, 3)
        return Panels(outer, round(self.size[1] - 2 * outer, 3), {Paper.A4: 9.0}.get(self, 8.0))


_SIZES = {
    Paper.A4: (210.0, 297.0),
    Paper.LETTER: (215.9, 279.4),
    Paper.A3: (297.0, 420.0),
    Paper.TABLOID: (279.4, 431.8),
}


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
