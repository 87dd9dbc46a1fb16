"""Whole handouts for the trials: every block type, with drawn texts in every place that holds one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.trials.texts import Passage, long_passages, long_words, passages, strange_words, words

Strategy = st.SearchStrategy[Any]
Block = dict[str, Any]
COLUMNS = st.sampled_from([1, 2])


class _Quoting(yaml.SafeDumper):
    """Writes every text in double quotes."""


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


@dataclass(frozen=True)
class Sheet:
    """A handout as it was drawn: texts are passages, everything else is as YAML has it."""

    tree: dict[str, Any]
    paper: str
    in_quotes: bool

    @property
    def yaml(self) -> str:
        """The file that an author would write; PyYAML itself loses some signs that stand without quotes."""
        tree = _written(self.tree)
        text = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)
        if self.in_quotes or _read(text) != tree:
            text = yaml.dump(tree, Dumper=_Quoting, sort_keys=False, width=60)
        assert _read(text) == tree
        return text

    @property
    def shown(self) -> list[str]:
        """What the pages must show: each text, without the Markdown."""
        return [passage.shown for passage in _passages(self.tree)]


@cache
def sheets(kind: str) -> Strategy:
    """Handouts with a block of this kind among others; most have short words and letters that our fonts have."""
    return st.sampled_from([words()] * 4 + [long_words(), strange_words()]).flatmap(lambda word: _sheets(word, kind))


def _sheets(word: Strategy, kind: str) -> Strategy:
    short, blocks = passages(word), _blocks(word)
    others = st.lists(st.one_of(*blocks.values()), max_size=2)
    head = {
        "title": short,
        "label": passages(words(), 1, links=False),
        "kind": st.sampled_from(["guide", "leaflet"]),
        "version": st.just("1.0"),
        "written": st.just("2026-11"),
        "review_by": st.just("2028-11"),
        "blocks": st.builds(_numbered, others, blocks[kind], others),
    }
    optional = {"subtitle": short, "pages": st.sampled_from([40, 40, 40, 1])}
    tree = st.fixed_dictionaries(head, optional=optional)
    return st.builds(Sheet, tree, st.sampled_from(["a4", "letter"]), st.booleans())


def _blocks(word: Strategy) -> dict[str, Strategy]:
    frame = {"heading": passages(word), "note": passages(word), "place": st.sampled_from(["flow", "foot"])}
    framed = {
        name: _fixed(**{f"{key}_": value for key, value in frame.items()}, **{name: component})
        for name, component in _components(word).items()
    }
    return framed | {name: st.fixed_dictionaries({name: st.just(True)}) for name in ("page_break", "column_break")}


def _components(word: Strategy) -> dict[str, Strategy]:
    short, long = passages(word), long_passages(word)
    some = st.lists(short, min_size=1, max_size=4)
    minutes = st.sampled_from([5, "10-15", "20–30", 180])
    steps = st.lists(_fixed(title=short, text=short, minutes_=minutes), min_size=1, max_size=4)
    questions = st.lists(_fixed(question=short, answer=short), min_size=1, max_size=3)
    said = passages(word, links=False)  # spoken on the telephone, so that no address is printed
    return {
        "text": long | _fixed(body=long),
        "list": some | _fixed(items=some, marker_=_of("dot", "ring"), columns_=COLUMNS, after_=short, write_in_=short),
        "checklist": some | _fixed(items=some, columns_=COLUMNS, after_=short),
        "do_and_dont": _fixed(do=some, dont=some, do_heading_=short, dont_heading_=short),
        "steps": steps | _fixed(items=steps, after_=short),
        "callout": long | _fixed(text=long, tone_=_of("caution", "reassurance")),
        "emergency": _fixed(signs=some, say_=said, same_day_=some, note_=short),
        "question_and_answer": questions | _fixed(items=questions),
        "table": st.integers(1, 4).flatmap(lambda width: _tables(short, width)),
        "image": _fixed(file=_of("images/dot.png"), alt=_of("A dot"), caption_=short, width_=st.integers(10, 180)),
        "contact": _fixed(invite_=short, scan_=short),
    }


def _tables(cell: Strategy, width: int) -> Strategy:
    row = st.lists(cell, min_size=width, max_size=width)
    return _fixed(columns=row, rows=st.lists(row, min_size=1, max_size=3), caption_=cell)


def _fixed(**keys: Strategy) -> Strategy:
    """Mappings with these keys; one that ends in `_` may be left out."""
    required = {key: value for key, value in keys.items() if not key.endswith("_")}
    optional = {key[:-1]: value for key, value in keys.items() if key.endswith("_")}
    return st.fixed_dictionaries(required, optional=optional)


def _of(*values: str) -> Strategy:
    return st.sampled_from(values)


def _numbered(before: list[Block], block: Block, after: list[Block]) -> list[Block]:
    return [{"id": f"block-{number}", **each} for number, each in enumerate([*before, block, *after], 1)]


def _read(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


def _written(node: Any) -> Any:
    if isinstance(node, Passage):
        return node.source
    if isinstance(node, dict):
        return {key: _written(value) for key, value in node.items()}
    return [_written(value) for value in node] if isinstance(node, list) else node


def _passages(node: Any) -> Iterator[Passage]:
    if isinstance(node, Passage):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _passages(child)


KINDS = tuple(_blocks(st.nothing()))
