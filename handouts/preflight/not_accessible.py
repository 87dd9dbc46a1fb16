"""`not-accessible`: what keeps those out who hear a page instead of seeing it.

The finished PDF is put through the machine checks of PDF/UA-1. What no machine sees in the PDF is looked up in the
HTML and on the laid-out pages: tables, words for pictures, headings, languages and texts without a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import NamedTuple
from xml.etree.ElementTree import Element

from handouts.findings import Finding
from handouts.languages import foreign_parts
from handouts.preflight.faults import Fault, worst
from handouts.preflight.job import Job
from handouts.preflight.words import HEADINGS, copies, name, quoted, readable
from handouts.shaping import node_at

CODE = "not-accessible"

_UNEVEN = "the rows of a table do not have the same number of cells; fill them up, or use colspan and rowspan"

# What a rule of the validator means to whoever changes templates; others are said in its own words.
_ADVICE = {
    "METADATA-TITLE": "the page has no title; write a <title> into the head of its template",
    "FIGURE-ALTERNATIVE-TEXT": "a drawing says nothing to those who do not see it; give it a <title>, "
    'or aria-hidden="true" where it is decoration',
    "LI-PARENT": "an <li> stands outside of a list; put it into <ul> or <ol>",
    "L-KIDS": "a list holds something that is no item; put it into an <li>",
    "TABLE-THEAD-TBODY": "a table has a <thead> and nothing else; put its rows into a <tbody>",
    "TABLE-COLUMN": _UNEVEN,
    "TABLE-ROW": _UNEVEN,
}
_SAID_ELSEWHERE = ("HEADING-NESTING", "NOTDEF-GLYPH", "LANGUAGE-TAG")  # by this module, `missing-glyph`, WeasyPrint
_NOTHING = re.compile(
    r"(a |an |the |our |my )?(alt|alternative|text|alt text|chart|diagram|drawing|figure|graphic|icon|illustration|"
    r"image|img|logo|photo|photograph|pic|picture|placeholder|screenshot|untitled)( of| here)?[\s\d.:_-]*"
    r"|[\w.() -]+\.(avif|gif|jpe?g|png|svg|tiff?|webp)|(dsc|img|pict?|scan|pxl)[\s_-]?\d[\w-]*|[\W_\d]*",
    re.IGNORECASE,
)
_SCOPES = {"col", "row", "colgroup", "rowgroup"}


class _Wrong(NamedTuple):
    """What is wrong with an element of the HTML, and the id of the block it is in."""

    element: Element
    block: str | None
    message: str


def check(job: Job) -> list[Finding]:
    """A finding for everything of each kind that keeps somebody out, block by block."""
    headings = chain.from_iterable(map(_headings, copies(job.proof.source)))
    wrong = (*_tables(job.proof.source), *headings, *_alternatives(job))
    findings = [_finding(job, fault) for fault in wrong]
    return [*_broken_rules(job), *findings, *worst(job, CODE, _languages(job)), *worst(job, CODE, _untagged(job))]


def _broken_rules(job: Job) -> list[Finding]:
    """What the validator finds in the finished PDF."""
    import page  # noqa: PLC0415  only a finished page needs it

    report = page.validate_pdf_bytes(job.proof.pdf, profile=page.ValidationProfile.PDF_UA_1)
    failures = (
        (failure.rule_id.removeprefix("PDFUA1-"), failure.message)
        for failure in report.failures
        if not failure.rule_id.removeprefix("PDFUA1-").startswith(_SAID_ELSEWHERE)
    )
    messages = dict.fromkeys(_in_our_words(rule, message) for rule, message in failures)
    return [job.finding(CODE, message) for message in messages]


def _in_our_words(rule: str, message: str) -> str:
    known = next((advice for sign, advice in _ADVICE.items() if rule.startswith(sign)), None)
    return known or f"breaks a rule of PDF/UA-1: {message} ({rule}); look at the clinic's own templates"


def _finding(job: Job, wrong: _Wrong) -> Finding:
    page = next((block.page for block in job.proof.blocks if block.id == wrong.block), None)
    alt = wrong.element.get("alt")
    for index, block in enumerate(job.manuscript.handout.blocks):
        if block.id == wrong.block and block.image and block.image.alt == alt:
            place = node_at(job.manuscript.tree, ("blocks", index, "image", "alt")).place
            return Finding(CODE, wrong.message, place.file, place.line, place.column, page=page)
    return job.finding(CODE, wrong.message, block=wrong.block, page=page)


def _tables(source: Element) -> Iterator[_Wrong]:
    for element, block in readable(source):
        if name(element) == "table":
            heads = [part for part in element.iter() if name(part) == "th"]
            if not heads:
                yield _Wrong(element, block, "a table has no header cells; make those that name a column or row <th>")
            elif any(head.get("scope") not in _SCOPES for head in heads):
                yield _Wrong(element, block, 'a <th> does not say what it heads; give it scope="col" or scope="row"')


def _headings(source: Element) -> Iterator[_Wrong]:
    """The first heading of a copy that is not where listeners expect it."""
    above = 0
    found = [(element, block) for element, block in readable(source) if name(element) in HEADINGS]
    if not found:
        yield _Wrong(source, None, "has no heading; give it an <h1>")
    for element, block in found:
        level, words = int(name(element)[1]), quoted("".join(element.itertext()))
        if level > above + 1:
            before = f"after <h{above}>" if above else "first of all"
            yield _Wrong(element, block, f"{words} is an <h{level}> {before}; make it an <h{above + 1}>")
            return
        if level == 1 and above:
            yield _Wrong(element, block, f"{words} is a second <h1>; make it an <h2>")
            return
        above = level


def _alternatives(job: Job) -> Iterator[_Wrong]:
    """Words for pictures that tell nothing; no words at all mean decoration."""
    for element, block in readable(job.proof.source):
        words = _alternative(element)
        if words and (_NOTHING.fullmatch(words.strip()) or _is_file(words.strip(), element.get("src", ""))):
            message = f"{quoted(words)} says nothing to those who do not see the picture; write what it shows"
            yield _Wrong(element, block, message)


def _alternative(element: Element) -> str:
    if name(element) == "img":
        return element.get("alt", "")
    if name(element) == "svg":
        titles = ("".join(child.itertext()) for child in element if name(child) == "title")
        return element.get("aria-label") or next(titles, "")
    return ""


def _is_file(words: str, source: str) -> bool:
    """Whether the words are but the name of the picture's file, which nobody would write by chance."""
    return words == PurePosixPath(source).stem and re.search(r"[\d_-]", words) is not None


def _languages(job: Job) -> Iterator[Fault]:
    """Letters that would be spoken in a language they are not written in."""
    if not job.proof.source.get("lang"):
        return  # WeasyPrint says so
    for run in job.proof.runs:
        foreign = next(foreign_parts(run.text, run.language), None)
        if foreign or not run.language:
            words = run.text[foreign[0] : foreign[1]] if foreign else run.text
            wrong = f"would be spoken as '{run.language}'" if run.language else "is in no language"
            message = f'{quoted(words)} {wrong}; put it into an element with lang="{foreign[2] if foreign else "…"}"'
            yield Fault(run.page, run.block, 0, message)


def _untagged(job: Job) -> Iterator[Fault]:
    """Texts and pictures that WeasyPrint draws in a group of their own, where their tags do not reach them."""
    for number, page in enumerate(job.pages, 1):
        for area in page.grouped:
            message = "a picture is passed over aloud, because its style has an opacity; make the picture itself paler"
            yield Fault(number, job.block_at(number, area), 0, message)
    for run in job.proof.runs:
        if run.mark is not None and any(letter.is_grouped for letter in job.letters(run)):
            message = (
                f"{quoted(run.text)} is not read aloud, because its style has an opacity; use a paler colour instead"
            )
            yield Fault(run.page, run.block, 0, message)
