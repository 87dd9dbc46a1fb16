"""The libraries of the operating system that typesetting needs, and the line that brings them on each system.

This module needs nothing but Python: `make` asks it before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from handouts.errors import MissingLibrary
from handouts.findings import Finding, Severity

_CHOSEN = "WEASYPRINT_DLL_DIRECTORIES"
"""Where WeasyPrint looks for its libraries on Windows."""
_HOMEBREW = [Path("/opt/homebrew/lib"), Path("/usr/local/lib")]  # on new machines and on old ones


@dataclass(frozen=True)
class Library:
    """A library that WeasyPrint 70 opens, and what it is for.

    Its `files` are its names on Linux, on macOS, in the package gstreamer-libs and in MSYS2 on Windows;
    `tells` is its function that tells its version. Without one that is `spare` pages can be made all the same.
    """

    name: str
    purpose: str
    files: tuple[str, ...]
    tells: str | None = None
    spare: bool = False


@dataclass(frozen=True)
class System:
    """An operating system, the words by which it names itself, and the line that brings all libraries there."""

    name: str
    ids: frozenset[str]
    line: str


# In the order in which WeasyPrint opens them.
LIBRARIES = (
    Library(
        "GLib",
        "carries Pango",
        ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "gobject-2.0-0.dll", "libgobject-2.0-0.dll"),
    ),
    Library(
        "Pango",
        "breaks text into lines",
        ("libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0-0.dll", "libpango-1.0-0.dll"),
        "pango_version_string",
    ),
    Library(
        "HarfBuzz",
        "joins letters",
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "harfbuzz.dll", "libharfbuzz-0.dll"),
        "hb_version_string",
    ),
    Library(
        "HarfBuzz-Subset",
        "cuts fonts",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "harfbuzz-subset.dll", "libharfbuzz-subset-0.dll"),
        "hb_version_string",
        spare=True,
    ),
    Library(
        "fontconfig",
        "finds fonts",
        ("libfontconfig.so.1", "libfontconfig.1.dylib", "fontconfig-1.dll", "libfontconfig-1.dll"),
    ),
    Library(
        "PangoFT2",
        "opens fonts",
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "pangoft2-1.0-0.dll", "libpangoft2-1.0-0.dll"),
    ),
)

SYSTEMS = (
    System(
        "Debian or Ubuntu",
        frozenset({"debian", "ubuntu"}),
        "sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    System("Fedora", frozenset({"fedora", "rhel"}), "sudo dnf install pango"),
    System("Alpine", frozenset({"alpine"}), "doas apk add pango harfbuzz-subset"),
    System("macOS", frozenset({"darwin"}), "brew install pango"),
    System("Windows", frozenset({"win32"}), "pipx inject handouts gstreamer-libs"),
)


def load(library: Library) -> ctypes.CDLL | None:
    """The library; nothing where this machine has none that can be opened."""
    for file in library.files:
        with suppress(OSError):
            return ctypes.CDLL(located(file) or file)
    return None


def missing() -> list[Library]:
    """The libraries that are not on this machine."""
    return [library for library in LIBRARIES if not load(library)]


def require() -> None:
    """Stop where a page cannot be typeset.

    Raises:
        MissingLibrary: it names what is missing, and says what to type.
    """
    absent = missing()
    if not all(library.spare for library in absent):
        raise MissingLibrary(absence(absent))


def located(name: str) -> str | None:
    """Where a library lies that the system does not look for by itself; on Windows its name may lack `.dll`."""
    paths = (folder / file for folder in _folders() for file in (name, f"{name}.dll"))
    return next((str(path) for path in paths if path.is_file()), None)


def lead_to_libraries() -> None:
    """Tell WeasyPrint on Windows of the libraries that were installed along with it, unless others were chosen."""
    if sys.platform == "win32" and (folders := _folders()):
        os.environ[_CHOSEN] = os.pathsep.join(map(str, folders))


def _folders() -> list[Path]:
    if sys.platform == "darwin":
        return _HOMEBREW
    if sys.platform != "win32":
        return []
    if chosen := os.environ.get(_CHOSEN):
        return [Path(folder) for folder in chosen.split(os.pathsep)]
    package = find_spec("gstreamer_libs")
    return [Path(package.origin).parent / "bin"] if package and package.origin else []


def this_system() -> System | None:
    """The system this is, where it is one that we know, or one that is made like it."""
    ids = _ids()
    return next((system for system in SYSTEMS if system.ids & ids), None)


def _ids() -> set[str]:
    import platform  # noqa: PLC0415  only where something is missing

    said = {}
    if sys.platform == "linux":
        with suppress(OSError):
            said = platform.freedesktop_os_release()
    return {sys.platform, said.get("ID", ""), *said.get("ID_LIKE", "").split()}


def advice() -> str:
    """What to type for the libraries here; on a system that we do not know, what to type on each that we do."""
    here = this_system()
    return "; ".join(f"on {system.name} type: {_typed(system.line)}" for system in ([here] if here else SYSTEMS))


def _typed(line: str) -> str:
    """A line as this user types it: root has no need of `sudo`, and often none of its programs."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return line.removeprefix("sudo ").removeprefix("doas ") if is_root else line


def absence(libraries: Sequence[Library]) -> list[Finding]:
    """One finding for all libraries that are missing: an error, or a warning where there is only a spare one."""
    if not libraries:
        return []
    names = [f"{library.name} ({library.purpose})" for library in libraries]
    listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    verb, them = ("are", "them") if names[1:] else ("is", "it")
    effect, severity = f"no page can be typeset without {them}", Severity.ERROR
    if all(library.spare for library in libraries):
        effect, severity = f"without {them} a build takes longer and makes other bytes", Severity.WARNING
    message = f"{listed} {verb} not on this machine, and {effect}; {advice()}"
    return [Finding("missing-library", message, severity=severity)]
