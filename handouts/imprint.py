"""What the foot of a sheet says of it: its fingerprint, and who approved its words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from handouts.approvals import reviewer
from handouts.fingerprints import fingerprint, short
from handouts.manifest import circumstances
from handouts.manuscript import Manuscript
from handouts.model.approval import Approval
from handouts.model.clinic import Clinic
from handouts.model.wording import Words, fill, month_name
from handouts.practice import Practice
from handouts.project import Project
from handouts.sheet import Sheet

ROOM = 38  # letters of a reviewer's name and role that fit at the foot
_PRINTED = {"name", "sample", "contact", "practitioners", "visits"}  # of a clinic's settings


@dataclass(frozen=True)
class Imprint:
    """What makes a printed sheet known again."""

    fingerprint: str
    """The fingerprint of the sheet: its words, brand, versions and approval."""
    status: str
    """Who approved its words, or that it is a draft, in the words of its language."""

    @property
    def short(self) -> str:
        """The digits of its fingerprint that are printed."""
        return short(self.fingerprint)


def imprint_of(project: Project, practice: Practice, manuscript: Manuscript, sheet: Sheet) -> Imprint:
    """What is known of a sheet before it is laid out."""
    handout, clinic = manuscript.handout, practice.clinic
    said = {
        "sheet": asdict(sheet),
        "words": manuscript.words,
        "versions": [handout.version, handout.written, handout.review_by],
        "leaflets": [leaflet._asdict() for leaflet in manuscript.leaflets],
        "approval": manuscript.approval and manuscript.approval.model_dump(mode="json"),
        "clinic": clinic.model_dump(mode="json", include=_PRINTED),
        "brand": brand_of(project, clinic),
        "made_with": circumstances(),
    }
    return Imprint(fingerprint(said), _status(manuscript.approval, practice.wordings[sheet.language].words))


def brand_of(project: Project, clinic: Clinic) -> dict[str, Any]:
    """The brand as a record keeps it: the colour, a digest of the logo, and the families of the fonts."""
    logo = project.find(f"content/{clinic.brand.logo}") if clinic.brand.logo else None
    return {
        "color": clinic.brand.color,
        "logo": sha256(project.read(logo)).hexdigest() if logo else None,
        "fonts": clinic.brand.fonts.model_dump(),
    }


def _status(approval: Approval | None, words: Words) -> str:
    if approval is None:
        return words.draft
    month = month_name(approval.date, words.months)
    who = reviewer(approval)
    return fill(words.approved_by, month, who) if len(who) <= ROOM else fill(words.approved, month)
