"""What a screen reader meets in a written PDF: its tags, and what is kept from it."""

from textwrap import dedent

import pytest

from handouts.typeset import HTML, tagging  # which sets our fonts before it imports WeasyPrint
from tests.pdf_ua import (
    artifact_types,
    link_addresses,
    outline,
    page_validation,
    stray_owners,
    unread_texts,
    vera_pdf,
)

SQUARE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"
IMAGE = f'<img alt="A square" src="{SQUARE}">'
DRAWING = '<path d="M0 0h9v9z"/></svg>'
SVG = f'<svg width="9" height="9" role="img" aria-label="A triangle">{DRAWING}'


def write(body, css="", head="<title>Test</title>", lang="en"):
    html = f'<html lang="{lang}"><head>{head}<style>{css}</style></head><body>{body}</body></html>'
    return tagging.write_pdf(HTML(string=html, base_url="https://clinic.example/").render())[0]


def tags(body, css=""):
    return outline(write(body, css))


def lines(text):
    return dedent(text).strip()


@pytest.mark.parametrize(
    "image",
    [
        f'<img alt="" src="{SQUARE}">',
        f'<img alt="A square" role="presentation" src="{SQUARE}">',
        f'<svg width="9" height="9" aria-hidden="true">{DRAWING}',
        f'<svg width="9" height="9" role="none">{DRAWING}',
        f'<img alt="" style="position: absolute" src="{SQUARE}">',
    ],
)
def test_decorative_image_is_an_artifact(image, caplog):
    """A decorative image is drawn, is no part of the tags, and WeasyPrint does not call it an error."""
    pdf = write(f"<p>Before {image} after</p>")
    assert outline(pdf) == 'P "Before" "after"'
    assert artifact_types(pdf) == {"/Layout"}
    assert not caplog.records


def test_hidden_text_is_an_artifact():
    """Text with aria-hidden is printed and not read, with all that is in it."""
    pdf = write('<p>Seen <b aria-hidden="true">kept <i>away</i></b></p><p aria-hidden="true">Whole</p>')
    assert outline(pdf) == 'P "Seen"'
    assert unread_texts(pdf) == ["kept", "away", "Whole"]


def test_hidden_text_without_a_box_of_its_own_is_an_artifact():
    """Text with aria-hidden stays unread where CSS takes the box of its element away."""
    pdf = write('<p>Seen <b aria-hidden="true" style="display: contents">kept away</b></p>')
    assert outline(pdf) == 'P "Seen"'
    assert unread_texts(pdf) == ["kept away"]


def test_hidden_cells_keep_the_table_rectangular():
    """A hidden cell stays in the table, empty."""
    body = '<table><tr><th aria-hidden="true">No.<th>Name<tr><td aria-hidden="true">1<td>Ann</table>'
    assert tags(body) == lines("""
        Table
          TBody
            TR
              TH Scope=Column
              TH Scope=Column "Name"
            TR
              TD
              TD "Ann"
        """)


@pytest.mark.parametrize(
    "image",
    [SVG, f'<svg width="9" height="9"><title>A triangle</title>{DRAWING}'],
    ids=["aria-label", "title"],
)
def test_inline_svg_says_what_it_shows(image):
    """The alternative text of an inline SVG is its aria-label or its title."""
    assert tags(f"<p>{image}</p>") == "P\n  Figure Alt=A triangle"


def test_running_header_and_footer_are_pagination():
    """Page headers and footers are artifacts of pagination, and so is a running element."""
    css = """
        header { position: running(head) }
        @page { @top-left { content: element(head) } @bottom-left { content: "Page " counter(page) } }
        """
    pdf = write("<header>Elm Clinic</header><p>Text</p>", css)
    assert outline(pdf) == 'P "Text"'
    assert unread_texts(pdf) == ["Elm Clinic", "Page 1"]
    assert artifact_types(pdf) == {"/Pagination"}


def test_link_that_is_not_read_has_no_annotation():
    """An artifact holds no link, since PDF/UA wants each link in the tag tree."""
    css = "header { position: running(head) } @page { @top-left { content: element(head) } }"
    link = '<a href="https://a.example/">link</a>'
    pdf = write(f'<header>{link}</header><p aria-hidden="true">{link}</p><p>Text</p>', css)
    assert link_addresses(pdf) == []
    assert page_validation(pdf) == []


def test_fixed_element_is_read_on_its_first_page_only():
    """What is printed on each page is read once; its repetitions are artifacts of pagination."""
    body = '<div style="position: fixed; top: 0">Elm <a href="https://a.example/">web</a></div><p>One'
    pdf = write(body + '<p style="break-before: page">Two')
    assert outline(pdf) == lines("""
        Div
          "Elm"
          Link
            -> https://a.example/
            "web"
        P "One"
        P "Two"
        """)
    assert unread_texts(pdf) == ["Elm", "web"]
    assert artifact_types(pdf) == {"/Pagination"}


BULLETS = {
    "outside": "",
    "inside": "ul { list-style-position: inside }",
    "before": "ul { list-style-type: none } li::before { content: '•' }",
    "positioned before": "ul { list-style-type: none } li::before { content: '•'; position: absolute }",
}


@pytest.mark.parametrize("css", BULLETS.values(), ids=BULLETS)
def test_list_item_has_a_label_and_a_body(css):
    """The bullet of an item is its label, whether a marker or ::before draws it; the rest is its body."""
    numbering = "None" if "none" in css else "Disc"
    assert tags("<ul><li><p>Item</p><p>More</p></li></ul>", css) == lines(f"""
        L ListNumbering={numbering}
          LI
            Lbl "•"
            LBody
              P "Item"
              P "More"
        """)


def test_text_around_a_paragraph_stays_in_one_body():
    """An item with text and paragraphs has one body, and no empty or anonymous elements in it."""
    assert tags("<ul><li>Pack<p>a card</p>and go</li></ul>") == lines("""
        L ListNumbering=Disc
          LI
            Lbl "•"
            LBody
              "Pack"
              P "a card"
              "and go"
        """)


def test_list_item_without_a_bullet_has_only_a_body():
    """An item whose ::before draws a shape and no text has no label and no empty elements."""
    css = "ul { list-style: none } li::before { content: ''; display: block; height: 4px; background: red }"
    assert tags("<ul><li><p>Item</p></li></ul>", css) == lines("""
        L ListNumbering=None
          LI
            LBody
              P "Item"
        """)


def test_nested_list_stands_in_the_body_of_its_item():
    """A list inside an item keeps its place among the text of the item."""
    body = "<ol><li>Pack<ul><li>Card</ul>and leave<li>Arrive</ol>"
    assert tags(body) == lines("""
        L ListNumbering=Decimal
          LI
            Lbl "1."
            LBody
              "Pack"
              L ListNumbering=Circle
                LI
                  Lbl "◦"
                  LBody "Card"
              "and leave"
          LI
            Lbl "2."
            LBody "Arrive"
        """)


def test_grouped_definitions_are_items_of_their_list():
    """A div that groups a term with its definition does not come between a list and its items."""
    pdf = write("<dl><div><dt>Dose</dt><dd>One tablet</dd></div></dl>")
    assert outline(pdf) == lines("""
        L ListNumbering=None
          LI
            LBody "Dose"
          LI
            LBody "One tablet"
        """)
    assert page_validation(pdf) == []


@pytest.mark.parametrize(
    ("style", "numbering"),
    [
        ("circle", "Circle"),
        ("square", "Square"),
        ("upper-roman", "UpperRoman"),
        ("lower-alpha", "LowerAlpha"),
        ("none", "Decimal"),
        ("'→ '", "Decimal"),
    ],
)
def test_list_tells_its_numbering(style, numbering):
    """ListNumbering follows list-style-type; an ordered list stays ordered when CSS numbers it otherwise."""
    assert tags("<ol><li>Item</ol>", f"ol {{ list-style-type: {style} }}").startswith(f"L ListNumbering={numbering}\n")


def test_header_cells_tell_what_they_head():
    """The scope of a header cell is that of the HTML, or else its column."""
    body = '<table><tr><th>Day<th>Dose<tr><th scope="row">Monday<td>5 ml</table>'
    assert tags(body) == lines("""
        Table
          TBody
            TR
              TH Scope=Column "Day"
              TH Scope=Column "Dose"
            TR
              TH Scope=Row "Monday"
              TD "5 ml"
        """)


def test_language_of_an_element_is_told():
    """An element in another language says so, be it a word or a block."""
    assert tags('<p>Say <em lang="fr">bonjour</em></p><aside lang="de">Tschüss</aside>') == lines("""
        P
          "Say"
          Span Lang=fr "bonjour"
        Div Lang=de "Tschüss"
        """)


def test_abbreviation_is_expanded():
    """The title of an abbreviation is its expansion."""
    assert tags('<p><abbr title="blood pressure">BP</abbr></p>') == 'P\n  Span E=blood pressure "BP"'


@pytest.mark.parametrize("css", ["", "a > * { height: 40px }", "a > * { float: left }"], ids=["small", "tall", "float"])
@pytest.mark.parametrize("picture", [IMAGE, SVG], ids=["img", "svg"])
def test_link_around_a_picture_owns_its_annotations(picture, css):
    """The annotations of a linked picture belong to the link, and the picture stands inside it."""
    pdf = write(f'<p><a href="https://a.example/">{picture}</a></p>', css)
    paragraph, link, *rest = outline(pdf).split("\n")
    assert (paragraph, link) == ("P", "  Link")
    assert sum(line.startswith("    Figure Alt=") for line in rest) == 1
    assert sum(line == "    -> https://a.example/" for line in rest) == len(link_addresses(pdf))
    assert page_validation(pdf) == []


def test_generated_text_in_a_link_is_part_of_it():
    """What ::before adds to a link is no link of its own."""
    assert tags('<p><a href="https://a.example/">web</a></p>', "a::before { content: '→ ' }") == lines("""
        P
          Link
            -> https://a.example/
            "→"
            "web"
        """)


def test_emphasis_in_a_link_adds_no_annotation():
    """A link with an element inside it is one link to click and to read."""
    pdf = write('<p><a href="https://a.example/">our <b>new</b> page</a></p>')
    assert link_addresses(pdf) == ["https://a.example/"]


def test_link_broken_over_lines_is_one_link():
    """Each line of a link has its annotation; one Link owns them all."""
    body = '<p><a href="https://a.example/">a link that does not fit into one line of a page</a></p>'
    assert tags(body, "@page { size: 60mm 80mm; margin: 5mm }") == lines("""
        P
          Link
            -> https://a.example/
            "a link that does not fit"
            -> https://a.example/
            "into one line of a page"
        """)


def test_link_broken_over_pages_is_one_link():
    """A link that goes on overleaf stays one Link, in one paragraph."""
    body = '<p>See <a href="https://a.example/">overleaf<br>and back</a></p>'
    assert tags(body, "@page { size: 60mm 16mm; margin: 5mm } p { orphans: 1; widows: 1; margin: 0 }") == lines("""
        P
          "See"
          Link
            -> https://a.example/
            "overleaf"
            -> https://a.example/
            "and back"
        """)


def test_anchor_without_an_address_is_no_link():
    """An `a` that only marks a place is a span, and one around blocks leaves no empty link behind."""
    assert tags('<p>See <a id="here">here</a></p>') == 'P "See" "here"'
    assert tags('<a href="https://a.example/"><p>Block</p></a>') == 'P "Block"'


def test_list_over_two_pages_is_one_list():
    """A list, and an item of it, that goes on overleaf is tagged as one."""
    css = "@page { size: 60mm 16mm; margin: 5mm } * { margin: 0; orphans: 1; widows: 1 }"
    assert tags("<ul><li><p>One<br>more</p><li>Two</ul>", css) == lines("""
        L ListNumbering=Disc
          LI
            Lbl "•"
            LBody
              P "One" "more"
          LI
            Lbl "•"
            LBody "Two"
        """)


def test_table_over_two_pages_repeats_its_headers():
    """A table that goes on overleaf is a table there too, with the header cells that are printed again."""
    css = "@page { size: 60mm 30mm; margin: 5mm } * { margin: 0; padding: 0 }"
    pdf = write("<table><thead><tr><th>Day</thead><tr><td>Monday<tr><td>Tuesday<tr><td>Sunday</table>", css)
    headings = [line.strip() for line in outline(pdf).split("\n") if "Day" in line or line == "Table"]
    assert headings == ["Table", 'TH Scope=Column "Day"'] * 2
    assert page_validation(pdf) == []


def test_content_and_annotations_lead_back_to_their_elements():
    """The parent tree of the PDF names the element of each piece of content and of each annotation."""
    assert stray_owners(write(EVERYTHING, EVERYTHING_CSS)) == []


def test_headings_keep_their_levels():
    """The headings h1 to h6 are H1 to H6."""
    body = "".join(f"<h{level}>Part</h{level}>" for level in range(1, 7))
    assert tags(body) == "\n".join(f'H{level} "Part"' for level in range(1, 7))


EVERYTHING = f"""
    <header>Elm Clinic <a href="https://elm.example/">web</a></header>
    <div style="position: fixed; right: 0; bottom: 0">Draft</div>
    <h1>Your first visit {SVG}</h1><h2>Before</h2><h3>At home</h3>
    <p>Say <em lang="fr">bonjour</em>, ask for <abbr title="blood pressure">BP</abbr>
      <span aria-hidden="true">→</span> <a href="#table">below</a> <a id="here">here</a> {IMAGE}</p>
    <img alt="" src="{SQUARE}"><svg width="9" height="9" aria-hidden="true">{DRAWING}
    <p><a href="https://a.example/">{IMAGE}</a> <a href="https://b.example/">{SVG}</a>
      <a href="https://c.example/">a link that is <b>long</b> enough for two lines of this narrow page</a></p>
    <ul><li>Pack<ol><li>Card<li><p>Keys</p></ol>and leave<li><p>Arrive</p></ul>
    <ul class="ticks"><li>Fast<li><p>Drink</p></ul><ul class="dots"><li>Fast<li><p>Drink</p></ul>
    <ul style="list-style-position: inside"><li>Fast<li><p>Drink</p></ul>
    <dl><dt>Dose<dd>One tablet</dl>
    <figure>{IMAGE}<figcaption>A square</figcaption></figure>
    <table id="table"><caption>Doses</caption><thead><tr><th aria-hidden="true">No.<th>Day<th>Dose</thead>
      <tr><td aria-hidden="true">1<th scope="row">Monday<td>5 ml {IMAGE}
      <tr><td aria-hidden="true">2<th scope="row">Tuesday<td><ul><li>5 ml</ul></table>
    """
EVERYTHING_CSS = """
    @page { size: A6; margin: 15mm 10mm }
    @page { @top-left { content: element(head) } @bottom-left { content: counter(page) } }
    header { position: running(head) }
    .ticks, .dots { list-style: none } .ticks li::before { content: "✓ " }
    .dots li::before { content: ""; display: inline-block; width: 4px; height: 4px; background: red }
    """


def test_everything_together_passes_both_validators(tmp_path):
    """A document with all that is mended here passes page-validation and veraPDF."""
    file = tmp_path / "everything.pdf"
    file.write_bytes(write(EVERYTHING, EVERYTHING_CSS))
    assert page_validation(file) == []
    assert vera_pdf(file) == []


def test_bytes_are_the_same_each_time():
    """The same HTML gives the same file."""
    assert write(EVERYTHING, EVERYTHING_CSS) == write(EVERYTHING, EVERYTHING_CSS)


@pytest.mark.parametrize(
    ("fault", "rule", "clause"),
    [
        ({"head": ""}, "TITLE", "7.1-9"),
        ({"lang": ""}, "LANG", "7.2"),
        ({"body": f'<h1>Visit</h1><img src="{SQUARE}">'}, "FIGURE", "7.3-1"),
        ({"body": "<h1>Visit</h1><h3>At home</h3>"}, "HEADING", "7.4.2-1"),
    ],
    ids=["title", "language", "alternative text", "heading"],
)
def test_validators_catch_what_the_author_left_out(fault, rule, clause, tmp_path):
    """Both validators tell of a missing title, language or alternative text, and of a skipped heading."""
    file = tmp_path / "fault.pdf"
    file.write_bytes(write(**{"body": "<h1>Visit</h1>", **fault}))
    assert any(rule in found for found in page_validation(file))
    assert any(found.startswith(clause) for found in vera_pdf(file))


def test_weasyprint_is_left_as_it_was(monkeypatch):
    """Writing changes WeasyPrint only while it lasts, even when it fails."""
    document = HTML(string="<p>Text").render()
    before = tagging.Stream.marked, tagging.weasyprint_tags._build_box_tree
    monkeypatch.setattr(tagging.Page, "paint", _fail)
    with pytest.raises(ZeroDivisionError):
        tagging.write_pdf(document)
    assert (tagging.Stream.marked, tagging.weasyprint_tags._build_box_tree) == before


def _fail(*_):
    raise ZeroDivisionError
