"""What every command tells in the same way."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from handouts.errors import HandoutsError, WrongUse
from handouts.findings import Finding, exit_code
from handouts.project import Project
from handouts.reporting import lines, rows_json


def show(findings: Iterable[Finding]) -> None:
    """Print findings on standard error, one a line, each line once."""
    for line in lines(findings):
        click.echo(line, err=True)


def project_at(chosen: Path | None, *, strict: bool = False) -> Project:
    """The project the command was given in; a strict run is never content with the demonstration clinic."""
    project = Project.at(Path.cwd(), chosen)
    if strict and project.root is None:
        raise WrongUse("--strict needs a clinic's folder, and no content/clinic.yaml is here or in any folder above")
    return project


@contextmanager
def engine(project: Project | None, kind: str = "", *, as_json: bool = False) -> Iterator[None]:
    """Where the engine stops with an error, say its findings, with --json in a document with no `kind`, and end.

    Raises:
        WrongUse: the command itself was wrong; that is no document.
    """
    try:
        yield
    except WrongUse:
        raise
    except (HandoutsError, OSError) as error:
        findings = [_refused(error, project)] if isinstance(error, OSError) else error.findings
        if as_json:
            click.echo(rows_json(kind, [], findings))
        else:
            show(findings)
        sys.exit(exit_code(findings))


def _refused(error: OSError, project: Project | None) -> Finding:
    path = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None
    file = (project.called(path) if project else short(path)) if path else None
    return Finding("cannot-write", f"cannot be used ({error.strerror or error}); look at its permissions", file)


def short(path: Path) -> str:
    """A path as somebody in this folder would type it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
