"""`low-contrast`: letters, and what means something without letters, too pale on their ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import median

from handouts.areas import Area
from handouts.findings import Finding
from handouts.inspection import InspectedPage, Letter
from handouts.palette import contrast, mixed
from handouts.preflight.faults import Fault, worst
from handouts.preflight.job import Job
from handouts.preflight.roles import CHART_LABEL, FLOORS, GRAPHIC, role_of
from handouts.preflight.words import quoted

_SLACK = 0.05  # colours are rounded to 256 steps
_SEEN = 1.1  # of contrast: even the softest line of a graphic leaves more, or it is hidden
_VEILED = 0.75  # of their colour: letters show more of it where nothing lies over them
_BESIDE = 0.2  # mm from the edge of a letter
_ROUNDED = 0.25  # mm: half a pixel of the drawing in which it is looked for
_OUTSIDE = 0.8  # mm from the edge of a graphic: past the soft edge that drawing it leaves


def check(job: Job) -> list[Finding]:
    """A finding for the palest letters and the palest graphic of every block, page by page."""
    return worst(job, "low-contrast", [*_in_runs(job), *_in_drawings(job), *_in_graphics(job)])


def _in_runs(job: Job) -> Iterator[Fault]:
    for run in job.proof.runs:
        role = role_of(run)
        letters = job.letters(run)
        opacity = min(run.opacity, _strength(letters))
        found = _contrast(job.pages[run.page - 1], letters, FLOORS[role].contrast, opacity)
        if found < FLOORS[role].contrast - _SLACK:
            message = f"{quoted(run.text)} has a contrast of {found:.1f} to its ground, and {role} text needs "
            yield _fault(run.page, run.block, found, message, FLOORS[role].contrast)


def _in_drawings(job: Job) -> Iterator[Fault]:
    floor = FLOORS[CHART_LABEL].contrast
    for line in job.drawn_lines:
        found = _contrast(job.pages[line.page - 1], line.letters, floor, 1.0)
        if found < floor - _SLACK:
            message = f"{quoted(line.text)} in a drawing has a contrast of {found:.1f} to its ground, and needs "
            yield _fault(line.page, line.block, found, message, floor)


def _in_graphics(job: Job) -> Iterator[Fault]:
    floor = FLOORS[GRAPHIC].contrast
    for graphic in job.proof.graphics:
        page = job.pages[graphic.page - 1]
        ground = _ground_around(page, graphic.area)
        found = max(contrast(mixed(colour, ground, opacity), ground) for colour, opacity in graphic.colours)
        if all(contrast(colour, ground) < _SEEN for colour in page.colours(graphic.area.grown(_ROUNDED))):
            found = 1.0
        if found < floor - _SLACK:
            message = f"a mark, box or line without words has a contrast of {found:.1f} to its ground, and needs "
            yield _fault(graphic.page, graphic.block, found, message, floor)


def _strength(letters: list[Letter]) -> float:
    """How much of their colour comes through what may lie over letters; thin strokes alone lose a little."""
    strength = median([letter.strength for letter in letters if letter.text.isalnum()] or [1.0])
    return strength if strength < _VEILED else 1.0


def _fault(page: int, block: str | None, found: float, message: str, floor: float) -> Fault:
    return Fault(page, block, floor / found, f"{message}{floor:g}; give it a darker colour, or a lighter ground")


def _contrast(page: InspectedPage, letters: list[Letter], floor: float, opacity: float) -> float:
    """The least contrast of the letters that can be seen at all."""
    pairs = {(letter.colour, letter.ground): letter for letter in letters if letter.is_visible}
    return min((_of_letter(page, letter, floor, opacity) for letter in pairs.values()), default=21.0)


def _of_letter(page: InspectedPage, letter: Letter, floor: float, opacity: float) -> float:
    found = _of_colours(letter.colour, letter.ground, opacity)
    if found >= floor:
        return found
    # What lies under its middle may be thin, such as the line under a link; then the ground around it counts.
    grounds = [letter.ground, *(page.ground(x, y) for x, y in letter.area.grown(_BESIDE).corners)]
    return median(_of_colours(letter.colour, ground, opacity) for ground in grounds)


def _of_colours(colour: str, ground: str, opacity: float) -> float:
    return contrast(mixed(colour, ground, opacity), ground)


def _ground_around(page: InspectedPage, area: Area) -> str:
    """The colour that is found most often just outside of an area."""
    outside = area.grown(_OUTSIDE)
    (x, y) = outside.middle
    sides = [(x, outside.top), (x, outside.bottom), (outside.left, y), (outside.right, y)]
    return Counter(page.ground(*point) for point in [*outside.corners, *sides]).most_common(1)[0][0]
