"""Spares WeasyPrint the search for its libraries, which on Linux takes longer than loading them."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def by_file_name() -> Iterator[None]:
    """Let libraries be found on Linux by their file names alone, such as `libpango-1.0.so.0`.

    WeasyPrint 70 tries the names of other systems first, and for each of them cffi starts a compiler and ldconfig.
    """
    if sys.platform != "linux":
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _nowhere(name: str) -> None:
    """What the search says of a library that is not there."""
