"""handouts new: a clinic's folder that builds as it is, with its workflow for CI, and handouts of its own."""

import re
import subprocess
import sys

import pytest
import yaml

from handouts.placeholders import PHONE as PLACEHOLDER_PHONE
from handouts.placeholders import SITE, STARTERS
from handouts.project import library
from handouts.systems import SYSTEMS
from tests.conftest import PHONE
from tests.files import change, files_in, write
from tests.pages import pdf_text

GUIDE = "first-visit-guide"
FILES = {
    ".github/workflows/handouts.yml",
    ".gitignore",
    "content/clinic.yaml",
    "content/first-visit-guide.yaml",
    "requirements.lock",
}


def test_new_makes_the_files_of_a_clinic(empty, command):
    """The clinic, a sample patch, a workflow with its lock, and what Git shall not keep; each file is named."""
    result = command("new", "my-clinic")
    made = files_in(empty / "my-clinic")
    assert (result.code, {name for name in made if not name.startswith(".handouts/")}) == (0, FILES)
    assert [name for name in made if f"my-clinic/{name}\n" not in result.out] == []


def test_new_names_the_clinic_after_its_folder(empty, command):
    """The folder's name is the clinic's, in words."""
    command("new", "oak_tree-clinic")
    assert "\nname: Oak Tree Clinic\n" in (empty / "oak_tree-clinic" / "content" / "clinic.yaml").read_text("utf-8")


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("name", ["no", "on: air", "# 1", "{a}", '"quoted"', "null", "it's", "2026-11", "a\\b"])
def test_new_makes_a_clinic_that_builds_from_any_folder_name(command, name):
    """Whatever the folder is called, its clinic.yaml can be read."""
    command("new", name)
    assert (command("--project", name, "list").code, command("--project", name, "list").err) == (0, "")


def test_new_refuses_a_folder_that_is_not_empty(empty, command):
    """Nothing is written into a folder that holds something."""
    (empty / "full").mkdir()
    (empty / "full" / "letter.txt").write_text("Dear Ms Oak")
    result = command("new", "full")
    assert (result.code, [*files_in(empty / "full")]) == (2, ["letter.txt"])
    assert "'full' is not an empty folder; give a new name" in result.err


def test_new_fills_an_empty_folder(empty, command):
    """A folder that is there, and empty, can be used."""
    (empty / "made").mkdir()
    assert command("new", "made").code == 0


@pytest.mark.parametrize(("country", "number", "paper"), [("US", "911", "letter"), ("NZ", "111", "a4")])
def test_new_takes_a_country(empty, command, country, number, paper):
    """The country decides the paper and the emergency number."""
    command("new", "my-clinic", "--country", country)
    assert command("--project", "my-clinic", "build", GUIDE).code == 0
    assert f"Call {number} now" in pdf_text(empty / "my-clinic" / "build" / f"{GUIDE}.en.{paper}.pdf")


def test_new_refuses_an_unknown_country(empty, command):
    """A country that is not there is wrong use, and nothing is made."""
    result = command("new", "my-clinic", "--country", "UX")
    assert (result.code, [*empty.iterdir()]) == (2, [])
    assert result.err == "Error: 'UX' is not among the countries; there is AU, CA, DE, GB, IE, NZ, US\n"


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(("country", "said"), [("UK", "did you mean 'GB'?"), ("us", "did you mean 'US'?")])
def test_new_knows_which_country_was_meant(command, country, said):
    """The likeliest slips in a country code are answered with the right one."""
    result = command("new", "clinic", "--country", country)
    assert (result.code, said in result.err) == (2, True)


@pytest.mark.usefixtures("empty")
def test_a_phone_number_that_was_not_filled_in_is_a_warning(command, monkeypatch):
    """A sheet with the placeholder of `new` must not reach a patient unseen."""
    command("new", "clinic")
    monkeypatch.chdir("clinic")
    result = command("check", GUIDE)
    said = (
        "content/clinic.yaml:22:10: warning: placeholder: this is not a phone number patients can call; write your own"
    )
    assert (result.code, result.problems) == (0, [said])
    assert command("check", GUIDE, "--strict").code == 1


def test_a_clinic_is_not_made_inside_another(clinic, command):
    """Whoever forgot --handout is told of it."""
    before = files_in(clinic)
    result = command("new", "parking")
    assert (result.code, files_in(clinic)) == (2, before)
    assert result.err.endswith("is a clinic's folder already; for a handout type: handouts new --handout NAME\n")


@pytest.mark.usefixtures("empty")
def test_new_needs_a_folder_or_a_handout(command):
    """Nothing is asked, so something must be said."""
    result = command("new")
    assert (result.code, "Name the folder to make, such as my-clinic" in result.err) == (2, True)


def test_an_address_that_was_not_filled_in_is_a_warning(clinic, command):
    """A commented line that somebody only uncommented must not reach a patient unseen."""
    change(clinic / "content" / "clinic.yaml", "  # email:", "  email:")
    [line] = command("check", GUIDE).problems
    assert "placeholder: this is not an address of yours" in line


@pytest.fixture
def workflow(clinic):
    """The steps of the workflow that a new folder brings."""
    said = yaml.safe_load((clinic / ".github" / "workflows" / "handouts.yml").read_text("utf-8"))
    return said["jobs"]["handouts"]


def test_the_workflow_is_one(clinic):
    """GitHub's own schema of workflows has nothing against it."""
    file = clinic / ".github" / "workflows" / "handouts.yml"
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", file]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.usefixtures("one_handout")
def test_the_workflow_builds_and_refuses_warnings(clinic, command, workflow):
    """Its commands pass in a clinic's folder, and its last one stops where a warning is left."""
    ours = [step["run"].split() for step in workflow["steps"] if step.get("run", "").startswith("handouts ")]
    assert [words[1:] for words in ours] == [["build"], ["check", "--strict"]]
    assert [command(*words[1:]).code for words in ours] == [0, 0]
    change(clinic / "content" / "clinic.yaml", PHONE, PLACEHOLDER_PHONE)
    assert [command(*words[1:]).code for words in ours] == [0, 1]


def test_the_workflow_installs_the_libraries_of_debian(workflow):
    """They are those that `handouts doctor` names; Ubuntu's runners take them from the same packages."""
    [debian] = [system.line for system in SYSTEMS if "debian" in system.ids]
    [line] = [line for step in workflow["steps"] for line in step.get("run", "").splitlines() if "get install" in line]
    assert [word for word in line.split() if word.startswith("lib")] == debian.split()[3:]


def test_the_workflow_keeps_what_was_built(clinic, command, workflow):
    """The path of its last step is where the PDFs are."""
    command("build", GUIDE)
    [kept] = [step["with"]["path"] for step in workflow["steps"] if "upload" in step.get("uses", "")]
    assert [path.name for path in clinic.glob(kept)] == [f"{GUIDE}.en.a4.pdf"]


def test_the_workflow_installs_the_packages_that_were_tested(clinic, workflow):
    """The lock has a hash for each package, and is the one of this program; pip is told to look at both."""
    lock = (clinic / "requirements.lock").read_bytes()
    steps = "\n".join(step.get("run", "") for step in workflow["steps"])
    assert lock == (library() / "requirements.lock").read_bytes()
    assert (b"weasyprint==70." in lock, b"--hash=sha256:" in lock) == (True, True)
    assert "pip install --require-hashes -r requirements.lock" in steps


@pytest.mark.parametrize(
    ("told", "origin"),
    [
        (None, "./handouts-0.1.0-py3-none-any.whl"),
        ('{"url": "file:///home/me/handouts", "dir_info": {}}', "./handouts-0.1.0-py3-none-any.whl"),
        (
            '{"url": "https://linden.example/h.git", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}',
            "handouts @ git+https://linden.example/h.git@c0ffee",
        ),
        ('{"url": "https://linden.example/h.whl", "archive_info": {}}', "https://linden.example/h.whl"),
    ],
)
def test_the_workflow_takes_the_program_from_where_it_came(empty, command, monkeypatch, told, origin):
    """From the repository or address it was installed from; where that is this machine's own, from a wheel beside."""
    monkeypatch.setattr("importlib.metadata.PathDistribution.read_text", lambda _, __: told)
    command("new", "my-clinic")
    said = yaml.safe_load((empty / "my-clinic" / ".github" / "workflows" / "handouts.yml").read_text("utf-8"))
    assert said["jobs"]["handouts"]["env"]["HANDOUTS"] == origin


@pytest.mark.parametrize("name", ["clinic.yaml", "first-visit-guide.yaml"])
def test_new_tells_editors_where_the_schema_lies(clinic, name):
    """The first line of each file names a schema that is there."""
    first = (clinic / "content" / name).read_text("utf-8").splitlines()[0]
    label, _, schema = first.partition("$schema=")
    assert label == "# yaml-language-server: "
    assert (clinic / "content" / schema).is_file()


def test_a_new_handout_builds_as_it_is(clinic, command):
    """It has the title of its name, the clinic's contact, and says which words are still to be written."""
    result = command("new", "--handout", "find-us")
    assert (result.code, result.out) == (0, "content/find-us.yaml\n")
    built = command("build", "find-us")
    assert (built.code, {line.split(": ")[2] for line in built.problems}) == (0, {"placeholder"})
    assert "Find us" in pdf_text(clinic / "build" / "find-us.en.a4.pdf")


def test_the_comments_of_a_new_handout_are_ready_to_be_used(clinic, command):
    """Whoever takes a '#' away gets a block that builds."""
    command("new", "--handout", "find-us")
    file = clinic / "content" / "find-us.yaml"
    text = file.read_text("utf-8")
    write(file, text.replace("  # - id", "  - id").replace("  #   ", "    ").replace("Write here", "Here is"))
    result = command("build", "find-us")
    assert (result.code, result.problems) == (0, [])


def test_a_folder_can_begin_with_a_handout(empty, command):
    """A folder and its first handout are made together."""
    assert command("new", "my-clinic", "--handout", "find-us").code == 0
    assert (empty / "my-clinic" / "content" / "find-us.yaml").is_file()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Find us", "is no name for a handout; use small letters, digits and hyphens"),
        ("../find-us", "is no name for a handout"),
        ("back-pain-guide", "there is a handout 'back-pain-guide' already; to change it type: handouts override"),
        ("evidence", "content/evidence.yaml holds something else than a handout; choose another name"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(clinic, command, name, said):
    """Nothing is written where the name is taken, or no name."""
    before = files_in(clinic)
    result = command("new", "--handout", name)
    assert (result.code, said in result.err, files_in(clinic)) == (2, True, before)


def test_a_handout_needs_a_clinic(empty, command):
    """Outside a clinic's folder there is nowhere to write it."""
    result = command("new", "--handout", "find-us")
    assert (result.code, [*empty.iterdir()]) == (2, [])


def test_a_folder_is_not_made_for_a_handout_that_cannot_be(empty, command):
    """Nothing is half done."""
    assert command("new", "my-clinic", "--handout", "Find us").code == 2
    assert [*empty.iterdir()] == []


def test_every_starter_is_found_until_it_is_filled_in(clinic, command):
    """What is looked for is what the starters say, with every comment of theirs taken away."""
    command("new", "--handout", "find-us")
    file = clinic / "content" / "clinic.yaml"
    write(file, file.read_text("utf-8").replace(PHONE, PLACEHOLDER_PHONE).replace("  # ", "  "))
    said = "".join(path.read_text("utf-8") for path in (clinic / "content").glob("*.yaml"))
    assert [words for words in (*STARTERS, SITE) if words not in said] == []


def test_words_that_only_look_like_a_starters_are_the_clinics_own(clinic, command):
    """Forms ask patients to write here."""
    command("new", "--handout", "diary")
    file = clinic / "content" / "diary.yaml"
    text = re.sub("Write here .*", "Write here how you slept.", file.read_text("utf-8"))
    write(file, text)
    assert "placeholder" not in command("check", "diary").err


def test_a_folder_inside_the_program_is_told_to_move(command, tmp_path, monkeypatch):
    """An upgrade puts a new folder in the place of the program's."""
    write(tmp_path / "program" / "handouts" / "project.py", "")
    monkeypatch.chdir(tmp_path / "program")
    result = command("new", "my-clinic")
    assert (result.code, result.err) == (0, f"{INSIDE}\n")
    monkeypatch.chdir(tmp_path)
    assert command("new", "my-clinic").err == ""


INSIDE = "This lies inside the program's folder, which an upgrade replaces: move it elsewhere."
