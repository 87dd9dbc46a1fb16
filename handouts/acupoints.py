"""Reads the acupoints that a handout shows, and chooses those that share a use, a channel or a part of the body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handouts.anatomy import FIGURES, Anatomy, found, read_as, read_tree
from handouts.choosing import choose
from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.model.acupoint import Acupoint, Acupoints, Channel, Sign
from handouts.model.handout import Handout
from handouts.model.points import CHOICES, Chart, Pointed
from handouts.nearest import did_you_mean
from handouts.patching import patch_points
from handouts.project import Project
from handouts.reading import MappingNode, Node
from handouts.safeguards import changed_points
from handouts.shaping import node_at, shape

ACUPOINTS = "content/acupoints.yaml"


@dataclass(frozen=True)
class Atlas:
    """The points that a handout shows, in the order of their file, and the figures of the body.

    `signs` are those that some shown point carries, `marks` which ones a point carries.
    """

    points: dict[str, Acupoint]
    channels: dict[str, Channel]
    signs: dict[str, Sign]
    marks: dict[str, tuple[str, ...]]
    anatomy: Anatomy

    def signs_of(self, codes: Iterable[str]) -> dict[str, Sign]:
        """The signs that any of these points carries, in the order in which they are explained."""
        carried = {name for code in codes for name in self.marks[code]}
        return {name: sign for name, sign in self.signs.items() if name in carried}


@dataclass(frozen=True)
class _Points:
    """All points, by their codes too, and the tree they were read from."""

    all: Acupoints
    tree: MappingNode
    known: Mapping[str, Acupoint]
    anatomy: Anatomy

    def node(self, code: str) -> Node:
        """What the place of a point was read from."""
        return node_at(self.tree, ("points", [*self.known].index(code), "place"))


def read_atlas(project: Project, handout: Handout, tree: MappingNode) -> tuple[Handout, Atlas | None, list[Finding]]:
    """The handout with the points that it chooses; all these points, where it shows any; and what is wrong with them.

    `tree` is what the handout was read from, and gives each finding its place.
    """
    shown = [(index, block.pointed) for index, block in enumerate(handout.blocks) if block.pointed]
    if not shown:
        return handout, None, []
    try:
        points = _read(project)
        chosen, findings = _chosen(points, handout, tree, dict(shown))
        for index, component in chosen.items():
            location = ("blocks", index, handout.blocks[index].kind)
            findings += _wrong(points, component, node_at(tree, location))
    except Unusable as error:
        return handout, None, [*error.findings]
    if findings:
        return handout, None, [*dict.fromkeys(findings)]
    blocks = [
        block.model_copy(update={block.kind: chosen[index]}) if index in chosen else block
        for index, block in enumerate(handout.blocks)
    ]
    codes = {code for component in chosen.values() for code in component.points}
    return handout.model_copy(update={"blocks": blocks}), _atlas(points, codes), []


def read_acupoints(project: Project) -> Acupoints:
    """The points of the clinic: the shipped ones, with what its own file changes or adds.

    Raises:
        Unusable: with every finding in the file, or where it takes a sign or a caution from the shipped ones.
    """
    return _read(project).all


def _read(project: Project) -> _Points:
    path, shipped = found(project, ACUPOINTS), project.shipped_file(ACUPOINTS)
    if shipped is None or shipped == path:
        acupoints, tree = read_as(project, path, Acupoints)
    else:
        original, base = read_as(project, shipped, Acupoints)
        acupoints, tree = _own(project, base)
        if changed := [*changed_points(original, acupoints, tree)]:
            raise Unusable(changed)
    known = {point.code: point for point in acupoints.points}
    return _Points(acupoints, tree, known, Anatomy(project, {code: point.place for code, point in known.items()}))


def _own(project: Project, base: MappingNode) -> tuple[Acupoints, MappingNode]:
    """The clinic's own file, which takes the place of the shipped one, or `extends` it."""
    path = found(project, ACUPOINTS)
    tree, problems = read_tree(path, project.called(path), project.read(path))
    if "extends" not in tree:
        return read_as(project, path, Acupoints)
    if tree["extends"] != "acupoints":
        message = f"there are no acupoints '{tree['extends']}'; write 'extends: acupoints'"
        raise Unusable([*problems, tree["extends"].place.finding("unknown-reference", message)])
    tree, wrong = patch_points(base, tree)
    shaped, findings = shape(tree, Acupoints)
    if shaped is None or problems or wrong:
        raise Unusable([*problems, *wrong, *_to_mend(findings, tree, base)])
    return shaped, tree


def _to_mend(findings: Sequence[Finding], tree: MappingNode, base: MappingNode) -> list[Finding]:
    """Findings in the clinic's own file, which alone can be mended, also where they were made in the shipped one."""
    own = tree.place
    return [
        replace(each, file=own.file, line=own.line, column=own.column) if each.file == base.place.file else each
        for each in findings
    ]


def _chosen(
    points: _Points, handout: Handout, tree: MappingNode, shown: Mapping[int, Pointed]
) -> tuple[dict[int, Pointed], list[Finding]]:
    """The components by the number of their block, with the codes of the points that they choose."""
    chosen, findings = dict[int, Pointed](), list[Finding]()
    for index, component in shown.items():
        codes, message = choose(points.all, component, handout.audience)
        if message:
            key = next(key for key, value in zip(CHOICES, component.choices(), strict=True) if value)
            place = node_at(tree, ("blocks", index, handout.blocks[index].kind, key)).place
            findings.append(place.finding("unknown-reference", message))
        chosen[index] = component.model_copy(update={"points": codes})
    return chosen, findings


def _wrong(points: _Points, component: Pointed, node: Node) -> Iterator[Finding]:
    """What keeps points from being shown; `node` is what the component was read from."""
    for index, code in enumerate(component.points):
        place = node_at(node, ["points", index]).place
        if code not in points.known:
            message = f"'{code}' is no acupoint{did_you_mean(code.upper(), points.known)}"
            yield place.finding("unknown-reference", message)
        elif points.known[code].plain is None:
            told = (point.code for point in points.known.values() if point.plain)
            message = f"'{code}' has no 'plain' place that patients could read{did_you_mean(code, told)}"
            yield place.finding("unknown-reference", message)
        elif isinstance(component, Chart):
            yield from _unplaced(points, code, None if component.is_chosen() else component.view, node, index)
    if isinstance(component, Chart) and component.is_chosen() and component.view:
        yield from _hidden(points, component.points, component.view, node)


def _hidden(points: _Points, codes: list[str], view: str, node: Node) -> Iterator[Finding]:
    """That a figure shows not all of the points that were chosen for it."""
    hidden = [code for code in codes if view in FIGURES and not points.anatomy.spots(view, code)]
    message = f"there is no figure '{view}'{did_you_mean(view, FIGURES)}"
    if hidden:
        amount = f"{len(hidden)} of these points, first {hidden[0]},"
        message = f"{amount} cannot be seen on the figure '{view}'; leave 'view' out, or list those that can"
    if hidden or view not in FIGURES:
        yield node_at(node, ["view"]).place.finding("unknown-reference", message)


def _unplaced(points: _Points, code: str, view: str | None, node: Node, index: int) -> Iterator[Finding]:
    """What keeps a point from being drawn."""
    if view is not None and view not in FIGURES:
        message = f"there is no figure '{view}'{did_you_mean(view, FIGURES)}"
        yield node_at(node, ["view"]).place.finding("unknown-reference", message)
    elif (home := points.anatomy.home(code)) is None:
        yield from _unmeasured(points, code)
    elif view is not None and not points.anatomy.spots(view, code):
        message = f"'{code}' cannot be seen on the figure '{view}'; write 'view: {home}', or leave 'view' out"
        yield node_at(node, ["points", index]).place.finding("unknown-reference", message)
    elif not all(map(points.anatomy[home].holds, points.anatomy.spots(home, code))):
        message = f"'{code}' lies outside the body on '{home}'; correct its 'place'"
        yield points.node(code).place.finding("unknown-reference", message)


_VOCABULARIES = {"frame": "frames", "segment": "segments", "along": "tracks", "level": "levels"}
_CALLED = {"frames": "frame", "segments": "segment", "landmarks": "landmark", "tracks": "track", "levels": "level"}


def _unmeasured(points: _Points, code: str) -> Iterator[Finding]:
    """Why no figure has a place for a point: a name that none knows, or else what the figures lack."""
    unknown = False
    for key, name in points.known[code].place.names():
        kind = _VOCABULARIES.get(key, "landmarks")
        names = points.anatomy.vocabulary(kind) | (set(points.known) if kind == "landmarks" else set())
        if name not in names:
            unknown = True
            message = f"'{name}' is no {_CALLED[kind]} of any figure{did_you_mean(name, names)}"
            yield node_at(points.node(code), [key]).place.finding("unknown-reference", message)
    if not unknown:
        message = f"'{code}' {points.anatomy.reason(code)}; correct its 'place'"
        yield points.node(code).place.finding("unknown-reference", message)


def _atlas(points: _Points, codes: set[str]) -> Atlas:
    shown = {code: point for code, point in points.known.items() if code in codes}
    marks = {code: points.all.signs_of(point) for code, point in shown.items()}
    carried = {name for names in marks.values() for name in names}
    channels = {point.channel for point in shown.values()}
    return Atlas(
        shown,
        {name: channel for name, channel in points.all.channels.items() if name in channels},
        {name: sign for name, sign in points.all.signs.items() if name in carried},
        marks,
        points.anatomy,
    )
