"""How the dot of a label is reached from one side: the lanes where its leader may bend, and what hides it.

A leader goes level from its label to a lane, then straight to its dot. All lengths are mm; `out` is how far something
lies from the middle of the stage towards the side of the label.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from handouts.chart.dots import Dot
from handouts.chart.layout import OFF_DOT, OFF_TEXT, Spot, Stage

CLEAR = 0.5  # from a leader to any other mark
NEAREST_BEND = 2.0  # from a label to the bend of its leader
OUTSIDE = 1.0  # from the body to the lane beside it
BESIDE = 6.0  # above and below a dot: what bulges there, the lane goes around
INSIDE = (3.5, 5.0, 7.0, 9.0, 12.0, 16.0)  # from a mark to lanes inside the body
SHEER = 1.3  # the steepest angle of a leader

# What a label may do wrong, each time; the rest of its cost is how far it moves and how long its leader is.
CROSSING, WRONG, OVERHANG = 900.0, 400.0, 300.0
OUTWARDS = 20.0  # for each mm that a leader turns back
MOVED, LENGTH = 0.5, 0.25
STEEP, STEEPEST = 14.0, 1.2  # of what a leader falls or rises more, for each mm that it goes on
OTHER_LANE = 0.6  # than the one beside the body


class Shade(NamedTuple):
    """What a mark hides: the slopes of a leader from `low` to `high` that pass it, and heights beside it."""

    dot: Dot
    out: float
    low: float
    high: float


@dataclass(frozen=True)
class Approach:
    """The ways of a leader to the dot of a spot, for a label on one side of a stage."""

    stage: Stage
    spot: Spot
    side: int

    @cached_property
    def out(self) -> float:
        """How far out the dot lies."""
        return self.side * self.spot.named(self.side)

    def lanes(self, edge: float, narrowest: float) -> list[float]:
        """The lanes of a label whose text ends at an edge; `narrowest` is the least edge from there to the dot.

        The lane beside the body is the first. No other label is entered, since none ends further in.
        """
        far = narrowest - NEAREST_BEND
        body, mark = min(far, self._beside), self.out + self.spot.radius
        if body <= mark:
            return [edge - OFF_TEXT]
        return [body, *([far] if far > body + 1 else []), *(mark + out for out in INSIDE if mark + out < body - 1)]

    def cost(self, y: float, edge: float, lane: float) -> float:
        """What a leader costs that touches nothing, with a label that is so high and ends at that edge."""
        along, fall = max(lane - self.out, 0.1), abs(y - self.spot.y)
        length = edge - OFF_TEXT - lane + math.hypot(along, fall)
        cost = MOVED * fall * math.sqrt(fall) + LENGTH * length
        if fall > STEEPEST * along:
            cost += STEEP * (fall / along - STEEPEST) + WRONG * (fall > along * math.tan(SHEER))
        return cost

    def off(self, y: float, edge: float) -> float:
        """What it costs that a label sticks out of the stage, or that its dot lies further out than its leader."""
        over = max(0.0, edge + self.spot.width - self.stage.middle, y + self.stage.fall - self.stage.height)
        back = max(0.0, self.out + self.spot.radius - (edge - NEAREST_BEND))
        return OVERHANG * over + OUTWARDS * back

    def shade(self, dot: Dot) -> Shade | None:
        """What a dot hides of this one; nothing if it lies behind."""
        right, down = self.side * dot.x - self.out, dot.y - self.spot.y
        towards, half = math.atan2(down, right), self._half_angle(math.hypot(right, down), dot.radius + CLEAR)
        low, high = max(towards - half, -SHEER), min(towards + half, SHEER)
        return Shade(dot, right + self.out, math.tan(low), math.tan(high)) if low < high else None

    def hidden(self, shade: Shade, lane: float) -> tuple[float, float]:
        """The heights of a label between which its leader in a lane would touch a dot."""
        near, along = shade.dot.radius + CLEAR, max(lane - self.out, 0.1)
        level = shade.dot.y - near, shade.dot.y + near
        slanted = self.spot.y + shade.low * along, self.spot.y + shade.high * along
        if shade.out - near >= lane:
            return level
        return slanted if shade.out + near <= lane else (min(level[0], slanted[0]), max(level[1], slanted[1]))

    def through(self, lane: float, out: float, y: float) -> float:
        """How high a label is whose leader in a lane goes through a dot; one that is as far out is never passed."""
        if out <= self.out:
            return math.inf if y > self.spot.y else -math.inf
        return y if out >= lane else self.spot.y + (y - self.spot.y) * (lane - self.out) / (out - self.out)

    @cached_property
    def _beside(self) -> float:
        return self.stage.reach(self.side, self.spot.y - BESIDE, self.spot.y + BESIDE) + OUTSIDE

    def _half_angle(self, apart: float, near: float) -> float:
        """How far a leader must turn from a dot that far away, to come no nearer; it ends just before its own dot."""
        ends = self.spot.radius + OFF_DOT
        if apart > near and math.sqrt(apart * apart - near * near) >= ends:
            return math.asin(near / apart)
        cosine = (ends * ends + apart * apart - near * near) / (2 * ends * max(apart, 0.01))
        return math.acos(max(-1.0, min(1.0, cosine)))
