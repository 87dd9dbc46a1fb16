"""Puts finished files where they belong: each appears whole, by rename, and no two builds write at once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from handouts.errors import CannotWrite
from handouts.findings import Finding
from handouts.manifest import NAME, Entry, Manifest, manifest_json, read_manifest
from handouts.project import APPROVALS_FILE, is_file

if TYPE_CHECKING:
    from filelock import AcquireReturnProxy, FileLock

_PATIENCE = 60  # seconds; another build holds the folder for as long as it writes one file


class _Folder:
    """A folder that has one writer at a time. `called` gives the name by which a message speaks of a path."""

    _lock_name: ClassVar[str]
    _halves: ClassVar[str]
    _advice: ClassVar[str]

    def __init__(self, folder: Path, called: Callable[[Path], str]) -> None:
        self.folder = folder
        self._called = called
        self._lock: FileLock | None = None
        self._refusal: TimeoutError | None = None

    @contextmanager
    def _refusals(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:  # a lock that is not let go of is one too
            called = self._called(self.folder / name)
            message = f"cannot be written ({error.strerror or 'another build is writing there'})"
            raise CannotWrite([Finding("cannot-write", f"{message}; {self._advice}", called)]) from error

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the folder. Whoever does is its only writer, so half files found then are those of a killed build.

        Who waited for it once in vain does not wait again.
        """
        from filelock import FileLock  # noqa: PLC0415  who writes nothing need not wait for it

        if self._lock is None:
            lock = self.folder / self._lock_name
            lock.parent.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(lock, timeout=_PATIENCE)
        if self._refusal:
            raise self._refusal
        with self._acquired(self._lock):
            for half in self.folder.glob(self._halves):
                half.unlink(missing_ok=True)
            yield

    def _acquired(self, lock: FileLock) -> AcquireReturnProxy[FileLock]:
        try:
            return lock.acquire()
        except TimeoutError as error:
            self._refusal = error
            raise

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
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


class Shelf(_Folder):
    """The folder that PDFs and their manifest go to."""

    _lock_name = ".handouts.lock"
    _halves = ".*.part"
    _advice = "close it where it is open, or choose another folder with --out"

    def put(self, name: str, data: bytes) -> None:
        """Write a file. It is there whole or, after any failure, as it was before.

        Raises:
            CannotWrite: the folder or the disk refuses, or another build does not let go of the folder.
        """
        with self._refusals(name), self._held():
            self._write(self.folder / name, data)

    def remove(self, name: str, entry: Entry) -> bool:
        """Remove a PDF, where it is still the one that was built; tell whether it was.

        Raises:
            CannotWrite: the folder refuses.
        """
        with self._refusals(name), self._held():
            is_ours = entry.is_in(self.folder / name)
            if is_ours:
                (self.folder / name).unlink(missing_ok=True)
        return is_ours

    def remember(self, news: Manifest) -> None:
        """Add what was built now to what the manifest says, whoever wrote that meanwhile; forget PDFs that are gone.

        Raises:
            CannotWrite: the folder or the disk refuses.
        """
        with self._refusals(NAME), self._held():
            known = read_manifest(self.folder)
            plan = (news.plan, news.made_with) if news.plan else (known.plan, known.made_with)
            entries = {**known.entries, **news.entries}
            kept = {name: entry for name, entry in entries.items() if is_file(self.folder / name)}
            self._write(self.folder / NAME, manifest_json(Manifest(*plan, kept)))


class Records(_Folder):
    """The files of a clinic's own folder that only grow: who approved what, and which sheets were built."""

    _lock_name = ".handouts/lock"
    _halves = f".{APPROVALS_FILE}.*.part"
    _advice = "close it where it is open, and allow it to be written"

    def renew(self, name: str, change: Callable[[bytes | None], bytes]) -> None:
        """Write a file anew, by what it holds now; nothing where it is not there yet.

        Raises:
            CannotWrite: the folder or the disk refuses.
        """
        path = self.folder / name
        with self._refusals(name), self._held():
            self._write(path, change(path.read_bytes() if is_file(path) else None))

    def append(self, name: str, line: bytes) -> None:
        """Add a line to a file, in one piece; one that was left unfinished there ends before it.

        Raises:
            CannotWrite: the folder or the disk refuses.
        """
        path = self.folder / name
        with self._refusals(name), self._held(), path.open("a+b", buffering=0) as file:
            is_torn = file.tell() > 0 and file.seek(-1, os.SEEK_END) >= 0 and file.read(1) != b"\n"
            file.write(b"\n" * is_torn + line)
            os.fsync(file.fileno())


def _umask() -> int:
    """The permissions that new files of this process do not get; asking for it means setting it for a moment."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
