"""`not-accessible`: whoever hears a page gets all that others see."""

import pytest
from PIL import Image

from tests.pdf_ua import outline, page_validation, vera_pdf


def template(html):
    """The template of text blocks, with this HTML in the place of the text."""
    body = "{% macro text(text, heading) %}<div class='body'><p>{{ text.body|inline }}</p>" + html
    return {"templates/components/text.html": f"{body}</div>{{% endmacro %}}"}


@pytest.fixture
def picture(clinic):
    """A picture among the clinic's."""
    (clinic / "content" / "images").mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (900, 600)).save(clinic / "content" / "images" / "door-2.png")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<li>One</li>", "an <li> stands outside of a list; put it into <ul> or <ol>"),
        ("<ul><p>One</p></ul>", "a list holds something that is no item; put it into an <li>"),
        ("<svg width='9mm' height='9mm'/>", "a drawing says nothing to those who do not see it; give it a <title>, or"),
        (
            "<table><thead><tr><th scope=col>One</th></tr></thead></table>",
            "a table has a <thead> and nothing else; put its rows into a <tbody>",
        ),
        (
            "<table><tr><th scope=col>One<th scope=col>Two<tr><td>Three</table>",
            "the rows of a table do not have the same number of cells; fill them up",
        ),
        ("<table><tr><td>One<td>Two</table>", "a table has no header cells; make those that name a column or row <th>"),
        ("<table><tr><th>One<td>Two</table>", 'a <th> does not say what it heads; give it scope="col" or scope="row"'),
        ("<h5 style='font-size: 12pt'>Deep</h5>", "'Deep' is an <h5> after <h2>; make it an <h3>"),
        ("<h1>Again</h1>", "'Again' is a second <h1>; make it an <h2>"),
    ],
)
def test_html_that_listeners_cannot_follow_is_an_error(refused, html, said):
    """Lists, tables, drawings and headings are looked at in the HTML and in the finished PDF."""
    (line,) = refused(**template(html))
    assert f"error: not-accessible: {said}" in line


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><th scope=row>One<td>Two<tr><th scope=row>Three<td>Four</table>",
        "<table><tbody><tr><th scope=col colspan=2>One<tr><td>Two<td>Three</table>",
        "<h3>Deep</h3><p>Text</p><h4 style='font-size: 12pt'>Deeper</h4><p>Text</p>",
        "<svg width='9mm' height='9mm' aria-hidden='true'/>",
        "<svg width='9mm' height='9mm'><title>A green door</title></svg>",
        "<ul><li>One<ul><li>Two</ul></ul>",
    ],
)
def test_html_that_listeners_can_follow_is_printed(accepted, html):
    """Header cells with a scope, headings in order, drawings with a title: no word, and both validators agree."""
    pdf = accepted(**template(html))
    assert (page_validation(pdf), vera_pdf(pdf)) == ([], [])


def test_a_table_is_named_with_its_block_and_page(refused):
    """What the HTML shows is wrong in a block stands at that block's line."""
    (line,) = refused(**template("<table><tr><td>One<td>Two</table>"))
    assert (line[:24], line[-8:]) == ("content/sheet.yaml:9:5: ", "(page 1)")


def test_a_handout_without_a_heading_is_an_error(refused):
    """A page begins with its title."""
    title = "<p>{{ handout.title }}</p>{% include 'blocks.html' %}"
    page = f"{{% extends 'base.html' %}}{{% block main %}}{title}{{% endblock %}}"
    lines = refused("- {id: a, text: Words.}", **{"templates/guide.html": page})
    assert [line for line in lines if line.endswith("not-accessible: has no heading; give it an <h1>")]


@pytest.mark.parametrize(
    "words", ["image", "Photo", "a picture of", "logo", "door-2", "door-2.png", "IMG_2034", "DSC00012.JPG", "…", "42"]
)
@pytest.mark.usefixtures("picture")
def test_words_for_a_picture_that_say_nothing_are_an_error(refused, words):
    """They are named where they are written."""
    (line,) = refused(
        f"- id: a\n  heading: Door\n  image:\n    file: images/door-2.png\n    alt: {words!r}\n    width: 50"
    )
    said = f"'{words}' says nothing to those who do not see the picture; write what it shows (page 1)"
    assert line == f"content/sheet.yaml:13:12: error: not-accessible: {said}"


@pytest.mark.parametrize("words", ["A green door", "Image of our green door", "Logo of the clinic", "Map 2", "合谷"])
@pytest.mark.usefixtures("picture")
def test_words_that_say_something_are_printed(accepted, words):
    """A few words that say what the picture shows are enough."""
    accepted(f"- {{id: a, heading: Door, image: {{file: images/door-2.png, alt: {words}, width: 50}}}}")


@pytest.mark.parametrize("html", ["<svg role='img' width='9mm' height='9mm'><title>{}</title></svg>"])
def test_a_title_of_a_drawing_that_says_nothing_is_an_error(refused, html):
    """Drawings in templates are read like pictures."""
    (line,) = refused(**template(html.format("icon")))
    assert "content/sheet.yaml:9:5: error: not-accessible: 'icon' says nothing to those who do not see" in line


def test_text_with_an_opacity_is_an_error(refused):
    """WeasyPrint draws it in a group where its tags do not reach it, which only veraPDF sees (7.1-3)."""
    lines = refused(css=".body { opacity: .95 }")
    said = "'Some words to read.' is not read aloud, because its style has an opacity; use a paler colour instead"
    assert lines == [f"content/sheet.yaml:9:5: error: not-accessible: {said} (page 1)"]


@pytest.mark.usefixtures("picture")
@pytest.mark.parametrize(
    "html",
    [
        "<img src='/content/images/door-2.png' alt='A green door' style='opacity: .5; width: 50mm'>",
        "<svg style='opacity: .5' width='9mm' height='9mm'><title>Door</title><path d='M0 0h9z'/></svg>",
    ],
)
def test_a_picture_with_an_opacity_is_an_error(refused, html):
    """Pictures and drawings get lost to listeners in the same way as texts."""
    (line,) = refused(**template(html))
    said = "a picture is passed over aloud, because its style has an opacity; make the picture itself paler (page 1)"
    assert line == f"content/sheet.yaml:9:5: error: not-accessible: {said}"


@pytest.mark.usefixtures("picture")
@pytest.mark.parametrize(
    "html",
    [
        "<img src='/content/images/door-2.png' alt='' style='opacity: .5; width: 50mm'>",
        "<svg width='9mm' height='9mm'><title>Door</title><g opacity='.5'><path d='M0 0h9z'/></g></svg>",
        (
            "<svg width='40mm' height='9mm' viewBox='0 0 40 9'><title>A door</title><g opacity='.9'>"
            "<text x='2' y='6' style='font: 4px Handouts Text'>Door</text></g></svg>"
        ),
        "<div style='opacity: .5; border: 1pt solid #000; height: 5mm'></div>",
    ],
)
def test_opacity_where_nothing_is_tagged_is_printed(accepted, html):
    """Decoration, and what is clear inside of a drawing, leave nobody out: veraPDF agrees."""
    assert vera_pdf(accepted(**template(html))) == []


@pytest.mark.parametrize(("letters", "language"), [("合谷", "zh"), ("Γειά σου", "el"), ("Привет, мир", "ru")])
def test_letters_of_another_script_name_their_language(accepted, letters, language):
    """A screen reader is told to change its voice, and the author need not know."""
    pdf = accepted(f'- {{id: a, text: "Press {letters} here."}}')
    assert f'Span Lang={language} "{letters}"' in outline(pdf.read_bytes())


def test_every_text_of_a_page_names_its_language(clinic, accepted):
    """Names of the clinic, headings and labels do so as well, and what a template says itself stays."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace("name: My Clinic", "name: 合谷 Clinic"), "utf-8")
    html = "<p lang='zh-Hant'>腎俞</p><p><span lang='ja'>谷</span></p>"
    tags = outline(accepted("- {id: a, heading: The point 合谷, text: Words.}", **template(html)).read_bytes())
    assert [tags.count(f"Lang={language}") for language in ("zh ", "zh-Hant", "ja")] == [2, 1, 1]


@pytest.mark.parametrize("text", ["5 µg of α-blocker, π", "→ ✓ ½ €", "Việt ǎ ḿ", "ə ʃ"])
def test_signs_are_no_foreign_text(accepted, text):
    """Single Greek letters, signs and Latin letters with marks stay in the language around them."""
    assert "Lang=" not in outline(accepted(f'- {{id: a, text: "{text}"}}').read_bytes())


def test_foreign_letters_that_a_style_makes_up_are_an_error(refused):
    """What CSS writes has the language of its element."""
    (line,) = (line for line in refused(css=".body::before { content: 'Привет' }") if "not-accessible" in line)
    said = "'Привет' would be spoken as 'en-GB'; put it into an element with lang=\"ru\" (page 1)"
    assert line == f"content/sheet.yaml:9:5: error: not-accessible: {said}"


def test_it_may_not_be_lowered(clinic, sheet):
    """No clinic may leave out those who listen."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(f"{file.read_text('utf-8')}checks: {{not-accessible: warning}}\n", "utf-8")
    assert sheet("- {id: a, text: Words.}").code == 3
