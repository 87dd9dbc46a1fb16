"""Sentences in other scripts are printed in a clinic's own fonts, and every check still sees them."""

from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from tests.pages import pdf_text
from tests.pdf_ua import outline, page_validation, vera_pdf

SENTENCES = {
    "he": ("Heebo", "שלום. אנא הגיעו עשר דקות לפני התור."),
    "ar": ("Amiri", "مرحبا بكم. يرجى الحضور قبل الموعد بعشر دقائق، ومعكم قائمة الأدوية."),
    "th": ("Sarabun", "กรุณามาถึงก่อนเวลานัดสิบนาที และนำรายการยาที่คุณใช้อยู่มาด้วย น้ำดื่มมีให้"),
    "hi": ("Hind", "कृपया अपने समय से दस मिनट पहले आएँ और अपनी दवाओं की सूची साथ लाएँ। हिन्दी में पर्चा"),
    "zh": ("", "合谷 太冲 腎俞"),  # our own font has the names of points
}
COVERED = """
#a .body { position: relative }
#a .body::after { content: ''; position: absolute; top: 0; left: 0; width: 90mm; height: 4mm; background: #fff }
"""
WORDS_OF_THE_PDF = ("th", "hi")  # the order of letters that run from right to left is up to the reader


@pytest.fixture
def speaking(clinic):
    """Give a clinic the font of a language, and blocks with its sentence, alone and among English words."""

    def prepare(language):
        family, sentence = SENTENCES[language]
        if family:
            put_font(clinic, family)
        return f'- {{id: a, heading: Welcome, text: "{sentence}"}}\n- {{id: b, list: ["Hello: {sentence} Bye."]}}'

    return prepare


def put_font(clinic, family):
    """Put a static face of a family into a clinic's fonts, and set its text in it."""
    (source,) = (file for file in (files(f"fontpkg_{family.lower()}") / "files").iterdir() if is_plain(file.name))
    folder = clinic / "styles" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    font = TTFont(source)
    (instantiateVariableFont(font, {"wght": 400}) if "fvar" in font else font).save(folder / f"{family}.ttf")
    file = clinic / "content" / "clinic.yaml"
    fonts = f"brand:\n  fonts: {{text: {family}, heading: {family}}}\n"
    file.write_text(file.read_text("utf-8").replace("brand:\n", fonts), "utf-8")


def is_plain(name):
    """Whether a font file holds the upright face of medium weight."""
    return name.endswith(("-Regular.ttf", "[wght].ttf")) and "Italic" not in name


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_in_another_script_is_printed(speaking, accepted, language):
    """No check takes it for lost, no validator finds fault with it, and it names its language."""
    pdf = accepted(speaking(language))
    assert (page_validation(pdf), vera_pdf(pdf)) == ([], [])
    assert f"Lang={language}" in outline(pdf.read_bytes())


@pytest.mark.parametrize("language", WORDS_OF_THE_PDF)
def test_the_words_can_be_read_from_the_pdf(speaking, accepted, language):
    """What the letters say is written beside them, where they say it only together."""
    assert squeezed(SENTENCES[language][1]) in squeezed(pdf_text(accepted(speaking(language))))


def squeezed(text):
    """A text without spaces, which readers of a PDF make up."""
    return text.replace(" ", "")


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("css", ["#a .body { color: #fff }", COVERED])
def test_a_sentence_that_cannot_be_seen_is_an_error(speaking, refused, language, css):
    """White letters and covered ones are found in every script."""
    lines = refused(speaking(language), css=css)
    assert [line for line in lines if line.startswith("content/sheet.yaml:9:5: error: text-lost: ")]


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_over_another_is_an_error(speaking, refused, language):
    """Two texts over each other are found in every script."""
    lines = refused(speaking(language), css="#a .body { line-height: 1pt } #a h2 { transform: translate(48mm) }")
    assert [line for line in lines if "error: text-overlap: " in line]
