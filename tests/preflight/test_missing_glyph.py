"""`missing-glyph`: a letter that no font has is found wherever a template puts it."""

import pytest
from fontTools.ttLib import TTFont

from handouts.project import library
from tests.pages import pdf_text

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="9mm" viewBox="0 0 40 9"><title>A door</title>{}</svg>'
)
LABEL = '<text x="2" y="6" style="font: 4px Handouts Text">{}</text>'


def template(html):
    """The template of text blocks, with this HTML below the text."""
    start = "{% macro text(text, heading) %}<div class='body'><p>{{ text.body|inline }}</p>"
    return {"templates/components/text.html": f"{start}{html}</div>{{% endmacro %}}"}


@pytest.mark.parametrize(
    "html",
    [
        "<form><input value='We 😀'></form>",
        "<form><textarea>We 😀</textarea></form>",
        "<form><button>We 😀</button></form>",
        "<form><input type=submit value='We 😀'></form>",
        "<form><select><option>We 😀</option></select></form>",
        DRAWING.format(LABEL.format("We 😀")),
        "<img alt='A door' src='/content/images/door.svg'>",
        "<p style='string-set: a content()'>We</p><style>p::after { content: '😀' }</style>",
    ],
)
def test_a_letter_that_no_font_has_is_an_error(clinic, refused, html):
    """Values of forms, labels of drawings and what styles make up are looked at like other texts."""
    (clinic / "content" / "images").mkdir(parents=True)
    (clinic / "content" / "images" / "door.svg").write_text(DRAWING.format(LABEL.format("We 😀")), "utf-8")
    lines = refused(css="input, textarea, button, select { font: 12.5pt var(--text-face) }", **template(html))
    said = "no font here has '😀' (U+1F600), so it would print as a box; take it out, or add a font that has it"
    assert [line for line in lines if line.endswith(f"error: missing-glyph: {said}")]


@pytest.mark.parametrize(
    "html",
    ["<form><input value='We'></form>", "<form><textarea>We</textarea></form>", DRAWING.format(LABEL.format("We"))],
)
def test_letters_that_fonts_have_are_printed(accepted, html):
    """Forms and drawings with plain words raise no alarm."""
    css = "input, textarea { font: 12.5pt var(--text-face) }"
    assert "We" in pdf_text(accepted(css=css, **template(html)))


def test_letters_beyond_the_first_plane_are_printed(clinic, accepted):
    """A font may have letters that UTF-16 writes in two halves, in texts and in drawings."""
    font = TTFont(library() / "styles" / "fonts" / "text.ttf")
    for table in font["cmap"].tables:
        if table.format == 12:
            table.cmap[0x1F600] = table.cmap[ord("O")]
    for record in (1, 4, 6, 16):  # the names of the family and of the face
        font["name"].setName("Handmade", record, 3, 1, 0x409)
    (clinic / "styles" / "fonts").mkdir(parents=True, exist_ok=True)
    font.save(clinic / "styles" / "fonts" / "handmade.ttf")
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace("brand:\n", "brand:\n  fonts: {text: Handmade}\n"), "utf-8")
    accepted(
        "- {id: a, text: We say 😀 to you.}", **template(DRAWING.format(LABEL.format("😀").replace("Text", "Handmade")))
    )
