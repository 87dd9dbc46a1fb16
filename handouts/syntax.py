"""Explains syntax errors of YAML: where the mistake was made, and what to write instead."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

import yaml

_DOES_NOT_LINE_UP = "this does not line up with the lines above, or a quote or ':' is missing"
_ADVICE = {
    "mapping values are not allowed": "a second ':' on this line; put quotes around a text that holds ': '",
    "cannot start any token": "a text cannot begin with this character; put quotes around it",
    "unexpected end of stream": "a quote or bracket that was opened is never closed",
    "expected ',' or": "this bracket is never closed, a ',' is missing after it, or a text in it needs quotes",
    "did not find expected": _DOES_NOT_LINE_UP,
    "expected <block end>": _DOES_NOT_LINE_UP,
    "could not find expected ':'": "a ':' is missing after this; write 'key: value'",
    "unknown escape character": "a backslash in double quotes must be doubled; or use single quotes",
}
# What explains a syntax error better than YAML does, where it stands on the line of the error or the last one before.
_CULPRITS = {
    r"^[ -]*(\t)": "a tab stands here; YAML indents with spaces: write two spaces instead",
    r"[:-]\s+(\{\w+\.[\w.]+\})": "put quotes around a text that begins with '{'",
    r"[:-]\s+(#\w+)": "put quotes around a value that begins with '#'",
    r"^\s*(?:- )?\w+(:)[^\s:/]": "a space is missing after ':'",
    r":\s+(')[^']*'\w": "a text with an apostrophe in it stands in double quotes, or in none",
    r"[:-]\s+(&)\s": "put quotes around a text that begins with '&'",
}


class Explanation(NamedTuple):
    """Line and column, counted from 1, and what to write instead."""

    line: int
    column: int
    advice: str


def explain(error: yaml.YAMLError, text: str) -> Explanation:
    """Where in `text` the mistake was made that YAML stumbled over."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _control_character(text)
    mark = _start_of_unfinished(error) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = error.problem or ""
    advice = next((advice for sign, advice in _ADVICE.items() if sign in problem), problem)
    return _culprit(text, line) or Explanation(line, column, advice)


def _start_of_unfinished(error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where a quote, bracket or key began whose end is missing; YAML itself points behind it."""
    context = error.context or ""
    unfinished = "unexpected end of stream" in f"{error.problem}" or "flow" in context or "simple key" in context
    return error.context_mark if unfinished else None


def _culprit(text: str, line: int) -> Explanation | None:
    lines = text.split("\n")
    above = (number for number in range(line - 1, 0, -1) if re.match(r"[\s-]*[^\s#-]", lines[number - 1]))
    for number in (line, *islice(above, 1)):
        for pattern, advice in _CULPRITS.items():
            if found := re.search(pattern, lines[number - 1]) if 0 < number <= len(lines) else None:
                return Explanation(number, found.start(1) + 1, advice)
    return None


def _control_character(text: str) -> Explanation:
    """The first character that YAML does not allow at all."""
    position = next((at for at, letter in enumerate(text) if yaml.reader.Reader.NON_PRINTABLE.match(letter)), 0)
    column = position - text.rfind("\n", 0, position)
    code = ord(text[position]) if text else 0
    advice = f"the control character U+{code:04X} stands here; delete it"
    return Explanation(text.count("\n", 0, position) + 1, column, advice)
