"""`fact-without-source`: a number that a template prints by itself."""

import pytest

BLOCKS = "- {id: a, heading: Hello, text: Some words.}"


@pytest.fixture
def template(clinic):
    """Put HTML into every text block, by a template of the clinic's own."""

    def write(html):
        folder = clinic / "templates" / "components"
        folder.mkdir(parents=True)
        body = f'<div class="body">{{{{ text.body|paragraphs }}}}{html}</div>'
        (folder / "text.html").write_text(f"{{% macro text(text, heading) %}}{body}{{% endmacro %}}", "utf-8")

    return write


@pytest.mark.parametrize(
    "html",
    [
        "<p>60 % get well.</p>",
        "<ul><li>6 <b>in</b> 10</li></ul>",
        "<div>60 %</div>",
        "<div><span>60 %</span><p>get well.</p></div>",
        "<div><span>6</span>0 %</div>",
        "<p>60</p><p>percent get well.</p>",
        "<div><div>6</div> in <div>10</div></div>",
        '<p aria-hidden="true">60 % get well.</p>',
        "<p>60\u034f per cent of people get well.</p>",
    ],
)
def test_a_number_of_a_template_needs_a_source(sheet, template, html):
    """What no text and no fact says is an error at the block it stands in."""
    template(html)
    result = sheet(BLOCKS)
    assert result.code == 3
    assert "content/sheet.yaml:9:5: error: fact-without-source: '6" in result.err
    assert "is printed by a template or a style and has no source" in result.err


def test_numbers_of_the_content_may_stand_where_a_template_puts_them(sheet, template):
    """A template may print a cited number of the content, and words without numbers."""
    template("<p>More words, on 2 pages.</p>")
    blocks = '- {id: a, text: "Some 6 in 100 people bled.[@S01]"}\n- {id: sources, references: {}}'
    assert sheet(blocks).code == 0


@pytest.mark.parametrize("html", ["<p>6</p><p>In 10 minutes</p>", "<p>2</p><p>A needle goes in 5 places.</p>"])
def test_numbers_of_neighbours_claim_nothing(sheet, template, html):
    """The number of an item and the words that begin after it are no claim."""
    template(html)
    assert sheet(BLOCKS).code == 0


def test_a_number_of_a_style_needs_a_source(clinic, sheet):
    """A number that a style makes up is read together with the words it stands beside."""
    (clinic / "styles").mkdir(exist_ok=True)
    (clinic / "styles" / "clinic.css").write_text("h2::after { content: ': 95 % well' }", "utf-8")
    assert "content/sheet.yaml:9:5: error: fact-without-source: '95 %'" in sheet(BLOCKS).err


def test_a_number_outside_of_blocks_needs_a_source(clinic, sheet):
    """What a style prints in the margins of a page is read too."""
    (clinic / "styles").mkdir(exist_ok=True)
    style = "@page { @top-right { content: '95 % get well'; font-size: 9pt; --role: note } }"
    (clinic / "styles" / "clinic.css").write_text(style, "utf-8")
    assert "error: fact-without-source: '95 %'" in sheet(BLOCKS).err
