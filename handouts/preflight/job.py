"""What a check looks at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from handouts.areas import Area
from handouts.exhibits import Exhibits
from handouts.findings import Finding
from handouts.fonts import Face
from handouts.imprint import Imprint
from handouts.inspection import InspectedPage, Letter
from handouts.manuscript import Manuscript
from handouts.model.wording import Words
from handouts.practice import Practice
from handouts.preflight.lines import Line, in_lines, line, spelt
from handouts.shaping import node_at
from handouts.sheet import Sheet
from handouts.values import Values
from handouts.written import Script

if TYPE_CHECKING:
    from handouts.typeset import Proof
    from handouts.typeset.runs import Run

_SLACK, _HEIGHT_SLACK = 0.05, 0.3  # mm; how high the letters of a run are is known only so well


@dataclass(frozen=True)
class Job:
    """One sheet with all it came from: what was written, what was laid out, the finished pages, the clinic's fonts.

    `imprint` is what its foot must say, `standard` the HTML of the standard edition, where it is of another one.
    """

    sheet: Sheet
    practice: Practice
    manuscript: Manuscript
    proof: Proof
    pages: list[InspectedPage]
    faces: list[Face]
    imprint: Imprint
    standard: Element | None = None

    @cached_property
    def words(self) -> Words:
        """The words of the language."""
        return self.script.words

    @cached_property
    def values(self) -> Values:
        """What the texts name in braces and cite."""
        return self.practice.values(self.manuscript.handout.language, self.manuscript.sources)

    @cached_property
    def script(self) -> Script:
        """The handout with all that its texts name and cite."""
        return Script(self.manuscript, self.practice, self.values)

    @cached_property
    def exhibits(self) -> Exhibits:
        """The evidence as the page shows it."""
        return self.script.exhibits

    def letters(self, run: Run) -> list[Letter]:
        """The letters of the finished page that a run became."""
        if run.mark is not None:
            return self._marked.get((run.page, run.mark), [])
        if id(run) not in self._in_margins:
            margins = self._marked.get((run.page, None), [])
            self._in_margins[id(run)] = [letter for letter in margins if _belongs(letter, run.ink)]
        return self._in_margins[id(run)]

    @cached_property
    def _in_margins(self) -> dict[int, list[Letter]]:
        """The letters of runs in the margins, as far as somebody asked for them."""
        return {}

    @cached_property
    def _marked(self) -> dict[tuple[int, int | None], list[Letter]]:
        """The letters by page and marked content; what stands in the margins has none."""
        found: dict[tuple[int, int | None], list[Letter]] = defaultdict(list)
        for number, page in enumerate(self.pages, 1):
            for letter in page.letters:
                found[number, letter.mark].append(letter)
        return found

    @cached_property
    def lines(self) -> list[Line]:
        """What can be seen of every run, in order, then of the texts in drawings."""
        runs = ((run, [letter for letter in self.letters(run) if letter.is_visible]) for run in self.proof.runs)
        return [line(run.page, run.block, run.text, letters) for run, letters in runs if letters] + self.drawn_lines

    @cached_property
    def drawn_lines(self) -> list[Line]:
        """The texts in drawings, but for those that are ornament."""
        owned = {(run.page, run.mark) for run in self.proof.runs} | {(page, None) for page, _ in self._marked}
        drawings = ((page, letters) for (page, mark), letters in self._marked.items() if (page, mark) not in owned)
        texts = ((page, letters) for page, drawn in drawings for letters in in_lines(drawn))
        return [line(page, self.block_at(page, letters[0].area), spelt(letters), letters) for page, letters in texts]

    def block_at(self, page: int, area: Area) -> str | None:
        """The id of the block that holds the middle of an area."""
        blocks = (block for block in self.proof.blocks if block.page == page)
        return next((block.id for block in blocks if block.area.holds(*area.middle)), None)

    def finding(self, code: str, message: str, *, block: str | None = None, page: int | None = None) -> Finding:
        """A finding at the content line of a block, or of the whole handout."""
        ids = [each.id for each in self.manuscript.handout.blocks]
        location = ("blocks", ids.index(block)) if block in ids else ()
        place = node_at(self.manuscript.tree, location).place
        return Finding(code, message, place.file, place.line, place.column, page=page)


def _belongs(letter: Letter, ink: Area) -> bool:
    """Whether a letter in the margin stands where a run is; level ones begin there, for they may hang over."""
    around = ink.grown(_HEIGHT_SLACK)
    x, y = letter.area.middle
    if letter.heading != (1.0, 0.0):
        return around.holds(x, y)
    return ink.left - _SLACK <= letter.start < ink.right - _SLACK and around.top <= y <= around.bottom
