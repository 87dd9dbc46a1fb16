"""identify: from a printed page, or its PDF, back to the words, the brand and the approval it was made from."""

import json

import pikepdf
import pytest

from tests.files import change, write
from tests.heads import HEAD

TEXT = "blocks:\n  - {id: a, heading: Hello, text: Some words.}\n"
PDF = "build/sheet.en.a4.pdf"


@pytest.fixture
def printed(clinic, command, monkeypatch):
    """A clinic whose approved sheet was built; its record."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    write(clinic / "content" / "sheet.yaml", HEAD + TEXT)
    command("approve", "sheet", "--by", "A. Practitioner", "--role", "acupuncturist")
    assert command("build", "sheet").code == 0
    return json.loads((clinic / "ledger.jsonl").read_text("utf-8"))


def told(result):
    """What is told of the one sheet that was found, by its name."""
    assert (result.code, result.err) == (0, "")
    return dict(line.split(maxsplit=1) for line in result.out.splitlines())


def test_a_pdf_is_known_by_its_bytes(printed, command):
    """All is told of it: handout, version, sheet, approval, words, brand, day and program."""
    sheet = told(command("identify", PDF))
    assert sheet["handout"] == "sheet: A sheet"
    assert sheet["version"] == "1.0, written 2026-11, review by 2028-11"
    assert sheet["sheet"] == "en, a4, standard, 1 page, for GB"
    assert sheet["approval"] == "2026-11-22, by A. Practitioner, acupuncturist"
    assert sheet["words"] == f"{printed['words'][:8]}; they are still the words of this handout"
    assert sheet["brand"] == "#1f4e8c, no logo"
    assert sheet["built"].startswith("2026-11-22, with ")
    assert (sheet["fingerprint"], sheet["PDF"]) == (printed["fingerprint"], printed["sha256"])


@pytest.mark.parametrize("kept", ["the metadata", "the text"])
@pytest.mark.usefixtures("printed")
def test_a_pdf_that_was_stamped_is_known_by_what_it_says(clinic, command, kept):
    """Other bytes, and even metadata that are gone: the fingerprint at its foot is still there."""
    with pikepdf.open(clinic / PDF) as pdf:
        if kept == "the text":
            del pdf.docinfo["/Keywords"]
            del pdf.Root["/Metadata"]
        pdf.add_blank_page()
        pdf.save(clinic / "stamped.pdf")
    change(clinic / "content" / "sheet.yaml", "Some words", "Other words")
    command("build", "sheet")
    sheet = told(command("identify", "stamped.pdf"))
    assert sheet["approval"] == "2026-11-22, by A. Practitioner, acupuncturist"
    assert "the words of this handout changed since" in sheet["words"]


@pytest.mark.usefixtures("printed")
def test_all_sheets_in_a_joined_pdf_are_told(clinic, command):
    """Though the metadata of the whole are those of the first, each page names its own sheet."""
    write(clinic / "content" / "other.yaml", HEAD + TEXT)
    command("build", "other")
    with pikepdf.open(clinic / PDF) as pdf, pikepdf.open(clinic / "build" / "other.en.a4.pdf") as other:
        pdf.pages.extend(other.pages)
        pdf.save(clinic / "joined.pdf")
    document = json.loads(command("identify", "joined.pdf", "--json").out)
    assert [sheet["handout"] for sheet in document["sheets"]] == ["sheet", "other"]


@pytest.mark.usefixtures("printed")
def test_a_damaged_page_hides_no_other(clinic, command):
    """A PDF of which one page cannot be opened is known by the pages that can."""
    with pikepdf.open(clinic / PDF) as pdf:
        del pdf.docinfo["/Keywords"]
        pdf.add_blank_page()
        pdf.Root.Pages.Kids[1] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Foo))
        pdf.save(clinic / "damaged.pdf")
    assert told(command("identify", "damaged.pdf"))["handout"] == "sheet: A sheet"


@pytest.mark.parametrize(
    "asked",
    [
        lambda record: [record["fingerprint"][:8]],
        lambda record: [record["fingerprint"][:4].upper(), record["fingerprint"][4:8].upper()],
        lambda record: [record["fingerprint"]],
        lambda record: [record["words"][:8]],
        lambda record: [record["sha256"]],
    ],
)
def test_digits_are_found_however_they_are_typed(printed, command, asked):
    """The eight at the foot, in any case and with spaces; whole ones; those of the words and of the PDF."""
    assert told(command("identify", *asked(printed)))["fingerprint"] == printed["fingerprint"]


@pytest.mark.usefixtures("printed")
def test_all_sheets_with_these_digits_are_told(clinic, command):
    """The same words on two papers are two sheets, the oldest first; one that was built twice is one."""
    command("build", "sheet", "--paper", "letter")
    command("build", "sheet", "--force")
    words = json.loads((clinic / "ledger.jsonl").read_text("utf-8").splitlines()[0])["words"]
    document = json.loads(command("identify", words[:8], "--json").out)
    assert [sheet["paper"] for sheet in document["sheets"]] == ["a4", "letter"]


@pytest.mark.usefixtures("printed")
def test_it_tells_programs_the_same(command):
    """One document with the record, who approved it, and what became of the words."""
    result = command("identify", PDF, "--json")
    [sheet] = json.loads(result.out)["sheets"]
    assert sheet["approval"] == {"by": "A. Practitioner", "role": "acupuncturist", "date": "2026-11-22"}
    assert (sheet["words_now"], sheet["handout"], result.err) == ("same", "sheet", "")


@pytest.mark.usefixtures("printed")
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda file: file.unlink(), "this handout is there no more"),
        (lambda file: change(file, "title", "titel"), "whether they changed cannot be told: the handout has errors"),
        (lambda file: change(file, "Hello", "Good-bye"), "the words of this handout changed since"),
    ],
)
def test_what_became_of_the_words_is_told(clinic, command, harm, said):
    """Whoever holds an old page learns whether it still says what it should."""
    harm(clinic / "content" / "sheet.yaml")
    assert said in told(command("identify", PDF))["words"]


@pytest.mark.usefixtures("printed")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["00000000"], 1, "No sheet that was built in this folder is '00000000'."),
        (["00000000", "--json"], 1, "No sheet that was built in this folder is '00000000'."),
        (["gone.pdf"], 2, "there is no file 'gone.pdf'"),
        (["notes.pdf"], 2, "'notes.pdf' is no PDF, or a damaged one"),
        (["Sheet"], 2, "'Sheet' is neither a PDF nor a fingerprint; type the 8 digits from the foot of a page"),
    ],
)
def test_what_is_not_known_is_said_in_one_line(clinic, command, words, code, said):
    """Digits of no sheet, and what is no PDF."""
    write(clinic / "notes.pdf", "notes")
    result = command("identify", *words)
    assert (result.code, result.err.count("\n"), said in result.err) == (code, 1, True)
    assert result.out == "" or json.loads(result.out)["sheets"] == []


@pytest.mark.usefixtures("empty")
def test_it_needs_a_clinics_folder(command):
    """The demonstration keeps no ledger."""
    result = command("identify", "00000000")
    assert (result.code, "identify needs a clinic's folder" in result.err) == (2, True)
