"""What is recorded of a sheet when it is built: one line of ledger.jsonl."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Fonts(BaseModel):
    """The families of a clinic's own fonts."""

    text: str | None
    heading: str | None


class BrandMark(BaseModel):
    """How a clinic's pages looked: its colour, the digest of its logo, its fonts."""

    color: str
    logo: str | None
    fonts: Fonts


class Record(BaseModel):
    """A sheet that was built. It names nobody; who approved its words is told by approvals.yaml alone."""

    model_config = ConfigDict(frozen=True)

    fingerprint: str
    sha256: str
    day: str
    handout: str
    language: str
    country: str
    region: str | None
    paper: str
    edition: str
    title: str
    version: str
    written: str
    review_by: str
    words: str
    brand: BrandMark
    made_with: dict[str, str]
    pages: int
    approved: str | None
