"""Typesets a page's HTML into a proof: the PDF, and where its letters stand. The only importer of WeasyPrint.

Import this module only when something is to be typeset: WeasyPrint takes about a second to load.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from xml.etree.ElementTree import Element

from handouts.errors import MissingLibrary
from handouts.findings import Finding
from handouts.project import Project, library
from handouts.systems import advice, require
from handouts.typeset.fontconfig import isolate
from handouts.typeset.loading import libraries_found

isolate(library() / "styles" / "fonts")
try:
    with libraries_found():
        from weasyprint import HTML

    from handouts.typeset import foot, records
    from handouts.typeset.fetching import BASE_URL, Fetcher
    from handouts.typeset.runs import Run, read_runs
    from handouts.typeset.shapes import Graphic, PlacedBlock, PlacedPicture, read_blocks, read_graphics, read_pictures
    from handouts.typeset.speaking import name_languages
    from handouts.typeset.tagging import write_pdf
except OSError as error:
    require()
    message = f"WeasyPrint cannot be loaded ({error}); {advice()}"
    raise MissingLibrary([Finding("missing-library", message)]) from error


@dataclass(frozen=True)
class Proof:
    """A typeset sheet before anyone may have it: its bytes, and what was laid out to become them.

    `source` is the HTML it was made from, `pages` their number, `findings` what WeasyPrint had to say.
    """

    pdf: bytes
    pages: int
    source: Element
    runs: list[Run]
    blocks: list[PlacedBlock]
    graphics: list[Graphic]
    pictures: list[PlacedPicture]
    missing_letters: list[str]
    findings: list[Finding]


def typeset(project: Project, html: str, *, grey: bool = False) -> Proof:
    """Lay out `html` and write it as tagged PDF/UA-1. Its links lead to files of the project.

    With `grey`, pictures are printed in shades of grey.
    """
    fetcher = Fetcher(project, grey=grey)
    with records.collected() as logged, _stopping():
        page = HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
        name_languages(page.etree_element)
        document = page.render(pdf_variant="pdf/ua-1")
        foot.drop_to_foot(document)
        pdf, marks = write_pdf(document)
        laid_out = read_runs(document, marks), read_blocks(document), read_graphics(document), read_pictures(document)
    refused = bool(fetcher.findings)
    missing = dict.fromkeys(filter(None, map(records.missing_letter, logged)))
    said = (
        records.finding(record, fetcher.styles, refused=refused)
        for record in logged
        if not records.missing_letter(record)
    )
    findings = list(dict.fromkeys([*fetcher.findings, *filter(None, said)]))
    return Proof(pdf, len(document.pages), page.etree_element, *laid_out, list(missing), findings)


def parse(html: str) -> Element:
    """What a page's HTML holds, as `Proof.source` holds it of a typeset one."""
    source: Element = HTML(string=html, base_url=BASE_URL).etree_element
    return source


@contextmanager
def _stopping() -> Iterator[None]:
    """Let Ctrl-C stop what runs meanwhile: WeasyPrint takes it for a broken picture while it draws an SVG."""
    ends_at_once = signal.getsignal(signal.SIGINT) == signal.SIG_DFL  # as in the workers of a press
    if ends_at_once or threading.current_thread() is not threading.main_thread():
        yield
        return
    stops: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stops.append(number)
        raise KeyboardInterrupt

    usual = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if stops:
        raise KeyboardInterrupt
