"""--json: one document on standard output that says all a program needs."""

import json
from hashlib import sha256

import pytest

from handouts.errors import CannotWrite, Unusable
from handouts.findings import Finding
from handouts.project import Project
from tests.heads import HEAD

BLOCKS = "blocks:\n  - {id: a, heading: Hello, text: Some words.}\n"
KEYS = {"handout", "language", "paper", "edition", "path", "pages", "sha256", "fingerprint", "status"}
FINDING = {"severity", "code", "message", "file", "line", "column", "handout", "page"}


@pytest.fixture
def two(clinic):
    """A clinic with one good handout and one with a misspelt key."""
    (clinic / "content" / "good.yaml").write_text(HEAD + BLOCKS)
    (clinic / "content" / "bad.yaml").write_text(HEAD.replace("title", "titel") + BLOCKS)
    return clinic


def said(result):
    """The document on standard output, which has nothing else on it, and nothing is on standard error."""
    assert result.err == ""
    return json.loads(result.out)


@pytest.mark.usefixtures("two")
def test_it_tells_what_was_built_and_what_was_found(command):
    """Outputs and findings have the keys of the contract, and the exit code stays that of the findings."""
    result = command("build", "good", "bad", "--json")
    document = said(result)
    good, bad = document["outputs"]
    assert (result.code, document["version"], good.keys(), bad.keys()) == (3, 1, KEYS, KEYS)
    assert {key: value for key, value in bad.items() if value} == {"handout": "bad", "status": "failed"}
    assert all(finding.keys() == FINDING for finding in document["findings"])
    [error] = [finding for finding in document["findings"] if finding["severity"] == "error"]
    assert (error["code"], error["file"], error["line"], error["column"]) == ("unknown-key", "content/bad.yaml", 1, 1)
    assert (error["handout"], error["page"]) == ("bad", None)


def test_an_output_is_the_file_it_names(two, command):
    """Path and digest are those of the PDF."""
    [output] = said(command("build", "good", "--json"))["outputs"]
    assert output["sha256"] == sha256((two / output["path"]).read_bytes()).hexdigest()
    assert {key: output[key] for key in ("handout", "language", "paper", "edition", "pages", "status")} == {
        "handout": "good",
        "language": "en",
        "paper": "a4",
        "edition": "standard",
        "pages": 1,
        "status": "built",
    }


def test_what_is_unchanged_or_failed_says_so(two, command):
    """A second build says unchanged, with the same fingerprint; a page with an error says failed, with nulls."""
    first, second = (said(command("build", "good", "--json"))["outputs"][0] for _ in range(2))
    assert (second["status"], second["fingerprint"]) == ("unchanged", first["fingerprint"])
    (two / "styles").mkdir(exist_ok=True)
    (two / "styles" / "clinic.css").write_text(".text { display: none }")
    [failed] = said(command("build", "good", "--json"))["outputs"]
    assert (failed["status"], failed["pages"], failed["sha256"], failed["fingerprint"]) == ("failed", None, None, None)


def test_check_tells_the_same_and_writes_nothing(two, command):
    """A sheet that could be built is checked."""
    document = said(command("check", "good", "--json"))
    assert [output["status"] for output in document["outputs"]] == ["checked"]
    assert not (two / "build").exists()


@pytest.mark.usefixtures("two")
def test_list_tells_the_handouts(command):
    """Names, titles and where each file comes from, and the findings of those that cannot be read."""
    document = said(command("list", "--json"))
    rows = {row["name"]: row for row in document["handouts"]}
    assert rows["good"] == {
        "name": "good",
        "title": "A sheet",
        "language": "en",
        "editions": ["standard"],
        "state": "draft",
        "source": "content/good.yaml",
    }
    assert [finding["code"] for finding in document["findings"]] == ["unknown-key"]


@pytest.mark.usefixtures("two")
def test_wrong_use_is_no_document(command):
    """Whoever gives a wrong command reads why on standard error; standard output is empty."""
    result = command("build", "nothing", "--json")
    assert (result.code, result.out) == (2, "")


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("words", ["build good", "check", "list"])
@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PermissionError(13, "Permission denied", "content/good.yaml"), (6, "content/good.yaml")),
        (OSError("of its own kind"), (6, None)),
        (CannotWrite([Finding("cannot-write", "is full", "build")]), (6, "build")),
        (Unusable([Finding("unreadable-file", "is closed", "content")]), (3, "content")),
    ],
)
def test_an_error_that_stops_the_engine_is_a_document(command, monkeypatch, words, error, expected):
    """Whatever the system or the engine refuses: one document with no rows and the reason, and the same in words."""

    def refuse(project):
        if getattr(error, "filename", None):
            raise PermissionError(error.errno, error.strerror, str(project.root / error.filename))
        raise error

    monkeypatch.setattr(Project, "handouts", refuse)
    result, in_words = command(*words.split(), "--json"), command(*words.split())
    document = said(result)
    [finding] = document["findings"]
    assert (result.code, finding["file"]) == (in_words.code, finding["file"]) == expected
    assert document["handouts" if words == "list" else "outputs"] == []
    assert (len(in_words.problems), "my-clinic" in in_words.err) == (1, False)
