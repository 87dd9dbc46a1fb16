"""The handouts command: options in, one call of the engine, words out."""

from __future__ import annotations

import logging
import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from handouts import __version__
from handouts.errors import HandoutsError, WrongUse
from handouts.findings import Finding, exit_code
from handouts.plan import Order, Status
from handouts.project import Project
from handouts.reporting import explained, report_json, rows_json, worded
from handouts.sheet import Edition, Paper

if TYPE_CHECKING:
    from handouts.batch import Progress
    from handouts.plan import Report

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


def choices(command: Command) -> Command:
    """The options that choose what is built, and how it is told."""
    papers = click.Choice([paper.value for paper in Paper], case_sensitive=False)
    editions = click.Choice([edition.value for edition in Edition], case_sensitive=False)
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output, for programs."),
        click.option("--jobs", type=click.IntRange(min=1), help="Sheets at a time; one for each core if not said."),
        click.option("--explain", is_flag=True, help="Say of each sheet why it is built, or that it need not be."),
        click.option("--force", is_flag=True, help="Do it all again, up to date or not."),
        click.option("--strict", is_flag=True, help="Warnings are errors."),
        click.option("--edition", "editions", multiple=True, type=editions, help="standard."),
        click.option("--paper", "papers", multiple=True, type=papers, help="a4 or letter."),
        click.option("--language", "languages", multiple=True, help="A language, such as en."),
        click.argument("names", nargs=-1, metavar="[NAME]..."),
    ):
        command = option(command)
    return command


@cli.command()
@choices
@click.option("--clean", is_flag=True, help="Remove PDFs of earlier builds that nothing makes any more.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Put the PDFs into this folder.")
@click.pass_obj
def build(
    chosen_project: Path | None,
    /,
    out: Path | None,
    clean: bool,
    **chosen: Any,  # noqa: ANN401  click's own words
) -> None:
    """Build the PDFs of all handouts, or of those named, where they are out of date.

    \b
    Example:
      handouts build first-visit-guide --paper letter
    """
    report = _run(chosen_project, write=True, out=out, clean=clean, **chosen)
    if not chosen["as_json"]:
        _tell_built(report)
    sys.exit(exit_code(report.findings))


def _tell_built(report: Report) -> None:
    for output in report.outputs:
        if output.status is Status.BUILT:
            click.echo(f"{_short(output.path)}  {_pages(output.pages)}")
    for path in report.removed:
        click.echo(f"{_short(path)}  removed")
    unchanged = sum(output.status is Status.UNCHANGED for output in report.outputs)
    if unchanged:
        click.echo("1 sheet is up to date." if unchanged == 1 else f"{unchanged} sheets are up to date.")


def _pages(count: int | None) -> str:
    return "1 page" if count == 1 else f"{count} pages"


@cli.command()
@choices
@click.pass_obj
def check(chosen_project: Path | None, /, **chosen: Any) -> None:  # noqa: ANN401  click's own words
    """Check everything that build checks, and write nothing.

    \b
    Example:
      handouts check --strict
    """
    report = _run(chosen_project, write=False, **chosen)
    code = exit_code(report.findings)
    if code == 0 and not chosen["as_json"]:
        click.echo("All handouts can be printed.")
    sys.exit(code)


def _run(  # noqa: PLR0913  every option of the command
    chosen_project: Path | None,
    *,
    write: bool,
    names: Sequence[str],
    papers: Sequence[str],
    editions: Sequence[str],
    explain: bool,
    as_json: bool,
    **chosen: Any,  # noqa: ANN401  the other fields of an order
) -> Report:
    """Carry out an order, and tell what was found."""
    from handouts.batch import build  # noqa: PLC0415  other commands start without it

    project = _project(chosen_project, strict=chosen["strict"])
    chosen["output"] = chosen.pop("out", None)
    order = Order(names, papers=[*map(Paper, papers)], editions=[*map(Edition, editions)], **chosen)
    with _progress(hidden=as_json) as progress:
        report = build(project, order, write=write, progress=progress)
    if as_json:
        click.echo(report_json(report, project.called))
        return report
    for output in report.outputs if explain else ():
        click.echo(explained(output, _short(output.path)), err=True)
    show(report.findings)
    if report.sample and any(output.status is not Status.FAILED for output in report.outputs):
        click.echo(SAMPLE_HINT, err=True)
    return report


@contextmanager
def _progress(*, hidden: bool) -> Iterator[Progress]:
    """A bar on standard error, where somebody sits in front of it and there are several sheets to wait for."""
    if hidden or not sys.stderr.isatty():
        yield lambda *_: None
        return
    bars: list[Any] = []

    def progress(done: int, total: int) -> None:
        if total > 1 and not bars:
            bars.append(click.progressbar(length=total, label="Building", file=sys.stderr))
            bars[0].__enter__()
        for bar in bars:
            bar.update(done - bar.pos)

    try:
        yield progress
    finally:
        for bar in bars:
            bar.__exit__(None, None, None)


@cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output, for programs.")
@click.pass_obj
def list_handouts(chosen_project: Path | None, /, as_json: bool) -> None:
    """List the handouts, their titles and where each comes from.

    \b
    Example:
      handouts list
    """
    from handouts.catalogue import catalogue  # noqa: PLC0415  other commands start without it

    entries, findings = catalogue(_project(chosen_project))
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


def _short(path: Path) -> str:
    """A path as somebody in this folder would type it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
