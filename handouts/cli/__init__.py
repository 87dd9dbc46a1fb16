"""The handouts command: options in, one call of the engine, words out."""

from __future__ import annotations

import gc
import logging
import sys
from io import TextIOWrapper
from pathlib import Path

import click

from handouts import __version__
from handouts.cli.asking import doctor, list_handouts
from handouts.cli.governing import approve, identify
from handouts.cli.making import build, check
from handouts.cli.starting import new, override, schema
from handouts.cli.telling import show
from handouts.errors import HandoutsError, WrongUse
from handouts.findings import exit_code


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


for command in (new, list_handouts, build, check, approve, identify, override, schema, doctor):
    cli.add_command(command)


def main() -> None:
    """Run the command; the only place where an error becomes words and an exit code."""
    gc.disable()  # until all is loaded; most of that stays to the end
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
    finally:
        gc.enable()
