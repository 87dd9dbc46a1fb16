"""`stale-pdf`: names the PDFs of earlier builds that are no longer what they would be now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from handouts.findings import Finding
from handouts.manifest import Digests, Entry
from handouts.plan import Report, Status
from handouts.project import Project, is_file


def left_behind(project: Project, folder: Path, report: Report, failed: Collection[str | None]) -> Iterator[Finding]:
    """The last good PDFs of what could not be built now. `failed` are the handouts that could not be read."""
    names = {*failed, *project.handouts()} if None in failed else {*failed}  # a file that all of them share
    paths = {output.path for output in report.outputs if output.status is Status.FAILED}
    paths |= {path for path in folder.glob("*.pdf") if path.name.split(".")[0] in names}
    for path in sorted(paths):
        if is_file(path):
            yield _finding(project, path, "is the last good one, from {}; it stays until its handout builds again")


def outdated(project: Project, folder: Path, others: Mapping[str, Entry], digests: Digests) -> Iterator[Finding]:
    """PDFs that a build of everything did not make, and that something they were made from has left behind."""
    for name, entry in sorted(others.items()):
        if change := next(digests.changes(entry.facts), None):
            build = "handouts build" if folder == project.output else f"handouts build --out {project.called(folder)}"
            again = f"{build} {entry.sheet.handout} --paper {entry.sheet.paper}, or remove it with: "
            remedy = (again if entry.sheet.handout in project.handouts() else "") + f"{build} --clean"
            message = f"of {{}} is out of date, as {change}; type: {remedy}"
            yield _finding(project, folder / name, message)


def touched(project: Project, path: Path) -> Finding:
    """A PDF that nothing makes any more and that somebody changed since."""
    return _finding(project, path, "of {} is not the one that was built, so it stays; remove it yourself")


def _finding(project: Project, path: Path, message: str) -> Finding:
    date = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    handout = path.name.split(".")[0]
    return Finding("stale-pdf", message.format(date.isoformat()), project.called(path), handout=handout)
