"""The same inputs give the same bytes, wherever, whenever and with however many workers they are built."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256

from tests.shipped import ONE_OF_EACH

PAPERS = ("--paper", "a4", "--paper", "letter")
ELSEWHERE = [
    (["--jobs", "1"], {"TZ": "Pacific/Kiritimati", "HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"}),
    (["--jobs", "2"], {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LC_ALL": "tr_TR.UTF-8"}),
]


def build(clinic, folder, *words, **variables):
    """Copy a clinic's folder to another place, build it there, and give the digest of each PDF."""
    there = shutil.copytree(clinic, folder / "copy", ignore=shutil.ignore_patterns("build"))
    environment = {**os.environ, **variables}
    command = [sys.executable, "-m", "handouts", "build", *ONE_OF_EACH, *PAPERS, *words]
    subprocess.run(command, cwd=there, env=environment, capture_output=True, check=True)
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in (there / "build").glob("*.pdf")}


def test_folder_clock_jobs_and_surroundings_change_no_byte(clinic, tmp_path):
    """Builds in other folders, time zones, languages, hash seeds and with other jobs have the same digests."""
    one = build(clinic, tmp_path / "one", "--jobs", "1", TZ="UTC")
    assert len(one) == 2 * len(ONE_OF_EACH)
    for number, (words, variables) in enumerate(ELSEWHERE):
        assert build(clinic, tmp_path / f"a much longer way to another folder, {number}", *words, **variables) == one
