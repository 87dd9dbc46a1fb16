"""What each text is for decides how small and how pale it may be printed.

A style says it with the custom property `--role`; a text whose style says nothing is body text. The floors are
those of the design reference ("Floors by role", "Contrast by role"); the contrasts are measured as WCAG 2.2 does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handouts.sheet import Edition

if TYPE_CHECKING:
    from handouts.typeset.runs import Run


class Floor(NamedTuple):
    """The smallest size of a text in pt, and its least contrast with its ground."""

    size: float
    contrast: float


BODY, CHART_LABEL, GRAPHIC = "body", "chart-label", "graphic"
FLOORS = {
    BODY: Floor(12, 7),
    "label": Floor(10, 4.5),  # captions, labels of lines to write on, heads of tables
    "note": Floor(9, 4.5),  # notes, sources, the line at the foot
    "superscript": Floor(8, 4.5),
    CHART_LABEL: Floor(8, 4.5),  # what stands inside a drawing
    GRAPHIC: Floor(0, 3),  # what means something without letters
}
LARGE_BODY, LARGE_SMALL = 18, 16  # pt, of large print: its text, and all else


def floors(edition: Edition) -> dict[str, Floor]:
    """The floor of each role in an edition."""
    if edition is not Edition.LARGE_PRINT:
        return FLOORS
    sizes = dict.fromkeys(FLOORS, LARGE_SMALL) | {BODY: LARGE_BODY, GRAPHIC: 0}
    return {role: Floor(sizes[role], floor.contrast) for role, floor in FLOORS.items()}


def role_of(run: Run) -> str:
    """What a run is for: a graphic only where it has no letters, as a bullet has, and body text where nothing fits."""
    if run.role == GRAPHIC:
        return BODY if any(letter.isalnum() for letter in run.text) else GRAPHIC
    return run.role if run.role in FLOORS else BODY
