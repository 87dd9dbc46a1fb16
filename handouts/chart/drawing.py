"""Draws a figure with its points as SVG. Colours come from the palette, since inline SVG sees no style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from handouts.chart.figure import Figure
from handouts.chart.layout import Place, Stage
from handouts.model.acupoint import LUNG, PREGNANCY
from handouts.palette import Palette

DOT, MIRRORED = 0.95, 0.8  # radii, mm
RING, SQUARE = 1.7, 1.75  # how far the signs of pregnancy and lung reach around a dot, mm
SQUARE_AROUND_RING = 2.15
OUTLINE, DETAIL = 0.36, 0.22  # breadths of lines, mm
LEADER, CASING = 0.24, 0.9


class Mark(NamedTuple):
    """A dot: how far it is from the midline and from the top in mm, and the signs around it."""

    x: float
    y: float
    signs: tuple[str, ...]

    @property
    def radius(self) -> float:
        """How far its outermost sign reaches."""
        if LUNG in self.signs:
            return (SQUARE_AROUND_RING if PREGNANCY in self.signs else SQUARE) * 1.2
        return RING if self.signs else DOT


class View(NamedTuple):
    """How a figure is shown: what is cut off above its `top` (drawing units), and its `scale` in mm a unit."""

    figure: Figure
    top: float
    scale: float


def draw(palette: Palette, view: View, stage: Stage, dots: Sequence[tuple[Mark, Place]], alt: str) -> Markup:
    """The figure with its dots and their leaders, as large as the stage; `alt` says what it shows."""
    places = [place for _, place in dots]
    parts = [_body(palette, view, stage)]
    parts += [_leaders("#ffffff", CASING, places), _leaders(palette["ink-2"], LEADER, places)]
    parts += [_mirrored(palette, stage, mark, place) for mark, place in dots]
    parts += [_named(palette, stage, mark, place) for mark, place in dots]
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {0:.2f} {1:.2f}" width="{0:.2f}mm" '
        'height="{1:.2f}mm"><title>{2}</title>{3}</svg>'
    ).format(stage.width, stage.height, alt, Markup("").join(parts))


def sign(palette: Palette, name: str) -> Markup:
    """A dot with one sign, 5 mm square, for the words that explain it; without a sign a bare dot."""
    return _key(_dot(palette, 2.5, 2.5) + _signs(palette, 2.5, 2.5, (name,)))


def mirrored(palette: Palette) -> Markup:
    """The dot of the other side, 5 mm square, for the words that explain it."""
    return _key(_open_dot(palette, 2.5, 2.5))


def _key(shapes: Markup) -> Markup:
    return Markup('<svg class="key" aria-hidden="true" viewBox="0 0 5 5" width="5mm" height="5mm">{}</svg>').format(
        shapes
    )


def _body(palette: Palette, view: View, stage: Stage) -> Markup:
    scale = view.scale
    lines = Markup("").join(Markup('<path d="{}"/>').format(detail) for detail in view.figure.details)
    return Markup(
        '<g transform="translate({:.3f} {:.3f}) scale({:.5f})" stroke-linejoin="round" stroke-linecap="round">'
        '<path d="{}" fill="{}" stroke="{}" stroke-width="{:.3f}"/>'
        '<g fill="none" stroke="{}" stroke-width="{:.3f}">{}</g></g>'
    ).format(
        stage.middle - view.figure.body.midline * scale,
        -view.top * scale,
        scale,
        view.figure.outline,
        palette["sand"],
        palette["line"],
        OUTLINE / scale,
        palette["soft"],
        DETAIL / scale,
        lines,
    )


def _leaders(colour: str, breadth: float, places: Iterable[Place]) -> Markup:
    lines = ("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in place.leader) for place in places)
    paths = Markup("").join(Markup('<path d="{}"/>').format(line) for line in lines)
    return Markup('<g fill="none" stroke="{}" stroke-width="{}" stroke-linejoin="round">{}</g>').format(
        colour, breadth, paths
    )


def _named(palette: Palette, stage: Stage, mark: Mark, place: Place) -> Markup:
    x = stage.middle + place.side * mark.x
    return _dot(palette, x, mark.y) + _signs(palette, x, mark.y, mark.signs)


def _mirrored(palette: Palette, stage: Stage, mark: Mark, place: Place) -> Markup:
    return _open_dot(palette, stage.middle - place.side * mark.x, mark.y) if mark.x else Markup("")


def _dot(palette: Palette, x: float, y: float) -> Markup:
    return Markup('<circle class="named" cx="{:.2f}" cy="{:.2f}" r="{}" fill="{}"/>').format(x, y, DOT, palette["deep"])


def _open_dot(palette: Palette, x: float, y: float) -> Markup:
    return Markup(
        '<circle class="mirrored" cx="{:.2f}" cy="{:.2f}" r="{}" fill="#ffffff" stroke="{}" stroke-width=".35"/>'
    ).format(x, y, MIRRORED, palette["line"])


def _signs(palette: Palette, x: float, y: float, signs: tuple[str, ...]) -> Markup:
    """A ring for pregnancy, a square for the lung; where both are, the square is around the ring."""
    half = SQUARE_AROUND_RING if PREGNANCY in signs else SQUARE
    shapes = {PREGNANCY: _ring(palette, x, y), LUNG: _square(palette, x, y, half)}
    return Markup("").join(shape for name, shape in shapes.items() if name in signs)


def _ring(palette: Palette, x: float, y: float) -> Markup:
    return Markup(
        '<circle class="pregnancy" cx="{:.2f}" cy="{:.2f}" r="{}" fill="none" stroke="{}" stroke-width=".38"/>'
    ).format(x, y, RING, palette["deep"])


def _square(palette: Palette, x: float, y: float, half: float) -> Markup:
    return Markup(
        '<rect class="lung" x="{:.2f}" y="{:.2f}" width="{}" height="{}" fill="none" stroke="{}" stroke-width=".42"/>'
    ).format(x - half, y - half, 2 * half, 2 * half, palette["signal"])
