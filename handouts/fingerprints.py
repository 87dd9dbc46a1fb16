"""Fingerprints: one digest of all that something says, and the short form that is printed."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

SHORT = 8  # of 64 digits


def fingerprint(said: Any) -> str:  # noqa: ANN401  whatever JSON can hold
    """The SHA-256 of what is said, as 64 digits; in which order the keys of a mapping stand plays no part."""
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def short(whole: str) -> str:
    """The first digits of a fingerprint, as pages print them."""
    return whole[:SHORT]
