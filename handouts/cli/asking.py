"""The commands that only look: list and doctor."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import click

from handouts.cli.telling import engine, project_at, show
from handouts.findings import exit_code
from handouts.reporting import rows_json

if TYPE_CHECKING:
    from handouts.catalogue import PointRow


@click.command("list")
@click.option("--points", is_flag=True, help="List acupoints instead: all, or those in which all WORDS are found.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output, for programs.")
@click.argument("words", nargs=-1)
@click.pass_obj
def list_handouts(chosen_project: Path | None, /, points: bool, as_json: bool, words: tuple[str, ...]) -> None:
    """List the handouts, their titles and where each comes from.

    With --points it lists acupoints. WORDS are looked for in their codes, names, characters, regions and uses.

    \b
    Example:
      handouts list
      handouts list --points low back pain
    """
    if words and not points:
        raise click.UsageError(f"To look for acupoints type: handouts list --points {' '.join(words)}")
    if points:
        _list_points(chosen_project, words, as_json=as_json)
        return
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
    _tell(rows)
    show(findings)
    sys.exit(exit_code(findings))


def _list_points(chosen_project: Path | None, words: tuple[str, ...], *, as_json: bool) -> None:
    from handouts.catalogue import points  # noqa: PLC0415  other commands start without it

    with engine(None, "points", as_json=as_json):
        project = project_at(chosen_project)
    with engine(project, "points", as_json=as_json):
        found = points(project, words)
    if as_json:
        click.echo(rows_json("points", found, []))
    elif not found:
        click.echo(f"no acupoint has '{' '.join(words)}' in its code, names, characters, region or uses", err=True)
    else:
        _tell([("CODE", "NAME", "CHARACTERS", "WHERE", "TRADITIONAL USES"), *map(_cells, found)])


def _cells(row: PointRow) -> tuple[str, ...]:
    characters = f"{row['traditional']} {row['simplified']}"
    return row["code"], row["pinyin"], characters, row["plain"] or row["region"], ", ".join(row["uses"])


def _tell(rows: Sequence[tuple[str, ...]]) -> None:
    """Print a table whose columns stand under each other, Chinese characters counted as wide as two letters."""
    widths = [max(_columns(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell + " " * (width - _columns(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


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
