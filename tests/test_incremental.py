"""Builds again only what is out of date, and says why."""

import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from handouts import manifest
from handouts.findings import Finding
from handouts.project import library
from tests.files import change, write
from tests.heads import HEAD

TEXT = "blocks:\n  - {id: a, heading: Hello, text: Some words.}\n"
CALLOUT = "blocks:\n  - {id: a, heading: Hello, callout: Some words.}\n"
BROKEN = "blocks:\n  - {id: a, heading: Hello, text: Some words., colour: red}\n"
STYLE = "styles/components/callout.css"
SHEET, OTHER = "sheet.en.a4.pdf", "other.en.a4.pdf"


@pytest.fixture
def built(clinic, command, one_handout):  # noqa: ARG001  it must be there first
    """A clinic with two small handouts that are built: `sheet` shows a callout, `other` a text."""
    (clinic / "content" / "first-visit-guide.yaml").unlink()
    write(clinic / "content" / "sheet.yaml", HEAD + CALLOUT)
    write(clinic / "content" / "other.yaml", HEAD + TEXT)
    assert command("build", "sheet", "other").code == 0
    return clinic


def explained(command, *words):
    """Which sheets a build of both makes, and why."""
    said = command("build", "sheet", "other", "--explain", *words).err
    return dict(re.findall(r"^build/(\w+)\.en\.a4\.pdf: was built, because (.*)$", said, re.MULTILINE))


def test_nothing_is_built_twice(built, command):
    """A second build leaves the PDFs as they are and says that they are up to date."""
    before = (built / "build" / SHEET).stat()
    assert command("build", "sheet", "other").out == "2 sheets are up to date.\n"
    assert (built / "build" / SHEET).stat().st_mtime_ns == before.st_mtime_ns


def test_an_up_to_date_build_loads_neither_weasyprint_nor_the_content(built):
    """Where nothing is to be done, nothing that takes time to load is loaded."""
    script = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from handouts.cli import main; main()"
    words = [sys.executable, "-c", script, "build", "sheet", "other"]
    run = subprocess.run(words, cwd=built, capture_output=True, text=True, check=True)
    loaded = run.stdout.splitlines()[-1].split()
    assert run.stdout.startswith("2 sheets are up to date.")
    assert {"weasyprint", "pydantic", "yaml", "jinja2", "PIL", "pypdfium2", "filelock"}.isdisjoint(loaded)


def test_a_changed_component_builds_only_the_sheets_that_show_it(built, command):
    """The style of one component is taken over: the sheet that shows it is built again, and told why."""
    command("override", STYLE)
    assert explained(command) == {"sheet": f"{STYLE} is new"}
    change(built / STYLE, "}", "; color: black }")
    assert explained(command) == {"sheet": f"{STYLE} changed"}
    (built / STYLE).unlink()
    assert explained(command) == {"sheet": f"{STYLE} is gone"}


@pytest.mark.parametrize(
    "name",
    [
        "content/clinic.yaml",
        "content/countries/GB.yaml",
        "content/languages/en.yaml",
        "templates/base.html",
        "templates/components/callout.html",
        "styles/tokens.css",
        "styles/papers/a4.css",
        "styles/clinic.css",
    ],
)
def test_every_file_a_sheet_is_made_from_counts(built, command, name):
    """Whatever a sheet is made from: when it changes, the sheet is built again, and the file is named."""
    if not (built / name).exists():
        command("override", name)
        command("build", "sheet", "other")
    mark = {".yaml": "\n# changed\n", ".css": "\n/* changed */\n", ".html": "{# changed #}"}[Path(name).suffix]
    write(built / name, (built / name).read_text("utf-8") + mark)
    assert explained(command)["sheet"] == f"{name} changed"


def test_a_changed_picture_counts(built, command):
    """A picture in the content is one of the files a sheet is made from."""
    picture = built / "content" / "images" / "door.png"
    picture.parent.mkdir(exist_ok=True)
    Image.new("RGB", (1500, 1000), "green").save(picture)
    change(
        built / "content" / "sheet.yaml", "callout: Some words.", "image: {file: images/door.png, alt: A green door}"
    )
    assert command("build", "sheet").code == 0
    Image.new("RGB", (1500, 1000), "navy").save(picture)
    assert explained(command) == {"sheet": "content/images/door.png changed"}


def test_a_font_of_the_clinic_counts(built, command):
    """A font file that is laid into the clinic's folder changes what its sheets are made from."""
    folder = built / "styles" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(library() / "styles" / "fonts" / "text.ttf", folder / "mine.ttf")
    assert "styles/fonts/ changed" in explained(command)["sheet"]


def test_a_patch_and_what_it_patches_count(built, command):
    """A patched handout is made from both files."""
    write(built / "content" / "small.yaml", "extends: sheet\n")
    assert command("build", "small").code == 0
    change(built / "content" / "sheet.yaml", "Some words", "Other words")
    assert "build/small.en.a4.pdf: was built, because content/sheet.yaml changed" in command("build", "--explain").err


def test_another_handout_changes_nothing(built, command):
    """A handout that is added builds alone."""
    write(built / "content" / "third.yaml", HEAD + TEXT)
    assert command("build").out.splitlines()[-1].endswith("sheets are up to date.")
    assert explained(command) == {}


@pytest.mark.parametrize("part", ["Pango", "HarfBuzz", "weasyprint", "handouts", "Python"])
def test_another_version_of_the_program_builds_again(built, command, part):
    """Each part that decides the bytes is part of the fingerprint, the system's libraries among them."""
    version = manifest.circumstances()[part]
    known = manifest.read_manifest(built / "build")
    known.made_with = {**known.made_with, part: "0.1"}
    for name, entry in known.entries.items():
        known.entries[name] = dataclasses.replace(entry, made_with=known.made_with)
    (built / "build" / "manifest.json").write_bytes(manifest.manifest_json(known))
    assert explained(command)["sheet"] == f"{part} was 0.1 and is {version}"


def test_the_date_of_the_file_can_be_told(built, command, monkeypatch):
    """SOURCE_DATE_EPOCH is when the PDF was last changed; without it the content says so."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert explained(command)["sheet"] == "SOURCE_DATE_EPOCH was not there and is 2027-01-15"
    with pikepdf.open(built / "build" / SHEET) as pdf:
        dates = str(pdf.docinfo["/CreationDate"]), str(pdf.docinfo["/ModDate"])
    assert [date[2:10] for date in dates] == ["20261101", "20270115"]


def test_a_date_that_is_none_is_refused(clinic, command, monkeypatch):
    """A misspelt SOURCE_DATE_EPOCH is a mistake of whoever gave the command."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = command("build")
    assert (result.code, "SOURCE_DATE_EPOCH must be a number of seconds" in result.err) == (2, True)
    assert not (clinic / "build").exists()


def test_force_builds_the_same_again(built, command):
    """--force builds what is up to date, and the bytes are the same."""
    before = (built / "build" / SHEET).read_bytes()
    assert explained(command, "--force") == {"sheet": "--force", "other": "--force"}
    assert (built / "build" / SHEET).read_bytes() == before


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda file: file.unlink(), "its PDF is gone"),
        (lambda file: file.write_bytes(b"%PDF"), "its PDF is not the one that was built"),
    ],
)
def test_a_pdf_that_was_tampered_with_is_built_again(built, command, harm, reason):
    """The manifest is not believed: the PDF itself must be the one that was built."""
    harm(built / "build" / SHEET)
    assert explained(command) == {"sheet": reason}


@pytest.mark.parametrize("said", ["", "{", "[]", "null", '{"version": 99}', '{"version": 1, "sheets": {"a": 1}}'])
def test_a_manifest_that_cannot_be_read_costs_one_build(built, command, said):
    """A damaged manifest is no error; everything is built once more."""
    write(built / "build" / "manifest.json", said)
    assert explained(command).keys() == {"sheet", "other"}
    assert explained(command) == {}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (("sheets", SHEET, "facts"), {}),
        (("sheets", SHEET, "facts"), None),
        (("sheets", SHEET, "made_with"), None),
        (("plan", "offers", "sheet", "findings", 0, "code"), "no-such-code"),
        (("sheets", SHEET, "fingerprint"), "0" * 64),
        (("plan", "papers"), []),
        (("plan", "languages"), None),
        (("checksum",), None),
    ],
)
def test_a_manifest_that_was_edited_costs_one_build(built, command, part, value):
    """What the manifest did not say when it was written is not believed, and never an error."""
    file = built / "build" / "manifest.json"
    said = whole = json.loads(file.read_text("utf-8"))
    for step in part[:-1]:
        said = said[step]
    said[part[-1]] = value
    write(file, json.dumps(whole))
    assert explained(command) == {"sheet": "it was not built here yet", "other": "it was not built here yet"}
    assert explained(command) == {}


def test_a_manifest_may_be_laid_out_anew(built, command):
    """The checksum is that of what the manifest says, not of its spaces."""
    file = built / "build" / "manifest.json"
    write(file, json.dumps(json.loads(file.read_text("utf-8"))))
    assert explained(command) == {}


def test_a_code_that_is_no_more_makes_no_manifest(built):
    """A manifest with a finding that this version of the program does not know counts as none."""
    known = manifest.read_manifest(built / "build")
    known.plan.findings.append(Finding("draft", "is one"))
    said = json.loads(manifest.manifest_json(known))
    said["plan"]["findings"][-1]["code"] = said.pop("checksum") and "no-such-code"
    said["checksum"] = manifest._checksum(said)
    write(built / "build" / "manifest.json", json.dumps(said))
    assert manifest.read_manifest(built / "build") == manifest.Manifest()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
@pytest.mark.parametrize("name", ["manifest.json", SHEET])
def test_a_pipe_in_the_folder_does_not_stop_a_build(built, name):
    """A pipe that nobody writes to is not waited for, but replaced."""
    (built / "build" / name).unlink()
    os.mkfifo(built / "build" / name)
    words = [sys.executable, "-m", "handouts", "build", "sheet"]
    assert subprocess.run(words, cwd=built, capture_output=True, check=False, timeout=60).returncode == 0
    assert (built / "build" / name).is_file()


def test_a_clock_that_goes_backwards_changes_nothing(built, command):
    """Times of files play no part."""
    for file in [*built.rglob("*.yaml"), *(built / "build").glob("*.pdf")]:
        os.utime(file, (0, 0))
    assert explained(command) == {}


def test_findings_of_an_unchanged_pdf_are_said_again(built, command):
    """What was found when a sheet was built is said at every run until it is mended."""
    write(built / "styles" / "clinic.css", ".block { color: red- }\n")
    first, second = command("build", "sheet"), command("build", "sheet")
    assert (first.problems, second.out) == (second.problems, "1 sheet is up to date.\n")
    assert "style-ignored" in first.problems[0]


def test_strict_refuses_an_unchanged_pdf_with_a_warning(built, command):
    """A PDF that was built with a warning is not good enough for --strict; it stays, and is named."""
    write(built / "styles" / "clinic.css", ".block { color: red- }\n")
    command("build", "sheet")
    result = command("build", "sheet", "--strict")
    assert (result.code, "stale-pdf" in result.err) == (1, True)
    assert (built / "build" / SHEET).is_file()


def test_the_last_good_pdf_is_named_with_its_date_until_it_is_built_again(built, command):
    """A handout with an error keeps its PDF; every build says how old it is."""
    write(built / "content" / "sheet.yaml", HEAD + BROKEN)
    os.utime(built / "build" / SHEET, (1_700_000_000, 1_700_000_000))
    date = datetime.fromtimestamp(1_700_000_000, UTC).date().isoformat()
    line = (
        f"build/{SHEET}: warning: stale-pdf: is the last good one, from {date}; it stays until its handout builds again"
    )
    assert [line in command("build").err for _ in range(2)] == [True, True]
    write(built / "content" / "sheet.yaml", HEAD + TEXT)
    assert "stale-pdf" not in command("build").err


def test_a_pdf_that_is_not_ordered_any_more_is_named_when_it_is_out_of_date(built, command):
    """A sheet for another paper is left alone while it is right, and named as soon as it is not."""
    command("build", "sheet", "--paper", "letter")
    assert "stale-pdf" not in command("build").err
    change(built / "content" / "sheet.yaml", "Some words", "Other words")
    found = [line for line in command("build").err.splitlines() if "stale-pdf" in line]
    assert len(found) == 1
    assert re.search(
        r"letter\.pdf: .* out of date, as content/sheet\.yaml changed; type: handouts build sheet --paper letter, or",
        found[0],
    )


def test_clean_removes_what_nothing_makes_any_more(built, command):
    """--clean takes away PDFs of handouts and papers that are gone, and no file of anybody else."""
    command("build", "sheet", "--paper", "letter")
    (built / "content" / "other.yaml").unlink()
    write(built / "build" / "mine.pdf", "my own")
    result = command("build", "--clean")
    assert {line for line in result.out.splitlines() if "removed" in line} == {
        f"build/{OTHER}  removed",
        "build/sheet.en.letter.pdf  removed",
    }
    assert {file.name for file in (built / "build").glob("*.pdf")} >= {"mine.pdf", SHEET}
    assert not (built / "build" / OTHER).exists()


@pytest.mark.parametrize("name", ["../content/clinic.yaml", "{outside}", "notes.txt", "mine.pdf"])
def test_clean_removes_nothing_that_is_not_named_as_its_sheet(built, command, name):
    """Whatever a manifest names: a file that is not called as its sheet, in the folder itself, is not ours."""
    name = name.format(outside=built.parent / "outside.pdf")
    file = built / "build" / name
    file.exists() or write(file, "my own")
    known = manifest.read_manifest(built / "build")
    digest = sha256(file.read_bytes()).hexdigest()
    known.entries[name] = dataclasses.replace(known.entries.pop(OTHER), sha256=digest)
    (built / "build" / "manifest.json").write_bytes(manifest.manifest_json(known))
    assert "removed" not in command("build", "--clean").out
    assert file.is_file()


def test_clean_removes_nothing_whose_sheet_is_in_another_folder(built, command):
    """A sheet with a folder in its name is none of ours, though the file is as the manifest says."""
    known = manifest.read_manifest(built / "build")
    entry = known.entries.pop(OTHER)
    entry = dataclasses.replace(entry, sheet=dataclasses.replace(entry.sheet, handout="../other"))
    known.entries[entry.sheet.filename] = entry
    (built / "build" / OTHER).rename(built / OTHER)
    (built / "build" / "manifest.json").write_bytes(manifest.manifest_json(known))
    assert "removed" not in command("build", "--clean").out
    assert (built / OTHER).is_file()


def test_clean_keeps_a_pdf_that_somebody_changed(built, command):
    """A PDF that has the name of one of ours and is not the one that was built stays, and is named."""
    (built / "content" / "other.yaml").unlink()
    write(built / "build" / OTHER, "my own")
    result = command("build", "--clean")
    [line] = [line for line in result.problems if "stale-pdf" in line]
    assert line.startswith(f"build/{OTHER}: warning: stale-pdf: of ")
    assert line.endswith("is not the one that was built, so it stays; remove it yourself")
    assert ("removed" in result.out, (built / "build" / OTHER).read_text("utf-8")) == (False, "my own")


def test_clean_goes_with_everything(built, command):
    """Who names a handout does not mean that the others be removed."""
    assert command("build", "sheet", "--clean").code == 2
    assert (built / "build" / OTHER).is_file()


def test_check_writes_nothing(built, command):
    """A check proves what is out of date and leaves the folder as it is."""
    change(built / "content" / "sheet.yaml", "Some words", "Other words")
    before = {file: file.read_bytes() for file in (built / "build").iterdir()}
    assert command("check").code == 0
    assert {file: file.read_bytes() for file in (built / "build").iterdir()} == before


def test_a_file_that_changes_during_the_build_is_noticed(built, command, monkeypatch):
    """The manifest says what a sheet was really made from, so that the next build makes it anew."""
    change(built / "content" / "sheet.yaml", "Some words", "Other words")
    real = manifest.Entry

    def meanwhile(*parts):
        change(built / "content" / "sheet.yaml", "Other words", "Third words")
        return real(*parts)

    with monkeypatch.context() as patch:
        patch.setattr("handouts.batch.Entry", meanwhile)
        assert explained(command) == {"sheet": "content/sheet.yaml changed"}
    assert explained(command) == {"sheet": "content/sheet.yaml changed"}
    assert explained(command) == {}
