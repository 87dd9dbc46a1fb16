"""Mistakes for the trials: what people, editors and broken disks do to a YAML file, one small step at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st

VALUES = (
    "",
    "~",
    "null",
    "true",
    "7",
    "-1",
    "1e999",
    "99999999999999999999999",
    "2026-13",
    "[]",
    "{}",
    "[a, b]",
    "{a: b}",
    "[[[a]]]",
    "{a: {b: {c: d}}}",
    "[{id: a}, {id: a}]",
    "''",
    '" "',
    '"\\0"',
    '"\\uD800"',
    '"\\U0001F600"',
    "&a x",
    "*a",
    "*nowhere",
    "!x y",
    "!!python/object/apply:os.system [ls]",
    "|",
    ">-",
    "|9",
    '"',
    "'",
    "[",
    "{",
    "@x",
    "`x`",
    "%x",
    "- x",
    "? x",
    ": x",
    "a: b: c",
    "# x",
    "{clinic.name}",
    '"{clinic.name}"',
    '"{clinic.nowhere}"',
    '"{country}"',
    '"{}"',
    "'[a](javascript:b)'",
    "../../../etc/passwd",
    "images/none.png",
    "/",
    ".",
    "x" * 11_000,
    "[" * 3_000,
    "{a: " * 60,
    "9" * 5_000,
    "\\",
    "\ufeff",
)
PIECES = (
    "\t",
    " ",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ": ",
    "#",
    " #",
    "- ",
    "? ",
    "|",
    "&a ",
    "*a",
    "!x ",
    "<<: *a",
    "\\",
    "\r",
    "\n",
    "\r\n",
    "\n---\n",
    "\n...\n",
    "\n%YAML 9.9\n",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\xa0",
    "\xad",
    "\u200b",
    "\u202e",
    "\u2028",
    "\u3000",
    "\ufeff",
    "\uffff",
    "\udcff",  # a byte 0xff when it is written
    "\udcc3",
    "\U0001f600",
)
INDENTS = ("", " ", "   ", "      ", " " * 10_000, "\t", "- ", "- - ", "? ")


class Step(NamedTuple):
    """One mistake: which, on which line, and two numbers and a text that it may use."""

    name: str
    line: int
    number: int = 0
    text: str = ""


Change = Callable[[list[str], int, Step], None]


def _delete(lines: list[str], at: int, step: Step) -> None:
    del lines[at : at + step.number]


def _repeat(lines: list[str], at: int, step: Step) -> None:
    lines[at:at] = lines[at : at + step.number] * 2


def _swap(lines: list[str], at: int, step: Step) -> None:
    other = (at + step.number) % len(lines)
    lines[at], lines[other] = lines[other], lines[at]


def _indent(lines: list[str], at: int, step: Step) -> None:
    lines[at] = step.text + lines[at].lstrip()


def _misspell(lines: list[str], at: int, step: Step) -> None:
    letters = [found.start() for found in re.finditer(r"\w(?=.*:)", lines[at])] or [0]
    place = letters[step.number % len(letters)]
    lines[at] = lines[at][:place] + step.text + lines[at][place + 1 :]


def _replace(lines: list[str], at: int, step: Step) -> None:
    lines[at] = re.sub(r"((?::|-)\s+|:$|-$).*", lambda found: f"{found[1].strip()} {step.text}", lines[at], count=1)


def _insert(lines: list[str], at: int, step: Step) -> None:
    place = step.number % (len(lines[at]) + 1)
    lines[at] = lines[at][:place] + step.text + lines[at][place:]


def _cut(lines: list[str], at: int, step: Step) -> None:
    lines[at:] = [lines[at][: step.number]]


def _join(lines: list[str], at: int, step: Step) -> None:
    lines[at:at] = step.text.split("\n")


CHANGES: dict[str, Change] = {
    "delete": _delete,
    "repeat": _repeat,
    "swap": _swap,
    "indent": _indent,
    "misspell": _misspell,
    "replace": _replace,
    "insert": _insert,
    "cut": _cut,
    "join": _join,
}


def steps(lines: int, others: list[str]) -> st.SearchStrategy[list[Step]]:
    """One to three mistakes in a file of so many lines; `others` are texts that may get into it."""
    texts = {"indent": INDENTS, "misspell": ("", "x", "é", " ", "_", "A"), "replace": VALUES, "insert": PIECES}
    numbers = {"delete": (1, 12), "repeat": (1, 12), "swap": (1, lines), "cut": (0, 40), "insert": (0, 60)}
    kinds = [
        st.builds(
            Step,
            st.just(name),
            st.integers(0, lines),
            st.integers(*numbers.get(name, (0, 20))),
            st.sampled_from(others if name == "join" else texts.get(name, ("",))),
        )
        for name in CHANGES
    ]
    return st.lists(st.one_of(*kinds), min_size=1, max_size=3)


def mutated(text: str, made: list[Step]) -> bytes:
    """The text with these mistakes made in it, one after the other."""
    lines = text.split("\n")
    for step in made:
        CHANGES[step.name](lines, step.line % len(lines), step)
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8", "surrogateescape")
