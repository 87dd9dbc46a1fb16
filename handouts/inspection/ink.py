"""Whether a letter can be seen: its ink, which is black where there is none, reaches where it should.

Pieces are cut out of the core of a picture: what Pillow does around that takes seven times as long for so small ones.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from handouts.areas import Area

if TYPE_CHECKING:
    from PIL._imaging import ImagingCore

PIXELS_OF_MM = 4.8  # about 122 dpi: a small letter of 9 pt is eight pixels high
_EDGE = 0.34  # of a letter's width or height: its ink comes at least so near to each of its edges
_ASCENT, _DESCENT = 0.72, 0.21  # of the size
_SMALL = 3  # pixels: a stroke that thin is seen whole or not at all


def is_whole(ink: ImagingCore, area: Area) -> bool:
    """Whether there is ink near each edge of a letter's tight box: what is cut or covered has none there."""
    box = [round(edge * PIXELS_OF_MM) for edge in (area.left, area.top, area.right, area.bottom)]
    width, height = max(box[2] - box[0], 1), max(box[3] - box[1], 1)
    found = ink.crop((box[0] - 1, box[1] - 1, box[0] + width + 1, box[1] + height + 1)).getbbox()
    if not found:
        return False
    across, down = (0 if side <= _SMALL else side * _EDGE + 1 for side in (width, height))
    is_across = not across or (found[0] <= across and found[2] >= width + 2 - across)
    return is_across and (not down or (found[1] <= down and found[3] >= height + 2 - down))


def share(area: Area, baseline: float, size: float) -> Area:
    """The place of a letter that has an even share of its text: as high as letters without marks are."""
    return Area(area.left, baseline - _ASCENT * size, area.right, baseline + _DESCENT * size)


def is_high(ink: ImagingCore, place: Area) -> bool:
    """Whether the letters around such a share reach up and down."""
    around = Area(place.left - 2 * place.width, place.top, place.right + 2 * place.width, place.bottom)
    box = [round(edge * PIXELS_OF_MM) for edge in (around.left, around.top, around.right, around.bottom)]
    found = ink.crop(tuple(box)).getbbox()
    reach = (box[3] - box[1]) * _EDGE
    return found is not None and found[1] <= reach and found[3] >= box[3] - box[1] - reach


def strength_of(change: ImagingCore, area: Area, full: float) -> float:
    """How much of the change of grey that a letter makes where it is drawn in full is there, from 0 to 1."""
    left, top, right, bottom = (edge * PIXELS_OF_MM for edge in (area.left, area.top, area.right, area.bottom))
    found = change.crop((int(left), int(top), math.ceil(right), math.ceil(bottom))).getextrema()
    return min(1.0, float(found[1]) / max(1.0, full))


@cache
def grey(colour: str) -> int:
    """A colour `#rrggbb` as grey pictures show it, from 0 to 255."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return (299 * red + 587 * green + 114 * blue) // 1000
