"""`stranded-heading`: no heading stands alone at the foot of a page or column."""

import pytest
from PIL import Image

from tests.heads import HEAD

LEAFLET = HEAD.replace("kind: guide", "kind: leaflet")
KEPT_APART = ".block { break-inside: auto !important } h2, .label { break-after: auto !important }"


def lines(count):
    """A text of so many short paragraphs."""
    return "\\n\\n".join(["Some words"] * count)


def blocks(above, below=30):
    """A block of so many lines, and one with a heading after it."""
    return f'- {{id: a, text: "{lines(above)}"}}\n- {{id: b, heading: All alone, text: "{lines(below)}"}}'


@pytest.mark.parametrize(("above", "where"), [(28, "in the next column"), (57, "on page 2")])
def test_a_heading_alone_at_the_foot_is_an_error(refused, above, where):
    """A heading whose text begins in the next column or on the next page is named."""
    (line,) = refused(blocks(above), head=LEAFLET, css=KEPT_APART)
    said = f"'All alone' stands alone, and its text begins {where}; put a page_break or column_break before it"
    assert line.startswith(f"content/sheet.yaml:10:5: error: stranded-heading: {said}")
    assert line.endswith("(page 1)")


def test_a_heading_that_a_template_drives_away_is_an_error(refused):
    """What a style or template puts between a heading and its text counts, whatever the level."""
    template = (
        "{% macro text(text, heading) %}<div class='body'><h3>Look here</h3>"
        "<p style='break-before: page'>{{ text.body|inline }}</p></div>{% endmacro %}"
    )
    css = ".block { display: block; break-inside: auto } h3 { break-after: auto }"
    (line,) = refused(css=css, **{"templates/components/text.html": template})
    assert "stranded-heading: 'Look here' stands alone, and its text begins on page 2" in line


@pytest.mark.parametrize("above", [5, 20, 24, 26, 27])
def test_headings_that_go_with_their_text_are_printed(accepted, above):
    """The shipped styles keep a heading and its text together, wherever the break falls."""
    accepted(blocks(above, 12), head=LEAFLET)


def test_headings_beside_their_text_are_printed(accepted):
    """In a guide a long heading may begin above its text and end below it."""
    long = "A heading that is much longer than the few words beside it, and that takes several lines"
    accepted(f"- {{id: a, heading: {long!r}, note: A note below., text: Few words.}}")


def test_a_heading_above_a_picture_is_printed(accepted):
    """Where no text follows, nothing is left behind."""
    template = (
        "{% macro text(text, heading) %}<div class='body'><p>{{ text.body|inline }}</p><h3>The door</h3>"
        "<svg width='9mm' height='9mm'><title>A green door</title></svg></div>{% endmacro %}"
    )
    accepted(**{"templates/components/text.html": template})


def test_a_picture_below_a_heading_is_its_text(accepted, clinic):
    """A heading over a picture is not alone, though the next words stand in the next column."""
    (clinic / "content" / "images").mkdir()
    Image.new("RGB", (1500, 1500)).save(clinic / "content" / "images" / "dot.png")
    picture = "image: {file: images/dot.png, alt: A black square}"
    accepted("\n".join(f"- {{id: {name}, heading: Part {name}, {picture}}}" for name in "abcd"), head=LEAFLET)


def test_lowered_it_is_printed(clinic, changed):
    """A clinic may take a stranded heading on itself."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(f"{file.read_text('utf-8')}checks: {{stranded-heading: warning}}\n", "utf-8")
    result = changed(blocks(57), head=LEAFLET, css=KEPT_APART)
    assert (result.code, result.out) == (0, "build/sheet.en.a4.pdf  2 pages\n")
    assert "warning: stranded-heading: 'All alone' stands alone" in result.err
