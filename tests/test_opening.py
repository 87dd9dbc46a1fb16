"""build --open: the desktop shows what was built."""

import json
import os
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other openers")
GUIDE = "first-visit-guide"


@pytest.fixture
def opened(clinic, tmp_path):
    """Build on a desktop whose opener notes what it shall show; give the exit code, the messages and what is shown."""
    opener, shown = tmp_path / "bin" / "xdg-open", tmp_path / "shown"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho noise; echo "$1" > {shown}.part && mv {shown}.part {shown}\n')
    opener.chmod(0o755)

    def build(*words, path=f"{opener.parent}:/usr/bin:/bin"):
        command = [sys.executable, "-m", "handouts", "build", "--open", *words]
        environment = os.environ | {"PATH": path}
        done = subprocess.run(command, cwd=clinic, env=environment, capture_output=True, text=True, check=False)
        deadline = time.monotonic() + 5
        while done.returncode == 0 and path and not shown.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        return done.returncode, done.stderr + done.stdout, shown.read_text().splitlines() if shown.exists() else []

    return build


def test_one_sheet_is_shown_itself(clinic, opened):
    """Whoever builds one handout sees its PDF."""
    code, _, shown = opened(GUIDE)
    assert (code, shown) == (0, [str(clinic / "build" / f"{GUIDE}.en.a4.pdf")])


def test_of_several_sheets_the_folder_is_shown(clinic, command, opened):
    """Nobody wants a window for each, whether they were built now or before."""
    papers = (GUIDE, "--paper", "a4", "--paper", "letter")
    command("build", *papers)
    code, _, shown = opened(*papers)
    assert (code, shown) == (0, [str(clinic / "build")])


def test_where_nothing_can_show_it_a_line_says_where_it_is(opened):
    """A machine without a desktop builds all the same."""
    code, said, _ = opened(GUIDE, path="")
    assert code == 0
    assert f"There is no program here to show it; open build/{GUIDE}.en.a4.pdf yourself." in said


def test_what_could_not_be_built_is_not_shown(clinic, command, opened):
    """An old page must not be taken for the new one."""
    command("build", GUIDE)
    (clinic / "content" / f"{GUIDE}.yaml").write_text("extends: nothing\n")
    code, _, shown = opened(GUIDE)
    assert (code, shown) == (3, [])


def test_the_viewer_does_not_speak_into_the_document(opened):
    """With --json nothing but the document is on standard output, whatever the viewer says."""
    code, said, shown = opened(GUIDE, "--json")
    assert (code, json.loads(said)["version"], len(shown)) == (0, 1, 1)
