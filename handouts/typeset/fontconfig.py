"""Shuts the machine's own fonts out, so that the same handout gives the same bytes everywhere."""

from __future__ import annotations

import os
import sys
import tempfile
from hashlib import sha256
from html import escape
from pathlib import Path

# The null device stands where fontconfig wants a folder for its cache: with six fonts a cache saves less than
# a millisecond a document, and leaves files behind. The rule: a family that does not exist is set in our text
# face, not in whichever file comes first.
_CONFIGURATION = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last" binding="weak">
      <string>Handouts Text</string>
      <string>Handouts Han</string>
    </edit>
  </match>
</fontconfig>
"""


def isolate(font_folder: Path) -> None:
    """Let fontconfig, and so WeasyPrint, see the fonts in this folder and no others on the machine.

    Fonts of the machine would change the bytes and the look of a handout, and on a machine that has none
    WeasyPrint ends in a segmentation fault. WeasyPrint reads fontconfig's settings while it is imported, so
    this comes before; later it would have no effect, and nobody would notice.
    """
    if "weasyprint" in sys.modules:
        message = "isolate() comes too late: weasyprint is imported and has read the machine's font settings"
        raise RuntimeError(message)
    if not any(font_folder.glob("*.ttf")):
        raise FileNotFoundError(f"no fonts in {font_folder}")
    configuration = _CONFIGURATION.format(folder=escape(str(font_folder.resolve())), cache=escape(_cache()))
    os.environ["FONTCONFIG_FILE"] = str(_write(configuration.encode()))
    os.environ.pop("FONTCONFIG_SYSROOT", None)  # it would stand before every path


def _cache() -> str:
    """Where fontconfig may keep its cache: nowhere, but on Windows, where it complains of that at every sheet."""
    return str(Path(tempfile.gettempdir(), "handouts-fonts")) if sys.platform == "win32" else os.devnull


def _write(configuration: bytes) -> Path:
    """Write the file to the temporary folder, under a name that all later processes of this user share.

    It is written anew each time and put in place by renaming. So no process reads half a file, nor one that
    somebody else laid there: in a shared temporary folder nobody can rename onto another user's file.
    """
    user = os.getuid() if hasattr(os, "getuid") else "user"
    shared_name = f"handouts-fonts-{user}-{sha256(configuration).hexdigest()[:16]}.conf"
    handle, written = tempfile.mkstemp(prefix="handouts-fonts-", suffix=".conf")
    with os.fdopen(handle, "wb") as file:
        file.write(configuration)
    try:
        return Path(written).replace(Path(written).with_name(shared_name))
    except OSError:  # the name is taken by another user, or on Windows in use: ours serves as well
        return Path(written)
