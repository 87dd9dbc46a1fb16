"""How often the trials try, from which seed, and the command they run: what all of them share."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, seed, settings

from handouts.cli import main
from handouts.placeholders import PHONE as PLACEHOLDER_PHONE
from handouts.project import library
from handouts.starting import new_project

Test = TypeVar("Test", bound=Callable[..., Any])

IS_LONG = "HANDOUTS_TRIALS" in os.environ
TRIALS = int(os.environ.get("HANDOUTS_TRIALS", "20"))
SEED = int(os.environ.get("HANDOUTS_SEED", secrets.randbelow(10**8))) if IS_LONG else 0
PHONE = "020 7946 0182"

_SETTINGS = settings(
    derandomize=not IS_LONG,
    database=None,
    deadline=None,
    print_blob=True,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Ended:
    """How the command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        """The lines on standard error that are errors."""
        return [line for line in self.err.splitlines() if line.startswith("error: ") or ": error: " in line]

    @property
    def is_broken(self) -> bool:
        """Whether the program itself failed."""
        return "Traceback" in self.err or "Error in the program itself" in self.err


def tried(times: int, what: str) -> Callable[[Test], Test]:
    """Have Hypothesis try a test this often; `what` is tried decides with the seed which examples are drawn."""
    return lambda test: seed(f"{SEED}-{what}")(settings(_SETTINGS, max_examples=times)(test))


def run(folder: Path, *words: str) -> Ended:
    """Run `handouts` with these words in a folder, in this process."""
    code, out, err = 0, StringIO(), StringIO()
    with chdir(folder), patch.object(sys, "argv", ["handouts", *words]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ended(code, out.getvalue(), err.getvalue())


def new_clinic(folder: Path) -> Path:
    """Make a clinic's folder with a phone number of its own."""
    new_project(folder, "GB", library())
    file = folder / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace(PLACEHOLDER_PHONE, PHONE), "utf-8")
    return folder
