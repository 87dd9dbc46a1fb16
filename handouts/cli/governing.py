"""The commands about what was approved and printed: approve and identify."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from handouts.cli.telling import engine, project_at
from handouts.fingerprints import short
from handouts.reporting import rows_json


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--by", required=True, metavar="WHO", help="Who has read the words, by name.")
@click.option("--role", required=True, help="What makes them fit to judge, such as acupuncturist.")
@click.pass_obj
def approve(chosen_project: Path | None, /, names: tuple[str, ...], by: str, role: str) -> None:
    """Record that somebody has read the words of handouts as they are now, and approves them.

    \b
    Example:
      handouts approve first-visit-guide --by "A. Practitioner" --role acupuncturist
    """
    from handouts.approving import approve  # noqa: PLC0415  other commands start without it

    project = project_at(chosen_project)
    with engine(project):
        new = {approval.handout: approval for approval in approve(project, names, by, role)}
    for name in sorted(set(names)):
        if name in new:
            click.echo(f"{name}  approved {new[name].date}, words {short(new[name].words)}")
        else:
            click.echo(f"{name}  these words are approved by them already")


@click.command()
@click.argument("asked", nargs=-1, required=True, metavar="FINGERPRINT|FILE.pdf")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output, for programs.")
@click.pass_obj
def identify(chosen_project: Path | None, /, asked: tuple[str, ...], as_json: bool) -> None:
    """Tell which sheet a printed page or a PDF is, by the digits at its foot: words, brand, version, approval.

    \b
    Example:
      handouts identify build/first-visit-guide.en.letter.pdf
    """
    from handouts.identifying import identify, told  # noqa: PLC0415  other commands start without it

    project, wanted = project_at(chosen_project), " ".join(asked)
    with engine(project, "sheets", as_json=as_json):
        sheets = identify(project, wanted)
    if as_json:
        click.echo(rows_json("sheets", [sheet.row() for sheet in sheets], []))
    else:
        click.echo(
            "\n\n".join("\n".join(f"{what:13}{said}" for what, said in told(sheet)) for sheet in sheets),
            nl=bool(sheets),
        )
    if not sheets:
        click.echo(f"No sheet that was built in this folder is '{wanted}'.", err=True)
        sys.exit(1)
