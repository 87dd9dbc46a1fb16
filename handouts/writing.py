"""Puts finished files where they belong. The only writer of PDFs: a file appears whole, by rename."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from handouts.errors import CannotWrite
from handouts.findings import Finding


def write_whole(path: Path, data: bytes, name: str) -> None:
    """Write a file that a message calls `name`. It is there whole or, after any failure, as it was before.

    Raises:
        CannotWrite: the folder or the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = f"cannot be written ({error.strerror}); close it where it is open, or choose another with --out"
        raise CannotWrite([Finding("cannot-write", message, name)]) from error


def _umask() -> int:
    """The permissions that new files of this process do not get; asking for it means setting it for a moment."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
