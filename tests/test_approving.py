"""Who approves the words of a handout approves these words alone: one that changes makes it a draft again."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.desk import Desk
from handouts.project import Project, library
from handouts.written import WORDS_OF
from tests.files import change, files_in, write
from tests.heads import HEAD
from tests.pages import page_texts, pdf_text

TEXT = "blocks:\n  - {id: a, heading: Hello, text: Some words.}\n"
WHO = ("--by", "A. Practitioner", "--role", "acupuncturist")
DAY = "1795348800"  # 2026-11-22
PDF = Path("build/sheet.en.a4.pdf")
COMPONENTS = library() / "templates" / "components"


@pytest.fixture
def two(clinic, command, monkeypatch):
    """A clinic with two small handouts that are built, on a day that is told."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    write(clinic / "content" / "sheet.yaml", HEAD + TEXT)
    write(clinic / "content" / "other.yaml", HEAD + TEXT)
    assert command("build", "sheet", "other").code == 0
    return clinic


def state(command, name="sheet"):
    """What `list` says of a handout's approval."""
    (row,) = [line for line in command("list").out.splitlines() if line.startswith(f"{name} ")]
    return re.split(r" {2,}", row)[4]


def test_approving_a_handout_builds_its_sheets_alone(two, command):
    """The foot then names month, reviewer and role; other sheets, and the list of what can be built, stay."""
    result = command("approve", "sheet", *WHO)
    assert (result.code, result.out[:27]) == (0, "sheet  approved 2026-11-22,")
    assert (state(command), state(command, "other")) == ("approved 2026-11-22", "draft")
    built = command("build", "sheet", "other", "--explain")
    assert "sheet.en.a4.pdf: was built, because approval sheet is new" in built.err
    assert "other.en.a4.pdf: is up to date" in built.err
    assert "sheet: note: draft" not in built.err
    assert re.search(r"Approved November 2026 by A\. Practitioner, acupuncturist · [0-9a-f]{8}", pdf_text(two / PDF))
    assert "Draft" not in pdf_text(two / PDF)


@pytest.mark.usefixtures("two")
def test_a_changed_word_makes_a_draft_that_may_not_be_printed(two, command):
    """The words of an approved handout change: it is a draft again, and the clinic that wants approval prints none."""
    command("approve", "sheet", *WHO)
    change(two / "content" / "clinic.yaml", "\ncountry:", "\nrequire_approval: true\ncountry:")
    assert command("build", "sheet").code == 0
    before = (two / PDF).read_bytes()
    change(two / "content" / "sheet.yaml", "Some words", "Other words")
    result = command("build", "sheet")
    [error] = [line for line in result.problems if "draft" in line]
    assert (result.code, (two / PDF).read_bytes()) == (1, before)
    assert error == (
        "sheet: error: draft: is a draft: A. Practitioner, acupuncturist, approved it on 2026-11-22, "
        "and its words changed since"
    )
    change(two / "content" / "sheet.yaml", "Other words", "Some words")
    assert (command("build", "sheet").code, state(command)) == (0, "approved 2026-11-22")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Alexandra M. Wagner-Orm", "Approved November 2026 by Alexandra M. Wagner-Orm, acupuncturist · "),
        ("Alexandra M. Wagner-Orme", "Approved November 2026 · "),
    ],
)
def test_the_foot_names_a_reviewer_as_far_as_there_is_room(two, command, name, said):
    """A longer name stands in approvals.yaml alone; the foot keeps to its two lines, beside the name of a copy too."""
    write(two / "content" / "sheet.yaml", HEAD.replace("Sheet", "Consent sheet") + "copies: [Patient copy]\n" + TEXT)
    assert command("approve", "sheet", "--by", name, "--role", "acupuncturist").code == 0
    assert command("build", "sheet", "--paper", "a4", "--paper", "letter").problems == []
    assert said in pdf_text(two / PDF)


def test_a_reviewers_name_that_no_font_has_can_be_mended(two, command):
    """The message leads to the approval and not to the handout; approving it again in other letters is enough."""
    command("approve", "sheet", "--by", "王小明", "--role", "nurse")
    result = command("build", "sheet")
    assert "approvals.yaml: error: missing-glyph: no font here has '王' (U+738B)" in result.err
    assert "or approve again, with the reviewer's name in letters that print" in result.err
    command("approve", "sheet", "--by", "Wang Xiaoming", "--role", "nurse")
    assert command("build", "sheet").code == 0
    assert "by Wang Xiaoming, nurse" in pdf_text(two / PDF)


@pytest.mark.usefixtures("two")
def test_approvals_are_added_and_nothing_is_rewritten(two, command):
    """What stands in the file stays to the letter: older records are the history; the same approval is told once."""
    command("approve", "sheet", *WHO)
    first = (two / "approvals.yaml").read_text("utf-8") + "  # read aloud to two patients"
    write(two / "approvals.yaml", first)
    assert "approved by them already" in command("approve", "sheet", *WHO).out
    command("approve", "other", "sheet", "--by", 'B. "Bo" Practitioner', "--role", "physiotherapist")
    text = (two / "approvals.yaml").read_text("utf-8")
    assert (text.startswith(first + "\n"), text.count("- handout: ")) == (True, 3)
    assert 'by: "B. \\"Bo\\" Practitioner"' in text
    assert state(command, "other") == "approved 2026-11-22"


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["shet", *WHO], 2, "there is no handout 'shet'; did you mean 'sheet'?"),
        (["sheet", "--by", " ", "--role", "nurse"], 2, "--by is empty"),
        (["sheet", "--by", "A. B.", "--role", ""], 2, "--role is empty"),
        (["sheet", "--by", "A" * 81, "--role", "nurse"], 2, "--by must be a name or a role of 80 letters at most"),
        (["sheet", "--by", "A. B."], 2, "--role"),
        (["wrong", *WHO], 3, "content/wrong.yaml:1:1: error: unknown-key: 'titel'"),
    ],
)
def test_what_cannot_be_approved_is_refused(two, command, words, code, said):
    """A handout that is not there or has errors, and nobody in no role: nothing is written."""
    write(two / "content" / "wrong.yaml", HEAD.replace("title", "titel") + TEXT)
    before = files_in(two)
    result = command("approve", *words)
    assert (result.code, said in result.err, files_in(two)) == (code, True, before)


@pytest.mark.usefixtures("empty")
def test_the_demonstration_cannot_be_approved(command):
    """Outside of a clinic's folder there is nothing to approve for."""
    result = command("approve", "first-visit-guide", *WHO)
    assert (result.code, "approve needs a clinic's folder" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("    by:", "    bye:", "approvals.yaml:11:5: error: unknown-key: 'bye' is not a key of an approval"),
        ("date: 2026-11-22", "date: soon", "approvals.yaml:13:11: error: wrong-type: 'date' must be a day"),
        ("    by: ", "    by: '", "approvals.yaml:11:9: error: yaml-syntax: "),
    ],
)
def test_a_damaged_file_stops_the_build_with_one_line(two, command, old, new, line):
    """Every build says where, though no sheet is out of date; the PDFs stay, and mending it is enough."""
    command("approve", "sheet", *WHO)
    assert command("build", "sheet", "other").code == 0
    change(two / "approvals.yaml", old, new)
    for words in (["build", "sheet"], ["build", "other"], ["list"], ["approve", "other", *WHO]):
        result = command(*words)
        assert (result.code, [each[: len(line)] for each in result.problems if "approvals" in each]) == (3, [line])
    change(two / "approvals.yaml", new, old)
    assert command("build", "sheet", "other").out == "2 sheets are up to date.\n"


@pytest.mark.parametrize(
    "put",
    [
        lambda path, _: path.mkdir(),
        lambda path, _: path.symlink_to("elsewhere.yaml"),
        lambda path, kept: path.symlink_to(kept),
    ],
)
def test_what_is_no_file_of_approvals_is_told(two, command, put):
    """A folder, or a link that leads nowhere or away: no approved handout is taken for a draft, nothing is replaced."""
    command("approve", "sheet", *WHO)
    command("build", "sheet")
    kept = (two / "approvals.yaml").rename(two / "kept.yaml")
    before = kept.read_bytes()
    put(two / "approvals.yaml", kept)
    change(two / "content" / "sheet.yaml", "Some words", "Some other words")
    for words in (["build", "sheet"], ["list"], ["approve", "sheet", *WHO]):
        result = command(*words)
        assert (result.code, "draft: is a draft" in result.err) == (3, False)
        assert "approvals.yaml: error: unreadable-file: is no file inside the clinic's folder" in result.err
    assert ((two / "approvals.yaml").is_symlink() or (two / "approvals.yaml").is_dir(), kept.read_bytes()) == (
        True,
        before,
    )


@pytest.mark.usefixtures("two")
def test_a_file_that_nothing_can_be_added_to_stays(two, command):
    """Approvals that somebody wrote in another form are understood, and not torn apart."""
    command("approve", "sheet", *WHO)
    lines = (two / "approvals.yaml").read_text("utf-8").splitlines()
    pairs = ", ".join(line.strip(" -") for line in lines if re.match(r"  (-| ) \w+: ", line))
    write(two / "approvals.yaml", f"approvals: [{{{pairs}}}]\n")
    before = (two / "approvals.yaml").read_text("utf-8")
    assert state(command) == "approved 2026-11-22"
    result = command("approve", "other", *WHO)
    assert (result.code, "error: wrong-type: is laid out so" in result.err) == (3, True)
    assert (two / "approvals.yaml").read_text("utf-8") == before


def test_an_up_to_date_build_with_approvals_loads_no_models(two, command):
    """Who approved what is looked up without all that it takes to read a handout."""
    command("approve", "sheet", *WHO)
    command("build", "sheet", "other")
    script = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from handouts.cli import main; main()"
    words = [sys.executable, "-c", script, "build", "sheet", "other"]
    run = subprocess.run(words, cwd=two, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("2 sheets are up to date.")
    assert {"weasyprint", "pydantic", "jinja2", "filelock"}.isdisjoint(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("templates/title.html", "", "<p>Stop your {{ words.version }} tablets.</p>"),
        ("styles/clinic.css", "h1 { color: black }", 'h1::after { content: " Stop your tablets" }'),
    ],
)
def test_words_of_ones_own_templates_and_styles_are_words(two, command, file, old, new):
    """What a page prints beside its content was not approved with it; a look that adds no word was."""
    shipped = (library() / file).read_text("utf-8") if (library() / file).is_file() else ""
    command("approve", "sheet", *WHO)
    write(two / file, shipped + old)
    assert (command("build", "sheet").code, state(command)) == (0, "approved 2026-11-22")
    write(two / file, shipped + new)
    result = command("build", "sheet")
    assert "A. Practitioner, acupuncturist, approved it on 2026-11-22, and its words changed since" in result.err
    assert (state(command), "Draft, not yet reviewed" in pdf_text(two / PDF)) == ("draft", True)
    command("approve", "sheet", *WHO)
    command("build", "sheet")
    assert "Draft" not in pdf_text(two / PDF)


SIDES = "blocks:\n  - id: a\n    do_and_dont: {do: [Rest.], dont: [Run., Jump.]}\n"
STEPS = "blocks:\n  - {id: a, steps: [{title: One, minutes: 5, text: Stay.}, {title: Two, minutes: 10, text: Go.}]}\n"
CALL = "Call {clinic.contact.phone} or {country.emergency}."
NAMED = f"blocks:\n  - {{id: a, text: 'You have {{clinic.visits.first}}. {CALL}'}}\n"
LINK = "blocks:\n  - {id: a, text: 'See [this page](https://linden.example/a).'}\n"
DOTS = "blocks:\n  - {id: a, icon_array: [S01.any]}\n  - {id: b, references: {}}\n"


def words_of(folder, text=TEXT, head=HEAD):
    """The fingerprint of the words of a handout of this clinic."""
    write(folder / "content" / "sheet.yaml", head + text)
    desk = Desk(Project.at(folder, folder))
    desk.read(["sheet"])
    return desk.manuscripts["sheet"].words


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (TEXT, TEXT.replace("Some", "No")),
        (TEXT, TEXT.replace("Hello", "Good-bye")),
        (SIDES, SIDES.replace("do: [Rest.], dont: [Run., Jump.]", "do: [Rest., Run.], dont: [Jump.]")),
        (STEPS, STEPS.replace("minutes: 5", "minutes: 50")),
        (LINK, LINK.replace("/a)", "/b)")),
        (DOTS, DOTS.replace("S01.any", "S01.bleeding")),
    ],
)
def test_other_words_have_another_fingerprint(clinic, text, other):
    """A word, a heading, a number, an address, a fact, and what to do in the place of what not to do."""
    assert words_of(clinic, text) != words_of(clinic, other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version: "1.0"', 'version: "2.0"'),
        ("review_by: 2028-11", "review_by: 2029-01"),
        ("pages: 4", "pages: 5"),
        ("kind: guide", "kind: leaflet"),
    ],
)
def test_what_is_no_word_changes_no_fingerprint(clinic, old, new):
    """Versions, dates and the look of a handout are not what was read."""
    assert old in HEAD
    assert words_of(clinic) == words_of(clinic, head=HEAD.replace(old, new))


def test_the_same_words_in_two_clinics_of_a_country_have_one_fingerprint(clinic):
    """Name, contact and brand are each clinic's own; its times are part of what is said, and so is its country."""
    file, first = clinic / "content" / "clinic.yaml", words_of(clinic, NAMED)
    whole = file.read_text("utf-8")
    change(file, "020 7946 0182", "020 7946 0999")
    change(file, "#1f4e8c", "#17594a")
    write(file, re.sub(r"^name: .*", "name: Another Clinic", file.read_text("utf-8"), flags=re.MULTILINE))
    assert words_of(clinic, NAMED) == first
    write(file, re.sub(r"first: .*", "first: 20 minutes", whole))
    assert words_of(clinic, NAMED) != first
    write(file, whole)
    first = words_of(clinic)
    change(file, "country: GB", "country: US")
    assert words_of(clinic) != first


@pytest.mark.parametrize("template", sorted(path.name for path in COMPONENTS.glob("*.html")))
def test_the_words_of_a_component_are_known(template):
    """A word of the language that a template prints is part of the fingerprint, but for those about the contact."""
    looked_for = {"call_now", "same_day", "same_day_doctor", "closed_line", "closed", "closed_doctor"}
    printed = set(re.findall(r"\bwords\.(\w+)", (COMPONENTS / template).read_text("utf-8")))
    known = {*WORDS_OF.get(template.removesuffix(".html"), ()), "hours", "scan", "scan_site", "qr"}
    assert printed - known - looked_for == set()


def test_every_page_of_every_copy_bears_the_fingerprint(clinic, command):
    """Loose pages can be told apart: each has the same digits, on both papers the foot is whole."""
    head = HEAD.replace("kind: guide", "kind: form") + "copies: [Patient copy, Clinic copy]\n"
    write(
        clinic / "content" / "sheet.yaml",
        head + TEXT + "  - {id: b, page_break: true}\n  - {id: c, heading: More, text: Words.}\n",
    )
    assert command("build", "sheet", "--paper", "letter", "--paper", "a4").problems == []
    found = [re.findall(r"Draft, not yet reviewed · ([0-9a-f]{8})", text) for text in page_texts(clinic / PDF)]
    assert [len(each) for each in found] == [1, 1, 1, 1]
    assert len({each[0] for each in found}) == 1
