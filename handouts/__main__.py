"""Runs the command line: `handouts`, or `python -m handouts`."""

import sys


def main() -> None:
    """Load the command and run it; Ctrl-C while it loads ends it as later."""
    try:
        from handouts.cli import main as command  # noqa: PLC0415  within the try
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)
    command()


if __name__ == "__main__":
    main()
