"""Draws the picture of the README from what was built: one page of each handout, side by side.

Run by `make picture`, after `make build`.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parent.parent
PAGES = {"first-visit-guide": 1, "risk-consent-sheet": 2, "back-pain-guide": 1, "acupoint-chart": 1}
PICTURE = ROOT / "docs" / "pages.png"
SCALE = 0.9  # pixels for each point of the paper
GAP = 20  # pixels around each page
TABLE = "#c9c9c4"


def main() -> None:
    """Write docs/pages.png."""
    pages = [page(ROOT / "build" / f"{name}.en.a4.pdf", number, SCALE) for name, number in PAGES.items()]
    width = sum(shown.width + GAP for shown in pages) + GAP
    picture = Image.new("RGB", (width, pages[0].height + 2 * GAP), TABLE)
    for number, shown in enumerate(pages):
        picture.paste(shown, (GAP + number * (shown.width + GAP), GAP))
    picture.quantize(64).save(PICTURE, optimize=True)


def page(pdf: Path, number: int, scale: float) -> Image.Image:
    """A page of a PDF as a picture, so many pixels for each point; the first is number 1."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[number - 1].render(scale=scale).to_pil()
    return picture


if __name__ == "__main__":
    main()
