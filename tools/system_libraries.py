"""Looks for the two system libraries that typesetting needs, and installs them where that needs no password.

Run by `make` with any Python 3, before there is a virtual environment. Exits 1 with one line that says what to
type where it must not install anything itself.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import subprocess
import sys

LIBRARIES = {
    "Linux": ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    "Darwin": ("libpangoft2-1.0.dylib", "libharfbuzz-subset.dylib"),
}
HOMEBREW = ("/opt/homebrew/lib", "/usr/local/lib")
APT = ("libpangoft2-1.0-0", "libharfbuzz-subset0")


def missing() -> list[str]:
    """The libraries that cannot be loaded on this machine."""
    return [name for name in LIBRARIES.get(platform.system(), ()) if not any(map(_loads, _candidates(name)))]


def install() -> str | None:
    """Install them as root on Debian and Ubuntu or with Homebrew; else give the line to type."""
    if shutil.which("apt-get"):
        if os.geteuid() != 0:
            return f"sudo apt-get install {' '.join(APT)}"
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *APT)
        return None
    if platform.system() == "Darwin":
        if not shutil.which("brew"):
            return "install Homebrew, then type: brew install pango"
        _run("brew", "install", "pango")
        return None
    return "install Pango and HarfBuzz-Subset with this system's packages, such as pango and harfbuzz"


def main() -> int:
    """Say what is missing, mend it if that is possible, and give the exit code."""
    absent = missing()
    if not absent:
        return 0
    advice = install()
    if advice:
        print(f"Handouts needs {' and '.join(absent)}. Type: {advice}", file=sys.stderr)
        return 1
    still = missing()
    if still:
        print(f"Handouts needs {' and '.join(still)}, and installing did not bring it.", file=sys.stderr)
    return int(bool(still))


def _candidates(name: str) -> list[str]:
    folders = HOMEBREW if platform.system() == "Darwin" else ()
    return [name, *(f"{folder}/{name}" for folder in folders)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _run(*command: str) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603  fixed words


if __name__ == "__main__":
    sys.exit(main())
