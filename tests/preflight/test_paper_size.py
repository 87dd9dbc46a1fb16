"""`wrong-paper`: a PDF is as large as the paper it is named after."""

import pytest


@pytest.mark.parametrize("size", ["420mm 594mm", "A5", "250mm 297mm"])
def test_pages_of_another_size_are_an_error(refused, size):
    """A printer would shrink or cut them, and no type would be as large as it was measured."""
    lines = refused(css=f"@page {{ size: {size} !important }}")
    assert any("wrong-paper: is " in line and "a4 paper is 210 × 297 mm" in line for line in lines)


def test_paper_on_its_side_is_printed(changed):
    """A page may lie."""
    assert "wrong-paper" not in changed(css="@page { size: A4 landscape !important }").err
