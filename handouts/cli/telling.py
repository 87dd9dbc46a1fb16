"""What every command tells in the same way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from handouts.errors import WrongUse
from handouts.findings import Finding
from handouts.project import Project
from handouts.reporting import worded


def show(findings: Iterable[Finding]) -> None:
    """Print findings on standard error, one a line, each line once."""
    for line in dict.fromkeys(map(worded, findings)):
        click.echo(line, err=True)


def project_at(chosen: Path | None, *, strict: bool = False) -> Project:
    """The project the command was given in; a strict run is never content with the demonstration clinic."""
    project = Project.at(Path.cwd(), chosen)
    if strict and project.root is None:
        raise WrongUse("--strict needs a clinic's folder, and no content/clinic.yaml is here or in any folder above")
    return project


def short(path: Path) -> str:
    """A path as somebody in this folder would type it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
