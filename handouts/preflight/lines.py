"""The finished letters of a sheet, put together to the lines they were set in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise

from handouts.areas import MM_OF_POINT, Area
from handouts.inspection import Letter

_ROUNDED = 0.01
_NEAR, _FAR = 0.2, 1.8  # of the size: the narrowest letter, and the widest with a space after it
_SPACE = 0.15  # of the size: letters further apart belong to two words


@dataclass(frozen=True)
class Line:
    """Letters beside each other on a finished page: those of one run, or of one text in a drawing."""

    page: int
    block: str | None
    text: str
    letters: list[Letter]
    area: Area
    """The smallest rectangle that holds them."""

    @property
    def size(self) -> float:
        """That of its smallest letter, in pt."""
        return min(letter.size for letter in self.letters)


def line(page: int, block: str | None, text: str, letters: list[Letter]) -> Line:
    """A line of these letters, of which there is one at least."""
    areas = [letter.area for letter in letters]
    area = Area(
        min(each.left for each in areas),
        min(each.top for each in areas),
        max(each.right for each in areas),
        max(each.bottom for each in areas),
    )
    return Line(page, block, text, letters, area)


def in_lines(letters: Iterable[Letter]) -> list[list[Letter]]:
    """Letters of one drawing, text by text; WeasyPrint draws each letter there by itself."""
    lines: list[list[Letter]] = []
    for letter in letters:
        before = [line for line in lines if _follows(letter, line[-1])]
        if before:
            max(before, key=lambda line: line[-1].start).append(letter)
        else:
            lines.append([letter])
    return lines


def _follows(letter: Letter, before: Letter) -> bool:
    """Whether a letter stands where the next one of a line would."""
    size = letter.size * MM_OF_POINT
    is_level = letter.size == before.size and letter.heading == before.heading
    is_level = is_level and abs(letter.baseline - before.baseline) < _ROUNDED * size
    return is_level and _NEAR * size < letter.start - before.start < _FAR * size


def spelt(letters: list[Letter]) -> str:
    """What letters of one line say: the spaces between words were not drawn."""
    gaps = (
        " " if after.area.left - letter.area.right > _SPACE * letter.size * MM_OF_POINT else ""
        for letter, after in pairwise(letters)
    )
    return "".join(chain.from_iterable(zip((letter.text for letter in letters), [*gaps, ""], strict=True)))
