"""`text-lost`: every word of the content stands on a page, can be seen, and is read in its order."""

import pytest

from handouts.overriding import override
from handouts.project import Project
from tests.heads import HEAD

SHEET = """
- {id: a, heading: Hello, list: [First thing, Second thing, Third thing], note: A note.}
- {id: b, heading: Lists, do_and_dont: {do: [Rest], dont: [Run]}}
"""
COVERED = """
#a .body { position: relative }
#a .body::after { content: ''; position: absolute; top: 0; left: 0; width: 60mm; height: HEIGHT; background: #fff }
"""
LOST = "error: text-lost: "


@pytest.mark.parametrize(
    ("css", "words", "said"),
    [
        ("#a { display: none }", "Hello", "is not laid out whole; a style hides it"),
        ("#a li:nth-child(2) { display: none }", "Second thing", "is not laid out whole; a style hides it"),
        ("#a .body { max-lines: 1 }", "Second thing", "is not laid out whole; a style hides it"),
        ("#a .note { visibility: hidden }", "A note.", "is not on the finished page; a style hides it"),
        ("#a h2 { font-size: 0 }", "Hello", "is not laid out whole; a style hides it"),
        ("#a h2 { opacity: 0 }", "Hello", "cannot be seen: it is cut off, covered, or as light as its ground"),
        ("#a h2 { color: #fff }", "Hello", "cannot be seen: it is cut off, covered, or as light as its ground"),
        ("#a h2 { color: #fafafa }", "Hello", "cannot be seen: it is cut off, covered, or as light as its ground"),
        ("#a h2 { color: transparent }", "Hello", "cannot be seen: it is cut off, covered, or as light as its ground"),
        ("#a .body { background: #000; color: #000 }", "First thing", "cannot be seen: it is cut off, covered, or as"),
        (
            COVERED.replace("HEIGHT", "6mm"),
            "First thing",
            "cannot be seen: it is cut off, covered",
        ),
        (
            COVERED.replace("HEIGHT", "3mm"),
            "First thing",
            "cannot be seen: ",
        ),
        ("main { height: 90mm; overflow: hidden }", "Lists", "cannot be seen: it is cut off, covered"),
        (
            "#a li { width: 14mm; overflow: hidden; white-space: nowrap }",
            "First thing",
            "cannot be seen: 'thing' is cut off",
        ),
        ("#a h2 { position: relative; left: -60mm }", "Hello", "cannot be seen: it is cut off, covered"),
        ("#a h2 { text-indent: -90mm }", "Hello", "cannot be seen: it is cut off, covered"),
        (
            "#a li { width: 20mm; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }",
            "Second thing",
            "is read from the finished page as 'secohing'; a style cuts it, or its font is wrong",
        ),
        (".running-foot { display: none }", "Sheet · Version 1.0 · Written November 2…", "is not laid out whole"),
        (".running-foot strong { display: none }", "Draft, not yet reviewed", "is not laid out whole"),
    ],
)
def test_words_that_a_style_takes_away_are_an_error(refused, css, words, said):
    """However a style hides words, they are named with their way of getting lost."""
    first = next(line for line in refused(SHEET, css=css) if LOST in line)
    assert first.startswith("content/sheet.yaml:")
    assert f"{LOST}'{words}' {said}" in first


def test_lost_words_are_named_with_their_block_and_page(refused):
    """The line says in which block of the content and on which page they are missing."""
    blocks = "- {id: a, text: One}\n- {id: n, page_break: true}\n- {id: b, heading: Hello, text: Two}"
    (line,) = refused(blocks, css="#b h2 { color: #fff }")
    assert line.startswith(f"content/sheet.yaml:11:5: {LOST}'Hello' cannot be seen")
    assert line.endswith("(page 2)")


@pytest.mark.parametrize(
    "css",
    [
        "#b .body { display: flex } #b .side:first-child { order: 2 }",
        "#b .body { display: flex; flex-direction: column-reverse }",
    ],
)
def test_words_that_are_read_aloud_in_another_order_are_an_error(refused, css):
    """What a style moves is no longer read where it is written."""
    (line,) = refused(SHEET, css=css)
    assert line.startswith(f"content/sheet.yaml:10:5: {LOST}'Do not' is read aloud at another place than it is written")


@pytest.mark.parametrize(
    ("template", "text", "line"),
    [
        ("{% macro text(text, heading) %}<div class='body'><p>Hello</p></div>{% endmacro %}", "Some words", "9:19"),
        (
            "{% macro text(text, heading) %}<div class='body'><p>{{ (text.body|plain)[:4] }}</p></div>{% endmacro %}",
            "Some words",
            "9:19",
        ),
    ],
)
def test_words_that_a_template_leaves_out_are_an_error(refused, template, text, line):
    """They are named where they are written."""
    (found,) = refused(f"- {{id: a, text: {text}}}", **{"templates/components/text.html": template})
    assert found == f"content/sheet.yaml:{line}: {LOST}'{text}' is not printed; its template leaves it out"


def test_words_at_the_edge_of_a_drawing_are_an_error(refused):
    """A label that runs out of its drawing is cut off there."""
    drawing = (
        '<svg width="40mm" height="20mm" viewBox="0 0 40 20"><title>The way to the door</title>'
        '<text x="30" y="9" style="font: 4px Handouts Text">The door</text></svg>'
    )
    words = "{% macro text(text, heading) %}<div class='body'><p>{{ text.body|inline }}</p>"
    template = f"{words}{drawing}</div>{{% endmacro %}}"
    (line,) = refused(**{"templates/components/text.html": template})
    assert f"content/sheet.yaml:9:5: {LOST}'The door' in a drawing cannot be seen whole; it is cut off" in line


@pytest.mark.parametrize(
    "css",
    [
        "h2 { text-transform: uppercase }",
        "#a li { font-variant: all-small-caps; font-size: 18pt }",
        "#a li::first-letter { font-size: 20pt }",
        "#a .body { columns: 2; column-gap: 4mm }",
        "#a li { letter-spacing: .2em }",
        "#a li { text-align: justify }",
        "#a .body { direction: rtl }",
        "#a .marked > li { float: left }",
        "#a { position: relative; z-index: -2 } body { background: #fff }",
        "#a .body { overflow: hidden }",
        "#a li { transform: rotate(2deg) }",
        "#a .body { background: #000; color: #fff } #a li::before { background: #fff }",
        "#a li { font-variant-ligatures: discretionary-ligatures }",
        "#a li { content: 'x' }",
    ],
)
def test_words_that_look_different_are_printed(accepted, css):
    """Another case, place or look of the letters loses no word."""
    accepted(SHEET, css=css)


def test_words_broken_by_hyphens_are_printed(accepted):
    """A hyphen that a line break puts in, or a soft one that stays unseen, is no loss."""
    words = "Acupuncture practitioners understand extra\\u00adordinary responsibi\\u00adlities, office effort, flow."
    accepted(f'- {{id: a, text: "{words}"}}', css="html { hyphens: auto } .body { width: 31mm }")


def test_marks_and_small_signs_are_printed(accepted):
    """Signs with little ink are seen in body text and in the small line at the foot; an underline hides no low line."""
    signs = "* · ' , . _ - ~ ^ ° “ ‘ … ½ £ § † • → ! ; : i l | ` ´ ¨"
    head = HEAD.replace("label: Sheet", f'label: "{signs}"')
    accepted(f'- {{id: a, text: "{signs} [a_b_c](https://linden.example/a_b)"}}', head=head)


@pytest.mark.parametrize(
    "letter", ["\\u034f", "\\ufe0f", "\\u200d", "\\u2060", "\\u00ad", "\\u2028", " \\u2029", "\\u0085"]
)
def test_letters_without_a_shape_are_no_loss(accepted, letter):
    """What only joins, parts or ends lines need not be found on the page, and brings nothing down."""
    accepted(f'- {{id: a, text: "Some{letter}words to {letter} read {letter}"}}')


def test_a_table_over_two_pages_is_printed(accepted):
    """Its head stands on both, and is written once."""
    rows = ", ".join(f"[Row {number}, Value {number}]" for number in range(60))
    css = ".block { break-inside: auto; display: block }"
    accepted(f"- {{id: a, table: {{caption: Prices, columns: [Visit, Price], rows: [{rows}]}}}}", css=css)


def test_two_columns_are_printed(accepted):
    """A leaflet is read down its first column, then down its second."""
    blocks = "\n".join(f"- {{id: b{number}, heading: Part {number}, list: [One, Two, Three]}}" for number in range(16))
    accepted(blocks, head=HEAD.replace("kind: guide", "kind: leaflet"))


def test_it_may_not_be_lowered(clinic, sheet):
    """No clinic may print pages with words missing."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(f"{file.read_text('utf-8')}checks: {{text-lost: warning}}\n", "utf-8")
    assert sheet("- {id: a, text: Words.}").code == 3


VEIL = ".body { position: relative } .body::after { content: ''; position: absolute; inset: 0; background: #fffffff0 }"


@pytest.mark.parametrize(
    ("css", "reason"),
    [
        (
            VEIL,
            "seen",
        ),
        (".body p { transform: scaleX(-1) }", "is printed upside down or mirrored"),
        (".body p { transform: rotate(180deg) }", "is printed upside down or mirrored"),
        (".body p { transform: scale(1, .3) }", "pt, and nobody can read that"),
        (".body p { word-spacing: -.3em }", "has no room between its words"),
        (".body p { color: #d0d0d0 }", "cannot be seen"),
        (".body p { font-size: 3pt }", "is printed at 3.0 pt, and nobody can read that"),
    ],
)
def test_what_nobody_can_read_is_lost_whatever_is_lowered(clinic, changed, css, reason):
    """Veils, mirrors, dwarfed, crowded and pale letters stop the PDF even where their own checks are switched off."""
    file = clinic / "content" / "clinic.yaml"
    off = ", ".join(f"{check}: off" for check in ("small-type", "low-contrast", "text-overlap"))
    file.write_text(f"{file.read_text('utf-8')}checks: {{{off}}}\n", "utf-8")
    result = changed(css=css)
    assert result.code == 1
    assert any("text-lost" in line and reason in line for line in result.problems)


@pytest.mark.parametrize(
    ("template", "old", "new", "words"),
    [
        ("components/contact.html", "{{ reach.phone }}", "", "020 7946 0182"),
        ("components/contact.html", '<p class="phone">', '<p class="phone" aria-hidden="true">', "020 7946 0182"),
        ("components/emergency.html", "{{ words.call_now|fill(emergency.call|plain) }}", "999", "Call 999 now"),
        (
            "components/emergency.html",
            "words.same_day|fill(clinic.contact.phone)",
            "''",
            "Call us the same day: 020 7946 0182",
        ),
        ("imprint.html", "{{ imprint.status }}", "", "Draft, not yet reviewed"),
        ("components/emergency.html", "for sign in emergency.signs", "for sign in emergency.signs[:1]", "Chest pain"),
    ],
)
def test_no_template_leaves_out_whom_to_call(clinic, sheet, template, old, new, words):  # noqa: PLR0913, PLR0917
    """The numbers to call, when to call them, and that the sheet is a draft are looked for like the content itself."""
    file = override(Project.at(clinic, None), f"templates/{template}")
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    signs = "{signs: [Sudden chest pain, Chest pain], same_day: [Fever]}"
    result = sheet(f"- {{id: a, heading: Get help, emergency: {signs}}}\n- {{id: b, contact: {{}}}}")
    assert result.code == 1
    assert any(f"text-lost: '{words}' is not printed" in line for line in result.problems)


def test_greek_capitals_lose_their_accents_and_no_word(accepted):
    """Capitals of a style are written without accents in Greek."""
    accepted("- {id: a, heading: Ίσως, text: Words.}", css="h2 { text-transform: uppercase }")


REQUIRED = "- {id: a, required: true, text: 'Some words to read.[@S01]'}\n- {id: sources, references: {}}"


@pytest.mark.parametrize(
    ("css", "said"),
    [
        (".body p { font-size: 6.5pt; color: #888 }", "is printed at 6.5 pt; make it 8 pt or more"),
        (".body p { color: #aaa }", "has a contrast of 2.3 to its ground, and needs 3; give it a darker colour"),
    ],
)
def test_a_required_block_is_no_small_print(clinic, changed, css, said):
    """Whatever is lowered, what keeps patients safe is larger and darker than what nobody can read at all."""
    file = clinic / "content" / "clinic.yaml"
    text = file.read_text("utf-8")
    file.write_text(f"{text}checks: {{small-type: off, low-contrast: off}}\n", "utf-8")
    result = changed(REQUIRED, css=f"[data-block=a] {css}")
    assert result.code == 1
    assert f"content/sheet.yaml:9:5: {LOST}'Some words to read.' keeps patients safe and {said}" in result.err


def test_other_blocks_may_be_lowered_to_small_print(clinic, changed):
    """Where no patient is harmed, the clinic decides above what can be read at all."""
    file = clinic / "content" / "clinic.yaml"
    text = file.read_text("utf-8")
    file.write_text(f"{text}checks: {{small-type: off, low-contrast: off}}\n", "utf-8")
    assert changed(REQUIRED.replace("required: true, ", ""), css=".body p { font-size: 6.5pt; color: #888 }").code == 0
