"""The acupoints of one handout as its templates show them: figures with labels, tables, and what their signs mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from handouts.acupoints import Atlas
from handouts.casting import Casting, Space
from handouts.chart import drawing
from handouts.chart.layout import LEFT, Place, Stage
from handouts.chart.setting import LETTERINGS
from handouts.chart.vignette import Vignette
from handouts.model.acupoint import Acupoint, Channel, Sign
from handouts.model.handout import Audience
from handouts.model.points import Chart
from handouts.model.wording import Words, fill
from handouts.palette import Palette


class Shown(NamedTuple):
    """A point, the signs it carries, and the traditional uses that the reader of the handout may read."""

    point: Acupoint
    signs: list[tuple[str, Sign]]
    uses: list[str]


class Label(NamedTuple):
    """A label beside a figure: its side, how far its text ends from that side's edge, and how high it is, in mm."""

    shown: Shown
    side: str
    inset: float
    top: float


class Plate(NamedTuple):
    """One view of a chart, as wide and as high as its drawing, in mm; its labels are in reading order."""

    view: str
    drawing: Markup
    labels: list[Label]
    width: float
    height: float
    line: float
    """The height of a label's line, in mm."""
    channels: set[str]
    """The channels whose points are joined by lines."""
    repeats: bool
    """Whether a point lies on it more than once."""


class ByChannel(NamedTuple):
    """A channel and those of its points that are shown."""

    channel: Channel
    points: list[Shown]


@dataclass(frozen=True)
class Plates:
    """What templates may ask about acupoints."""

    atlas: Atlas
    words: Words
    palette: Palette
    audience: Audience

    def key(self, name: str = "") -> Markup:
        """The dot of a point with that sign, for the words that explain it; without a name, a dot without signs."""
        return drawing.sign(self.palette, name)

    def mirrored(self) -> Markup:
        """The dot of the other side."""
        return drawing.mirrored(self.palette)

    def joined(self, rows: list[list[Plate]]) -> list[tuple[Channel, Markup]]:
        """The channels whose points are joined by lines somewhere, each with a piece of its line."""
        drawn = {name for row in rows for plate in row for name in plate.channels}
        channels = [channel for name, channel in self.atlas.channels.items() if name in drawn]
        return [(channel, drawing.dash(self.palette, channel.dash or [])) for channel in channels]

    def shown(self, codes: Sequence[str]) -> list[Shown]:
        """Points with their signs, in the order of the codes."""
        return [self._shown(code) for code in codes]

    def signs(self, codes: Sequence[str]) -> dict[str, Sign]:
        """The signs that any of these points carries."""
        return self.atlas.signs_of(codes)

    def index(self, codes: Sequence[str]) -> list[ByChannel]:
        """The points by channel, in the order of their file."""
        ordered = [point for code, point in self.atlas.points.items() if code in codes]
        return [
            ByChannel(channel, points)
            for name, channel in self.atlas.channels.items()
            if (points := [self._shown(point.code) for point in ordered if point.channel == name])
        ]

    def rows(self, chart: Chart, width: float, height: float, lettering: str, columns: int) -> list[list[Plate]]:
        """The figures that show a chart in this room, in mm: in rows, panels in so many columns.

        Labels are codes with names around whole bodies (`named`, or `wall` on a poster), codes alone (`coded`), or
        `large` codes.
        """
        space = Space(width, height, columns, LETTERINGS[lettering])
        rows = Casting(self.atlas, space).rows(chart.points, chart.view)
        counts, seen = Counter(vignette.subject.name for row in rows for vignette in row), Counter[str]()
        return [[self._plate(vignette, self._view(vignette, counts, seen), space) for vignette in row] for row in rows]

    def _shown(self, code: str) -> Shown:
        signs = [(name, self.atlas.signs[name]) for name in self.atlas.marks[code]]
        return Shown(self.atlas.points[code], signs, self.atlas.points[code].uses_for(self.audience))

    def _view(self, vignette: Vignette, counts: Counter[str], seen: Counter[str]) -> str:
        """What a figure is called, with a number where several parts of it are shown."""
        name = vignette.subject.name
        view: str = getattr(self.words.views, name)
        seen[name] += 1
        return fill(self.words.view_part, view, seen[name]) if counts[name] > 1 else view

    def _plate(self, vignette: Vignette, view: str, space: Space) -> Plate:
        shown = self.shown([dot.code for dot in vignette.subject.dots])
        dots = list(zip(vignette.marks, vignette.layout.places, strict=True))
        dashes = {name: channel.dash or [] for name, channel in self.atlas.channels.items()}
        drawn = drawing.Drawn(dots, vignette.joints, dashes)
        svg = drawing.draw(self.palette, vignette.view, vignette.stage, drawn, self._alt(view, shown))
        labels = _labels(vignette.stage, shown, vignette.layout.places)
        channels = {joint.channel for joint in vignette.joints}
        repeats = any(spot.paired or spot.others for spot in vignette.spots)
        stage = vignette.stage
        return Plate(view, svg, labels, stage.width, stage.height, space.lettering.line, channels, repeats)

    def _alt(self, view: str, shown: list[Shown]) -> str:
        """What a chart shows, for those who do not see it."""
        told = (f"{point.code} {point.pinyin} ({_small(point.plain or '')})" for point, *_ in shown)
        return fill(self.words.chart_shows, view, "; ".join(told))


def _labels(stage: Stage, shown: list[Shown], places: list[Place]) -> list[Label]:
    """The labels of the left side, then those of the right, each from top to bottom."""
    order = sorted(zip(shown, places, strict=True), key=lambda pair: (pair[1].side, pair[1].y))
    return [
        Label(
            each,
            "left" if place.side == LEFT else "right",
            round(stage.width - place.edge if place.side == LEFT else place.edge, 2),
            round(place.y - stage.rise, 2),
        )
        for each, place in order
    ]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
