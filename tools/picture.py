"""Draws the picture of the README from the built guide: both sides of the sheet, side by side.

Run by `make picture`, after `make build`.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "build" / "first-visit-guide.en.a4.pdf"
PICTURE = ROOT / "docs" / "first-visit-guide.png"
GAP = 24  # pixels around each page
TABLE = "#c9c9c4"


def main() -> None:
    """Write docs/first-visit-guide.png."""
    with pypdfium2.PdfDocument(GUIDE) as document:
        pages = [page.render(scale=1.1).to_pil() for page in document]
    width = sum(page.width + GAP for page in pages) + GAP
    picture = Image.new("RGB", (width, pages[0].height + 2 * GAP), TABLE)
    for number, page in enumerate(pages):
        picture.paste(page, (GAP + number * (page.width + GAP), GAP))
    PICTURE.parent.mkdir(exist_ok=True)
    picture.quantize(64).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
