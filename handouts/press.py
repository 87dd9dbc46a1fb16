"""Proves many sheets at once, in worker processes that load WeasyPrint once each.

A worker that dies costs one sheet: the first sheet it left undone is tried again alone, so that whichever brings a
worker down is known, and then the others go on.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.dates import EPOCH
from handouts.desk import Studio
from handouts.errors import MissingLibrary
from handouts.findings import Finding
from handouts.manuscript import Manuscript
from handouts.pipeline import Proved, prove
from handouts.project import Project
from handouts.sheet import Sheet

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_LOGGER = logging.getLogger("handouts")


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
        left = list(works)
        while left:
            for proved in self._with_workers(left, jobs):
                yield proved
                left = left[1:]
            if left:
                yield self._alone(left.pop(0))

    def _with_workers(self, works: Sequence[Work], jobs: int) -> Iterator[Proved]:
        """The sheets up to the first that a dead worker left undone."""
        with _workers(self, min(jobs, len(works))) as pool:
            try:
                for future in [pool.submit(_prove, work) for work in works]:
                    yield future.result()
            except BrokenExecutor:
                return

    def _alone(self, work: Work) -> Proved:
        for proved in self._with_workers([work], 1):
            return proved
        message = "cannot be laid out: its process was killed or ran out of memory; look for what makes it so large"
        return Proved(work.sheet, findings=[Finding("template-error", message, handout=work.sheet.handout)])


@contextmanager
def _workers(press: Press, count: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of workers, none of which is left over, whatever happens meanwhile."""
    import multiprocessing  # noqa: PLC0415  a single sheet needs no workers
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  likewise

    others = set(multiprocessing.active_children())
    settings = (press, os.environ.get(EPOCH), _LOGGER.isEnabledFor(logging.DEBUG))
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=_begin, initargs=settings)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown()


def _begin(press: Press, epoch: str | None, is_verbose: bool) -> None:
    """Make this process a worker: it ends with its parent, and at once where Ctrl-C finds it idle."""
    global _press  # noqa: PLW0603  a worker has one press for all its life
    _press = press
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _warm_up()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ.pop(EPOCH, None)
    if epoch is not None:
        os.environ[EPOCH] = epoch
    if is_verbose:
        logging.basicConfig(format="%(name)s: %(message)s")
        _LOGGER.setLevel(logging.DEBUG)


def _warm_up() -> None:
    """Load WeasyPrint, and tell the garbage collector that what is loaded stays: it need not look at it again."""
    if "weasyprint" not in sys.modules:
        gc.disable()
        with suppress(MissingLibrary):  # each sheet says so
            import handouts.typeset  # noqa: F401, PLC0415  it takes half a second
        gc.freeze()
    gc.enable()


def _end_with_parent() -> None:
    import multiprocessing  # noqa: PLC0415  here we are in a worker

    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
    signal.raise_signal(signal.SIGTERM)


def _prove(work: Work) -> Proved:
    return _press.prove(work)


_press: Press
