"""Finds the best places for labels: a local search that changes one of them at a time.

It begins and goes on the same way every time, so a sheet keeps its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from handouts.chart.layout import BENDS, LEFT, RIGHT, Place, Plan, Spot, Stage

T = TypeVar("T")

_SHIFTS = (-24.0, -12.0, -6.0, -3.0, -1.5, 1.5, 3.0, 6.0, 12.0, 24.0)  # mm
_ROUNDS = 12
_GOOD = 20.0  # what a plan may do wrong, so that no other start is tried: a steep leader or two
_STARTS = (
    (RIGHT, LEFT),
    (RIGHT, RIGHT, LEFT, LEFT),
    (RIGHT, LEFT, LEFT),
    (RIGHT, RIGHT, LEFT),
    (RIGHT, LEFT, LEFT, RIGHT),
)  # the sides of labels from top to bottom, again and again


def lay_out(stage: Stage, spots: Sequence[Spot]) -> list[Place]:
    """A place for the label of every spot, in their order."""
    plans = []
    for start in _STARTS:
        plans.append(_settled(stage, tuple(spots), start))
        if sum(plans[-1].faults) < _GOOD:
            break
    return min(plans, key=lambda plan: plan.cost).places


def _settled(stage: Stage, spots: tuple[Spot, ...], start: Sequence[int]) -> Plan:
    """The best plan that is reached from a start by changing one label after the other."""
    plan = _begun(stage, spots, start)
    for _ in range(_ROUNDS):
        better = _improved(plan)
        if better is plan:
            break
        plan = better
    return plan


def _begun(stage: Stage, spots: tuple[Spot, ...], start: Sequence[int]) -> Plan:
    """Labels from top to bottom, on sides that alternate as `start` does."""
    down = sorted(range(len(spots)), key=lambda index: (spots[index].y, spots[index].x))
    ranks = tuple(down.index(index) for index in range(len(spots)))
    sides = tuple(start[rank % len(start)] for rank in ranks)
    return Plan(stage, spots, sides, ranks, (0.0,) * len(spots), (0,) * len(spots))


def _improved(plan: Plan) -> Plan:
    """The plan after the best change of every label, one after the other."""
    for index in range(len(plan.spots)):
        plan = min((plan, *_changes(plan, index)), key=lambda each: each.cost)
    return plan


def _changes(plan: Plan, index: int) -> Iterator[Plan]:
    """The plans in which one label stands elsewhere; only one that does something wrong is moved up and down."""
    yield replace(plan, sides=_with(plan.sides, index, -plan.sides[index]))
    if plan.faults[index]:
        yield from (replace(plan, bends=_with(plan.bends, index, bend)) for bend in range(BENDS))
        yield from _swaps(plan, index)
        yield from _exchanges(plan, index)
        for shift in _SHIFTS:
            moved = replace(plan, shifts=_with(plan.shifts, index, plan.shifts[index] + shift))
            yield moved
            yield replace(moved, sides=_with(plan.sides, index, -plan.sides[index]))


def _swaps(plan: Plan, index: int) -> Iterator[Plan]:
    """The plans in which a label stands on the other side of one of its neighbours."""
    own = plan.down(plan.sides[index])
    at = own.index(index)
    for other in own[max(0, at - 1) : at] + own[at + 1 : at + 2]:
        ranks = _with(_with(plan.ranks, index, plan.ranks[other]), other, plan.ranks[index])
        yield replace(plan, ranks=ranks)


def _exchanges(plan: Plan, index: int) -> Iterator[Plan]:
    """The plans in which a label goes to the other side, and one from there comes to its own."""
    side = plan.sides[index]
    for other in plan.down(-side):
        yield replace(plan, sides=_with(_with(plan.sides, index, -side), other, side))


def _with(values: tuple[T, ...], index: int, value: T) -> tuple[T, ...]:
    return (*values[:index], value, *values[index + 1 :])
