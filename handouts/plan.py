"""What is asked for, what there is to print, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from handouts.errors import WrongUse
from handouts.findings import Finding, Severity
from handouts.nearest import did_you_mean
from handouts.project import Facts, Project
from handouts.sheet import Edition, Paper, Sheet


@dataclass(frozen=True)
class Order:
    """What is asked for. An empty choice means everything the clinic prints; no `jobs` means one for each core."""

    handouts: Sequence[str] = ()
    languages: Sequence[str] = ()
    papers: Sequence[Paper] = ()
    editions: Sequence[Edition] = ()
    output: Path | None = None
    strict: bool = False
    force: bool = False
    clean: bool = False
    jobs: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it asks for everything."""
        return not (self.handouts or self.languages or self.papers or self.editions)


def chosen(project: Project, names: Sequence[str]) -> list[str]:
    """The names of handouts that are asked for, in alphabetical order.

    Raises:
        WrongUse: one of them is not there.
    """
    known = project.handouts()
    for name in names:
        if name not in known:
            bare = Path(name).name.partition(".")[0]  # of a path, or of the name of a PDF
            meant = f"; did you mean '{bare}'?" if bare in known else did_you_mean(bare, known)
            raise WrongUse(f"there is no handout '{name}'{meant}")
    return sorted(set(names))


@dataclass(frozen=True)
class Offer:
    """What a handout comes in, what that was read from, and what is to be said of its content.

    `papers` are those it can be laid out for.

    `review_by` is the month by which somebody must look at it again.
    """

    language: str
    papers: list[Paper]
    editions: list[Edition]
    review_by: str
    facts: Facts
    findings: list[Finding]


@dataclass(frozen=True)
class Plan:
    """What a clinic prints: its choices, and an offer for every handout that can be read."""

    languages: list[str]
    papers: list[Paper]
    editions: list[Edition]
    checks: Mapping[str, Severity]
    sample: bool
    facts: Facts
    findings: list[Finding]
    offers: dict[str, Offer]

    def sheets(self, order: Order) -> list[Sheet]:
        """The sheets of an order, by name.

        Raises:
            WrongUse: a language is ordered that no handout is written in, or a handout on no paper or in no edition
                that it has.
        """
        known = {offer.language for offer in self.offers.values()}
        for language in order.languages:
            if language not in known:
                raise WrongUse(f"no handout is written in '{language}'{did_you_mean(language, known)}")
        papers, asked = order.papers or self.papers, order.editions or self.editions
        for name in order.handouts:
            if offer := self.offers.get(name):
                _refuse(name, "in", asked, offer.editions)
                _refuse(name, "on", papers, offer.papers)
        return [
            Sheet(name, offer.language, paper, edition)
            for name, offer in sorted(self.offers.items())
            if (not order.handouts or name in order.handouts) and offer.language in (order.languages or self.languages)
            for paper in papers
            if paper in offer.papers
            for edition in offer.editions
            if edition in asked
        ]


def _refuse(name: str, how: str, asked: Sequence[str], offered: Sequence[str]) -> None:
    if not {*asked} & {*offered}:
        offer = f"it comes {how} {' or '.join(offered)}"
        raise WrongUse(f"'{name}' does not come {how} {' or '.join(asked)}; {offer}")


class Status(StrEnum):
    """What became of a sheet: `checked` is one that could be built, where nothing is to be written."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    CHECKED = "checked"


@dataclass(frozen=True)
class Output:
    """A sheet and its PDF: pages, digest and fingerprint where there is a good one, and why it was built."""

    sheet: Sheet
    path: Path
    status: Status
    pages: int | None = None
    sha256: str | None = None
    fingerprint: str | None = None
    reasons: Sequence[str] = ()


@dataclass
class Report:
    """What became of an order: its outputs, what was found, and whether it was the demonstration clinic's."""

    outputs: list[Output] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    sample: bool = False
