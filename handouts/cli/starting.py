"""The commands that give a clinic files of its own: new and override."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import click

from handouts.cli.telling import project_at, short


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--country", default="GB", show_default=True, help="Decides the emergency number and the paper.")
def new(folder: Path, country: str) -> None:
    """Make a folder for your own clinic.

    \b
    Example:
      handouts new my-clinic --country US
    """
    from handouts.project import library  # noqa: PLC0415
    from handouts.starting import new_project  # noqa: PLC0415  other commands start without it

    for path in new_project(folder, country, library()):
        click.echo(short(path))
    click.echo(f"The country is {country}; it decides the emergency number. Change it in {folder}/content/clinic.yaml.")
    handouts = "handouts" if shutil.which("handouts") else shlex.quote(str(Path(sys.argv[0]).resolve()))
    click.echo(f"Now type: cd {shlex.quote(str(folder))} && {handouts} build")


@click.command()
@click.argument("path")
@click.option("--patch", is_flag=True, help="Write a file that changes single blocks instead of a whole copy.")
@click.pass_obj
def override(chosen_project: Path | None, /, path: str, patch: bool) -> None:
    """Copy one shipped file into your folder, ready to be changed.

    \b
    Example:
      handouts override styles/components/steps.css
      handouts override --patch content/first-visit-guide.yaml
    """
    from handouts.starting import override  # noqa: PLC0415  other commands start without it

    click.echo(short(override(project_at(chosen_project), path, as_patch=patch)))
