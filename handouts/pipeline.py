"""The story of one sheet: compose, typeset, check."""

from __future__ import annotations

import gc
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from tempfile import gettempdir
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from handouts.compose import compose
from handouts.errors import CannotWrite, HandoutsError, Unusable
from handouts.findings import Finding
from handouts.fonts import Face, font_face_css
from handouts.imprint import imprint_of
from handouts.manuscript import Manuscript
from handouts.practice import Practice
from handouts.project import Facts, Project
from handouts.sheet import Edition, Sheet

if TYPE_CHECKING:
    from handouts.typeset import Proof

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Proved:
    """A sheet that was typeset and checked, or could not be; `pdf` is empty where there is nothing to print.

    `fingerprint` is the one that it bears, `facts` are the templates, styles, pictures and fonts it was made from.
    """

    sheet: Sheet
    pdf: bytes = b""
    pages: int = 0
    findings: list[Finding] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)
    fingerprint: str = ""


def prove(project: Project, practice: Practice, manuscript: Manuscript, sheet: Sheet, faces: Sequence[Face]) -> Proved:
    """Compose, typeset and check one sheet. Every finding names the handout."""
    project = project.apart()
    try:
        html = compose(project, practice, manuscript, sheet, font_face_css(faces))
        proof = _typeset(project, html, sheet)
        standard = _standard(project, practice, manuscript, sheet)
    except HandoutsError as error:
        return Proved(sheet, findings=_named(sheet, error.findings))
    gc.collect()  # the laid-out boxes hold each other, and would stay beside all that the checks need
    from handouts.inspection import inspect  # noqa: PLC0415  the first sheet loads it into memory that is free now
    from handouts.preflight import check  # noqa: PLC0415  likewise
    from handouts.preflight.job import Job  # noqa: PLC0415  likewise

    imprint = imprint_of(project, practice, manuscript, sheet)
    findings = check(Job(sheet, practice, manuscript, proof, inspect(proof.pdf), list(faces), imprint, standard))
    return Proved(sheet, proof.pdf, proof.pages, _named(sheet, findings), project.facts(), imprint.fingerprint)


def _typeset(project: Project, html: str, sheet: Sheet) -> Proof:
    from handouts.typeset import typeset  # noqa: PLC0415  WeasyPrint takes a second to load

    try:
        return typeset(project, html, grey=sheet.edition is Edition.INK_SAVER)
    except HandoutsError:
        raise
    except OSError as error:
        message = f"cannot be laid out ({error.strerror}); make room in the temporary folder {gettempdir()}"
        raise CannotWrite([Finding("cannot-write", message)]) from error
    except Exception as error:  # a style sheet can bring any part of WeasyPrint down
        _LOGGER.debug("WeasyPrint came down", exc_info=True)
        message = f"cannot be laid out ({type(error).__name__}); look at the clinic's own styles and templates"
        raise Unusable([Finding("template-error", message)]) from error


def _standard(project: Project, practice: Practice, manuscript: Manuscript, sheet: Sheet) -> Element | None:
    """The HTML of the standard edition, which no other edition may fall behind."""
    if sheet.edition is Edition.STANDARD:
        return None
    from handouts.typeset import parse  # noqa: PLC0415  as below

    return parse(compose(project, practice, manuscript, replace(sheet, edition=Edition.STANDARD)))


def _named(sheet: Sheet, findings: Sequence[Finding]) -> list[Finding]:
    return [replace(finding, handout=sheet.handout) for finding in findings]
