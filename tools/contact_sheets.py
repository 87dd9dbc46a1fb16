"""Draws every acupoint on every figure that shows it, one figure a page, to be looked at.

`python -m tools.contact_sheets SHEETS.pdf` writes the pages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import weasyprint
from markupsafe import Markup

from handouts.acupoints import read_acupoints
from handouts.anatomy import FIGURES, Anatomy
from handouts.chart import drawing
from handouts.chart.figure import Figure
from handouts.chart.layout import Stage
from handouts.chart.setting import whole
from handouts.model.acupoint import Acupoint
from handouts.palette import derive
from handouts.project import Project, library

WIDTH, HEIGHT = 190.0, 262.0  # mm
DOT, LETTERS = 0.6, 2.0  # mm
PALETTE = derive("#17594a")
PAGE = """<style>@page {{ size: A4; margin: 12mm 10mm }} body {{ margin: 0; font: 9pt "Handouts Text", sans-serif }}
h1 {{ margin: 0 0 3mm; font-size: 12pt }} section {{ break-before: page }}</style>{}"""


def sheets(project: Project) -> bytes:
    """A PDF with a page for each figure."""
    points = read_acupoints(project).points
    anatomy = Anatomy(project, {point.code: point.place for point in points})
    pages = Markup("").join(_page(anatomy, name, points) for name in FIGURES)
    pdf: bytes = weasyprint.HTML(string=PAGE.format(pages)).write_pdf()
    return pdf


def _page(anatomy: Anatomy, name: str, points: list[Acupoint]) -> Markup:
    figure = anatomy[name]
    top, bottom = whole(figure)
    scale = min(HEIGHT / (bottom - top), WIDTH / 2 / max(figure.reach(side, top, bottom) for side in (-1, 1)))
    stage = Stage(WIDTH, (bottom - top) * scale, 0, 0, 0, (), cache(lambda *_: 0.0))
    view = drawing.View(figure, top, scale)
    shown = {point.code: spots for point in points if (spots := anatomy.spots(name, point.code))}
    dots = Markup("").join(
        _dot(stage.middle + (x - figure.middle) * scale, (y - top) * scale, code)
        for code, spots in shown.items()
        for x, y in _both(figure, spots, next(point for point in points if point.code == code))
    )
    return Markup(
        '<section><h1>{}: {} points</h1><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" '
        'width="{}mm" height="{}mm">{}{}</svg></section>'
    ).format(
        name,
        len(shown),
        stage.width,
        stage.height,
        stage.width,
        stage.height,
        drawing.body(PALETTE, view, stage),
        dots,
    )


def _both(figure: Figure, spots: tuple[tuple[float, float], ...], point: Acupoint) -> Iterator[tuple[float, float]]:
    """The spots of a point, and of one of both sides those on the other."""
    yield from spots
    if figure.is_of_both_sides and point.bilateral:
        yield from ((2 * figure.middle - x, y) for x, y in spots)


def _dot(x: float, y: float, code: str) -> Markup:
    return Markup(
        '<circle cx="{:.2f}" cy="{:.2f}" r="{}" fill="#17594a"/><text x="{:.2f}" y="{:.2f}" font-size="{}">{}</text>'
    ).format(x, y, DOT, x + 2 * DOT, y + LETTERS / 3, LETTERS, code)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(sheets(Project.at(library(), library())))
