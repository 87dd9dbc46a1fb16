"""The ledger of a clinic: a line for every sheet that was ever built, by which a printed sheet is known again."""

from __future__ import annotations

import json
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


def read_ledger(folder: Path) -> list[Record]:
    """The records of a clinic's folder, the oldest first; a line that is torn or of another kind is passed over.

    Raises:
        OSError: the ledger may not be read.
    """
    path = folder / LEDGER
    lines = path.read_bytes().splitlines() if is_file(path) else []
    return [record for record in map(_record, lines) if record]


def _record(line: bytes) -> Record | None:
    try:
        return Record.model_validate_json(line)
    except ValidationError:
        return None
