"""Finds the words that a clinic's own templates and styles print beside those of its content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from handouts.fingerprints import fingerprint
from handouts.project import Project, is_file

ADDED = "added:words"
"""The name of the fact that tells a digest of these words, where there are any."""
_NO_WORDS = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(style|script|title|desc|metadata)\b.*?</\1\s*>|<[^>]*>", re.DOTALL
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CONTENT = re.compile(r"(?<![\w-])content\s*:([^;}]*)", re.IGNORECASE)
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")


def added_words(project: Project) -> list[str]:
    """The texts with a letter or digit that templates and styles of the clinic's own hold, file by file."""
    if project.root is None or project.root == project.shipped:
        return []
    texts = [*_texts(project, "templates", "html"), *_texts(project, "styles", "css")]
    return [text for text in texts if any(map(str.isalnum, text))]


def added_digest(project: Project) -> str | None:
    """A digest of these words; nothing where there are none."""
    added = added_words(project)
    return fingerprint(added) if added else None


def _texts(project: Project, folder: str, ending: str) -> Iterator[str]:
    paths = sorted((project.root or project.start).joinpath(folder).rglob(f"*.{ending}"))
    for path in filter(is_file, paths):
        source = _source(project, path)
        if ending == "html":
            yield " ".join(_NO_WORDS.sub(" ", source).split())
        else:
            said = _CONTENT.findall(_COMMENT.sub("", source))
            yield from ("".join(found) for value in said for found in _STRING.findall(value))


def _source(project: Project, path: Path) -> str:
    """What a file says; nothing where it may not be read, as whoever prints from it says."""
    with suppress(OSError):
        return project.read(path).decode("utf-8", "replace")
    return ""
