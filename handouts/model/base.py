"""The base of every model, and the small types that YAML texts become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, NamedTuple, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from handouts import markdown

LONGEST_ADDRESS = 200  # letters; the QR code of a longer one is too fine to scan


class Model(BaseModel):
    """A mapping whose keys are all known; it does not change once it is read."""

    called: ClassVar[str]
    """What a message calls it: "a handout"."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401  whatever pydantic passes on
        super().__init_subclass__(**kwargs)
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
        article = "" if name.endswith("s") else "an " if name[0] in "aeiou" else "a "
        cls.called = article + name


class Prose(str):
    """A text that was written to be printed."""

    __slots__ = ()


class FactName(str):
    """The name of a fact of content/evidence.yaml, such as `S01.bleeding`."""

    __slots__ = ()


Location = tuple[str | int, ...]
"""The way to a part of a model: `("blocks", 0, "heading")`."""
S = TypeVar("S", bound=str)


def prose(value: Any) -> Iterator[tuple[Location, Prose]]:  # noqa: ANN401  a model, or any part of one
    """Every text of a model that is to be printed, with the way to it."""
    return texts(value, Prose)


def texts(value: Any, kind: type[S], location: Location = ()) -> Iterator[tuple[Location, S]]:  # noqa: ANN401  likewise
    """Every text of that kind in a model, with the way to it, in the order of its fields."""
    if isinstance(value, kind):
        yield location, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), kind, (*location, name))
    elif isinstance(value, list | dict):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(part, kind, (*location, key))


class Minutes(NamedTuple):
    """How long something takes, in minutes: the shortest and the longest."""

    shortest: int
    longest: int

    def __str__(self) -> str:
        return str(self.shortest) if self.shortest == self.longest else f"{self.shortest}–{self.longest}"


def wrong(message: str) -> PydanticCustomError:
    """A value that has the wrong type; `message` goes on from the name of its key: "must be a month"."""
    return PydanticCustomError("wrong", "{message}", {"message": message})


def wrong_whole(message: str, at: Sequence[str | int] = ()) -> PydanticCustomError:
    """A mapping whose parts do not fit each other; `message` is a whole sentence, `at` the way to the wrong part."""
    return PydanticCustomError("wrong_whole", "{message}", {"message": message, "at": [*at]})


# Besides "\n". WeasyPrint fails where one of them stands after a space.
_LINE_ENDS = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"))


def _one_line(value: str) -> str:
    if "\n" in value.translate(_LINE_ENDS):
        raise wrong("must stand on one line")
    return value


def _markdown(value: str) -> Prose:
    for address in markdown.links(value):
        if not re.fullmatch(r"https?://[^\s/]\S*|(mailto|tel):\S+", address):
            raise wrong(f"must link to a whole web address, such as https://linden.example/book, not '{address}'")
    return Prose(value.translate(_LINE_ENDS))


def _flag(value: Any) -> Any:  # noqa: ANN401  a validator is handed whatever the YAML holds
    if value not in ("true", "false"):
        raise wrong("must be true or false")
    return value


_MINUTES = r"([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3}))?"


def _minutes(value: Any) -> Minutes:  # noqa: ANN401  a validator is handed whatever the YAML holds
    found = re.fullmatch(_MINUTES, value) if isinstance(value, str) else None
    if not found:
        raise wrong("must be minutes, such as 5 or 10-15")
    shortest, longest = int(found[1]), int(found[2] or found[1])
    if shortest > longest:
        raise wrong(f"must begin with the shorter time: {longest}-{shortest}")
    return Minutes(shortest, longest)


_NOT_TEXTS = {"integer": "10", "number": "10.5", "boolean": "true"}


def written(pattern: str, expected: str) -> JsonSchemaValue:
    """The JSON Schema of a text of the given form; a number, too, where YAML takes such a text for one."""
    kinds = (kind for kind, sample in _NOT_TEXTS.items() if re.fullmatch(pattern, sample))
    return {"type": ["string", *kinds], "pattern": f"^({pattern})$", "patternErrorMessage": f"This {expected}."}


@dataclass(frozen=True)
class _Form(AfterValidator):
    """A validator of texts that can tell an editor which of them it takes."""

    pattern: str
    expected: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(core) | written(self.pattern, f"must be {self.expected}")


def _matching(pattern: str, expected: str) -> AfterValidator:
    """A text of the given form; `expected` says in words what that is."""

    def validate(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise wrong(f"must be {expected}, not '{value}'")
        return value

    return _Form(validate, pattern, expected)


LONGEST_TEXT = 10_000  # letters
_FilledText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]

Line = Annotated[
    _FilledText,
    AfterValidator(_one_line),
    Field(json_schema_extra={"pattern": r"^\s*\S.*\s*$", "patternErrorMessage": "This must stand on one line."}),
]
"""Plain text on one line."""
Markdown = Annotated[_FilledText, AfterValidator(_markdown)]
"""Text with inline Markdown and `{clinic.…}` or `{country.…}` values."""
Slug = Annotated[str, _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and hyphens, such as get-ready")]
Phone = Annotated[str, _matching(r"(?=[^0-9]*[0-9])\+?[0-9 ()./-]{2,30}", "a phone number, such as 020 7946 0182")]
WebAddress = Annotated[
    str,
    Field(max_length=LONGEST_ADDRESS),
    _matching(r"https?://[^\s/]\S*", "a whole web address, such as https://linden.example/book"),
]
Flag = Annotated[bool, BeforeValidator(_flag)]
"""`true` or `false`, and no other word for it."""
Month = Annotated[str, _matching(r"[0-9]{4}-(0[1-9]|1[0-2])", "a year and a month, such as 2026-11")]
"""A year and a month, such as 2026-11."""
Day = Annotated[str, _matching(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a day, such as 2026-11-23")]
"""A year, a month and a day."""
Fingerprint = Annotated[str, _matching(r"[0-9a-f]{64}", "a fingerprint: 64 digits from 0 to f")]
"""A SHA-256 as 64 digits."""
FactReference = Annotated[
    str,
    _matching(markdown.SOURCE + r"\.[a-z0-9-]+", "a source and one of its facts, such as S01.bleeding"),
    AfterValidator(FactName),
]
"""A fact of content/evidence.yaml: `S01.bleeding`."""
ACUPOINT_CODE = r"[A-Z]{2}(-[A-Z]{1,3})?[0-9]{1,2}"
AcupointCode = Annotated[str, _matching(ACUPOINT_CODE, "the code of an acupoint, such as BL23")]
"""The code of an acupoint, such as BL23 or EX-HN3."""
LanguageTag = Annotated[
    str, _matching(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", "a language tag, such as en or zh-Hans")
]
"""A BCP 47 language tag."""
Duration = Annotated[
    Minutes, BeforeValidator(_minutes), WithJsonSchema(written(_MINUTES, "must be minutes, such as 5 or 10-15"))
]
"""Minutes as `5` or `10-15`."""


T = TypeVar("T")
Filled = Annotated[list[T], Field(min_length=1)]
"""A list that holds something."""
