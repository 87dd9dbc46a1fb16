"""Runs all benchmarks, each in a folder of its own; ends with 1 where something takes more than it may."""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import checks, cold_build, growth, nothing_to_do

with tempfile.TemporaryDirectory() as name:
    results = []
    for benchmark in (cold_build, nothing_to_do, checks, growth):
        folder = Path(name) / benchmark.__name__
        folder.mkdir()
        results.append(benchmark.measure(folder))
sys.exit(not all(results))
