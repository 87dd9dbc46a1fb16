"""Templates are compiled once for all sheets of a process, and yet say to each what is its own."""

from tests.conftest import PHONE
from tests.heads import HEAD
from tests.pages import pdf_text

OTHER_PHONE = "020 7946 0999"
TEMPLATE = """\
{% macro text(text, heading) %}
<div class="body">{{ text.body|paragraphs }}<p>{{ "Ring {clinic.contact.phone}."|inline }}</p></div>
{% endmacro %}
"""
SHEET = HEAD + "blocks:\n  - {id: a, heading: Hello, text: Words of the sheet.}\n"


def test_a_text_that_a_template_gives_is_filled_for_each_build(clinic, command):
    """A clinic's template asks for the phone number: the next build in the same process prints the new one."""
    file = clinic / "content" / "clinic.yaml"
    (clinic / "templates" / "components").mkdir(parents=True)
    (clinic / "templates" / "components" / "text.html").write_text(TEMPLATE, "utf-8")
    (clinic / "content" / "sheet.yaml").write_text(SHEET, "utf-8")
    for phone in (PHONE, OTHER_PHONE):
        file.write_text(file.read_text("utf-8").replace(PHONE, phone), "utf-8")
        assert command("build", "sheet").code == 0
        assert f"Ring {phone}." in pdf_text(clinic / "build" / "sheet.en.a4.pdf")
