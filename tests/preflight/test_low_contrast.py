"""`low-contrast`: letters and marks stand out from their ground."""

import pytest

TICKS = "- {id: a, checklist: [one, two]}"


@pytest.mark.parametrize(
    "css",
    [
        ".body { color: #777 }",
        ".body { color: #0006 }",
        ".body p { background: #777 }",
        ".body p { background: linear-gradient(#888, #777) }",
        ".body p { --role: label; color: #808080 }",
        ".body p { --role: note; color: #888 }",
        ".body p { --role: graphic; color: #888 }",
    ],
)
def test_pale_letters_are_an_error(refused, css):
    """Whatever makes them pale, they are named with their block, page and contrast."""
    (line,) = refused(css=css)
    assert line.startswith("content/sheet.yaml:9:5: error: low-contrast: 'Some words to read.' has a contrast of ")
    assert line.endswith("give it a darker colour, or a lighter ground (page 1)")


def test_opacity_makes_letters_pale(refused):
    """The opacity of all boxes around a text counts as well."""
    lines = refused(css=".block, .body { opacity: .7 }")
    assert [line for line in lines if "low-contrast: 'Some words to read.' has a contrast of" in line]


def test_the_line_says_what_is_needed(refused):
    """It names the contrast there is and the one the role needs, as WCAG 2.2 measures them."""
    (line,) = refused(css=".body { color: #767676 }")
    assert "has a contrast of 4.5 to its ground, and body text needs 7; give it" in line


@pytest.mark.parametrize(
    "css",
    [
        ".body { color: #595959 }",
        ".body { --role: label; color: #767676 }",
        ".body p { background: #000; color: #fff }",
        ".body p { background: linear-gradient(90deg, #fff, #eee) }",
        ".body p { text-decoration: underline }",
        ".body p { text-decoration: line-through 3pt }",
        ".body p { border-bottom: 3pt solid #888; line-height: 1 }",
        "h2 { color: #555 }",
    ],
)
def test_dark_letters_are_printed(accepted, css):
    """A contrast at its floor is enough, and a line under the letters is no ground."""
    accepted(css=css)


@pytest.mark.parametrize(
    "css",
    [
        ".marked.box > li::before { border-color: #ccc }",
        ".marked.box > li::before { border-color: #0003 }",
        ".marked.box > li::before { opacity: .3 }",
        ".marked.box > li::before { visibility: hidden }",
        ".body { background: #666; padding: 3mm; color: #fff } .marked.box > li::before { background: #555 }",
    ],
)
def test_a_pale_box_to_tick_is_an_error(refused, css):
    """What means something without words stands out too, though less than text."""
    assert any(
        line.startswith("content/sheet.yaml:9:5: error: low-contrast: a mark, box or line without words has a contrast")
        for line in refused(TICKS, css=css)
    )


@pytest.mark.parametrize(
    ("blocks", "css"),
    [
        (
            "- {id: a, steps: [{title: One, text: Two}, {title: Three, text: Four}]}",
            ".steps ol > li { border-color: #ddd }",
        ),
        ("- {id: a, steps: [{title: One, text: Two}]}", ".steps .point { border-color: #ddd }"),
        ("- {id: a, list: {items: [one], write_in: Mine}}", ".write-in { border-color: #ddd }"),
        ("- {id: a, list: [one]}", ".marked > li::before { background: #ddd }"),
    ],
)
def test_every_mark_that_says_something_is_measured(refused, blocks, css):
    """Timelines, rings, lines to write on and bullets have the role of graphics."""
    (line,) = refused(blocks, css=css)
    assert "low-contrast: a mark, box or line without words has a contrast of 1.4 to its ground, and needs 3; " in line


def test_marks_on_a_dark_ground_are_printed(accepted):
    """What counts is the difference from the ground around a mark, whichever is darker."""
    accepted(
        "- {id: a, list: [one]}",
        css=".body { background: #222; color: #fff } .marked > li::before { background: #fff }",
    )


def test_a_bullet_made_of_a_sign_is_a_mark(accepted):
    """A tick or a dash before an item is measured as a graphic and not as text."""
    css = ".marked > li::before { content: '✓'; background: none; color: #8a8a8a; font-size: 10pt }"
    accepted("- {id: a, list: [one]}", css=css)


def test_ornament_may_be_pale(accepted):
    """What is decoration has no floor."""
    accepted(css=".block { border-top: 2pt solid #eee } .masthead { background: #fdfdfd }")


def test_lowered_it_is_printed(lowered):
    """A clinic may take pale type on itself."""
    (line,) = lowered("low-contrast", css=".body { color: #767676 }")
    assert "content/sheet.yaml:9:5: warning: low-contrast: " in line
