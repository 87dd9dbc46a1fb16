"""The commands that give a clinic files of its own: new, override and schema."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import click

from handouts.cli.telling import project_at, short
from handouts.project import is_program

SCHEMA_HINT = (
    "Editors read the first line of a file: # yaml-language-server: $schema=../.handouts/schema/clinic.json "
    "(or handout.json, patch.json, evidence.json)"
)


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--country", default="GB", show_default=True, help="Decides the emergency number and the paper.")
@click.option("--handout", metavar="NAME", help="Start a handout of your own, in FOLDER or in the folder you are in.")
@click.pass_obj
def new(chosen_project: Path | None, /, folder: Path | None, country: str, handout: str | None) -> None:
    """Make a folder for your own clinic, or start a handout in it.

    \b
    Example:
      handouts new my-clinic --country US
      handouts new --handout find-us
    """
    from handouts.project import Project, library  # noqa: PLC0415
    from handouts.starting import new_handout, new_project, refuse_name  # noqa: PLC0415  other commands start without it

    if not folder and not handout:
        raise click.UsageError("Name the folder to make, such as my-clinic; or a handout to start: --handout find-us")
    if handout:
        refuse_name(handout)
    if folder:
        for path in new_project(folder, country, library()):
            click.echo(short(path))
        _tell_new(folder, country)
    if handout:
        project = Project.at(Path.cwd(), folder) if folder else project_at(chosen_project)
        click.echo(short(new_handout(project, handout)))


def _tell_new(folder: Path, country: str) -> None:
    if any(map(is_program, folder.resolve().parents)):
        click.echo("This lies inside the program's folder, which an upgrade replaces: move it elsewhere.", err=True)
    click.echo(f"The country is {country}; it decides the emergency number. Change it in {folder}/content/clinic.yaml.")
    here = shlex.join([sys.executable, str(Path(sys.argv[0]).resolve())])
    click.echo(f"Now type these two lines:\n  cd {shlex.quote(str(folder))}")
    click.echo(f"  {'handouts' if shutil.which('handouts') else here} build --open")


@click.command()
@click.argument("path")
@click.option("--patch", "how", flag_value="patch", help="Write a file that changes single blocks instead.")
@click.option("--diff", "how", flag_value="diff", help="Show what changed in the shipped file since your copy.")
@click.option("--keep", "how", flag_value="keep", help="Say that your copy is right beside today's shipped file.")
@click.pass_obj
def override(chosen_project: Path | None, /, path: str, how: str | None) -> None:
    """Copy one shipped file into your folder, ready to be changed; see later what changed in the shipped one.

    \b
    Example:
      handouts override styles/components/steps.css
      handouts override --patch content/back-pain-guide.yaml
      handouts override --diff styles/components/steps.css
    """
    from handouts.overriding import changes, keep, override  # noqa: PLC0415  other commands start without it

    project = project_at(chosen_project)
    if how == "diff":
        click.echo(changes(project, path) or f"{path} has not changed since yours was made.\n", nl=False)
    elif how == "keep":
        click.echo(f"{keep(project, path)} counts as looked after from now on.")
    else:
        click.echo(short(override(project, path, as_patch=how == "patch")))


@click.command()
@click.pass_obj
def schema(chosen_project: Path | None, /) -> None:
    """Write the JSON Schema of every YAML file into your folder, with which an editor helps while you type.

    \b
    Example:
      handouts schema
    """
    from handouts.starting import clinic_folder, write_schemas  # noqa: PLC0415  other commands start without it

    for path in write_schemas(clinic_folder(project_at(chosen_project))):
        click.echo(short(path))
    click.echo(SCHEMA_HINT)
