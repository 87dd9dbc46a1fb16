"""`text-overlap`: no two texts are printed over each other."""

import pytest

LONG = (
    "- {id: a, heading: Hello there, text: 'Some words to read that are long enough to need more than one line of it.'}"
)
DRAWING = (
    "{% macro text(text, heading) %}<div class='body'><p>{{ text.body|inline }}</p>"
    '<svg width="60mm" height="20mm" viewBox="0 0 60 20"><title>The way to the door</title>'
    '<text x="2" y="9" style="font: 4px Handouts Text">The door</text>'
    '<text x="DX" y="DY" style="font: 4px Handouts Text">The window</text></svg></div>{% endmacro %}'
)


@pytest.mark.parametrize(
    "css",
    [
        "h2 { position: absolute; left: 60mm }",
        ".body { margin-left: -40mm }",
        ".body { line-height: .3 }",
        "p { position: relative; top: -6mm; left: -45mm }",
        "h2 { transform: translate(45mm, 2mm) rotate(3deg) }",
        ".body::before { content: 'Look at this'; position: absolute; top: 0; left: 5mm } .body { position: relative }",
    ],
)
def test_texts_over_each_other_are_an_error(refused, css):
    """However two texts come to lie over each other, both are named."""
    lines = refused(LONG, css=f".block {{ position: relative }} {css}")
    (line,) = [line for line in lines if "text-overlap" in line]
    assert line.startswith("content/sheet.yaml:9:5: error: text-overlap: '")
    assert " are printed over each other; make room for both" in line
    assert line.endswith("(page 1)")


def test_texts_that_meet_at_one_end_are_an_error(refused):
    """A few letters of two long lines are enough."""
    blocks = "- {id: a, text: 'Monday to Thursday\n\n  Friday alone'}"
    css = ".body p { position: absolute; top: 0; white-space: nowrap } .body { position: relative; height: 9mm } "
    (line,) = refused(
        blocks.replace("\n\n  ", "\\n\\n").replace("'", '"'), css=f"{css} p + p {{ left: 32mm; margin: 0 }}"
    )
    assert "'Monday to Thursday' and 'Friday alone' are printed over each other" in line


@pytest.mark.parametrize("css", [".body { letter-spacing: -.25em }", "h2 { letter-spacing: -.5em }"])
def test_letters_over_their_neighbours_are_an_error(refused, css):
    """A text can lie over itself as well."""
    (line,) = [line for line in refused(LONG, css=css) if "text-overlap" in line]
    assert line.startswith("content/sheet.yaml:9:5: error: text-overlap: the letters of '")
    assert "' are printed over each other; set them further apart" in line


def test_letters_of_a_drawing_are_looked_at(refused):
    """Two labels of one drawing can lie over each other as well."""
    template = DRAWING.replace("DX", "4").replace("DY", "10")
    (line,) = refused(**{"templates/components/text.html": template})
    assert "error: text-overlap: 'The door' and 'The window' are printed over each other" in line


@pytest.mark.parametrize(
    "css",
    [
        ".label { grid-column: 1 / 3 } h2 { font-size: 34pt; line-height: .85; width: 90mm }",
        ".body { line-height: .95 }",
        ".body p { letter-spacing: -.06em }",
        ".body p::first-letter { font-size: 22pt }",
        ".body p { text-decoration: underline }",
        ".body { columns: 2; column-gap: 2mm }",
    ],
)
def test_tight_lines_are_printed(accepted, css):
    """Lines that stand close, letters that overhang and underlines are no overlap."""
    accepted(LONG.replace("Hello there", "Typography ÄÖ qq gg ÅÉ"), css=css)


def test_what_is_emphasised_may_hang_over(accepted):
    """Italic and bold letters beside upright ones touch them, and superscripts stand close."""
    template = (
        "{% macro text(text, heading) %}<div class='body'><p>{{ text.body|inline }}"
        "<sup style='font-size: 8pt; --role: superscript; line-height: 0'>12</sup></p></div>{% endmacro %}"
    )
    blocks = "- {id: a, text: 'A *f*) *half*! **off** (*ff*) fi*f*’s'}"
    accepted(blocks, **{"templates/components/text.html": template})


def test_ligatures_are_printed(accepted):
    """Letters that share one shape are no overlap."""
    accepted("- {id: a, heading: office, text: 'left fifth ffl fi fj ft tt'}")


def test_labels_of_a_drawing_beside_each_other_are_printed(accepted):
    """Labels that stand apart are no overlap."""
    accepted(**{"templates/components/text.html": DRAWING.replace("DX", "4").replace("DY", "14")})


def test_lowered_it_is_printed(lowered):
    """A clinic may take an overlap on itself."""
    (line,) = lowered("text-overlap", LONG, css=".body { line-height: .3 }")
    assert "content/sheet.yaml:9:5: warning: text-overlap: " in line
