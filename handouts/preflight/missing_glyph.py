"""`missing-glyph`: letters that no font has, or that the clinic's own font lacks."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from handouts.findings import Finding
from handouts.fonts import missing_letters
from handouts.preflight.job import Job
from handouts.project import APPROVALS_FILE
from handouts.reading import Place
from handouts.shaping import scalars


def check(job: Job) -> list[Finding]:
    """A finding for every such letter, where it is written first."""
    nowhere = [
        _finding(job, letter, "no font here has", "it would print as a box") for letter in job.proof.missing_letters
    ]
    return nowhere + _lacking_in_own_fonts(job)


def _lacking_in_own_fonts(job: Job) -> list[Finding]:
    texts: dict[str, str] = defaultdict(str)
    for run in job.proof.runs:
        texts[run.family] += run.text
    lacking = {
        letter: face
        for family in {face.family for face in job.faces}
        for letter, faces in missing_letters(
            texts[family], [face for face in job.faces if face.family == family]
        ).items()
        for face in faces[:1]
    }
    return [
        _finding(job, letter, f"'{face.relative}' lacks", "another font would print it")
        for letter, face in lacking.items()
        if letter not in job.proof.missing_letters
    ]


def _finding(job: Job, letter: str, who: str, effect: str) -> Finding:
    message = f"{who} '{letter}' (U+{ord(letter):04X}), so {effect}; take it out, or add a font that has it"
    place = _place(job, letter)
    if place is None and letter in job.imprint.status:
        again = "add a font that has it, or approve again, with the reviewer's name in letters that print"
        return Finding("missing-glyph", f"{who} '{letter}' (U+{ord(letter):04X}), so {effect}; {again}", APPROVALS_FILE)
    return place.finding("missing-glyph", message) if place else job.finding("missing-glyph", message)


def _place(job: Job, letter: str) -> Place | None:
    texts = chain(scalars(job.manuscript.tree), scalars(job.practice.tree))
    return next((text.place for text in texts if letter in text), None)
