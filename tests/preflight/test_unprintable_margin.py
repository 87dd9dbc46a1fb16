"""`unprintable-margin`: office printers leave out what stands at the paper's edge."""

import pytest


def test_text_near_the_edge_is_an_error(refused):
    """It is named with the side, the distance, the page and its block."""
    lines = refused(css="h2 { transform: translate(-17mm) }")
    (line,) = [line for line in lines if "unprintable-margin" in line]
    said = "'Hello' is 3 mm from the left edge of the paper; printers need 5 mm, so move it in (page 1)"
    assert line == f"content/sheet.yaml:9:5: error: unprintable-margin: {said}"


def test_a_ground_at_the_edge_is_an_error(refused):
    """What is drawn counts like what is written, on every side it comes too near to."""
    (line,) = refused(css="@page { background: #eee }")
    sides = " and ".join(f"0 mm from the {side} edge" for side in ("left", "top", "right", "bottom"))
    assert f"content/sheet.yaml:1:1: error: unprintable-margin: something drawn is {sides} of the paper" in line


def test_a_line_of_a_block_at_the_edge_names_the_block(refused):
    """Where no text stands there, the block that reaches so far is named."""
    (line,) = refused(css=".block { margin-left: -17mm; padding-left: 17mm; border-top: 1pt solid #000 }")
    assert line.startswith(
        "content/sheet.yaml:9:5: error: unprintable-margin: something drawn is 3 mm from the left edge"
    )


def test_each_page_has_its_line(refused):
    """Every page with ink at its edge is named."""
    blocks = "- {id: a, text: One}\n- {id: b, page_break: true}\n- {id: c, text: Two}"
    lines = refused(blocks, css="@page { background: #eee }")
    assert [line[-8:] for line in lines] == ["(page 1)", "(page 2)"]


@pytest.mark.parametrize("margin", ["5mm", "6mm"])
def test_five_millimetres_are_enough(accepted, margin):
    """What keeps the margin that printers need is printed."""
    accepted(css=f"@page {{ margin: {margin} 20mm 19mm }} .masthead {{ background: #eee }}")


def test_lowered_it_is_printed(lowered):
    """A clinic whose printer prints to the edge may say so."""
    (line,) = lowered("unprintable-margin", css="@page { background: #eee }")
    assert "warning: unprintable-margin: " in line
