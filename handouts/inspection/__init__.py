"""Inspects a finished PDF: its letters and whether a reader can see them, its pictures, its reading order.

The pages are drawn in grey with PDFium, once as they are and once without their texts: what differs is the ink of
the letters that can be seen. A small drawing in colour, without texts too, shows the ground that they stand on.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from handouts.areas import MM_OF_POINT, Area
from handouts.inspection.ink import PIXELS_OF_MM, grey, is_high, is_whole, share, strength_of
from handouts.inspection.tags import reading_order
from handouts.palette import mixed

if TYPE_CHECKING:
    from PIL._imaging import ImagingCore

GROUND_PIXELS_OF_MM = 2.0
VISIBLE = 10  # of 255: what differs less from its ground, nobody sees


class Letter(NamedTuple):
    """A letter of a page: `size` in pt as printed, `colour` and `ground` as `#rrggbb`.

    `heading` is how far its line runs to the right and up for each mm. Letters of one line share a `baseline`, and
    have their `start` on it one after the other, in mm. `mark` is the number of its marked content, `is_grouped`
    whether it is drawn inside a group of its own, as WeasyPrint does for opacity. A letter is `visible` where its
    ink is in the picture up to each of its edges; `strength` is how much of its colour is there, from 0 to 1.
    `is_upright` is one that is neither mirrored nor upside down.
    """

    text: str
    area: Area
    size: float
    colour: str
    ground: str
    heading: tuple[float, float]
    baseline: float
    start: float
    mark: int | None
    is_grouped: bool
    is_visible: bool
    strength: float
    is_upright: bool


@dataclass(frozen=True)
class PlacedImage:
    """A picture made of pixels: where it stands, how wide it is in mm, and how many dots an inch it has there."""

    area: Area
    width: float
    dpi: float


@dataclass(frozen=True)
class InspectedPage:
    """A finished page. `inked` is the smallest rectangle that holds all that is printed on it.

    `grouped` are the places of drawings and pictures whose marked content is inside of a group, as it is for opacity.
    `reading_order` has the numbers of the marked contents in the order in which a screen reader reads them.
    """

    sheet: Area
    inked: Area | None
    letters: list[Letter]
    images: list[PlacedImage]
    grouped: list[Area]
    reading_order: list[int]
    bare: Image.Image
    """The page without its letters, in colour and small."""

    def ground(self, x: float, y: float) -> str:
        """The colour of the page, letters aside, at a point in mm."""
        return _colour_at(self.bare, x, y)

    def colours(self, area: Area) -> set[str]:
        """The colours of the page, letters aside, in an area."""
        left, top, right, bottom = (edge * GROUND_PIXELS_OF_MM for edge in astuple(area))
        part = self.bare.crop((math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)))
        found = part.getcolors(part.width * part.height) or []
        return {_hexadecimal(colour) for _, colour in found}


@dataclass(frozen=True)
class _Manner:
    """How a text is drawn: heading, size in pt, colour as `#rrggbb`, its alpha, marked content, in a group or not.

    It `is_retold` where the PDF says in words what its letters say, as for Thai and Hindi, whose drawn letters mean
    nothing one by one. PDFium then gives each letter of these words an even share of the place.
    """

    heading: tuple[float, float]
    size: float
    colour: str
    alpha: float
    mark: int | None
    is_grouped: bool
    is_retold: bool
    is_upright: bool


class _Pictures(NamedTuple):
    """A small picture of a page without its letters, and their ink alone: how much they change its grey."""

    bare: Image.Image
    ink: ImagingCore


def inspect(pdf: bytes) -> list[InspectedPage]:
    """Open a finished PDF and look at each of its pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_inspect_page(page) for page in document]


def _inspect_page(page: Any) -> InspectedPage:  # noqa: ANN401  pypdfium2 has no types
    width, height = (side * MM_OF_POINT for side in page.get_size())
    things = list(page.get_objects())
    texts = {_address(thing.raw): thing for thing in things if thing.type == pdfium.FPDF_PAGEOBJ_TEXT}
    words = page.get_textpage()  # while the texts are still there
    box, ink = _ink(page, texts)
    bare = _draw(page, GROUND_PIXELS_OF_MM)
    return InspectedPage(
        Area(0, 0, width, height),
        Area(*(edge / PIXELS_OF_MM for edge in box)) if box else None,
        list(_letters(words.raw, texts, height, _Pictures(bare, ink))),
        [_placed(thing, height) for thing in things if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE],
        [_bounds(thing, height) for thing in things if _is_grouped_drawing(thing)],
        reading_order(page),
        bare,
    )


def _ink(page: Any, texts: dict[int, Any]) -> tuple[tuple[int, int, int, int] | None, ImagingCore]:  # noqa: ANN401
    """Draw a page with its texts and without: where there is anything on it, and what the texts change, where seen."""
    drawn = _draw(page, PIXELS_OF_MM, grayscale=True)
    box = ImageChops.invert(drawn).getbbox()
    for text in texts.values():
        pdfium.FPDFPageObj_SetIsActive(text, False)
    change = ImageChops.difference(drawn, _draw(page, PIXELS_OF_MM, grayscale=True))
    return box, change.point([0] * VISIBLE + [*range(VISIBLE, 256)]).im


def _draw(page: Any, pixels_of_mm: float, *, grayscale: bool = False) -> Image.Image:  # noqa: ANN401
    scale = pixels_of_mm * MM_OF_POINT
    picture: Image.Image = page.render(scale=scale, grayscale=grayscale, rev_byteorder=not grayscale).to_pil()
    return picture


def _placed(image: Any, page_height: float) -> PlacedImage:  # noqa: ANN401
    matrix = _on_page(image)
    pixels = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(image, *map(ctypes.byref, pixels))
    width, height = (math.hypot(*side) * MM_OF_POINT for side in ((matrix.a, matrix.b), (matrix.c, matrix.d)))
    dots = (count.value / max(side, 0.01) * 25.4 for count, side in zip(pixels, (width, height), strict=True))
    return PlacedImage(_moved(matrix, (0, 0, 1, 1), page_height), width, min(dots))


def _is_grouped_drawing(thing: Any) -> bool:  # noqa: ANN401
    is_drawing: bool = thing.container is not None and thing.type != pdfium.FPDF_PAGEOBJ_TEXT
    return is_drawing and pdfium.FPDFPageObj_GetMarkedContentID(thing) >= 0


def _bounds(thing: Any, page_height: float) -> Area:  # noqa: ANN401
    """The place of an object in a group."""
    return _moved(_on_page(thing.container), thing.get_bounds(), page_height)


def _moved(matrix: Any, bounds: tuple[float, float, float, float], page_height: float) -> Area:  # noqa: ANN401
    """Where a matrix puts a rectangle: left, bottom, right and top."""
    corners = [matrix.on_point(x, y) for x in bounds[::2] for y in bounds[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return _area(min(xs), min(ys), max(xs), max(ys), page_height)


def _on_page(thing: Any) -> Any:  # noqa: ANN401
    """The matrix that puts an object on its page, through all groups it is in."""
    matrix = thing.get_matrix()
    while (thing := thing.container) is not None:
        matrix = matrix.multiply(thing.get_matrix())
    return matrix


def _letters(words: Any, texts: dict[int, Any], page_height: float, pictures: _Pictures) -> Iterator[Letter]:  # noqa: ANN401
    manners: dict[int, _Manner] = {}
    box = [ctypes.c_double() for _ in range(4)]
    edges = [*map(ctypes.byref, box)]
    for index, letter in _spelt(words):
        address = _address(pdfium.FPDFText_GetTextObject(words, index))
        if address not in texts or letter.isspace():
            continue  # PDFium makes up spaces and line ends
        if address not in manners:
            manners[address] = _manner(words, index, texts[address])
        pdfium.FPDFText_GetCharBox(words, index, *edges)
        left, right, bottom, top = (edge.value for edge in box)
        area = _area(left, bottom, right, top, page_height)
        pdfium.FPDFText_GetCharOrigin(words, index, *edges[:2])
        origin = box[0].value * MM_OF_POINT, box[1].value * MM_OF_POINT
        if manners[address].is_retold:
            area = share(area, page_height - origin[1], manners[address].size * MM_OF_POINT)
        yield _letter(letter, area, origin, manners[address], pictures)


def _spelt(words: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401
    """Each letter of a page and its number. PDFium gives the letters beyond U+FFFF in two halves, as UTF-16 does."""
    half = ""
    for index in range(pdfium.FPDFText_CountChars(words)):
        unit = half + chr(pdfium.FPDFText_GetUnicode(words, index))
        half = unit if len(unit) == 1 and "\ud800" <= unit <= "\udbff" else ""
        if not half:
            yield index, unit.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if len(unit) > 1 else unit


def _letter(text: str, area: Area, origin: tuple[float, float], manner: _Manner, pictures: _Pictures) -> Letter:
    ground = _colour_at(pictures.bare, *area.middle)
    colour = mixed(manner.colour, ground, manner.alpha)
    (x, y), (along, across) = origin, manner.heading
    line = manner.heading, y * along - x * across, x * along + y * across
    visible = is_high(pictures.ink, area) if manner.is_retold else is_whole(pictures.ink, area)
    full = abs(grey(colour) - grey(ground)) * manner.alpha  # in grey, PDFium takes the alpha of small letters twice
    strength = strength_of(pictures.ink, area, full)
    seen = visible, strength, manner.is_upright
    return Letter(text, area, manner.size, colour, ground, *line, manner.mark, manner.is_grouped, *seen)


def _manner(words: Any, index: int, text: Any) -> _Manner:  # noqa: ANN401
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(words, index, matrix)
    scale = min(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d))  # what is squashed is small
    channels = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(text, *map(ctypes.byref, channels))
    *colour, alpha = (channel.value for channel in channels)
    mark = _mark(text)
    marks = (pdfium.FPDFPageObj_GetMark(text, number) for number in range(pdfium.FPDFPageObj_CountMarks(text)))
    is_retold = any(pdfium.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") for mark in marks)
    size = pdfium.FPDFText_GetFontSize(words, index) * scale
    return _Manner(
        _heading(matrix),
        size,
        _hexadecimal(tuple(colour)),
        alpha / 255,
        mark,
        text.level > 0,
        is_retold,
        matrix.a * matrix.d > matrix.b * matrix.c and matrix.a > -abs(matrix.b),
    )


def _mark(thing: Any) -> int | None:  # noqa: ANN401
    """The number of the marked content that an object is in, or that draws the group it is in."""
    while thing is not None:
        mark: int = pdfium.FPDFPageObj_GetMarkedContentID(thing)
        if mark >= 0:
            return mark
        thing = thing.container
    return None


def _heading(matrix: Any) -> tuple[float, float]:  # noqa: ANN401
    length = math.hypot(matrix.a, matrix.b) or 1.0
    return matrix.a / length, matrix.b / length


def _colour_at(picture: Image.Image, x: float, y: float) -> str:
    width, height = picture.size
    column = min(max(int(x * GROUND_PIXELS_OF_MM), 0), width - 1)
    row = min(max(int(y * GROUND_PIXELS_OF_MM), 0), height - 1)
    return _hexadecimal(picture.getpixel((column, row)))


@cache
def _hexadecimal(channels: tuple[int, ...]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _area(left: float, bottom: float, right: float, top: float, page_height: float) -> Area:
    """An area of a PDF page, which is measured in pt from the bottom left."""
    return Area(
        left * MM_OF_POINT, page_height - top * MM_OF_POINT, right * MM_OF_POINT, page_height - bottom * MM_OF_POINT
    )


def _address(pointer: Any) -> int:  # noqa: ANN401
    """What tells one object of PDFium from another."""
    return ctypes.addressof(pointer.contents) if pointer else 0
