"""What a text may hold: inline Markdown, `{…}` values as plain text, and the spelling of the country."""

import pytest

from handouts import markdown
from handouts.compose import compose
from handouts.manuscript import read_manuscript
from handouts.model.clinic import Clinic
from handouts.model.country import Country
from handouts.model.handout import Block
from handouts.practice import read_practice
from handouts.project import Project
from handouts.reading import Place, ScalarNode
from handouts.sheet import Edition, Paper, Sheet
from handouts.values import NoSuchValue, Values, unknown_references
from tests.pages import pdf_text

CLINIC = {
    "name": "Linden & Co <b>*Acu*</b> {clinic.country} [x](y)",
    "country": "GB",
    "contact": {
        "phone": "020 7946 0182",
        "booking": "https://linden.example/colour",
        "address": ["14 Linden Row", "Harrow Green"],
        "hours": {"Friday": "8.30–4"},
    },
    "visits": {"first": "75 minutes", "price": "the colour centre"},
}
COUNTRY = {
    "name": "United Kingdom",
    "emergency": "999",
    "spelling": "en-GB",
    "paper": "a4",
    "regulator": "Ask us.",
    "form_note": "It is a talk.",
}
AMERICAN = {"colour": "color", "centre": "center"}


@pytest.fixture
def values():
    """The values of a clinic whose name is as awkward as can be."""
    return Values(Clinic.model_validate(CLINIC), Country.model_validate(COUNTRY))


@pytest.fixture
def american(values):
    """The same values, in a country with another spelling."""
    return Values(values.clinic, values.country, AMERICAN)


def findings_of(text, values):
    return unknown_references(ScalarNode.at(Place("sheet.yaml", 7, 3), text), values)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("clinic.contact.phone", "020 7946 0182"),
        ("clinic.visits.first", "75 minutes"),
        ("clinic.contact.address", "14 Linden Row, Harrow Green"),
        ("clinic.contact.hours.Friday", "8.30–4"),
        ("country.emergency", "999"),
    ],
)
def test_name_in_braces_becomes_its_value(values, name, value):
    """A value stands in the sentence, a list with commas."""
    assert markdown.inline(f"Call {{{name}}} now.", values) == f"Call {value} now."


def test_value_is_put_in_as_text(values):
    """HTML, Markdown and braces inside a value stay the letters they are."""
    assert markdown.inline("**At** {clinic.name}.", values) == (
        "<strong>At</strong> Linden &amp; Co &lt;b&gt;*Acu*&lt;/b&gt; {clinic.country} [x](y)."
    )


def test_value_is_put_into_plain_text_as_it_is(values):
    """A title or an alternative text holds the value's own letters, for its template to escape."""
    assert markdown.plain("At {clinic.name}", values) == "At Linden & Co <b>*Acu*</b> {clinic.country} [x](y)"


def test_value_can_be_emphasised_and_linked(values):
    """A value may stand within Markdown."""
    assert markdown.inline("**{country.emergency}** [{country.name}](tel:999)", values) == (
        '<strong>999</strong> <a href="tel:999">United Kingdom</a>'
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("clinic.contact.fone", "is no value; did you mean 'phone'?"),
        ("clinic.visit.first", "is no value; did you mean 'visits'?"),
        ("clinik.name", "is no value; did you mean 'clinic'?"),
        ("country.emergncy", "is no value; did you mean 'emergency'?"),
        ("clinic.name.first", "is no value; a brace that is meant as a brace is written \\{"),
        ("clinic.name.__class__", "is no value; a brace that is meant as a brace is written \\{"),
        ("clinic.contact.email", "is not set for this clinic; set it in content/clinic.yaml, or take it out here"),
        ("country.out_of_hours", "is not set for this clinic; set it in content/clinic.yaml, or take it out here"),
        ("clinic.brand.fonts", "is a group of values; there is heading, text"),
        ("clinic.contact.hours", "is a group of values"),
        ("clinic.sample", "is not a text that can be printed"),
        ("clinic.practitioners", "is not set for this clinic; set it in content/clinic.yaml, or take it out here"),
        (
            "clinic.zzz",
            "is no value; there is brand, characters, checks, contact, country, editions, languages, name, papers, ",
        ),
    ],
)
def test_name_that_stands_for_nothing_is_refused(values, name, said):
    """An unknown name is told the nearest one; a value that is not set, and a group, say so."""
    with pytest.raises(NoSuchValue) as error:
        values.resolve(name)
    assert str(error.value).startswith(said)


def test_list_of_groups_is_no_text(values):
    """Who practises is a list of names with registrations, which cannot stand in a sentence."""
    clinic = Clinic.model_validate({**CLINIC, "practitioners": [{"name": "Ann Linden"}]})
    with pytest.raises(NoSuchValue, match="is not a text that can be printed"):
        Values(clinic, values.country).resolve("clinic.practitioners")


@pytest.mark.parametrize("name", ["clinic.zzz", "zzz", "clinic.name.first"])
def test_name_without_a_near_one_is_told_how_to_write_a_brace(values, name):
    """Where no value can have been meant, the brace may have been."""
    with pytest.raises(NoSuchValue) as error:
        values.resolve(name)
    assert str(error.value).endswith("; a brace that is meant as a brace is written \\{")


@pytest.mark.parametrize("name", ["model_fields", "clinic.model_config", "clinic.__class__", "clinic.called", "", "."])
def test_only_what_a_clinic_may_write_has_a_name(values, name):
    """The inside of the program cannot be named."""
    with pytest.raises(NoSuchValue, match="is no value"):
        values.resolve(name)


def test_unknown_value_is_a_finding_at_its_text(values):
    """A text that names what is not there is found with its file, line and column."""
    (finding,) = findings_of("Call {clinic.fone}", values)
    assert (finding.code, finding.file, finding.line, finding.column) == ("unknown-reference", "sheet.yaml", 7, 3)
    assert finding.message.startswith("'{clinic.fone}' is no value; ")


def test_every_unknown_value_of_a_text_is_found(values):
    """Two mistakes in one text are two findings, also within emphasis and links; what is known is none."""
    text = "{clinic.x} {country.emergency} **{y}** [{z}](https://a.example)"
    assert [finding.message.split(" ")[0] for finding in findings_of(text, values)] == [
        "'{clinic.x}'",
        "'{y}'",
        "'{z}'",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\{clinic.fone}", "{clinic.fone}"),
        (r"\{clinic.contact.phone\}", "{clinic.contact.phone}"),
        ("{}", "{}"),
        ("a } b { c", "a } b { c"),
        ("{a\nb}", "{a b}"),
        ("{% if x %", "{% if x %"),
    ],
)
def test_brace_that_names_nothing_is_shown(values, text, shown):
    r"""A brace after a backslash, and one that is never closed, is a letter like any other."""
    assert findings_of(text, values) == []
    assert markdown.inline(text, values) == shown


@pytest.mark.parametrize("text", ["{{ clinic.name }}", "{% if x %}", "{# x #}", "{ clinic.name }", "{7*7}"])
def test_template_code_is_never_run(values, text):
    """Content is no template: whatever stands in braces is a name or a mistake."""
    assert [finding.code for finding in findings_of(text, values)] == ["unknown-reference"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a*", "<em>a</em>"),
        ("_a_", "<em>a</em>"),
        ("**a** b", "<strong>a</strong> b"),
        ("***a***", "<em><strong>a</strong></em>"),
        ("a*b", "a*b"),
        (r"\*a\*", "*a*"),
        ("[a.example](https://a.example)", '<a href="https://a.example">a.example</a>'),
        (
            "[a](https://b.example/?d=e&f)",
            '<a href="https://b.example/?d=e&amp;f" data-address="b.example/?d=e&amp;f">a</a>',
        ),
        ("[*call*](tel:999)", '<a href="tel:999" data-address="999"><em>call</em></a>'),
        ("a\nb", "a b"),
        ("a\\\nb", "a <br>b"),
        ("  a  ", "a"),
        ("`a`", "`a`"),
        ("# a", "# a"),
        ("![b.png](b.png)", '!<a href="b.png">b.png</a>'),
        ("3 < 4 & 5", "3 &lt; 4 &amp; 5"),
        ("<b>a</b>", "&lt;b&gt;a&lt;/b&gt;"),
        ("<script>a</script>", "&lt;script&gt;a&lt;/script&gt;"),
        ("&amp;", "&amp;amp;"),
        ('"a"', "&#34;a&#34;"),
    ],
)
def test_inline_markdown_becomes_html(values, text, html):
    """Emphasis, links and hard breaks are read; all else, HTML too, is shown as it stands."""
    assert markdown.inline(text, values) == html


def test_link_cannot_leave_its_attribute(values):
    """A quote in an address stays inside the address."""
    html = markdown.inline('[a](<https://b.example/"onclick="x>)', values)
    assert html.count('"') == 4


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\n\nb", "<p>a</p><p>b</p>"),
        ("a\n \t\n\n\nb\nc", "<p>a</p><p>b c</p>"),
        ("a\\\nb", "<p>a <br>b</p>"),
        ("*a\n\nb*", "<p>*a</p><p>b*</p>"),
    ],
)
def test_blank_lines_divide_paragraphs(values, text, html):
    """A blank line begins a new paragraph, and no emphasis runs across it."""
    assert markdown.paragraphs(text, values) == html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**a** *b*", "a b"),
        ("a\\\nb", "a b"),
        ("[a](https://b.example)", "a"),
        ("<b>", "<b>"),
        ("a\n\n  b", "a b"),
        (r"\{x\}", "{x}"),
    ],
)
def test_plain_text_is_the_words_alone(values, text, words):
    """A title and an alternative text have no marks and one line."""
    assert markdown.plain(text, values) == words


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example",
        "book.html",
        "/book",
        "//a.example",
        "#steps",
        "www.a.example",
        "",
        "http://",
        "mailto:",
    ],
)
def test_link_must_be_a_whole_address(sheet, address):
    """A link that leads nowhere from paper, or that runs something, is refused with its place."""
    result = sheet(f"- id: a\n  text: 'See [here]({address}).'")
    assert result.code == 3
    said = "'text' must link to a whole web address, such as https://linden.example/book, not "
    assert result.problems[0].startswith(f"content/sheet.yaml:10:11: error: wrong-type: {said}")


@pytest.mark.parametrize(
    "address", ["https://a.example", "http://a.example/b?c#d", "mailto:a@b.example", "tel:+442079460182"]
)
def test_whole_addresses_are_links(values, address):
    """The web, an email and a phone can be linked to."""
    block = Block.model_validate({"id": "a", "text": f"[here]({address})"})
    assert markdown.inline(block.text.body, values).startswith(f'<a href="{address}" ')


def test_unknown_value_stops_the_handout_at_its_line(sheet):
    """A name in braces that stands for nothing is an error at the line of its text."""
    result = sheet("- id: a\n  list:\n    - fine\n    - Call {clinic.contact.fone}.")
    assert result.code == 3
    assert result.problems == [
        "content/sheet.yaml:12:9: error: unknown-reference: '{clinic.contact.fone}' is no value; did you mean 'phone'?"
    ]


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("The colour of the centre", "The color of the center"),
        ("Colour", "Color"),
        ("COLOUR of the CENTRE", "COLOR of the CENTER"),
        ("Write to info@health-centre.example.", "Write to info@health-centre.example."),
        ("Write to centre@linden.example.", "Write to centre@linden.example."),
        ("See www.centre.example/colour.", "See www.centre.example/colour."),
        ("See centre.example. A colour.", "See centre.example. A color."),
        ("**colour**, *centre*.", "<strong>color</strong>, <em>center</em>."),
        ("colourful, multicentre", "colourful, multicentre"),
        ("[colour.example](https://colour.example)", '<a href="https://colour.example">colour.example</a>'),
        ("{clinic.visits.price}", "the colour centre"),
        ("{clinic.contact.booking}", "https://linden.example/colour"),
    ],
)
def test_words_are_spelt_as_in_the_country(american, text, spelt):
    """Whole words are spelt anew, in the case they had; values and the addresses of links stay."""
    assert markdown.inline(text, american) == spelt


def test_plain_words_are_spelt_as_in_the_country(american):
    """Titles and alternative texts are spelt as the page is."""
    assert markdown.plain("Colour of {clinic.visits.price}", american) == "Color of the colour centre"


def test_words_stay_where_the_country_spells_as_we_do(values):
    """Without a list of spellings nothing is changed."""
    assert values.spell("The colour of the centre") == "The colour of the centre"


def test_american_page_spells_words_and_no_file_names(clinic):
    """In the United States a word is spelt anew, and a picture of that name is still found."""
    (clinic / "content" / "clinic.yaml").write_text(
        "name: The Colour Centre\ncountry: US\ncontact: {phone: 555 0100}\n", "utf-8"
    )
    (clinic / "content" / "images").mkdir()
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    (clinic / "content" / "images" / "colour.svg").write_text(picture, "utf-8")
    html = composed(clinic, "- {id: a, image: {file: images/colour.svg, alt: A picture, caption: Colour}}")
    assert 'src="file:///content/images/colour.svg"' in html
    assert ">Color<" in html
    assert "The Colour Centre" in html


def composed(folder, blocks):
    """The HTML of a handout with these blocks."""
    head = 'title: T\nkind: guide\nlabel: L\nversion: "1"\nwritten: 2026-11\nreview_by: 2028-11\npages: 4\n'
    (folder / "content" / "sheet.yaml").write_text(f"{head}blocks:\n  {blocks}\n", "utf-8")
    project = Project.at(folder)
    practice = read_practice(project)
    manuscript = read_manuscript(project, "sheet", practice)
    return compose(project, practice, manuscript, Sheet("sheet", "en", Paper.LETTER, Edition.STANDARD))


def test_a_link_prints_its_address_on_paper(sheet, clinic):
    """Nobody can tap paper: a link whose text does not show its address has it printed behind."""
    sheet("- {id: a, text: 'See [our site](https://oak.example/find) or [oak.example](https://oak.example/).'}")
    text = pdf_text(clinic / "build" / "sheet.en.a4.pdf")
    assert "See our site (oak.example/find) or oak.example." in text


def test_a_link_that_shows_its_address_as_a_value_prints_it_once(values):
    """The address counts as shown where a value in braces shows it."""
    address = values.resolve("clinic.contact.booking")
    assert markdown.inline(f"[{{clinic.contact.booking}}]({address})", values) == f'<a href="{address}">{address}</a>'
