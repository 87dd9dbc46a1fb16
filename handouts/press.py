"""Proves many sheets at once, in worker processes that share one loaded WeasyPrint where the system allows it.

Each worker has a pipe of its own, which closes when it dies, even in the middle of a message: nobody waits for one that
is gone. A pool of the standard library shares one pipe among all, and hangs there. A sheet whose worker dies is tried
once more; the second time it is given up, and the others go on.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from handouts.desk import Studio
from handouts.errors import MissingLibrary
from handouts.findings import Finding
from handouts.manuscript import Manuscript
from handouts.pipeline import Proved, prove
from handouts.project import Project
from handouts.sheet import Sheet

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_LOGGER = logging.getLogger("handouts")
_TRIES = 2


@dataclass(frozen=True)
class Work:
    """One sheet to be proved, and the handout it shows."""

    sheet: Sheet
    manuscript: Manuscript


@dataclass(frozen=True)
class Press:
    """What all sheets of a build are made with: the project, the clinic and its fonts."""

    project: Project
    studio: Studio

    def prove(self, work: Work) -> Proved:
        """Compose, typeset and check one sheet."""
        return prove(self.project, self.studio.practice, work.manuscript, work.sheet, self.studio.faces)

    def prove_all(self, works: Sequence[Work], jobs: int) -> Iterator[Proved]:
        """Prove sheets with up to `jobs` workers, and give them in this order. One at a time needs no worker."""
        if jobs == 1 or len(works) == 1:
            _warm_up()
            yield from map(self.prove, works)
            return
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  a single sheet needs none

        count = min(jobs, len(works))
        with ThreadPoolExecutor(count) as threads, _crew(self, count) as crew:
            yield from threads.map(crew.prove, works)


@contextmanager
def _crew(press: Press, count: int) -> Iterator[_Crew]:
    """Workers, none of which is left over, whatever happens meanwhile."""
    crew = _Crew(press)
    try:
        if _may_fork():
            crew.fork(count)
        yield crew
    finally:
        crew.end()


def _may_fork() -> bool:
    """Whether this process may be doubled: it is a single thread, of which no other can hold a lock just now.

    Only Linux tells of all threads, those of libraries too.
    """
    threads = Path("/proc/self/task")
    return threads.is_dir() and len(os.listdir(threads)) == 1  # noqa: PTH208  their number is all this needs


@dataclass
class _Crew:
    """A worker for each thread that asks for one."""

    press: Press
    _forked: list[_Worker] = field(default_factory=list)
    _workers: dict[int, _Worker] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _is_over: bool = False

    def fork(self, count: int) -> None:
        """Start the first workers as copies of this process, when it has loaded all that they need."""
        import handouts.preflight  # noqa: F401, PLC0415  once for all of them

        _warm_up()
        for _ in range(count):
            self._forked.append(_Worker(self.press, "fork"))

    def prove(self, work: Work) -> Proved:
        """Have one sheet proved; a finding where its worker died each time."""
        for _ in range(_TRIES):
            worker = self._worker()
            if worker and (proved := worker.prove(work)):
                return proved
        message = "cannot be laid out: its process was killed or ran out of memory; look for what makes it so large"
        return Proved(work.sheet, findings=[Finding("template-error", message, handout=work.sheet.handout)])

    def end(self) -> None:
        """Stop every worker, and start no other."""
        with self._lock:
            self._is_over = True
            for worker in (*self._forked, *self._workers.values()):
                worker.end()

    def _worker(self) -> _Worker | None:
        """The living worker of this thread; none when all is over."""
        with self._lock:
            if self._is_over:
                return None
            thread = threading.get_ident()
            if thread not in self._workers and self._forked:
                self._workers[thread] = self._forked.pop()
            if thread not in self._workers or not self._workers[thread].is_alive:
                self._workers[thread] = _Worker(self.press, "spawn")
            return self._workers[thread]


class _Worker:
    """A process at the other end of a pipe."""

    def __init__(self, press: Press, way: Literal["fork", "spawn"]) -> None:
        context = get_context(way)
        self._pipe, theirs = context.Pipe()
        settings = (theirs, _LOGGER.isEnabledFor(logging.DEBUG))
        self._process = context.Process(target=_work, args=settings, daemon=True)  # type: ignore[attr-defined]
        with _ctrl_c_later(way):
            self._process.start()
        theirs.close()
        self.is_alive = True
        self._press: Press | None = press  # sent with the first sheet; whoever starts a process waits until it reads

    def prove(self, work: Work) -> Proved | None:
        """Have one sheet proved; nothing where the process dies of it.

        Raises:
            OSError: a file could not be read.
            RuntimeError: the process met a mistake of ours; the traceback is its note.
        """
        try:
            for message in filter(None, (self._press, work)):
                self._pipe.send(message)
            self._press = None
            proved: Proved | OSError | str = self._pipe.recv()
        except (EOFError, OSError):
            self.is_alive = False
            return None
        if isinstance(proved, Proved):
            return proved
        raise proved if isinstance(proved, OSError) else _mistake(proved)

    def end(self) -> None:
        """Stop the process, whatever it does."""
        self._process.kill()
        self._process.join()


@contextmanager
def _ctrl_c_later(way: str) -> Iterator[None]:
    """Let Ctrl-C wait until the new process, to which this is passed on, can end without a word."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    if way == "spawn":
        from multiprocessing import resource_tracker  # noqa: PLC0415  Windows has none

        resource_tracker.ensure_running()  # where it starts, it lets signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _mistake(told: str) -> RuntimeError:
    """What a process met, in the last line of its traceback, with all of it as a note."""
    error = RuntimeError(told.strip().rpartition("\n")[2])
    error.add_note(told)
    return error


def _work(pipe: Connection, is_verbose: bool) -> None:
    """Prove what comes through the pipe, first of all the press, until its other end is closed."""
    _begin(is_verbose)
    with suppress(EOFError, OSError):
        press: Press = pipe.recv()
        while True:
            pipe.send(_proved(press, pipe.recv()))


def _proved(press: Press, work: Work) -> Proved | OSError | str:
    """A sheet that was proved, a file that cannot be read, or the traceback of anything else that was met."""
    try:
        return press.prove(work)
    except OSError as error:
        return error
    except Exception:  # not all of them survive the pipe
        return traceback.format_exc()


def _begin(is_verbose: bool) -> None:
    """Make this process a worker: it ends with its parent, and at once with Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if is_verbose:
        logging.basicConfig(format="%(name)s: %(message)s")
        _LOGGER.setLevel(logging.DEBUG)
    _warm_up()


def _warm_up() -> None:
    """Load WeasyPrint, and tell the garbage collector that what is loaded stays: it need not look at it again."""
    if "weasyprint" not in sys.modules:
        gc.disable()
        with suppress(MissingLibrary):  # each sheet says so
            import handouts.typeset  # noqa: F401, PLC0415  it takes half a second
        gc.freeze()
    gc.enable()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
    signal.raise_signal(signal.SIGTERM)
