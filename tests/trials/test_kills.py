"""Trials of the power cut: a build is killed at any moment, and nothing half is left behind."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from tests.trials.killing import ALONE, WITH_WORKERS, Press, Wreck, wreck
from tests.trials.trying import SEED, TRIALS, new_clinic

KILLS = 5  # between two builds that are let run to their end

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL and no process groups")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory) -> Path:
    return new_clinic(tmp_path_factory.mktemp("kills") / "clinic")


@pytest.fixture(scope="module", params=range(-(-TRIALS // KILLS)))
def killed(clinic, request) -> tuple[Press, list[Wreck]]:
    """What is left of some killed builds, one after the other; the same moments are drawn for the same seed."""
    chance = random.Random(f"{SEED}-{request.param}")  # noqa: S311  it need not be secret
    press = Press(clinic, WITH_WORKERS if request.param % 3 == 1 else ALONE, edition=100 * request.param)
    began = time.monotonic()
    assert press.finish() == 0
    length = time.monotonic() - began
    return press, [wreck(press, length, chance) for _ in range(KILLS)]


def test_every_pdf_is_whole_after_a_kill(killed):
    """Each PDF that lies in build/ after a kill is sound and shows the old title or the new one."""
    assert [(each.how, each.broken_pdfs) for each in killed[1] if each.broken_pdfs] == []


def test_the_manifest_is_whole_after_a_kill(killed):
    """The manifest that lies in build/ after a kill is whole JSON."""
    assert [(each.how, each.broken_manifest) for each in killed[1] if each.broken_manifest] == []


def test_every_pdf_is_in_the_ledger_after_a_kill(killed):
    """No PDF lies in build/ that could be printed and not be known again."""
    assert [(each.how, each.unknown_pdfs) for each in killed[1] if each.unknown_pdfs] == []


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are told by /proc, which Linux has")
def test_no_process_outlives_a_kill(killed):
    """Some seconds after a kill no process of the build runs, not even when only its first one was killed."""
    assert [(each.how, each.survivors) for each in killed[1] if each.survivors] == []


def test_the_next_build_just_works(killed):
    """After kills the next build prints every sheet with the newest title and clears away what was left."""
    press, _ = killed
    assert press.finish() == 0
    assert {press.titles()[f"sheet.en.{paper}.pdf"] for paper in press.papers} == {press.title}
    assert press.strays() == []
