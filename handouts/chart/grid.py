"""The cells of a stage: the heights at which labels may stand. All lengths are mm."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from handouts.chart.layout import SIDES, Stage

CELL = 0.5  # about the height of a cell


@dataclass(frozen=True)
class Grid:
    """Cells from the top of a stage down, `apart` of them in a gap, `count` of them in all."""

    stage: Stage
    count: int
    apart: int

    @classmethod
    def of(cls, stage: Stage, labels: int) -> Grid:
        """The cells of a stage, and others below it where half of the labels do not fit."""
        apart = max(2, round(stage.gap / CELL))
        room = stage.height - stage.fall - stage.rise
        return cls(stage, max(int(room / stage.gap * apart + 1e-6) + 1, apart * (labels // 2 + 1)), apart)

    @property
    def step(self) -> float:
        """How high a cell is."""
        return self.stage.gap / self.apart

    @cached_property
    def heights(self) -> list[float]:
        """How high the leader of a label in each cell is."""
        return [self.stage.rise + cell * self.step for cell in range(self.count)]

    @cached_property
    def edges(self) -> dict[int, list[float]]:
        """Where the text of a label in each cell ends, for each side."""
        return {side: [self.stage.edge(side, y) for y in self.heights] for side in SIDES}

    def cells(self, top: float, bottom: float) -> range:
        """The cells between two heights, at least one."""
        first = min(bisect_left(self.heights, top), self.count - 1)
        return range(first, max(first + 1, bisect_right(self.heights, bottom)))
