"""What the tests of the checks start from: a sheet that is built with styles and templates of a clinic's own."""

from __future__ import annotations

import pytest

from tests.heads import HEAD

BLOCK = "- {id: a, heading: Hello, text: Some words to read.}"
BEFORE = b"%PDF-1.7 of before"


@pytest.fixture
def changed(clinic, sheet):
    """Build a sheet with these blocks, styles (a clinic.css) and templates (by their name)."""

    def build(blocks=BLOCK, css="", head=HEAD, **templates):
        for name, text in {"styles/clinic.css": css, **templates}.items():
            file = clinic / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return sheet(blocks, head)

    return build


@pytest.fixture
def refused(clinic, changed):
    """Build such a sheet, which must end with 1 and leave the PDF of before as it is: the lines that say why."""

    def build(*words, **more):
        pdf = clinic / "build" / "sheet.en.a4.pdf"
        pdf.parent.mkdir(exist_ok=True)
        pdf.write_bytes(BEFORE)
        result = changed(*words, **more)
        assert (result.code, result.out, pdf.read_bytes()) == (1, "", BEFORE)
        return [line for line in result.problems if ": stale-pdf: " not in line]

    return build


@pytest.fixture
def accepted(clinic, changed):
    """Build such a sheet, which must be printed without a word about it: its PDF."""

    def build(*words, **more):
        result = changed(*words, **more)
        assert (result.code, result.problems) == (0, [])
        return clinic / "build" / "sheet.en.a4.pdf"

    return build


@pytest.fixture
def lowered(clinic, changed):
    """Build such a sheet with a check lowered to a warning, which must be printed all the same: the warnings."""

    def build(check, *words, **more):
        file = clinic / "content" / "clinic.yaml"
        file.write_text(f"{file.read_text('utf-8')}checks: {{{check}: warning}}\n", "utf-8")
        result = changed(*words, **more)
        assert (result.code, result.out) == (0, "build/sheet.en.a4.pdf  1 page\n")
        return result.problems

    return build
