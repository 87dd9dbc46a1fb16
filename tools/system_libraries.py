"""Looks for the system libraries that typesetting needs, and installs them where that needs no password.

Run by `make`, before there is a virtual environment. Exits 1 with one line that says what to type where it must not
install anything itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from handouts.systems import System, absence, missing, this_system


def main() -> int:
    """Install what is missing if that is possible, say what to type if not, and give the exit code."""
    here = this_system()
    if here and missing():
        _install(here)
    absent = absence(missing())
    for finding in absent:
        print(finding.message, file=sys.stderr)
    return int(bool(absent))


def _install(system: System) -> None:
    """Install the libraries with apt-get as root, or with Homebrew; others ask for a password or a word."""
    words = system.line.removeprefix("sudo ").split()
    if shutil.which(words[0]) is None:
        return
    if words[0] == "apt-get" and os.geteuid() == 0:
        _run("apt-get", "update", "-qq")
        _run(*words, "-y", "-qq", "--no-install-recommends")
    elif words[0] == "brew":
        _run(*words)


def _run(*command: str) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603  fixed words


if __name__ == "__main__":
    sys.exit(main())
