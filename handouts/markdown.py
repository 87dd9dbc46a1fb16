"""Inline Markdown: emphasis, links, `{clinic.…}` values and citations become HTML; all else is shown as it stands.

HTML in a text is shown as text, and a value that is put in is never read as Markdown or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

SOURCE = r"[A-Za-z][A-Za-z0-9-]*"
"""How the id of a source is written."""
FACT = "[a-z0-9-]+"
"""How the name of a fact is written."""
CITATION = re.compile(rf"\[@({SOURCE}(?:\.{FACT})?)\]")
"""How a text cites a source, or one of its facts."""
_REFERENCE = re.compile(r"\{([^{}\n]+)\}")
# With a space for those who hear the line or read its bookmark.
_BREAKS = {"softbreak": Markup(" "), "hardbreak": Markup(" <br>")}


class Values(Protocol):
    """What a text needs from outside: the value of a name in braces, and the spelling of plain words."""

    def resolve(self, name: str) -> str:
        """The value of a name such as `clinic.contact.phone`."""

    def spell(self, text: str) -> str:
        """`text` as it is spelt here."""

    def number(self, name: str) -> str:
        """The number under which a source, or that of a fact, is listed."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "link", "escape", "newline", "balance_pairs"])
    parser.validateLink = _any_link  # type: ignore[method-assign]  # as markdown-it documents it
    parser.inline.ruler.before("emphasis", "reference", _rule("reference", _REFERENCE))
    parser.inline.ruler.before("link", "citation", _rule("citation", CITATION))
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001  the models say which links are wrong
    return True


def _rule(name: str, pattern: re.Pattern[str]) -> Callable[[StateInline, bool], bool]:
    """A rule that makes a token of what a pattern finds, with its first group as content."""

    def apply(state: StateInline, silent: bool) -> bool:
        found = pattern.match(state.src, state.pos)
        if not found:
            return False
        if not silent:
            state.push(name, "", 0).content = found[1]
        state.pos = found.end()
        return True

    return apply


def inline(text: str, values: Values) -> Markup:
    """One run of text as HTML."""
    tokens = _tokens(text.strip())
    shown = "".join(_word(token, values) for token in tokens)
    return Markup("").join(_html(token, values, shown) for token in tokens)


def paragraphs(text: str, values: Values) -> Markup:
    """Text as HTML paragraphs."""
    return Markup("").join(Markup("<p>{}</p>").format(inline(run, values)) for run in runs(text))


def runs(text: str) -> list[str]:
    """The paragraphs of a text, which blank lines divide."""
    return [run for run in re.split(r"\n[ \t]*\n", text) if run.strip()]


def cite(number: str) -> Markup:
    """The raised number of a source; it never begins a line."""
    return Markup('<sup class="citation">\u2060{}</sup>').format(number)


def plain(text: str, values: Values) -> str:
    """The words alone, on one line, for a title or an alternative text."""
    words = (_word(token, values) for token in _tokens(text.strip()) if token.type != "citation")
    return " ".join("".join(words).split())


def printed(text: str, values: Values) -> str:
    """The words as the page prints them, on one line, with the numbers of the sources they cite."""
    words = (_word(token, values) for token in _tokens(text.strip()))
    return " ".join("".join(words).split())


def unfilled(text: str) -> str:
    """The words with nothing put in: values and citations stand as they are written."""
    return "".join(_unfilled(token) for token in _tokens(text))


def links(text: str) -> Iterator[str]:
    """The address of every link in `text`."""
    return (str(token.attrs["href"]) for token in _tokens(text) if token.type == "link_open")


def references(text: str) -> Iterator[str]:
    r"""The name in every `{…}` of `text`; a brace that is meant as a brace is written `\{`."""
    return (token.content for token in _tokens(text) if token.type == "reference")


def citations(text: str) -> Iterator[str]:
    """The source or fact of every `[@…]` of `text`: `S01`, `S01.bleeding`."""
    return (token.content for token in _tokens(text) if token.type == "citation")


@lru_cache(maxsize=8192)  # each text is read for its words, its links and its citations
def _tokens(text: str) -> list[Token]:
    (root,) = _parser().parseInline(text)
    tokens: list[Token] = []
    for token in root.children or []:
        if token.type == "citation":  # it hugs what it stands after; the second of two needs a comma
            while tokens and _is_blank(tokens[-1]):
                tokens.pop()
            token.hidden = bool(tokens) and tokens[-1].type == "citation"
            if tokens and tokens[-1].type == "text":
                tokens[-1].content = tokens[-1].content.rstrip()
        tokens.append(token)
    return tokens


def _is_blank(token: Token) -> bool:
    return token.type == "softbreak" or (token.type == "text" and not token.content.strip())


def _unfilled(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return {"reference": f"{{{token.content}}}", "citation": f"[@{token.content}]"}.get(token.type, token.content)


def _cited(token: Token, values: Values) -> str:
    return (", " if token.hidden else "") + values.number(token.content)


def _word(token: Token, values: Values) -> str:
    if token.type == "reference":
        return values.resolve(token.content)
    if token.type == "citation":
        return _cited(token, values)
    return " " if token.type in ("softbreak", "hardbreak") else values.spell(token.content)


def _html(token: Token, values: Values, shown: str) -> Markup:
    match token.type:
        case "reference":
            return escape(values.resolve(token.content))
        case "citation":
            return cite(_cited(token, values))
        case "softbreak" | "hardbreak":
            return _BREAKS[token.type]
        case "link_open":
            return _link(str(token.attrs["href"]), shown)
        case "link_close" | "em_open" | "em_close" | "strong_open" | "strong_close":
            return Markup("<{}{}>").format("/" if token.nesting < 0 else "", token.tag)
        case _:
            return escape(values.spell(token.content))


def _link(address: str, shown: str) -> Markup:
    """The start of a link; on paper it prints its address, unless the text shows it already."""
    printed = re.sub(r"^(https?://|mailto:|tel:)|/$", "", address)
    if printed in shown:
        return Markup('<a href="{}">').format(address)
    return Markup('<a href="{}" data-address="{}">').format(address, printed)
