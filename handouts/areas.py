"""Rectangles on a page, in mm from its left and top edge."""

from __future__ import annotations

from dataclasses import dataclass

MM_OF_PIXEL = 25.4 / 96  # WeasyPrint measures in CSS pixels
MM_OF_POINT = 25.4 / 72  # a PDF measures in points


@dataclass(frozen=True)
class Area:
    """A rectangle on a page: mm from the page's left and top edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """In mm; negative where it is no rectangle."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In mm; negative where it is no rectangle."""
        return self.bottom - self.top

    @property
    def size(self) -> float:
        """In square mm."""
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def corners(self) -> list[tuple[float, float]]:
        """Its four corners, row by row."""
        return [(x, y) for y in (self.top, self.bottom) for x in (self.left, self.right)]

    def cut(self, other: Area) -> Area:
        """What both cover."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def around(self, other: Area) -> Area:
        """The smallest rectangle that holds both."""
        return Area(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def grown(self, margin: float) -> Area:
        """This, `margin` mm larger on every side."""
        return Area(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def beyond(self, other: Area) -> float:
        """How far this sticks out of `other` at its worst side, in mm; 0 or less where it does not."""
        return max(other.left - self.left, other.top - self.top, self.right - other.right, self.bottom - other.bottom)
