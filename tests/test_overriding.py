"""handouts override: shipped files become the clinic's own, which hear when the shipped ones move on."""

import re

import pytest

from handouts.project import ORIGINALS, library
from tests.files import change, files_in, write
from tests.heads import HEAD
from tests.pages import pdf_text

GUIDE = "first-visit-guide"
STYLE = "styles/components/list.css"
PATCH = "content/back-pain-guide.yaml"
BLOCKS = "- {id: a, heading: Hello, list: [One]}"


@pytest.mark.parametrize("name", ["styles/components/steps.css", "templates/guide.html", "content/languages/en.yaml"])
def test_override_copies_a_shipped_file(clinic, command, name):
    """The copy has the same bytes and the same place; one in YAML begins with the line that editors read."""
    result = command("override", name)
    copy = (clinic / name).read_text("utf-8")
    assert (result.code, result.out) == (0, f"{name}\n")
    schema = "# yaml-language-server: $schema=../../.handouts/schema/language.json\n" if name.endswith("yaml") else ""
    assert copy == schema + (library() / name).read_text("utf-8")


def test_override_refuses_what_is_there(clinic, command):
    """A file that the clinic changed is not written over."""
    before = files_in(clinic)
    result = command("override", "content/first-visit-guide.yaml")
    assert (result.code, files_in(clinic)) == (2, before)
    assert "is in the project already" in result.err


@pytest.mark.usefixtures("clinic")
@pytest.mark.parametrize(
    ("name", "nearest"),
    [("styles/componets/steps.css", "styles/components/steps.css"), ("template/guide.html", "templates/guide.html")],
)
def test_override_of_an_unknown_file_names_the_nearest(command, name, nearest):
    """A path that is not shipped is wrong use, and the nearest one is offered."""
    result = command("override", name)
    assert (result.code, f"did you mean '{nearest}'?" in result.err) == (2, True)


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/hostname", "content/../../x", "content", "handouts/areas.py"])
def test_override_stays_in_the_three_folders(clinic, command, name):
    """Nothing but content, templates and styles can be copied, and nothing is written elsewhere."""
    before = files_in(clinic.parent)
    assert command("override", name).code == 2
    assert files_in(clinic.parent) == before


def test_override_needs_a_clinic(empty, command):
    """Outside a clinic's folder there is nowhere to copy to."""
    result = command("override", "templates/guide.html")
    assert (result.code, [*empty.iterdir()]) == (2, [])


def test_override_writes_a_patch_that_builds(clinic, command):
    """With --patch a file is written that extends the shipped one and builds as it stands."""
    file = clinic / "content" / "first-visit-guide.yaml"
    file.unlink()
    assert command("override", "--patch", "content/first-visit-guide.yaml").code == 0
    assert file.read_text().splitlines()[1] == "extends: first-visit-guide"
    assert command("build", GUIDE).problems == []
    assert "Your first visit" in pdf_text(clinic / f"build/{GUIDE}.en.a4.pdf")


def test_the_line_of_a_patch_is_ready_to_be_used(clinic, command):
    """The commented line of the patch that --patch writes shows the YAML of a patch."""
    file = clinic / "content" / "first-visit-guide.yaml"
    file.unlink()
    command("override", "--patch", "content/first-visit-guide.yaml")
    _schema, text = file.read_text().split("\n", 1)
    bare = re.sub(r"(?m)^( *)# ?", r"\1", text)
    file.write_text(bare.replace("block-id", "steps"))
    assert command("build", GUIDE).problems == []
    assert "Your words" in pdf_text(clinic / f"build/{GUIDE}.en.a4.pdf")


def test_override_patches_only_handouts_and_acupoints(clinic, command):
    """A template cannot be extended block by block."""
    result = command("override", "--patch", "templates/guide.html")
    assert (result.code, (clinic / "templates").exists()) == (2, False)


def test_a_patch_of_the_acupoints_shows_how_to_add_one(clinic, command):
    """The commented point of the patch that --patch writes is drawn and listed once its marks are taken away."""
    assert command("override", "--patch", "content/acupoints.yaml").code == 0
    file = clinic / "content" / "acupoints.yaml"
    schema, text = file.read_text("utf-8").split("\n", 1)
    assert schema.endswith("/acupoints-patch.json")
    file.write_text(re.sub(r"(?m)^# (points:|  )", r"\1", text), "utf-8")
    write(clinic / "content" / "own.yaml", f"{HEAD}blocks:\n- {{id: a, chart: [EX-B90, BL23]}}\n")
    assert command("build", "own").problems == []
    assert "EX-B90" in pdf_text(clinic / "build" / "own.en.a4.pdf")
    assert "EX-B90" in command("list", "--points", "yāoyáng").out


@pytest.fixture
def copied(clinic, command):
    """A clinic with a style of its own, which it changed."""
    command("override", STYLE)
    write(clinic / STYLE, (clinic / STYLE).read_text() + ".list { padding: 0 }\n")
    return clinic


def moved_on(clinic, name, now, then):
    """Let the shipped file have been another when the clinic's own was made from it."""
    change(clinic / ORIGINALS / name, now, then)


def stale(result):
    """The lines about files whose shipped original has moved on."""
    return [line for line in result.problems if "stale-override" in line]


@pytest.mark.usefixtures("copied")
def test_a_copy_of_todays_file_is_not_stale(sheet):
    """What nobody changed since needs no word."""
    assert stale(sheet(BLOCKS)) == []


def test_a_copy_whose_shipped_file_moved_on_is_named(copied, sheet):
    """The line says what to look at, and what to type then; the sheet is built."""
    moved_on(copied, STYLE, "min-height: 7mm", "min-height: 8mm")
    result = sheet(BLOCKS)
    advice = f"look with 'handouts override --diff {STYLE}', then type: handouts override --keep {STYLE}"
    line = f"{STYLE}: warning: stale-override: the shipped file changed since yours was made from it; {advice}"
    assert (result.code, stale(result)) == (0, [line])


def test_an_up_to_date_build_says_it_again(copied, sheet, command):
    """Until the copy is looked after every run names it, and --strict refuses it; a clinic may switch it off."""
    moved_on(copied, STYLE, "min-height: 7mm", "min-height: 8mm")
    sheet(BLOCKS)
    assert len(stale(command("build", "sheet"))) == 1
    assert command("check", "sheet", "--strict").code == 1
    file = copied / "content" / "clinic.yaml"
    write(file, file.read_text("utf-8") + "checks: {stale-override: off}\n")
    assert stale(command("build", "sheet")) == []


def test_a_copy_of_a_file_that_is_no_longer_shipped_is_named(clinic, sheet):
    """Nothing asks for a style under its old name, and the clinic would look for its change in vain."""
    for folder in (clinic, clinic / ORIGINALS):
        write(folder / "styles" / "components" / "gone.css", ".gone { color: teal }")
    [line] = stale(sheet(BLOCKS))
    assert line.startswith(
        "styles/components/gone.css: warning: stale-override: is no longer shipped, so nothing may use yours"
    )


def test_a_copy_that_is_the_shipped_file_of_today_is_not_stale(clinic, command, sheet):
    """Whoever took over every change has nothing left to do."""
    command("override", STYLE)
    moved_on(clinic, STYLE, "min-height: 7mm", "min-height: 8mm")
    assert stale(sheet(BLOCKS)) == []


def test_diff_shows_what_changed_in_the_shipped_file(copied, command):
    """Lines of then and lines of now, and nothing of the clinic's own."""
    assert command("override", "--diff", STYLE).out == f"{STYLE} has not changed since yours was made.\n"
    moved_on(copied, STYLE, "min-height: 7mm", "min-height: 8mm")
    said = command("override", "--diff", STYLE).out.splitlines()
    assert said[:2] == [f"--- {STYLE} (shipped then)", f"+++ {STYLE} (shipped now)"]
    assert [line for line in said[2:] if line[0] in "-+"] == ["-  min-height: 8mm;", "+  min-height: 7mm;"]


def test_keep_says_that_a_copy_was_looked_after(copied, sheet, command):
    """From then on it counts as made from the shipped file of today, and itself stays as it is."""
    moved_on(copied, STYLE, "min-height: 7mm", "min-height: 8mm")
    before = (copied / STYLE).read_bytes()
    assert command("override", "--keep", STYLE).code == 0
    assert (stale(sheet(BLOCKS)), (copied / STYLE).read_bytes()) == ([], before)


@pytest.mark.usefixtures("clinic")
@pytest.mark.parametrize(
    ("how", "said"),
    [("--diff", f"of your own type: handouts override {STYLE}"), ("--keep", f"handouts override {STYLE}")],
)
def test_without_a_copy_there_is_nothing_to_compare(command, how, said):
    """The line says what would make one."""
    result = command("override", how, STYLE)
    assert (result.code, said in result.err) == (2, True)


def test_a_file_that_was_not_copied_by_the_command_can_begin_to_be_watched(clinic, command):
    """Somebody wrote it, or brought it from an older folder; --keep says that it is right beside today's."""
    write(clinic / STYLE, ".list { padding: 0 }")
    assert f"once you type: handouts override --keep {STYLE}" in command("override", "--diff", STYLE).err
    assert command("override", "--keep", STYLE).code == 0
    assert command("override", "--diff", STYLE).out == f"{STYLE} has not changed since yours was made.\n"


def test_a_patch_hears_only_of_what_it_changes(clinic, command):
    """Other blocks of the shipped handout reach the clinic by themselves."""
    command("override", "--patch", PATCH)
    write(clinic / PATCH, "extends: back-pain-guide\nsubtitle: For you\nblocks:\n  sources: {heading: Our sources}\n")
    moved_on(clinic, PATCH, "heading: In short", "heading: In a word")
    assert stale(command("check", "back-pain-guide")) == []


def test_a_patch_hears_of_a_block_and_a_key_that_moved_on(clinic, command):
    """Each is named where the patch changes it."""
    command("override", "--patch", PATCH)
    text = (clinic / ORIGINALS / PATCH).read_text("utf-8")
    write(clinic / PATCH, "extends: back-pain-guide\nsubtitle: For you\nblocks:\n  sources: {note: Read on.}\n")
    old = text.replace("id: sources\n", "id: sources\n    note: Of old\n")
    write(clinic / ORIGINALS / PATCH, re.sub("(?m)^subtitle: .*", "subtitle: Of old", old))
    first, second = stale(command("check", "back-pain-guide"))
    assert first.startswith(f"{PATCH}:2:1: warning: stale-override: 'subtitle' of the shipped handout changed")
    assert second.startswith(
        f"{PATCH}:4:3: warning: stale-override: 'sources' of the shipped handout changed since you wrote this"
    )


def test_line_endings_that_git_changed_are_no_change(copied, sheet, command):
    """On Windows Git writes every line anew; nothing moved on by that, and nothing is shown."""
    for file in (copied / ORIGINALS / STYLE, copied / STYLE):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert stale(sheet(BLOCKS)) == []
    assert command("override", "--diff", STYLE).out == f"{STYLE} has not changed since yours was made.\n"


def test_a_patch_of_another_name_hears_of_it_too(clinic, command):
    """Whatever a patch is called, it lies over the shipped handout that it extends."""
    command("override", "--patch", PATCH)
    (clinic / PATCH).rename(clinic / "content" / "gentle.yaml")
    write(clinic / "content" / "gentle.yaml", "extends: back-pain-guide\nsubtitle: For you\n")
    original = (clinic / ORIGINALS / PATCH).read_text("utf-8")
    write(clinic / ORIGINALS / PATCH, re.sub("(?m)^subtitle: .*", "subtitle: Of old", original))
    [line] = stale(command("check", "gentle"))
    assert line.startswith(
        "content/gentle.yaml:2:1: warning: stale-override: 'subtitle' of the shipped handout changed"
    )
    assert line.endswith(f"handouts override --keep {PATCH}")
    command("override", "--keep", PATCH)
    assert stale(command("check", "gentle")) == []


@pytest.mark.parametrize("held", [b"", b"- a list", b"\xff\xfe"])
def test_an_original_that_cannot_be_read_does_not_silence_the_warning(clinic, command, held):
    """Where nobody knows what changed, the patch is named all the same."""
    (clinic / ORIGINALS / "content" / f"{GUIDE}.yaml").write_bytes(held)
    [line] = stale(command("check", GUIDE))
    assert f"{ORIGINALS}/content/{GUIDE}.yaml cannot be read, so nobody knows what changed" in line


def test_a_stale_copy_hides_no_other_error(copied, sheet):
    """With --strict it is an error, and what is wrong with the pages is still said in the same run."""
    moved_on(copied, STYLE, "min-height: 7mm", "min-height: 8mm")
    write(copied / "styles" / "clinic.css", ".list { display: none }")
    result = sheet(BLOCKS, HEAD, "--strict")
    assert (result.code, len(stale(result)), "text-lost" in result.err) == (1, 1, True)


@pytest.mark.parametrize("linked", [STYLE, "styles/components", "styles"])
def test_nothing_is_written_through_a_link(clinic, command, tmp_path, linked):
    """A link that leads out of the clinic's folder is refused, and nothing appears at its other end."""
    (clinic / linked).parent.mkdir(parents=True, exist_ok=True)
    outside = tmp_path / "outside"
    outside.mkdir()
    (clinic / linked).symlink_to(outside / "new.css" if linked == STYLE else outside)
    result = command("override", STYLE)
    assert (result.code in (3, 6), [*outside.rglob("*")]) == (True, [])
