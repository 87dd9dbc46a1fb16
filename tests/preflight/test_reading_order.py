"""`text-lost` for words at a wrong place: eyes and ears meet them in the order in which they are written."""

import pytest

EMERGENCY = "- {id: help, emergency: {signs: [Chest pain, Hard to breathe], same_day: [Fever], say: I had acupuncture}}"
LIST = "- {id: a, heading: Hello, list: [One thing to do, Another thing to do, A last thing to do]}"
SENTENCE = '- {id: a, heading: Hello, text: "Please do **not** drive home after your first visit, and rest."}'
PAIR = "- {id: a, heading: Hello, do_and_dont: {do: [Rest at home], dont: [Drive a car]}}"


@pytest.mark.parametrize(
    ("blocks", "css"),
    [
        (
            EMERGENCY,
            ".now h3, .now h2 { position: relative; left: 82mm } .same-day > :first-child { left: -80mm !important }",
        ),
        (LIST, "li:nth-child(1) { position: relative; top: 8mm } li:nth-child(2) { position: relative; top: -8mm }"),
        (SENTENCE, "strong { position: relative; top: 60mm; left: 20mm }"),
        (SENTENCE, "strong { float: right }"),
        (SENTENCE, "strong { position: absolute; top: 200mm; left: 0 }"),
    ],
)
def test_words_that_a_style_moves_are_an_error(refused, blocks, css):
    """A word that stands before the one it follows, or above it, is named with both."""
    lines = refused(blocks, css=css)
    assert any("text-lost" in line and " stands " in line and "read before it" in line for line in lines)


def test_blocks_that_a_style_exchanges_are_an_error(refused):
    """A block that stands above the one before it is named."""
    css = "#a { position: relative; top: 40mm } #b { position: relative; top: -40mm }"
    lines = refused("- {id: a, heading: First, text: Some.}\n- {id: b, heading: Second, text: Others.}", css=css)
    assert any("'Second' stands above 'First', which is read before it" in line for line in lines)


def test_words_in_the_margin_are_an_error(refused):
    """What a style moves into the page's margin is shown, but no screen reader says it."""
    page = "@page { margin-top: 70mm; @top-left { content: element(t); width: 100% } }"
    css = f".do-and-dont.block {{ position: running(t) }} {page}"
    assert any("is not read aloud; a style moves it into the page's margin" in line for line in refused(PAIR, css=css))


@pytest.mark.parametrize(
    "css",
    [
        ".do-and-dont .body { display: block } .do-and-dont .side { float: left; width: 45% }",
        "li { text-align: right }",
        ".label { float: right }",
        "h2 { text-align: center } .body { columns: 2 }",
        "strong { font-size: 16pt; vertical-align: super }",
    ],
)
def test_other_designs_are_printed(changed, css):
    """Columns, floats and raised words keep their order."""
    assert "which is read before it" not in changed(f"{SENTENCE}\n{PAIR.replace('id: a', 'id: b')}", css=css).err
