"""What a viewer is told about printing: real size, and both sides where no copy begins on the back of another."""

import pikepdf
import pytest

from tests.heads import HEAD

PAGES = "\n- {id: b, page_break: true}\n- {id: c, heading: More, text: Some more.}"
ONE, TWO = "- {id: a, heading: Some, text: Some words.}", "- {id: a, heading: Some, text: Some words.}" + PAGES


def preferences(folder):
    """What the sheet tells viewers."""
    with pikepdf.open(folder / "build" / "sheet.en.a4.pdf") as pdf:
        return {name: str(value) for name, value in pdf.Root.ViewerPreferences.items()}


@pytest.mark.parametrize(
    ("blocks", "copies", "duplex"),
    [
        (ONE, "", "/Simplex"),
        (TWO, "", "/DuplexFlipLongEdge"),
        (ONE, "copies: [Patient copy, Clinic copy]\n", "/Simplex"),
        (TWO, "copies: [Patient copy, Clinic copy]\n", "/DuplexFlipLongEdge"),
    ],
)
def test_a_sheet_asks_for_real_size_and_for_both_sides_where_it_can(clinic, sheet, blocks, copies, duplex):
    """Two copies never share a sheet of paper, and a single page has no back."""
    assert sheet(blocks, HEAD + copies).problems == []
    told = preferences(clinic)
    assert (told["/PrintScaling"], told["/Duplex"], told["/DisplayDocTitle"]) == ("/None", duplex, "True")
