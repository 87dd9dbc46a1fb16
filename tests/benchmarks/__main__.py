"""Runs all benchmarks, each in a folder of its own, and writes docs/performance.md; ends with 1 where one is over."""

import os
import platform
import sys
import tempfile
from pathlib import Path
from string import Template

from tests.benchmarks import charts, checks, cold_build, full_build, growth, labels, nothing_to_do
from tests.benchmarks.measuring import Result

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "performance.md"


def page(results: list[Result]) -> str:
    """What docs/performance.md says of these results."""
    rows = (
        f"| {each.what} | {each.beside} | {each.ratio:.2f} | {each.allowed:g}{'' if each.is_allowed else ' (over)'} | "
        f"{each.values} |"
        for each in results
    )
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return Template((HERE / "performance.md").read_text("utf-8")).substitute(rows="\n".join(rows), machine=machine)


with tempfile.TemporaryDirectory() as name:
    results = []
    for benchmark in (cold_build, nothing_to_do, full_build, checks, growth, labels, charts):
        folder = Path(name) / benchmark.__name__
        folder.mkdir()
        for result in benchmark.measure(folder):
            print(result, flush=True)
            results.append(result)
PAGE.write_text(page(results), "utf-8")
sys.exit(not all(result.is_allowed for result in results))
