"""handouts doctor: what is installed, and the line that brings what is missing."""

import json

import pytest

from handouts import versions


@pytest.fixture
def lost(monkeypatch):
    """Let a library of the system be missing."""

    def lose(name):
        _, function = versions.LIBRARIES[name]
        monkeypatch.setitem(versions.LIBRARIES, name, (("no-such-library",), function))
        versions.made_with.cache_clear()

    yield lose
    monkeypatch.undo()
    versions.made_with.cache_clear()


def test_it_names_every_part_with_its_version(command):
    """The program's packages and the system's libraries stand there, and nothing is missing here."""
    result = command("doctor")
    told = dict(line.split(maxsplit=1) for line in result.out.splitlines())
    assert (result.code, result.err) == (0, "")
    assert {"handouts", "Python", "weasyprint", "Pango", "HarfBuzz", "HarfBuzz-Subset"} <= told.keys()
    assert told["weasyprint"].startswith("70.")


@pytest.mark.parametrize(("name", "code"), [("Pango", 5), ("HarfBuzz", 5), ("HarfBuzz-Subset", 0)])
def test_a_missing_library_is_one_line_that_mends_it(command, lost, name, code):
    """Without Pango nothing can be printed; without HarfBuzz-Subset only more slowly."""
    lost(name)
    result = command("doctor")
    [line] = result.problems
    assert (result.code, f"missing-library: {name} is not on this machine" in line) == (code, True)
    assert "sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0" in line


def test_programs_read_it_as_json(command, lost):
    """A missing part has no version."""
    lost("Pango")
    result = command("doctor", "--json")
    document = json.loads(result.out)
    assert (result.code, result.err, document["version"]) == (5, "", 1)
    assert {"name": "Pango", "version": None} in document["parts"]
    assert [finding["code"] for finding in document["findings"]] == ["missing-library"]
