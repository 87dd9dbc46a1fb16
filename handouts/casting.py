"""Chooses the figures that show the points of a chart: whole bodies, or panels of their parts where these are too full.

A figure is too full where a dot touches another, or where a label or a leader is in the way of something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handouts.acupoints import Atlas
from handouts.anatomy import PARTS, Views
from handouts.chart.channels import Dot
from handouts.chart.setting import CUT, Lettering, Part, Room, part_around, scale_of, whole
from handouts.chart.vignette import Subject, Vignette, set_vignette
from handouts.model.acupoint import Acupoint

BESIDE, PANEL = 6.0, 105.0  # mm between panels, and how high those are that have others below them
ZOOM = 2  # how much larger than others a figure is drawn of which only a part is shown
ROOMY = 1.6  # of the height that labels take without gaps
ROUNDS = 3  # since a figure is drawn smaller the more of it is shown
FEWEST = 3  # points for which a panel is not cut in two


class Space(NamedTuple):
    """The room for a chart: its width and height in mm, how many panels stand side by side, and how labels are set."""

    width: float
    height: float
    columns: int
    lettering: Lettering

    def room(self, count: int) -> Room:
        """The room of each of so many figures that stand side by side."""
        width = min(self.width, self.lettering.alone) if count == 1 else self.width / count
        return Room(width, self.height, self.lettering)

    def panels(self, count: int) -> list[Room]:
        """The rooms that a panel, one of so many, may have: beside another, or all of the width, low or high."""
        low, wide = min(self.height, PANEL), (self.width, self.height)
        if count == 1 or self.columns == 1:
            sizes = [(min(self.width, self.lettering.alone), self.height), wide]
        else:
            width = (self.width - BESIDE * (self.columns - 1)) / self.columns
            sizes = [(width, self.height if count <= self.columns else low), (self.width, low), wide]
        return [Room(*size, self.lettering) for size in sizes]


@dataclass(frozen=True)
class Casting:
    """The figures of one chart. `atlas` are the points that its handout shows."""

    atlas: Atlas
    space: Space

    def rows(self, codes: Sequence[str], view: str | None) -> list[list[Vignette]]:
        """The vignettes that show these points, in rows; on the figure `view`, where one is named."""
        anatomy = self.atlas.anatomy
        homes = {anatomy.home(code) for code in codes}
        if view is None and not (len(homes) == 1 and homes < {*PARTS}):
            subjects = self._subjects(anatomy.on_bodies(codes))
            bodies = self._bodies(subjects) if subjects else []
            if bodies and all(vignette.is_legible for vignette in bodies):
                return [bodies]
        subjects = self._subjects(anatomy.on(view, codes) if view else anatomy.on_parts(codes))
        return self._in_rows([panel for subject in subjects for panel in self._panels(subject, len(subjects))])

    def _in_rows(self, panels: Sequence[Vignette]) -> list[list[Vignette]]:
        """Panels that take all of the width first, each in a row of its own, then the others side by side."""
        wide = [[panel] for panel in panels if self._is_wide(panel)]
        narrow = [panel for panel in panels if not self._is_wide(panel)]
        columns = self.space.columns
        return wide + [narrow[start : start + columns] for start in range(0, len(narrow), columns)]

    def _is_wide(self, panel: Vignette) -> bool:
        return panel.stage.width >= self.space.width

    def _bodies(self, subjects: Sequence[Subject]) -> list[Vignette]:
        """Figures side by side that show the same part of the body, equally large."""
        room = self.space.room(len(subjects))
        parts = [self._part(subject) for subject in subjects]
        part = min(top for top, _ in parts), max(bottom for _, bottom in parts)
        scale = min(scale_of(subject.figure, part, room) for subject in subjects)
        for _ in subjects:
            vignettes = [set_vignette(subject, part, room, scale) for subject in subjects]
            scale = min(vignette.view.scale for vignette in vignettes)
        return vignettes

    def _part(self, subject: Subject) -> Part:
        """The part of a figure that shows its points; labels with names stand around all of it."""
        return whole(subject.figure) if self.space.lettering.name else part_around(subject.figure, subject.heights)

    def _panels(self, subject: Subject, count: int) -> list[Vignette]:
        """A panel for the points of one figure; a larger one, or one for each part of it, where they are too many."""
        rooms = self.space.panels(count)
        for room in rooms:
            around = part_around(subject.figure, subject.heights)
            for part in (around, self._taller(subject, around, room), whole(subject.figure)):
                panel = set_vignette(subject, part, room)
                if panel.is_legible:
                    return [panel]
        return self._cut(panel, rooms[-1])

    def _taller(self, subject: Subject, part: Part, room: Room) -> Part:
        """A part that goes on upwards, and then downwards, until all labels find room beside it."""
        (first, last), tall, height = whole(subject.figure), part, part[1] - part[0]
        for _ in range(ROUNDS):
            scale = scale_of(subject.figure, tall, room)
            height = max(height, len(subject.dots) / 2 * room.lettering.gap * ROOMY / scale)
            top = max(first, part[1] - height)
            tall = top, min(last, max(part[1], top + height))
        return tall

    def _cut(self, panel: Vignette, room: Room) -> list[Vignette]:
        """The panel, or where it is too full its upper and its lower points, each in a panel of their own."""
        down = sorted(panel.subject.dots, key=lambda dot: dot.spots[0][1])
        if panel.is_legible or len(down) <= FEWEST:
            return [panel]
        around, middle, near = CUT / panel.view.scale, (len(down) + 1) // 2, room._replace(zoom=ZOOM)
        halves = [panel.subject._replace(dots=half) for half in (down[:middle], down[middle:])]
        parts = [(min(half.heights) - around, max(half.heights) + around) for half in halves]
        vignettes = [
            set_vignette(half, self._taller(half, part, near), near) for half, part in zip(halves, parts, strict=True)
        ]
        return [smaller for vignette in vignettes for smaller in self._cut(vignette, room)]

    def _subjects(self, views: Views) -> list[Subject]:
        return [Subject(name, self.atlas.anatomy[name], self._dots(name, codes)) for name, codes in views.items()]

    def _dots(self, name: str, codes: Sequence[str]) -> list[Dot]:
        return [self._dot(name, self.atlas.points[code]) for code in codes]

    def _dot(self, name: str, point: Acupoint) -> Dot:
        anatomy, atlas = self.atlas.anatomy, self.atlas
        return Dot(
            point.code,
            point.pinyin,
            point.traditional,
            atlas.marks[point.code],
            anatomy.spots(name, point.code),
            paired=point.bilateral and anatomy[name].is_of_both_sides,
            channel=point.channel if atlas.channels[point.channel].dash is not None else "",
            cun=anatomy[name].body.frames[point.place.frame].cun,
        )
