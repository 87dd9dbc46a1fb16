"""Tells a viewer how to print: at its real size, and on both sides of the paper where that keeps copies apart.

The keys are those of ISO 32000-2, table 147; a person can choose otherwise when printing.
"""

from __future__ import annotations

import pydyf
from weasyprint.document import Document


def prefer_printing(document: Document, pdf: pydyf.PDF) -> None:
    """Add to the viewer's preferences of a finished PDF."""
    is_wide = all(page.width > page.height for page in document.pages)
    flip = "/DuplexFlipShortEdge" if is_wide else "/DuplexFlipLongEdge"
    duplex = flip if _fits_both_sides(document) else "/Simplex"
    pdf.catalog["ViewerPreferences"].update({"PrintScaling": "/None", "Duplex": duplex})


def _fits_both_sides(document: Document) -> bool:
    """Whether there is more than one page, and no copy begins on the back of another."""
    names = [str(page._page_box.page_type.name) for page in document.pages]  # of the page in CSS
    copies = [name if name.startswith("copy-") else "" for name in names]
    begins = [number for number in range(1, len(copies)) if copies[number] != copies[number - 1]]
    return len(names) > 1 and not any(number % 2 for number in begins)
