"""Builds what is ordered: finds what is out of date, proves it, and puts it on the shelf."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import CannotWrite, MissingLibrary, WrongUse
from handouts.findings import Finding, Severity, judge
from handouts.manifest import Digests, Entry, Manifest, circumstances, read_manifest, reasons_to_build
from handouts.outgrown import outgrown
from handouts.plan import Order, Output, Report, Status, chosen
from handouts.project import Project, is_file
from handouts.sheet import Sheet
from handouts.stale import left_behind, outdated, touched
from handouts.survey import Survey, survey
from handouts.systems import require
from handouts.writing import Records, Shelf

if TYPE_CHECKING:
    from handouts.desk import Desk
    from handouts.pipeline import Proved

Progress = Callable[[int, int], None]
"""Told how many sheets of how many are done."""

_SAVE_AFTER = 2.0  # seconds; so much a killed build does again


def build(project: Project, order: Order, *, write: bool = True, progress: Progress | None = None) -> Report:
    """Build what is ordered and out of date; without `write`, only check it. A handout with an error keeps its PDF.

    Raises:
        WrongUse: a handout or a language is ordered that is not there, or `clean` without everything.
    """
    if order.clean and not order.is_whole:
        raise WrongUse("--clean goes with a build of everything; leave out the names and choices, or leave out --clean")
    names = chosen(project, order.handouts) if order.handouts else project.handouts()
    shelf = Shelf(order.output or project.output, project.called)
    memory, digests = read_manifest(shelf.folder), Digests(project)
    found = survey(project, names, memory, digests)
    records = Records(project.root, project.called) if project.root else None
    run = _Run(project, order, write, shelf, records, memory, digests, found, progress or (lambda *_: None))
    run.say([*_misnamed(project), *outgrown(project)])  # they stop no handout, not even with --strict
    aside = len(run.report.findings)
    run.say(found.findings)
    # What only --strict refuses stops no check of the pages: all that is wrong is said in one run.
    stopping = run.report.findings[aside:] if write else found.findings
    unread = {finding.handout for finding in stopping if finding.severity is Severity.ERROR}
    if found.plan and None not in unread:
        run.report.sample = found.plan.sample
        run.make([sheet for sheet in found.plan.sheets(order) if sheet.handout in set(names) - unread])
    if write:
        run.confirm()
        run.tidy(unread)
    return run.report


def _misnamed(project: Project) -> list[Finding]:
    message = "is not read; name it with small letters, digits and hyphens, ending in .yaml"
    return [Finding("unreadable-file", message, name, severity=Severity.WARNING) for name in project.misnamed()]


@dataclass
class _Run:
    """One build: what it was told, what is known from before, and what has come of it."""

    project: Project
    order: Order
    write: bool
    shelf: Shelf
    records: Records | None
    memory: Manifest
    digests: Digests
    found: Survey
    progress: Progress
    news: Manifest = field(default_factory=Manifest)
    report: Report = field(default_factory=Report)
    saved: float = field(default_factory=time.monotonic)

    def say(self, findings: Iterable[Finding]) -> bool:
        """Add findings to the report as the clinic judges them; tell whether one of them is an error."""
        judged = judge(findings, self.found.plan.checks if self.found.plan else {}, strict=self.order.strict)
        self.report.findings += judged
        return any(finding.severity is Severity.ERROR for finding in judged)

    def make(self, sheets: Sequence[Sheet]) -> None:
        """Build the sheets that are out of date, and say again what is known of the others."""
        if self.found.desk:
            self.news.plan, self.news.made_with = self.found.plan, circumstances()
        reasons = {sheet: self._reasons(sheet) for sheet in sheets}
        due = [sheet for sheet in sheets if reasons[sheet]]
        with closing(self._prove(due)) as proved:
            try:
                for sheet in sheets:
                    output = self._put(next(proved), reasons[sheet]) if reasons[sheet] else self._leave(sheet)
                    self.report.outputs.append(output)
                    self.progress(sum(bool(output.reasons) for output in self.report.outputs), len(due))
            finally:
                self._save()

    def confirm(self) -> None:
        """Look whether all PDFs still are there; somebody may have removed the folder meanwhile."""
        for number, output in enumerate(self.report.outputs):
            if output.status is not Status.FAILED and not is_file(output.path):
                self.report.outputs[number] = Output(output.sheet, output.path, Status.FAILED, reasons=output.reasons)
                message = "is gone, though it was there during this build; build again, and leave the folder meanwhile"
                file = self.project.called(output.path)
                self.say([Finding("cannot-write", message, file, handout=output.sheet.handout)])

    def tidy(self, unread: Collection[str | None]) -> None:
        """Name the PDFs that are left from earlier builds, or remove those that nothing makes any more."""
        folder = self.shelf.folder
        self.say(left_behind(self.project, folder, self.report, unread))
        if self.order.is_whole and None not in unread:
            made = {output.path.name for output in self.report.outputs}
            others = {
                name: entry
                for name, entry in self.memory.entries.items()
                if name not in made and entry.sheet.handout not in unread
                if name == entry.sheet.filename == Path(name).name and is_file(folder / name)
            }
            if self.order.clean:
                self._remove(others)
            else:
                self.say(outdated(self.project, folder, others, self.digests))

    def _reasons(self, sheet: Sheet) -> list[str]:
        path = self.shelf.folder / sheet.filename
        reasons = reasons_to_build(self.memory.entries.get(sheet.filename), self.digests, path)
        return reasons or (["--force"] if self.order.force else [])

    def _prove(self, sheets: Sequence[Sheet]) -> Generator[Proved]:
        from handouts.pipeline import Proved  # noqa: PLC0415  an up-to-date build needs none of it
        from handouts.press import Press, Work  # noqa: PLC0415  likewise

        if sheets and not self._can_typeset():
            yield from map(Proved, sheets)
            return
        desk = self._desk(sheets)
        works = [Work(sheet, desk.manuscripts[sheet.handout]) for sheet in sheets if sheet.handout in desk.manuscripts]
        proved = (
            Press(self.project, desk.studio).prove_all(works, self.order.jobs or _cores()) if desk.studio else iter(())
        )
        for sheet in sheets:
            can_be = desk.studio and sheet.handout in desk.manuscripts
            yield next(proved) if can_be else Proved(sheet, findings=desk.errors(sheet.handout))

    def _can_typeset(self) -> bool:
        """Whether the libraries are there; where not, that is said once, and not of each sheet."""
        try:
            require()
        except MissingLibrary as error:
            self.say(error.findings)
            self.news = Manifest()  # there is nothing to remember
            return False
        return True

    def _put(self, proved: Proved, reasons: Sequence[str]) -> Output:
        """Put a proved sheet on the shelf, unless something stops it."""
        sheet, path = proved.sheet, self.shelf.folder / proved.sheet.filename
        failed = Output(sheet, path, Status.FAILED, reasons=reasons)
        if self.say(proved.findings) or not proved.pdf:
            return failed
        entry = self._entry(proved)
        if self.write:
            try:
                self._record(entry)  # first, so that no sheet is ever printed that is not known
                self.shelf.put(path.name, proved.pdf)
            except CannotWrite as error:
                self.say(replace(finding, handout=sheet.handout) for finding in error.findings)
                self.news.plan = None  # alone it is not worth a second message
                return failed
            self.news.entries[path.name] = entry
            self._save(after=_SAVE_AFTER)
        status = Status.BUILT if self.write else Status.CHECKED
        return Output(sheet, path, status, entry.pages, entry.sha256, entry.fingerprint, reasons)

    def _entry(self, proved: Proved) -> Entry:
        facts = {**self._desk([proved.sheet]).facts(proved.sheet.handout), **proved.facts}
        digest = sha256(proved.pdf).hexdigest()
        return Entry(proved.sheet, proved.pages, digest, facts, circumstances(), proved.findings, proved.fingerprint)

    def _record(self, entry: Entry) -> None:
        """Write a sheet into the ledger of the clinic's folder."""
        from handouts.ledger import LEDGER, line_of, record_of  # noqa: PLC0415  likewise

        desk = self._desk([entry.sheet])
        if self.records and desk.studio:
            manuscript = desk.manuscripts[entry.sheet.handout]
            record = record_of(self.project, desk.studio.practice, manuscript, entry)
            self.records.append(LEDGER, line_of(record))

    def _leave(self, sheet: Sheet) -> Output:
        """Say again what was found when an unchanged PDF was built; what was a warning then may stop now."""
        entry = self.memory.entries[sheet.filename]
        status = Status.FAILED if self.say(entry.findings) else Status.UNCHANGED
        return Output(sheet, self.shelf.folder / sheet.filename, status, entry.pages, entry.sha256, entry.fingerprint)

    def _desk(self, sheets: Iterable[Sheet]) -> Desk:
        """The desk with all that these sheets need on it."""
        from handouts.desk import Desk  # noqa: PLC0415  likewise

        desk = self.found.desk = self.found.desk or Desk(self.project)
        desk.read({sheet.handout for sheet in sheets})
        return desk

    def _save(self, *, after: float = 0.0) -> None:
        """Write the manifest, where there is something new and the last time was so many seconds ago."""
        if not (self.write and (self.news.entries or self.news.plan) and time.monotonic() >= self.saved + after):
            return
        try:
            self.shelf.remember(self.news)
        except CannotWrite as error:
            self.say(error.findings)
        self.news, self.saved = Manifest(), time.monotonic()

    def _remove(self, others: Mapping[str, Entry]) -> None:
        for name, entry in sorted(others.items()):
            path = self.shelf.folder / name
            try:
                if self.shelf.remove(name, entry):
                    self.report.removed.append(path)
                else:
                    self.say([touched(self.project, path)])
            except CannotWrite as error:
                self.say(error.findings)


def _cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
