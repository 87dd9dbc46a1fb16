"""What there is to build, where it comes from, and the acupoints that a chart can show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from handouts.acupoints import read_acupoints
from handouts.approvals import read_approvals
from handouts.choosing import find
from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.manuscript import Manuscript
from handouts.markdown import plain
from handouts.model.approval import Approval
from handouts.practice import Practice, read_practice
from handouts.project import Project
from handouts.vetting import read_handout


class Row(TypedDict):
    """What is listed of a handout; `state` is whether its words are approved, `source` where its file comes from."""

    name: str
    title: str
    language: str
    editions: list[str]
    state: str
    source: str


def catalogue(project: Project) -> tuple[list[Row], list[Finding]]:
    """A row for every handout that can be read, and the findings of the rest."""
    practice, approvals, rows, findings = None, list[Approval](), list[Row](), list[Finding]()
    try:
        practice = read_practice(project)
        approvals = read_approvals(project)
    except Unusable as error:
        findings += error.findings
    for name in project.handouts():
        try:
            rows.append(_row(project, practice, read_handout(project, name, practice, approvals)))
        except Unusable as error:
            findings += error.findings
    return rows, findings


def _row(project: Project, practice: Practice | None, manuscript: Manuscript) -> Row:
    handout = manuscript.handout
    title = plain(handout.title, practice.values(next(iter(practice.wordings)))) if practice else handout.title
    return Row(
        name=manuscript.name,
        title=title,
        language=handout.language,
        editions=[*handout.editions],
        state=f"approved {manuscript.approval.date}" if manuscript.approval else "draft",
        source=_origin(project, manuscript),
    )


def _origin(project: Project, manuscript: Manuscript) -> str:
    own = [file for file in manuscript.files if project.root and file.is_relative_to(project.root)]
    shipped = ["shipped"] if len(own) < len(manuscript.files) else []
    return " over ".join([*map(project.called, own), *shipped])


class PointRow(TypedDict):
    """What is listed of an acupoint; `uses` are traditional, and `signs` the names of those it carries on a page."""

    code: str
    pinyin: str
    simplified: str
    traditional: str
    english: str
    region: str
    plain: str | None
    uses: list[str]
    signs: list[str]


def points(project: Project, words: Sequence[str]) -> list[PointRow]:
    """A row for every acupoint in which all of the words are found; for all acupoints, where there are no words.

    Raises:
        Unusable: the file of the acupoints cannot be read.
    """
    acupoints = read_acupoints(project)
    return [
        PointRow(
            code=point.code,
            pinyin=point.pinyin,
            simplified=point.simplified,
            traditional=point.traditional,
            english=point.english,
            region=point.region.replace("_", " "),
            plain=point.plain,
            uses=[*point.uses],
            signs=[*acupoints.signs_of(point)],
        )
        for point in find(acupoints, words)
    ]
