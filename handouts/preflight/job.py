"""What a check looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.findings import Finding
from handouts.fonts import Face
from handouts.manuscript import Manuscript
from handouts.practice import Practice
from handouts.shaping import node_at

if TYPE_CHECKING:
    from handouts.typeset import Proof


@dataclass(frozen=True)
class Job:
    """One sheet with all it came from: what was written, what was typeset, the clinic's own fonts."""

    practice: Practice
    manuscript: Manuscript
    proof: Proof
    faces: list[Face]

    def finding(self, code: str, message: str, *, block: str | None = None, page: int | None = None) -> Finding:
        """A finding at the content line of a block, or of the whole handout."""
        ids = [each.id for each in self.manuscript.handout.blocks]
        location = ("blocks", ids.index(block)) if block in ids else ()
        place = node_at(self.manuscript.tree, location).place
        return Finding(code, message, place.file, place.line, place.column, page=page)
