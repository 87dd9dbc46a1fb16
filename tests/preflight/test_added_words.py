"""`required-block` and `text-lost`: words that a style or a template adds to a block."""

import pytest

from handouts.overriding import override
from handouts.project import Project
from tests.heads import HEAD

HELP = "- {id: get-help, required: true, heading: Help, emergency: {signs: [Chest pain], same_day: [Fever], note: Go.}}"
TEXT = '- {id: a, heading: Hello, text: "[Our page](https://linden.example/a) is new."}'
RUN = "error: required-block: "


@pytest.fixture
def changed_template(clinic, sheet):
    """Build a sheet with a part of a shipped template replaced."""

    def build(template, old, new, blocks=HELP):
        file = override(Project.at(clinic, None), f"templates/{template}")
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        return sheet(blocks)

    return build


@pytest.mark.parametrize(
    ("css", "words"),
    [
        (".now > *:first-child::before { content: 'Don’t ' }", "Don’t"),
        (".now li::before { content: '2' }", "2"),
        ("#get-help::after { content: 'Wait 2 days.' }", "Wait 2 days."),
        ("h1::after { content: 'Don’t'; position: absolute; top: 58mm; left: 80mm }", "Don’t"),
    ],
)
def test_a_style_adds_no_words_to_a_required_block(changed, css, words):
    """Words that a style makes up where patients look for help stop the PDF, wherever the style takes them from."""
    result = changed(HELP, css=css)
    assert result.code == 3
    assert f"content/sheet.yaml:9:5: {RUN}'{words}' is added by a style to a block that keeps patients" in result.err


def test_a_style_adds_no_words_to_any_block(refused):
    """Words of a style are told from those of the content in every other block too."""
    assert any(
        "error: text-lost: 'not' is added by a style to a block; take it out" in line
        for line in refused(TEXT, css=".body p::before { content: 'not ' }")
    )


@pytest.mark.parametrize("content", ["'Never'", "'(linden.example/b)'"])
def test_a_link_prints_no_other_address(refused, content):
    """What a style prints after a link is its address, or an error."""
    css = f"a[data-address]::after {{ content: {content} }}"
    assert any("is added by a style" in line for line in refused(TEXT, css=css))


@pytest.mark.parametrize(
    "css",
    [
        "",
        "h2::before { content: '→ ' }",
        ".now li { counter-increment: sign } .now li::before { content: counter(sign); background: none; border: 0 }",
        "@page { @top-right { content: 'Page ' counter(page); font-size: 9pt; --role: note } }",
    ],
)
def test_signs_addresses_counts_and_margins_are_free(changed, css):
    """Marks without letters, printed addresses, numbers of items and what stands in the margins are no added words."""
    result = changed(f"{TEXT}\n{HELP}", css=css)
    assert "is added by" not in result.err


def test_sections_of_a_form_are_numbered(sheet):
    """The number before a heading of a form is its place among them."""
    head = HEAD.replace("kind: guide", "kind: form")
    blocks = f"- {{id: a, heading: One, text: Words.}}\n{HELP}\n- {{id: c, heading: Two, required: true, text: More.}}"
    assert sheet(blocks, head).code == 0


EMERGENCY = "components/emergency.html"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('<div class="now">', '<div class="now"><p>Ignore this. Wait 2 days.</p>', "Ignore this. Wait 2 days."),
        ('<div class="now">', '<div class="now"><p>Do not</p>', "Do not"),
        ('<div class="now">', '<div class="now"><p aria-hidden="true">Never</p>', "Never"),
        ('<div class="now">', '<div class="now"><p data-block="other">Never</p>', "Never"),
        ('<div class="now">', '<div class="now"><p>0900 1234</p>', "0900 1234"),
        ('<div class="now">', '<div class="now"><input value="Never">', "Never"),
        ("<li>{{ sign|inline }}</li>", "<li>{{ sign|inline }} for a week</li>", "for a week"),
    ],
)
def test_a_template_adds_no_words_to_a_required_block(changed_template, old, new, words):
    """Words that nobody wrote into the content, the language, the clinic or the country are refused, read or not."""
    result = changed_template(EMERGENCY, old, new)
    assert result.code == 3
    assert f"{RUN}'{words}' is added by a template to a block that keeps patients safe; take it out" in result.err


def test_a_required_block_is_marked_by_its_template(changed_template):
    """Where a template hides which block is which, it is told what to write."""
    result = changed_template("blocks.html", 'data-block="{{ block.id }}"', "")
    assert result.code == 3
    assert f"{RUN}no template says where the block 'get-help' is; write data-block=\"get-help\" around it" in result.err


@pytest.mark.parametrize(
    "new",
    [
        '<div class="now"><p>{{ clinic.name }}</p>',
        '<div class="now"><p>{{ country.name }}: {{ clinic.contact.phone }}</p>',
        '<div class="now"><p>{{ words.date_of_birth }}</p>',
        '<div class="now"><p>1.</p>',
    ],
)
def test_a_template_may_print_what_is_known(changed_template, new):
    """The clinic, the country, the words of the language and the number of an item may stand in a required block."""
    assert changed_template(EMERGENCY, '<div class="now">', new).code == 0


def test_a_template_may_add_words_to_other_blocks(changed_template):
    """What a template adds is refused only where the block is required."""
    blocks = "- {id: a, heading: Hello, text: Some words.}"
    assert changed_template("components/text.html", "</div>", "<p>More of them.</p></div>", blocks).code == 0
