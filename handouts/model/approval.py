"""Who approved which words. Read from approvals.yaml, which `handouts approve` writes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.model.base import Day, Filled, Fingerprint, LanguageTag, Line, Model, Slug

LONGEST_NAME = 80  # letters


class Approval(Model):
    """That somebody has read the words of a handout and found them right."""

    handout: Slug
    """The name of the handout."""
    title: Line
    """Its title then."""
    version: Line
    """Its version then."""
    language: LanguageTag
    """The language it is written in."""
    country: Line
    """The country whose numbers, guidelines and spelling its words have."""
    region: Line | None = None
    """The region of that country, where there is one."""
    words: Fingerprint
    """The fingerprint of the words that were read."""
    by: Annotated[Line, Field(max_length=LONGEST_NAME)]
    """Who read them."""
    role: Annotated[Line, Field(max_length=LONGEST_NAME)]
    """What makes them fit to judge, such as `acupuncturist`."""
    date: Day
    """The day, such as `2026-11-23`."""


class Approvals(Model):
    """All approvals of a clinic, the oldest first."""

    approvals: Filled[Approval]
    """The approvals."""
