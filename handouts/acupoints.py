"""Reads the acupoints that a handout shows, and the figures they are drawn on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from handouts.chart.figure import Figure, draw_from
from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.model.acupoint import Acupoint, Acupoints, Channel, Sign
from handouts.model.base import Model
from handouts.model.body import Body
from handouts.model.handout import Handout
from handouts.model.points import BOTH, VIEWS, AcupointTable, Chart
from handouts.nearest import did_you_mean
from handouts.pictures import BadPicture
from handouts.project import Project
from handouts.reading import MappingNode, Node, read
from handouts.safeguards import changed_points
from handouts.shaping import node_at, shape

ACUPOINTS = "content/acupoints.yaml"
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Atlas:
    """The points that a handout shows, in the order of their file, and the figures by their views.

    `signs` are those that some shown point carries, `marks` which ones a point carries.
    """

    points: dict[str, Acupoint]
    channels: dict[str, Channel]
    signs: dict[str, Sign]
    marks: dict[str, tuple[str, ...]]
    figures: dict[str, Figure]

    def signs_of(self, codes: Iterable[str]) -> dict[str, Sign]:
        """The signs that any of these points carries, in the order in which they are explained."""
        carried = {name for code in codes for name in self.marks[code]}
        return {name: sign for name, sign in self.signs.items() if name in carried}

    def views(self, chart: Chart) -> dict[str, list[str]]:
        """The views that a chart shows, each with the codes of its points."""
        return _views(chart, self.figures)


def read_atlas(project: Project, handout: Handout, tree: MappingNode) -> tuple[Atlas | None, list[Finding]]:
    """The points that a handout shows, or nothing where it shows none; and what is wrong with their codes.

    `tree` is what the handout was read from, and gives each finding its place.
    """
    shown = [
        (component, ("blocks", index, block.kind, "points"))
        for index, block in enumerate(handout.blocks)
        if (component := block.pointed)
    ]
    if not shown:
        return None, []
    try:
        acupoints = _points(project)
        drawn = any(isinstance(component, Chart) for component, _ in shown)
        figures = {view: _read_figure(project, view) for view in VIEWS} if drawn else {}
    except Unusable as error:
        return None, [*error.findings]
    known = {point.code: point for point in acupoints.points}
    findings = [
        found for component, location in shown for found in _wrong(component, node_at(tree, location), known, figures)
    ]
    codes = {code for component, _ in shown for code in component.points}
    return (None if findings else _atlas(acupoints, codes, figures)), findings


def _points(project: Project) -> Acupoints:
    """The shipped points, or the clinic's own, which may take no sign or caution from those."""
    path, shipped = _path(project, ACUPOINTS), project.shipped_file(ACUPOINTS)
    acupoints, tree = _read(project, path, Acupoints)
    if shipped and shipped != path:
        changed = [*changed_points(_read(project, shipped, Acupoints)[0], acupoints, tree)]
        if changed:
            raise Unusable(changed)
    return acupoints


def _read(project: Project, path: Path, model: type[M]) -> tuple[M, MappingNode]:
    tree, findings = _tree(path, project.called(path), project.read(path))
    shaped, problems = shape(tree, model)
    if shaped is None or findings:
        raise Unusable([*findings, *problems])
    return shaped, tree


@lru_cache(maxsize=8)
def _tree(path: Path, name: str, data: bytes) -> tuple[MappingNode, tuple[Finding, ...]]:
    """What a file holds; the same bytes are read once."""
    reading = read(path, name, lambda _: data)
    return reading.tree, tuple(reading.findings)


def _read_figure(project: Project, view: str) -> Figure:
    drawing = _path(project, f"content/figures/{view}.svg")
    body, _ = _read(project, _path(project, f"content/figures/{view}.yaml"), Body)
    try:
        return draw_from(project.read(drawing), body)
    except BadPicture as reason:
        name = project.called(drawing)
        raise Unusable([Finding("bad-image", f"'{name}' {reason}", name)]) from reason


def _path(project: Project, name: str) -> Path:
    path = project.find(name)
    if path is None:
        raise Unusable([Finding("missing-file", f"there is no {name}; put it there", name)])
    return path


def _wrong(
    component: Chart | AcupointTable, node: Node, known: dict[str, Acupoint], figures: dict[str, Figure]
) -> Iterator[Finding]:
    """What keeps points from being shown; `node` lists them."""
    views = _views(component, figures) if isinstance(component, Chart) else {}
    placed = {code for codes in views.values() for code in codes}
    for index, code in enumerate(component.points):
        message = _unprintable(code, known)
        if message is None and isinstance(component, Chart) and code not in placed:
            message = _unplaced(code, component.view, figures)
        if message:
            yield node_at(node, [index]).place.finding("unknown-reference", message)


def _unprintable(code: str, known: dict[str, Acupoint]) -> str | None:
    if code not in known:
        return f"'{code}' is no acupoint{did_you_mean(code.upper(), known)}"
    if known[code].plain is None:
        told = (point.code for point in known.values() if point.plain)
        return f"'{code}' has no 'plain' place that patients could read{did_you_mean(code, told)}"
    return None


def _unplaced(code: str, view: str, figures: dict[str, Figure]) -> str:
    elsewhere = next((name for name in figures if code in figures[name].body.points), None)
    if elsewhere:
        return f"'{code}' has no place on the figure '{view}'; write 'view: {elsewhere}', or leave 'view' out"
    placed = {placed for figure in figures.values() for placed in figure.body.points}
    return f"'{code}' has no place on any figure{did_you_mean(code, placed)}"


def _views(chart: Chart, figures: dict[str, Figure]) -> dict[str, list[str]]:
    """Each point on one view: all on one where that has them all, else each on the first that has it."""
    asked = [*figures] if chart.view == BOTH else [chart.view]
    whole = next((view for view in asked if set(chart.points) <= set(figures[view].body.points)), None)
    views: dict[str, list[str]] = {view: [] for view in ([whole] if whole else asked)}
    for code in chart.points:
        view = next((view for view in views if code in figures[view].body.points), None)
        if view:
            views[view].append(code)
    return {view: codes for view, codes in views.items() if codes}


def _atlas(acupoints: Acupoints, codes: set[str], figures: dict[str, Figure]) -> Atlas:
    points = {point.code: point for point in acupoints.points if point.code in codes}
    marks = {code: _marks(acupoints, point) for code, point in points.items()}
    carried = {name for names in marks.values() for name in names}
    return Atlas(
        points,
        {name: channel for name, channel in acupoints.channels.items() if _has_any(name, points)},
        {name: sign for name, sign in acupoints.signs.items() if name in carried},
        marks,
        figures,
    )


def _has_any(channel: str, points: dict[str, Acupoint]) -> bool:
    return any(point.channel == channel for point in points.values())


def _marks(acupoints: Acupoints, point: Acupoint) -> tuple[str, ...]:
    """The signs of a point, in the order in which they are explained."""
    carried = {acupoints.cautions[caution].sign for caution in point.cautions}
    return tuple(name for name in acupoints.signs if name in carried)
