"""Says from which seed a long run of the trials can be run again, where it failed."""

import pytest

from tests.trials.trying import IS_LONG, SEED, TRIALS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the seed, without which a failure of a random run is lost."""
    if IS_LONG and terminalreporter.stats.get("failed"):
        again = f"HANDOUTS_SEED={SEED} HANDOUTS_TRIALS={TRIALS} pytest tests/trials"
        terminalreporter.write_line(f"To run these trials again: {again}")
