"""What WeasyPrint logs becomes findings: it only logs a style it drops or a letter it cannot print."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from handouts.findings import Finding
from handouts.systems import LIBRARIES, absence

_LOGGER = logging.getLogger("weasyprint")

_CODES = {
    "Failed to load image": "bad-image",
    "Failed to render SVG": "bad-image",
    "Font-face": "bad-font",
    "no required alt": "not-accessible",
    'Missing required "lang"': "not-accessible",
}
_SAID_BY_THE_FETCHER = ("Failed to load stylesheet", "Failed to load image")


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def collected() -> Iterator[list[logging.LogRecord]]:
    """The records WeasyPrint logs meanwhile; they go nowhere else."""
    collector, level, propagate = _Collector(), _LOGGER.level, _LOGGER.propagate
    handlers = _LOGGER.handlers
    _LOGGER.handlers, _LOGGER.propagate = [collector], False
    _LOGGER.setLevel(logging.WARNING)
    try:
        yield collector.records
    finally:
        _LOGGER.handlers, _LOGGER.propagate = handlers, propagate
        _LOGGER.setLevel(level)


def missing_letter(record: logging.LogRecord) -> str | None:
    """The letter a record says no font has, if it says so."""
    found = re.search(r'\.notdef glyph.*"(.)" \(U\+[0-9A-F]+\)$', record.getMessage(), re.DOTALL)
    return found and found[1]


def finding(record: logging.LogRecord, styles: Mapping[str, str], *, refused: bool) -> Finding | None:
    """The finding of a record, or nothing where the fetcher already `refused` the file it is about.

    `styles` are the style sheets that were read, by name: WeasyPrint says the line, but not in which file.
    """
    message = record.getMessage()
    if refused and message.startswith(_SAID_BY_THE_FETCHER):
        return None
    if "harfbuzz" in message.lower():
        return _missing_subsetter()
    code = next((code for sign, code in _CODES.items() if sign in message), None)
    if code:
        return Finding(code, message)
    if record.levelno >= logging.ERROR:
        return Finding("template-error", message)
    return _style_finding(record, message, styles)


def _missing_subsetter() -> Finding:
    [finding] = absence([library for library in LIBRARIES if library.spare])
    return finding


def _style_finding(record: logging.LogRecord, message: str, styles: Mapping[str, str]) -> Finding:
    at = re.search(r" at (\d+):(\d+)", message)
    if not at:
        return Finding("style-ignored", message)
    line, column = int(at[1]), int(at[2])
    subject = record.args[0] if isinstance(record.args, tuple) and record.args else ""
    sign = f"@{subject.at_keyword}" if hasattr(subject, "at_keyword") else str(subject)
    words = message.replace(at[0], "").replace(str(subject), sign)
    file = next((name for name, text in styles.items() if _stands_at(text, line, column, sign)), None)
    return Finding("style-ignored", words, file, line if file else None, column if file else None)


def _stands_at(text: str, line: int, column: int, sign: str) -> bool:
    lines = text.splitlines()
    return line <= len(lines) and lines[line - 1][column - 1 :].startswith(sign)
