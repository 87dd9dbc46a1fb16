"""Lets WeasyPrint find its libraries, and fail quietly where it does not."""

from __future__ import annotations

import ctypes.util
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from handouts.systems import lead_to_libraries, located


@contextmanager
def libraries_found() -> Iterator[None]:
    """Let libraries be found where we know that they lie, while WeasyPrint is imported.

    Elsewhere the system is asked as well; on Linux file names alone, such as `libpango-1.0.so.0`, are enough.
    WeasyPrint 70 tries the names of other systems first, and for each of them cffi would start a compiler and ldconfig,
    which takes longer than loading the libraries. Where one is missing it prints a banner: what that says, we say.
    """
    search = ctypes.util.find_library
    ctypes.util.find_library = located if sys.platform == "linux" else lambda name: located(name) or search(name)
    lead_to_libraries()
    try:
        with redirect_stdout(io.StringIO()):
            yield
    finally:
        ctypes.util.find_library = search
