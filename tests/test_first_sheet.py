"""The way from one YAML file to one PDF."""

from tests.pages import pdf_text


def test_one_yaml_file_becomes_one_pdf(sheet, clinic):
    """A handout of one block becomes a PDF that holds its words."""
    result = sheet("- {id: a, heading: Hello, text: Some *words*.}")
    assert result.code == 0
    assert "Hello Some words." in pdf_text(clinic / "build" / "sheet.en.a4.pdf")
