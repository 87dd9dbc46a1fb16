"""The ledger of a clinic: a line for every sheet that was ever built, by which a printed sheet is known again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from handouts.dates import today
from handouts.imprint import brand_of
from handouts.manifest import Entry
from handouts.manuscript import Manuscript
from handouts.model.record import BrandMark, Record
from handouts.practice import Practice
from handouts.project import Project, is_file

LEDGER = "ledger.jsonl"


def record_of(project: Project, practice: Practice, manuscript: Manuscript, entry: Entry) -> Record:
    """What is recorded of a sheet that is built today."""
    handout, clinic, sheet = manuscript.handout, practice.clinic, entry.sheet
    return Record(
        fingerprint=entry.fingerprint,
        sha256=entry.sha256,
        day=today(),
        handout=sheet.handout,
        language=sheet.language,
        country=clinic.country,
        region=clinic.region,
        paper=sheet.paper,
        edition=sheet.edition,
        title=manuscript.plain_title(practice),
        version=handout.version,
        written=handout.written,
        review_by=handout.review_by,
        words=manuscript.words,
        brand=BrandMark.model_validate(brand_of(project, clinic)),
        made_with=dict(entry.made_with),
        pages=entry.pages,
        approved=manuscript.approval and manuscript.approval.date,
    )


def line_of(record: Record) -> bytes:
    """A record as a line of the ledger."""
    return json.dumps(record.model_dump(mode="json"), sort_keys=True).encode() + b"\n"


def read_ledger(folder: Path, told: Iterable[str]) -> list[Record]:
    """The records that tell one of these digits, the oldest first; a line that is torn or of another kind is left out.

    Raises:
        OSError: the ledger may not be read.
    """
    path, digits = folder / LEDGER, [each.encode() for each in told]
    if not is_file(path):
        return []
    with path.open("rb") as lines:
        found = [_record(line) for line in lines if any(each in line for each in digits)]
    return [record for record in found if record]


def _record(line: bytes) -> Record | None:
    try:
        return Record.model_validate_json(line)
    except ValidationError:
        return None
