"""The `{clinic.…}` and `{country.…}` values that a text may name, and the spelling of a country."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from handouts.findings import Finding
from handouts.markdown import references
from handouts.model.base import Model
from handouts.model.clinic import Clinic
from handouts.model.country import Country
from handouts.nearest import did_you_mean
from handouts.reading import ScalarNode

_ADDRESS = re.compile(r"@|://|\w\.\w")


class NoSuchValue(LookupError):
    """A name in braces that stands for nothing; the message goes on from the name."""


@dataclass(frozen=True)
class Values:
    """What texts may name, and how words are spelt here. `spelling` maps a word to the one used here.

    `sources` are those that a handout cites, in the order of their numbers.
    """

    clinic: Clinic
    country: Country
    spelling: dict[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    def resolve(self, name: str) -> str:
        """The value of a name such as `clinic.contact.phone`.

        Raises:
            NoSuchValue: the name is unknown, names a group of values, or its value is not set.
        """
        value: Any = {"clinic": self.clinic, "country": self.country}
        for part in name.split("."):
            value = _part(value, part)
        if value in (None, []):
            raise NoSuchValue("is not set for this clinic; set it in content/clinic.yaml, or take it out here")
        if isinstance(value, Model | dict):
            names = value if isinstance(value, dict) else type(value).model_fields
            raise NoSuchValue(f"is a group of values{did_you_mean('', names)}")
        parts = value if isinstance(value, list) else [value]
        if not all(isinstance(part, str) for part in parts):
            raise NoSuchValue("is not a text that can be printed")
        return ", ".join(parts)

    def number(self, name: str) -> str:
        """The number, from 1, under which the source `S01`, or that of the fact `S01.bleeding`, is listed."""
        return str(self.sources.index(name.partition(".")[0]) + 1)

    def spell(self, text: str) -> str:
        """`text` in the spelling of the clinic's country; web and mail addresses stay as they are."""
        if not self.spelling:
            return text
        return re.sub(
            r"\S+", lambda word: word[0] if _ADDRESS.search(word[0]) else self._words.sub(self._spelt, word[0]), text
        )

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return re.compile(r"\b(" + "|".join(map(re.escape, self.spelling)) + r")\b", re.IGNORECASE)

    def _spelt(self, found: re.Match[str]) -> str:
        word = self.spelling.get(found[0].lower(), found[0])
        if found[0].isupper():
            return word.upper()
        return word[0].upper() + word[1:] if found[0][0].isupper() else word


def unknown_references(text: ScalarNode, values: Values) -> list[Finding]:
    """A finding for every `{…}` in `text` that stands for nothing."""
    findings = []
    for name in references(text):
        try:
            values.resolve(name)
        except NoSuchValue as error:
            findings.append(text.place.finding("unknown-reference", f"'{{{name}}}' {error}"))
    return findings


def _part(value: Any, part: str) -> Any:  # noqa: ANN401  a value is a model, a mapping or a leaf
    known = value if isinstance(value, dict) else type(value).model_fields if isinstance(value, Model) else {}
    if part not in known:
        hint = did_you_mean(part, known)
        braces = "" if hint.endswith("?") else "; a brace that is meant as a brace is written \\{"
        raise NoSuchValue(f"is no value{hint}{braces}")
    return value[part] if isinstance(value, dict) else getattr(value, part)
