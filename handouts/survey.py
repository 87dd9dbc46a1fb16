"""Finds out what can be printed: from memory where nothing changed, else by reading what did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.dates import today
from handouts.findings import Finding
from handouts.manifest import Digests, Manifest, circumstances
from handouts.plan import Offer, Plan
from handouts.project import Project

if TYPE_CHECKING:
    from handouts.desk import Desk


@dataclass
class Survey:
    """What can be printed, if a clinic can be read; what is wrong; and the desk, where something was read."""

    plan: Plan | None
    findings: list[Finding]
    desk: Desk | None


def survey(project: Project, names: Sequence[str], memory: Manifest, digests: Digests) -> Survey:
    """Look at the clinic and at these handouts; all that is wrong in any file is found in one pass."""
    plan = memory.plan
    if plan and (memory.made_with != circumstances() or any(digests.changes(plan.facts))):
        plan = None
    offers = {name: plan.offers[name] for name in names if plan and _holds(plan.offers.get(name), digests)}
    if plan and len(offers) == len(names):
        found = Survey(plan, _findings(plan, names), None)
    else:
        found = _read(project, names, plan, offers)
    found.findings += _overdue(found.plan, names) if found.plan else []
    return found


def _holds(offer: Offer | None, digests: Digests) -> bool:
    return offer is not None and not any(digests.changes(offer.facts))


def _findings(plan: Plan, names: Sequence[str]) -> list[Finding]:
    return [*plan.findings, *(finding for name in names for finding in plan.offers[name].findings)]


def _overdue(plan: Plan, names: Sequence[str]) -> list[Finding]:
    """The handouts whose month of review is over: the day plays no part in a sheet, and is looked at in each run."""
    month = today()[:7]
    message = "should have been reviewed by {}; have it read again, then write a later 'review_by'"
    return [
        Finding("review-overdue", message.format(plan.offers[name].review_by), handout=name)
        for name in names
        if name in plan.offers and plan.offers[name].review_by < month
    ]


def _read(project: Project, names: Sequence[str], plan: Plan | None, offers: dict[str, Offer]) -> Survey:
    from handouts.desk import Desk  # noqa: PLC0415  where nothing changed, nothing is read

    desk = Desk(project)
    desk.read(name for name in names if name not in offers)
    findings = desk.findings[None][:]
    for name in names:
        findings += offers[name].findings if name in offers else desk.findings[name]
    return Survey(desk.plan({**(plan.offers if plan else {}), **offers}), findings, desk)
