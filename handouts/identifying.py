"""Finds out which sheet a printed page or a PDF is: its words, its brand, its versions, and who approved it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from handouts.approvals import reviewer
from handouts.desk import Desk
from handouts.errors import WrongUse
from handouts.fingerprints import SHORT, short
from handouts.inspection.marks import NoPdf, keywords, words
from handouts.ledger import read_ledger
from handouts.model.approval import Approval
from handouts.model.record import Record
from handouts.project import Project, is_file
from handouts.reporting import counted

_ASKED = re.compile(rf"[0-9a-f]{{{SHORT},64}}")
_PRINTED = re.compile(rf"\b[0-9a-f]{{{SHORT}}}\b")
_WHOLE = re.compile(r"\b[0-9a-f]{64}\b")


class Now(StrEnum):
    """What became of the words of a sheet since it was built."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Identified:
    """A sheet that was built once, who approved its words, and what became of these since."""

    record: Record
    approval: Approval | None
    now: Now

    def row(self) -> dict[str, Any]:
        """All of it as JSON can hold it."""
        approval = self.approval and self.approval.model_dump(include={"by", "role", "date"})
        return {**self.record.model_dump(mode="json"), "approval": approval, "words_now": self.now}


def identify(project: Project, asked: str) -> list[Identified]:
    """The sheets that a fingerprint, or the path of a PDF, stands for: each that was built once, the oldest first.

    A fingerprint may be that of a sheet, of words or of a PDF, or its first digits.

    Raises:
        WrongUse: there is no clinic's folder, or what is asked for is neither a fingerprint nor a PDF.
        OSError: a file may not be read.
    """
    if project.root is None:
        raise WrongUse("identify needs a clinic's folder, and no content/clinic.yaml is here or in any folder above")
    path = Path(asked)
    is_pdf = is_file(path) or asked.lower().endswith(".pdf")
    found = _of_file(path, project.root) if is_pdf else _of_digits(asked, project.root)
    desk = Desk(project)
    names = {record.handout for record in found}
    desk.read(sorted(names & set(project.handouts())))
    return [Identified(record, _approval(record, desk), _now(record, desk)) for record in found]


def _built(folder: Path, told: Collection[str], *parts: str) -> list[Record]:
    """Each sheet as it was built first, of which one of these parts begins with digits that were told.

    The same bytes are the same sheet.
    """
    found: dict[str, Record] = {}
    for record in read_ledger(folder, told):
        if any(getattr(record, part).startswith(digits) for part in parts for digits in told):
            found.setdefault(record.sha256, record)
    return list(found.values())


def _of_digits(asked: str, folder: Path) -> list[Record]:
    digits = re.sub(r"[\s·-]", "", asked).lower()
    if not _ASKED.fullmatch(digits):
        message = f"is neither a PDF nor a fingerprint; type the {SHORT} digits from the foot of a page"
        raise WrongUse(f"'{asked}' {message}")
    return _built(folder, [digits], "fingerprint", "words", "sha256")


def _of_file(path: Path, folder: Path) -> list[Record]:
    """The sheet that a PDF is; or those that it was, before somebody stamped, joined or printed them anew."""
    if not is_file(path):
        raise WrongUse(f"there is no file '{path}'")
    digest = sha256(path.read_bytes()).hexdigest()
    if same := _built(folder, [digest], "sha256"):
        return same
    try:
        whole = _WHOLE.findall(keywords(path))
        printed = _PRINTED.findall(" ".join(words(path)).lower())
    except NoPdf as error:
        raise WrongUse(f"'{path}' is no PDF, or a damaged one") from error
    unnamed = [digits for digits in printed if not any(each.startswith(digits) for each in whole)]
    return _built(folder, [*whole, *unnamed], "fingerprint")


def _approval(record: Record, desk: Desk) -> Approval | None:
    return next(
        (
            each
            for each in reversed(desk.approvals)
            if (each.handout, each.words, each.date) == (record.handout, record.words, record.approved)
        ),
        None,
    )


def _now(record: Record, desk: Desk) -> Now:
    if record.handout not in desk.project.handouts():
        return Now.GONE
    manuscript = desk.manuscripts.get(record.handout)
    if manuscript is None or not manuscript.words:
        return Now.UNREADABLE
    return Now.SAME if manuscript.words == record.words else Now.CHANGED


_NOW = {
    Now.SAME: "they are still the words of this handout",
    Now.CHANGED: "the words of this handout changed since",
    Now.GONE: "this handout is there no more",
    Now.UNREADABLE: "whether they changed cannot be told: the handout has errors",
}


def told(sheet: Identified) -> list[tuple[str, str]]:
    """A sheet in words: what is told, and that."""
    record, fonts = sheet.record, sheet.record.brand.fonts
    place = f"{record.country} ({record.region})" if record.region else record.country
    families = ", ".join(dict.fromkeys(filter(None, (fonts.heading, fonts.text))))
    logo = f"logo {short(record.brand.logo)}" if record.brand.logo else "no logo"
    return [
        ("handout", f"{record.handout}: {record.title}"),
        ("version", f"{record.version}, written {record.written}, review by {record.review_by}"),
        ("sheet", f"{record.language}, {record.paper}, {record.edition}, {counted(record.pages)}, for {place}"),
        ("approval", _approved(sheet)),
        ("words", f"{short(record.words)}; {_NOW[sheet.now]}"),
        ("brand", ", ".join(filter(None, (record.brand.color, logo, families)))),
        (
            "built",
            f"{record.day}, with " + ", ".join(f"{name} {version}" for name, version in record.made_with.items()),
        ),
        ("fingerprint", record.fingerprint),
        ("PDF", record.sha256),
    ]


def _approved(sheet: Identified) -> str:
    if not sheet.record.approved:
        return "none; it was printed as a draft"
    who = f"by {reviewer(sheet.approval)}" if sheet.approval else "by whom is in approvals.yaml no more"
    return f"{sheet.record.approved}, {who}"
