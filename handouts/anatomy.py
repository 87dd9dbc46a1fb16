"""The drawn figures of the body, and which of them show a point. Each figure is read when it is first needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from handouts.chart.figure import Figure, draw_from
from handouts.chart.geometry import NotShown, Spots
from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.model.base import Model
from handouts.model.body import Body
from handouts.model.place import Place
from handouts.pictures import BadPicture
from handouts.project import Project
from handouts.reading import MappingNode, read
from handouts.shaping import shape

WHOLE = ("front", "back", "side")
"""The figures that show a whole body."""
PARTS = (
    "face", "head_side", "head_back", "head_top", "trunk_front", "trunk_back",
    "arm_inside", "arm_outside", "hand_back", "palm",
    "leg_front", "leg_back", "leg_inside", "leg_outside", "foot_top", "sole",
)  # fmt: skip
"""The figures that show a part of it, from head to foot."""
FIGURES = WHOLE + PARTS
M = TypeVar("M", bound=Model)
Views = dict[str, list[str]]
"""The codes of points by the figure that shows them."""


@dataclass(frozen=True)
class Anatomy:
    """The figures by their names. `places` are those of all points."""

    project: Project
    places: Mapping[str, Place]
    _figures: dict[str, Figure] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, name: str) -> Figure:
        """The figure of that name.

        Raises:
            Unusable: its files are missing or wrong.
        """
        if name not in self._figures:
            self._figures[name] = _read_figure(self.project, name, self.places)
        return self._figures[name]

    def spots(self, name: str, code: str) -> Spots:
        """Where a point lies on a figure, in drawing units; nowhere if it is not shown there."""
        try:
            return self[name].geometry.locate(code)
        except NotShown:
            return ()

    def on(self, name: str, codes: Sequence[str]) -> Views:
        """This figure alone, with those points that it shows."""
        return _filled({name: [code for code in codes if self.spots(name, code)]})

    def on_bodies(self, codes: Sequence[str]) -> Views:
        """Whole bodies: one that shows all points, else each point on the first that shows it.

        There is none where a point is on no whole body, such as one of the sole.
        """
        for name in WHOLE:
            if all(self.spots(name, code) for code in codes):
                return {name: [*codes]}
        first = {code: self._first(WHOLE, code) for code in codes}
        return self._sorted(first) if all(first.values()) else {}

    def on_parts(self, codes: Sequence[str]) -> Views:
        """Each point on the figure where it is best seen; one that is not seen there, on a figure that shows others."""
        homes = {code: self.home(code) for code in codes}
        strays = [code for code, name in homes.items() if name and not self._is_home(name, code)]
        used = [name for name in FIGURES if any(homes[code] == name for code in codes if code not in strays)]
        return self._sorted(homes | {code: self._first([*used, homes[code] or ""], code) for code in strays})

    def _is_home(self, name: str, code: str) -> bool:
        return self.places[code].frame in self[name].body.home

    def home(self, code: str) -> str | None:
        """The figure where a point is best seen: that of its frame, else the first of a part, else of a whole body."""
        frame = self.places[code].frame
        own = [name for name in FIGURES if frame in self[name].body.home]
        return self._first([*own, *PARTS, *WHOLE], code)

    def _first(self, names: Sequence[str], code: str) -> str | None:
        return next((name for name in names if self.spots(name, code)), None)

    @staticmethod
    def _sorted(shown: Mapping[str, str | None]) -> Views:
        return _filled({name: [code for code, where in shown.items() if where == name] for name in FIGURES})

    def reason(self, code: str) -> str:
        """Why no figure shows a point, in words that go on from its code."""
        reasons = [*self._reasons(code)]
        return reasons[0] if reasons else f"is measured in '{self.places[code].frame}', which no figure shows"

    def _reasons(self, code: str) -> Iterator[str]:
        for name in FIGURES:
            if self.places[code].frame in self[name].body.frames:
                try:
                    self[name].geometry.locate(code)
                except NotShown as why:
                    yield f"has no place on '{name}': {why}"

    def vocabulary(self, kind: str) -> set[str]:
        """The names that figures know: of `frames`, `segments`, `landmarks`, `tracks` or `levels`."""
        bodies = [self[name].body for name in FIGURES]
        if kind == "levels":
            return {level for body in bodies for frame in body.frames.values() for level in frame.levels}
        return {name for body in bodies for name in getattr(body, kind)}


def _filled(views: Views) -> Views:
    return {name: codes for name, codes in views.items() if codes}


def _read_figure(project: Project, name: str, places: Mapping[str, Place]) -> Figure:
    drawing = found(project, f"content/figures/{name}.svg")
    body, _ = read_as(project, found(project, f"content/figures/{name}.yaml"), Body)
    try:
        return draw_from(project.read(drawing), body, places)
    except BadPicture as reason:
        called = project.called(drawing)
        raise Unusable([Finding("bad-image", f"'{called}' {reason}", called)]) from reason


def found(project: Project, name: str) -> Path:
    """Where a file of the project is.

    Raises:
        Unusable: there is none.
    """
    path = project.find(name)
    if path is None:
        raise Unusable([Finding("missing-file", f"there is no {name}; put it there", name)])
    return path


def read_as(project: Project, path: Path, model: type[M]) -> tuple[M, MappingNode]:
    """What a YAML file holds, as that model, and the tree it was read from.

    Raises:
        Unusable: with every finding in it.
    """
    tree, findings = read_tree(path, project.called(path), project.read(path))
    shaped, problems = shape(tree, model)
    if shaped is None or findings:
        raise Unusable([*findings, *problems])
    return shaped, tree


@lru_cache(maxsize=64)
def read_tree(path: Path, name: str, data: bytes) -> tuple[MappingNode, tuple[Finding, ...]]:
    """What a file holds, and what is wrong with its syntax; the same bytes are read once."""
    reading = read(path, name, lambda _: data)
    return reading.tree, tuple(reading.findings)
