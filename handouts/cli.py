"""The handouts command: options in, one call of the engine, words out."""

from __future__ import annotations

import logging
import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from handouts import __version__
from handouts.errors import HandoutsError, WrongUse
from handouts.findings import Finding, exit_code
from handouts.project import Project
from handouts.sheet import Paper

if TYPE_CHECKING:
    from handouts.batch import Order

Command = TypeVar("Command", bound=Callable[..., Any])

SAMPLE_HINT = (
    "SAMPLE stands across every page: this is the demonstration clinic. For your own, type: handouts new my-clinic"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handouts")
@click.option("--project", type=click.Path(path_type=Path), help="The clinic's folder, if it is not this one.")
@click.option("--verbose", is_flag=True, help="Show the tracebacks behind errors.")
@click.pass_context
def cli(context: click.Context, project: Path | None, verbose: bool) -> None:
    """Print patient handouts in your clinic's own brand.

    \b
    Example:
      handouts new my-clinic
      cd my-clinic
      handouts build
    """
    if verbose:
        logging.basicConfig(format="%(name)s: %(message)s")
        logging.getLogger("handouts").setLevel(logging.DEBUG)
    context.obj = project


def main() -> None:
    """Run the command; the only place where an error becomes words and an exit code."""
    verbose = "--verbose" in sys.argv
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("stopped", err=True)
        sys.exit(130)
    except WrongUse as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
    except HandoutsError as error:
        show(error.findings)
        sys.exit(exit_code(error.findings))
    except OSError as error:
        click.echo(f"Error: {error.strerror or error}{f': {error.filename}' if error.filename else ''}", err=True)
        sys.exit(6)
    except Exception as error:  # nobody who prints handouts should meet a traceback
        if verbose:
            raise
        click.echo(f"Error in the program itself: {error!r}. Run it again with --verbose and report it.", err=True)
        sys.exit(1)


def show(findings: Iterable[Finding]) -> None:
    """Print findings on standard error, one a line, each line once."""
    for line in dict.fromkeys(map(worded, findings)):
        click.echo(line, err=True)


def worded(finding: Finding) -> str:
    """A finding as one line: `content/guide.yaml:14:3: error: unknown-key: 'titel' is not a key`."""
    place = [finding.file or finding.handout, finding.line, finding.column]
    where = ":".join(str(part) for part in place if part is not None)
    page = f" (page {finding.page})" if finding.page else ""
    message = " ".join(finding.message.split())
    line = f"{where}{': ' if where else ''}{finding.severity}: {finding.code}: {message}{page}"
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in line)


def choices(command: Command) -> Command:
    """The options that choose what is built."""
    for option in (
        click.option("--strict", is_flag=True, help="Warnings are errors."),
        click.option(
            "--paper",
            "papers",
            multiple=True,
            type=click.Choice([paper.value for paper in Paper], case_sensitive=False),
            help="a4 or letter.",
        ),
        click.option("--language", "languages", multiple=True, help="A language, such as en."),
        click.argument("names", nargs=-1, metavar="[NAME]..."),
    ):
        command = option(command)
    return command


@cli.command()
@choices
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Put the PDFs into this folder.")
@click.pass_obj
def build(chosen_project: Path | None, /, out: Path | None, **chosen: Any) -> None:  # noqa: ANN401  click's own words
    """Build the PDFs of all handouts, or of those named.

    \b
    Example:
      handouts build first-visit-guide --paper letter
    """
    from handouts.batch import build  # noqa: PLC0415  other commands start without it

    report = build(_project(chosen_project, strict=chosen["strict"]), _order(out=out, **chosen))
    for printed in report.printed:
        pages = "1 page" if printed.pages == 1 else f"{printed.pages} pages"
        click.echo(f"{_short(printed.path)}  {pages}")
    show(report.findings)
    if report.sample and report.printed:
        click.echo(SAMPLE_HINT, err=True)
    sys.exit(exit_code(report.findings))


@cli.command()
@choices
@click.pass_obj
def check(chosen_project: Path | None, /, **chosen: Any) -> None:  # noqa: ANN401  click's own words
    """Check everything that build checks, and write nothing.

    \b
    Example:
      handouts check --strict
    """
    from handouts.batch import build  # noqa: PLC0415  other commands start without it

    report = build(_project(chosen_project, strict=chosen["strict"]), _order(**chosen), write=False)
    show(report.findings)
    if report.sample:
        click.echo(SAMPLE_HINT, err=True)
    code = exit_code(report.findings)
    if code == 0:
        click.echo("All handouts can be printed.")
    sys.exit(code)


@cli.command("list")
@click.pass_obj
def list_handouts(chosen_project: Path | None, /) -> None:
    """List the handouts, their titles and where each comes from.

    \b
    Example:
      handouts list
    """
    from handouts.catalogue import catalogue  # noqa: PLC0415  other commands start without it

    entries, findings = catalogue(_project(chosen_project))
    rows = [("NAME", "TITLE", "LANGUAGE", "EDITIONS", "STATE", "FROM"), *entries]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    show(findings)
    sys.exit(exit_code(findings))


@cli.command()
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
        click.echo(_short(path))
    click.echo(f"The country is {country}; it decides the emergency number. Change it in {folder}/content/clinic.yaml.")
    handouts = "handouts" if shutil.which("handouts") else shlex.quote(str(Path(sys.argv[0]).resolve()))
    click.echo(f"Now type: cd {shlex.quote(str(folder))} && {handouts} build")


@cli.command()
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

    click.echo(_short(override(_project(chosen_project), path, as_patch=patch)))


def _project(chosen: Path | None, *, strict: bool = False) -> Project:
    """The project the command was given in; a strict run is never content with the demonstration clinic."""
    project = Project.at(Path.cwd(), chosen)
    if strict and project.root is None:
        raise WrongUse("--strict needs a clinic's folder, and no content/clinic.yaml is here or in any folder above")
    return project


def _order(
    *,
    names: Sequence[str],
    languages: Sequence[str],
    papers: Sequence[str],
    strict: bool,
    out: Path | None = None,
) -> Order:
    from handouts.batch import Order  # noqa: PLC0415  other commands start without it

    return Order(names, languages, [Paper(paper) for paper in papers], out, strict)


def _short(path: Path) -> str:
    """A path as somebody in this folder would type it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
