"""Draws a figure with its points as SVG. Colours come from the palette, since inline SVG sees no style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from handouts.chart.figure import Figure
from handouts.chart.layout import Place, Stage
from handouts.chart.polylines import Point
from handouts.model.acupoint import LUNG, PREGNANCY
from handouts.palette import Palette

DOT, MIRRORED = 0.95, 0.8  # radii, mm
RING, SQUARE = 1.7, 1.75  # how far the signs of pregnancy and lung reach around a dot, mm
SQUARE_AROUND_RING = 2.15
OUTLINE, DETAIL = 0.36, 0.22  # breadths of lines, mm
LEADER, CASING, JOINT = 0.24, 0.9, 0.42
TONE = 0.28  # how strong a flat area is


class Mark(NamedTuple):
    """A dot: how far right of the middle and below the top it is in mm, and the signs around it.

    A `paired` one lies on both sides. `others` are the dots of a point that lies in several places.
    """

    x: float
    y: float
    signs: tuple[str, ...]
    paired: bool
    others: tuple[Point, ...] = ()

    @property
    def radius(self) -> float:
        """How far its outermost sign reaches."""
        if LUNG in self.signs:
            return (SQUARE_AROUND_RING if PREGNANCY in self.signs else SQUARE) * 1.2
        return RING if self.signs else DOT


class Joint(NamedTuple):
    """A line that joins two points of a channel, in mm."""

    channel: str
    start: Point
    end: Point


class View(NamedTuple):
    """How a figure is shown: what is cut off above its `top` (drawing units), and its `scale` in mm a unit."""

    figure: Figure
    top: float
    scale: float


class Drawn(NamedTuple):
    """Dots with the places of their labels, and lines between dots with the dashes of their channels, in mm."""

    dots: Sequence[tuple[Mark, Place]]
    joints: Sequence[Joint]
    dashes: Mapping[str, Sequence[float]]


def draw(palette: Palette, view: View, stage: Stage, drawn: Drawn, alt: str) -> Markup:
    """The figure with its dots and their leaders, as large as the stage; `alt` says what it shows."""
    dots = drawn.dots
    places = [place for _, place in dots]
    parts = [body(palette, view, stage)]
    parts += [_joint(palette, joint, drawn.dashes[joint.channel]) for joint in drawn.joints]
    parts += [_leaders("#ffffff", CASING, places), _leaders(palette["ink-2"], LEADER, places)]
    parts += [_unnamed(palette, stage, mark, place) for mark, place in dots]
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


def dash(palette: Palette, dashes: Sequence[float]) -> Markup:
    """A line of a channel, 5 mm long, for the words that explain it."""
    return _key(_joint(palette, Joint("", (0, 2.5), (5, 2.5)), dashes))


def _joint(palette: Palette, joint: Joint, dashes: Sequence[float]) -> Markup:
    (x1, y1), (x2, y2) = joint.start, joint.end
    return Markup(
        '<path class="joint" d="M{:.2f} {:.2f}L{:.2f} {:.2f}" fill="none" stroke="{}" stroke-width="{}" '
        'stroke-dasharray="{}"/>'
    ).format(x1, y1, x2, y2, palette["line"], JOINT, " ".join(f"{length:g}" for length in dashes) or "none")


def _key(shapes: Markup) -> Markup:
    return Markup('<svg class="key" aria-hidden="true" viewBox="0 0 5 5" width="5mm" height="5mm">{}</svg>').format(
        shapes
    )


def body(palette: Palette, view: View, stage: Stage) -> Markup:
    """The silhouette, its flat areas, its strong lines, its light ones."""
    figure, scale = view.figure, view.scale
    outline, edges, tones, details = figure.shapes
    line = f'fill="none" stroke="{palette["line"]}" stroke-width="{OUTLINE / scale:.3f}"'
    light = f'fill="none" stroke="{palette["soft"]}" stroke-width="{DETAIL / scale:.3f}"'
    layers = (
        (f'fill="{palette["sand"]}"', (outline,)),
        (f'fill="{palette["soft"]}" fill-opacity="{TONE}"', tones),
        (line, edges or (outline,)),
        (light, details),
    )
    across, down = stage.middle - figure.middle * scale, -view.top * scale
    return Markup(
        '<g transform="translate({:.3f} {:.3f}) scale({:.5f})" stroke-linejoin="round" stroke-linecap="round">{}</g>'
    ).format(across, down, scale, Markup("").join(_paths(how, paths) for how, paths in layers))


def _paths(how: str, paths: Iterable[str]) -> Markup:
    return Markup("<g {}>{}</g>").format(
        Markup(how),  # noqa: S704  our own attributes
        Markup("").join(Markup('<path d="{}"/>').format(path) for path in paths),
    )


def _leaders(colour: str, breadth: float, places: Iterable[Place]) -> Markup:
    lines = ("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in place.leader) for place in places)
    paths = Markup("").join(Markup('<path d="{}"/>').format(line) for line in lines)
    return Markup('<g fill="none" stroke="{}" stroke-width="{}" stroke-linejoin="round">{}</g>').format(
        colour, breadth, paths
    )


def _named(palette: Palette, stage: Stage, mark: Mark, place: Place) -> Markup:
    x = stage.middle + (place.side * mark.x if mark.paired else mark.x)
    return _dot(palette, x, mark.y) + _signs(palette, x, mark.y, mark.signs)


def _unnamed(palette: Palette, stage: Stage, mark: Mark, place: Place) -> Markup:
    """The dot of the other side, and those of a point that lies in several places."""
    other = [(-place.side * mark.x, mark.y)] if mark.paired else []
    dots = (_open_dot(palette, stage.middle + x, y) for x, y in (*other, *mark.others))
    return Markup("").join(dots)


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
