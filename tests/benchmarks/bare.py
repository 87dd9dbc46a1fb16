"""Lays out and writes pages one after the other with WeasyPrint alone, as its command does; prints the seconds.

`python -m tests.benchmarks.bare PAGE…` is the ceiling of a build: nobody who typesets with WeasyPrint is faster, and
it neither reads content nor checks anything. Loading WeasyPrint and reading the pages are not counted.
"""

import sys
import time
from pathlib import Path

from weasyprint import HTML


def typeset(html: str) -> bytes:
    """One PDF, with the settings that WeasyPrint has by itself."""
    return HTML(string=html).render(pdf_variant="pdf/ua-1").write_pdf(pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    pages = [Path(name).read_text("utf-8") for name in sys.argv[1:]]
    typeset("<p>What WeasyPrint loads with its first page, it has now.")
    start = time.perf_counter()
    for page in pages:
        typeset(page)
    print(time.perf_counter() - start)
