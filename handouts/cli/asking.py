"""The commands that only look: list and doctor."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from handouts.cli.telling import engine, project_at, show
from handouts.findings import exit_code
from handouts.reporting import rows_json


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output, for programs.")
@click.pass_obj
def list_handouts(chosen_project: Path | None, /, as_json: bool) -> None:
    """List the handouts, their titles and where each comes from.

    \b
    Example:
      handouts list
    """
    from handouts.catalogue import catalogue  # noqa: PLC0415  other commands start without it

    with engine(None, "handouts", as_json=as_json):
        project = project_at(chosen_project)
    with engine(project, "handouts", as_json=as_json):
        entries, findings = catalogue(project)
    if as_json:
        click.echo(rows_json("handouts", entries, findings))
        sys.exit(exit_code(findings))
    rows = [("NAME", "TITLE", "LANGUAGE", "EDITIONS", "STATE", "FROM")]
    rows += [
        (row["name"], row["title"], row["language"], " ".join(row["editions"]), row["state"], row["source"])
        for row in entries
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    show(findings)
    sys.exit(exit_code(findings))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output, for programs.")
def doctor(as_json: bool) -> None:
    """Tell what is installed, what is missing, and what to type then.

    \b
    Example:
      handouts doctor
    """
    from handouts.doctor import examine  # noqa: PLC0415  other commands start without it
    from handouts.systems import SYSTEMS  # noqa: PLC0415  likewise

    parts, findings = examine()
    if as_json:
        click.echo(rows_json("parts", parts, findings))
        sys.exit(exit_code(findings))
    for part in parts:
        click.echo(f"{part['name']:16}{part['version'] or 'missing'}")
    show(findings)
    if not findings:
        click.echo("Nothing is missing.")
    for system in SYSTEMS if findings else ():
        click.echo(f"{system.name:20}{system.line}")
    sys.exit(exit_code(findings))
