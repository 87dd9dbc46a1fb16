"""The commands that make sheets: build and check."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from handouts.cli.telling import engine, project_at, short, show
from handouts.findings import exit_code
from handouts.plan import Order, Status
from handouts.project import CLINIC
from handouts.reporting import counted, explained, report_json
from handouts.sheet import Edition, Paper

if TYPE_CHECKING:
    from handouts.batch import Progress
    from handouts.plan import Report

Command = TypeVar("Command", bound=Callable[..., Any])

SAMPLE_HINT = "SAMPLE stands across every page: this is the demonstration clinic. For your own, type: "


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
        click.option("--edition", "editions", multiple=True, type=editions, help="Only this edition."),
        click.option("--paper", "papers", multiple=True, type=papers, help="On this paper, whatever is usual here."),
        click.option("--language", "languages", multiple=True, help="Only in this language, such as en."),
        click.argument("names", nargs=-1, metavar="[NAME]..."),
    ):
        command = option(command)
    return command


@click.command()
@choices
@click.option("--clean", is_flag=True, help="Remove PDFs of earlier builds that nothing makes any more.")
@click.option("--open", "is_opened", is_flag=True, help="Show the PDF when it is built, or the folder of several.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Put the PDFs into this folder.")
@click.pass_obj
def build(
    chosen_project: Path | None,
    /,
    out: Path | None,
    clean: bool,
    is_opened: bool,
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
    if is_opened:
        _open([output.path for output in report.outputs if output.status is not Status.FAILED])
    sys.exit(exit_code(report.findings))


def _open(sheets: Sequence[Path]) -> None:
    """Show a sheet in the viewer of this desktop; of several, the folder they are in."""
    if not sheets:
        return
    is_one = len(sheets) == 1
    shown = sheets[0] if is_one else sheets[0].parent
    if not _launch(str(shown.resolve())):
        what = short(shown) if is_one else f"the folder {short(shown)}"
        click.echo(f"There is no program here to show it; open {what} yourself.", err=True)


def _launch(path: str) -> bool:
    """Show a file or folder as this desktop does; whether it can. On Linux Click would lend the viewer our output."""
    if sys.platform != "linux":
        return click.launch(path) == 0
    nowhere = subprocess.DEVNULL
    opener = ["xdg-open", path]  # whichever the user's own PATH has
    try:
        subprocess.Popen(opener, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603
    except OSError:
        return False
    return True


def _tell_built(report: Report) -> None:
    for output in report.outputs:
        if output.status is Status.BUILT:
            click.echo(f"{short(output.path)}  {counted(output.pages)}")
    for path in report.removed:
        click.echo(f"{short(path)}  removed")
    unchanged = sum(output.status is Status.UNCHANGED for output in report.outputs)
    if unchanged:
        click.echo("1 sheet is up to date." if unchanged == 1 else f"{unchanged} sheets are up to date.")


@click.command()
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
        click.echo("All of it can be printed.")
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

    with engine(None, "outputs", as_json=as_json):
        project = project_at(chosen_project, strict=chosen["strict"])
    chosen["output"] = chosen.pop("out", None)
    order = Order(names, papers=[*map(Paper, papers)], editions=[*map(Edition, editions)], **chosen)
    with engine(project, "outputs", as_json=as_json), _progress(hidden=as_json) as progress:
        report = build(project, order, write=write, progress=progress)
    if as_json:
        click.echo(report_json(report, project.called))
        return report
    for output in report.outputs if explain else ():
        click.echo(explained(output, short(output.path)), err=True)
    show(report.findings)
    if report.sample and any(output.status is not Status.FAILED for output in report.outputs):
        click.echo(f"{SAMPLE_HINT}{_way_to_a_clinic()}", err=True)
    return report


def _way_to_a_clinic() -> str:
    """What to type for a clinic's own sheets: where a folder of one lies here, the way to it."""
    here = next((path.parent.parent for path in sorted(Path.cwd().glob(f"*/{CLINIC}"))), None)
    return f"cd {shlex.quote(here.name)}" if here else "handouts new my-clinic"


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
