"""`small-type`: letters are as large as their role asks for."""

import pytest


@pytest.mark.parametrize(
    "css",
    [
        ".body p { font-size: 11pt }",
        ".body { font-size: 70% }",
        ".body { transform: scale(.9) }",
        ".body { font-size: 11pt; --role: headline }",
        ".body { font-size: 11pt; --role: graphic }",
        ".body p { font-size: 9.9pt; --role: label }",
        ".body p { font-size: 8.9pt; --role: note }",
        ".body p { font-size: 7.9pt; --role: superscript }",
        ".body p::first-line { font-size: 11pt }",
    ],
)
def test_small_letters_are_an_error(refused, css):
    """Whatever makes them small, in whichever role, they are named with their block and page."""
    (line,) = refused(css=css)
    assert line.startswith("content/sheet.yaml:9:5: error: small-type: 'Some words to read.' is printed at ")
    assert line.endswith(" (page 1)")


def test_the_line_says_how_small_and_what_to_do(refused):
    """It names the size, the floor and the way to say that a text is a label."""
    (line,) = refused(css=".body { font-size: 11pt }")
    said = "is printed at 11.0 pt, and body text needs 12 pt; make it larger, or say in its style what it is, such as"
    assert f"{said} '--role: label' (page 1)" in line


@pytest.mark.parametrize(
    "css",
    [
        ".body { font-size: 12pt }",
        ".body { font-size: 6pt; transform: scale(2); transform-origin: 0 0; width: 40mm }",
        ".body { font-size: 10pt; --role: label }",
        ".body { font-size: 9pt; --role: note }",
        ".body { font-size: 8pt; --role: superscript }",
        ".body { font-size: 10pt; --role: graphic label }",
    ],
)
def test_letters_as_large_as_their_role_asks_are_printed(accepted, css):
    """At its floor, a text of each role is printed."""
    accepted(css=css)


def test_the_smallest_text_of_a_block_stands_for_the_others(refused):
    """A block with several small texts has one line, which names the worst and counts the rest."""
    lines = refused(
        '- {id: a, text: "One\\n\\nTwo\\n\\nThree"}\n- {id: b, text: Four}',
        css=".body { font-size: 11pt } .body p + p { font-size: 7pt } .body p + p + p { font-size: 9pt }",
    )
    assert ["'Two'" in lines[0], "(2 more here) (page 1)" in lines[0]] == [True, True]
    assert lines[1].startswith("content/sheet.yaml:10:5: error: small-type: 'Four' is printed at 11.0 pt")


def test_small_letters_in_a_drawing_are_an_error(refused):
    """The labels of a chart may be smaller than other text, but not any size."""
    drawing = (
        '<svg width="40mm" height="20mm" viewBox="0 0 40 20"><title>A way to the door</title>'
        '<text x="2" y="9" style="font: {}px Handouts Text">The door</text></svg>'
    )
    template = (
        "{{% macro text(text, heading) %}}<div class='body'><p>{{{{ text.body|inline }}}}</p>{}</div>{{% endmacro %}}"
    )
    (line,) = refused(**{"templates/components/text.html": template.format(drawing.format(2.5))})
    assert "error: small-type: 'The door' in a drawing is printed at 7.1 pt; draw it at 8 pt or more (page 1)" in line


def test_the_foot_of_the_page_is_measured(refused):
    """The line at the foot of every page is a note, and no smaller."""
    (line,) = refused(css=":root { --admin-size: 8pt }")
    assert "content/sheet.yaml:1:1: error: small-type: 'Sheet · Version 1.0" in line


def test_lowered_it_is_printed(lowered):
    """A clinic may take small type on itself."""
    (line,) = lowered("small-type", css=".body { font-size: 11pt }")
    assert "content/sheet.yaml:9:5: warning: small-type: " in line


def test_every_component_says_what_its_small_type_is(accepted):
    """The shipped styles give each text below body size its role."""
    accepted(
        """
- {id: a, heading: A, note: A note., list: {items: [one], write_in: My own}}
- {id: b, heading: B, table: {caption: Prices, columns: [Visit, Price], rows: [[First, Much]]}}
- {id: c, heading: C, steps: [{title: Talk, minutes: 5, text: About you.}]}
- {id: d, contact: {}}
"""
    )
