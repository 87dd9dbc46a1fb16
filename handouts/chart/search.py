"""Finds the best places for labels.

From top to bottom every label takes the seat that costs the least. Then one after the other is taken out and put back
where it costs the least now, until none moves. Where something is still wrong, some labels around it are taken out at
once, and put back in another order. All goes the same way every time, so a sheet keeps its bytes.

Sources: Bekos et al., "Boundary Labeling"; Niedermann, Nöllenburg, Rutter, "Radial Contour Labeling with Straight
Leaders" (arXiv 1702.01799), whose criteria are measured on anatomical drawings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from handouts.chart.approach import WRONG
from handouts.chart.finish import Finished, finished
from handouts.chart.layout import Layout, Spot, Stage
from handouts.chart.plan import Plan, Seat

_ROUNDS = 8
_NEAR = 2  # ranks above and below that of its dot that are tried for a label
_AROUND = 7  # labels that are put back in another order
_TRIALS = 12  # one after the other of which none makes it much better
_MOST = 60  # trials in all
_DRAWN = 4  # times that a plan is drawn whose leaders turn out to be worse than it took them for
_MUCH, _LITTLE = 50.0, 1e-6


def lay_out(stage: Stage, spots: Sequence[Spot]) -> Layout:
    """A place for the label of every spot, in their order, and those with which something is still wrong."""
    plan = Plan(stage, tuple(spots))
    down = sorted(range(len(spots)), key=lambda number: (spots[number].y, spots[number].x))
    for number in down:
        _seat(plan, number)
    _settle(plan, down)
    drawn = [_drawn(plan, down)]
    while drawn[-1].misjudged and len(drawn) < _DRAWN:
        for misjudged in drawn[-1].misjudged:
            plan.forbid(*misjudged)
        drawn.append(_drawn(plan, down))
    return min((each.layout for each in drawn), key=lambda layout: len(layout.faults))


def _drawn(plan: Plan, down: list[int]) -> Finished:
    """A plan after it is mended, with its leaders."""
    chance = random.Random(0)  # noqa: S311  no secret
    failed = 0
    for _ in range(_MOST):
        wrong = _wrong(plan)
        if not wrong or failed == _TRIALS:
            break
        before = plan.cost
        _mend(plan, _around(down, chance.choice(wrong)), chance)
        failed = 0 if plan.cost < before - _MUCH else failed + 1
    return finished(plan)


def _wrong(plan: Plan) -> list[int]:
    """The labels with which something is wrong that may be right."""
    return sorted(number for number, cost in plan.paid() if cost > WRONG + plan.least(number) - _MUCH)


def _settle(plan: Plan, down: list[int]) -> None:
    """Give labels better seats until none has any: all of them, then those around the ones that have moved."""
    restless = down
    for _ in range(_ROUNDS):
        moved = [number for number in restless if _moves(plan, number)]
        around = {other for number in moved for other in plan.near(number)}
        restless = [number for number in down if number in around]


def _moves(plan: Plan, number: int) -> bool:
    """Put a label where the plan costs less, if there is such a seat."""
    before = plan.cost
    plan.take(number)
    _seat(plan, number)
    return plan.cost < before - _LITTLE


def _seat(plan: Plan, number: int) -> None:
    """Put a label where the plan then costs the least."""
    plan.put(number, min(_seats(plan, number), key=lambda seat: plan.price(number, seat)))


def _seats(plan: Plan, number: int) -> Iterator[Seat]:
    """The seats of a label that are not far from its dot."""
    y = plan.spots[number].y
    for side, order in plan.orders.items():
        higher = sum(plan.spots[other].y < y for other in order)
        level = sum(plan.spots[other].y == y for other in order)
        for rank in range(max(0, higher - _NEAR), min(len(order), higher + level + _NEAR) + 1):
            yield Seat(side, rank)


def _around(down: list[int], number: int) -> list[int]:
    """A label and others whose dots are about as high."""
    first = max(0, min(down.index(number) - _AROUND // 2, len(down) - _AROUND))
    return down[first : first + _AROUND]


def _mend(plan: Plan, labels: list[int], chance: random.Random) -> None:
    """Take labels out and put them back in any order, unless that makes it worse."""
    cost, orders = plan.cost, {side: [*order] for side, order in plan.orders.items()}
    for number in labels:
        plan.take(number)
    for number in chance.sample(labels, len(labels)):
        _seat(plan, number)
    if plan.cost > cost + _LITTLE:
        plan.arrange(orders)
