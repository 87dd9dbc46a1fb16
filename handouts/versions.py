"""Which program makes a sheet: the versions of everything that decides its bytes, found without starting any of it."""

from __future__ import annotations

import ctypes
import os
import sys
import zlib
from functools import cache
from hashlib import sha256
from pathlib import Path

from handouts import __version__
from handouts.systems import LIBRARIES, Library, load

# What draws, cuts or words a page. The command line has no part in that.
_PACKAGES = """\
weasyprint pydyf tinycss2 tinyhtml5 cssselect2 pyphen fonttools pillow jinja2 markupsafe markdown-it-py segno
pydantic pyyaml pypdfium2 page-validation
"""


@cache
def made_with() -> dict[str, str]:
    """The name and version of each part, those of the system's libraries too; what is missing is not named."""
    found = {"handouts": f"{__version__}+{_source()}", "Python": ".".join(map(str, sys.version_info[:3]))}
    packages = _installed()
    found |= {name: packages[name] for name in _PACKAGES.split() if name in packages}
    return found | {"zlib": zlib.ZLIB_RUNTIME_VERSION} | libraries()


def libraries() -> dict[str, str]:
    """The version of each system library that is there, of those that decide how a page looks."""
    versions = {library.name: _version(library) for library in LIBRARIES if library.tells}
    return {name: version for name, version in versions.items() if version}


def _version(library: Library) -> str | None:
    loaded = load(library)
    tell = getattr(loaded, str(library.tells), None)
    if tell is None:
        return "there" if loaded else None  # on Windows HarfBuzz-Subset does not tell
    tell.restype = ctypes.c_char_p
    return str(tell().decode())


def _installed() -> dict[str, str]:
    """Every installed package by its name; `importlib.metadata` says the same, 40 ms later."""
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):  # noqa: PTH208  a list of names is all this needs
            name, _, version = entry.removesuffix(".dist-info").rpartition("-")
            if entry.endswith(".dist-info"):
                found.setdefault(name.lower().replace("_", "-"), version)
    return found


def _source() -> str:
    """A digest of our own modules and what they read: in a checkout they change while the version stays."""
    package = Path(__file__).parent
    digest = sha256()
    for path in sorted(path for kind in ("*.py", "*.txt") for path in package.rglob(kind)):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
