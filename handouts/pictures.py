"""Checks the pictures a clinic brings before they are printed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from handouts.errors import Unusable
from handouts.findings import Finding
from handouts.nearest import did_you_mean
from handouts.project import Project
from handouts.reading import MappingNode, ScalarNode
from handouts.shaping import node_at

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_PICTURE = 10_000_000  # bytes
MOST_PIXELS = 50_000_000
MOST_ELEMENTS = 20_000
_SMALLER = "save it smaller: 2000 pixels a side are enough"
_ORIENTATION, _TURNED = 0x0112, (5, 6, 7, 8)  # of EXIF: the values for a picture that lies on its side
SVG = "{http://www.w3.org/2000/svg}"
"""The namespace, as it stands before the name of a tag."""
_GRADIENTS = (f"{SVG}linearGradient", f"{SVG}radialGradient")
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"


class BadPicture(Exception):
    """Why a picture cannot be used, and what to do; the message goes on from the name of its file."""


def picture_findings(project: Project, tree: MappingNode, location: Sequence[str | int]) -> list[Finding]:
    """What is wrong with the picture that the text at `location` names, relative to content/."""
    node = node_at(tree, location)
    if not isinstance(node, ScalarNode):
        return []
    try:
        path = project.find(f"content/{node}")
    except Unusable as error:
        return [node.place.finding("missing-file", f"'content/{node}' {error}")]
    if path is None:
        hint = _nearest_picture(project, node) or "; put it there, or correct its name"
        message = f"there is no picture 'content/{node}'{hint}"
        return [node.place.finding("missing-file", message)]
    problem = _problem(project, path)
    return [node.place.finding("bad-image", f"'content/{node}' {problem}")] if problem else []


def _nearest_picture(project: Project, name: str) -> str:
    pictures = {
        path.relative_to(folder / "content").as_posix()
        for folder in (project.root, project.shipped)
        if folder
        for path in (folder / "content" / "images").rglob("*")
        if path.is_file()
    }
    return did_you_mean(name, pictures)


def _problem(project: Project, path: Path) -> str | None:
    if path.stat().st_size > LARGEST_PICTURE:
        return f"is larger than {LARGEST_PICTURE // 1_000_000} MB; {_SMALLER}"
    if path.suffix.lower() == ".svg":
        return _svg_problem(project.read(path))
    if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
        return _raster_problem(project.read(path))
    return "is neither SVG, PNG nor JPEG; save it as one of these"


def parse_svg(data: bytes) -> ET.Element:
    """What an SVG file holds.

    Raises:
        BadPicture: it is not whole, or defines entities, with which a small file can fill the memory.
    """
    if b"\0" in data:
        raise BadPicture("is not a whole SVG in UTF-8; save it again")
    if b"<!ENTITY" in data:
        raise BadPicture("defines XML entities; save it as a plain SVG")
    try:
        return ET.fromstring(data)  # noqa: S314  entities are refused above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise BadPicture("is not a whole SVG; save it again") from error


def _svg_problem(data: bytes) -> str | None:
    try:
        return _drawing_problem(parse_svg(data))
    except BadPicture as reason:
        return str(reason)


def _drawing_problem(root: ET.Element) -> str | None:
    if root.tag != f"{SVG}svg":
        return "is not an SVG; its outermost element must be <svg>"
    if _svg_size(root) is None:
        return "has neither a viewBox nor a width and height, so its shape is unknown; save it again with one"
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        return f"has more than {MOST_ELEMENTS} parts; save it simpler"
    return _use_problem(root) or next(filter(None, map(_element_problem, root.iter())), None)


def _use_problem(root: ET.Element) -> str | None:
    """Copies of parts that are copies themselves can grow without end."""
    parts = {element.get("id"): element for element in root.iter() if element.get("id")}
    for use in root.iter(f"{SVG}use"):
        part = parts.get((use.get("href") or use.get(_XLINK_HREF) or "").lstrip("#"))
        if part is not None and next(part.iter(f"{SVG}use"), None) is not None:
            return "copies parts that are copies themselves; save it as a plain SVG"
    return None


def _svg_size(root: ET.Element) -> tuple[float, float] | None:
    """The width and height of a drawing in its own units, where it says them."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sides = box[2:] if len(box) == len(("x", "y", "width", "height")) else [root.get("width"), root.get("height")]
    numbers = [re.match(r"\d{1,6}(\.\d{1,6})?(?![\de])", side or "") for side in sides]
    width, height = (float(number[0]) if number else 0.0 for number in numbers)
    return (width, height) if width > 0 and height > 0 else None


def _element_problem(element: ET.Element) -> str | None:
    if element.tag in (f"{SVG}script", f"{SVG}foreignObject"):
        return "holds a script or a web page; save it as a plain SVG"
    if element.tag == f"{SVG}text":
        return "holds letters whose font may be missing; convert text to paths and save it again"
    if element.tag in _GRADIENTS and _is_measured_by_its_box(element):
        return "has a gradient that some programs leave out, and what it fills; save it in plain colours, or as a PNG"
    if re.search(r"[zZ][\s,]*[-+.\d]", element.get("d", "")) or element.get("spreadMethod", "pad") != "pad":
        return "draws lines or colours that cannot be printed; save it as a plain SVG"
    style = " ".join(element.attrib.values()) + (element.text or "" if element.tag == f"{SVG}style" else "")
    links = [element.get("href"), element.get(_XLINK_HREF), *re.findall(r"url\(\s*['\"]?([^'\")]*)", style)]
    if "@import" in style or any(_leads_out(link.strip()) for link in links if link):
        return "leads to another file; embed the picture and save it again"
    return None


def _is_measured_by_its_box(gradient: ET.Element) -> bool:
    """Whether a gradient is drawn as a tile of one unit, which Poppler loses at most sizes (tried with 22.12)."""
    units = gradient.get("gradientUnits")
    is_copy = gradient.get("href") or gradient.get(_XLINK_HREF)
    return units != "userSpaceOnUse" and not (units is None and is_copy)


def _leads_out(link: str) -> bool:
    return bool(link) and not link.startswith(("#", "data:image/png", "data:image/jpeg"))


def _raster_problem(data: bytes) -> str | None:
    from PIL import Image  # noqa: PLC0415  slow to import, and only pictures need it

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return f"has {picture.width} × {picture.height} pixels; {_SMALLER}"
            if picture.mode.startswith(("I", "F")):
                return "has more than 8 bits a colour, which would print black; save it with 8 bits"
            _load(picture)
    except Image.DecompressionBombError:
        return f"has far too many pixels; {_SMALLER}"
    except (OSError, SyntaxError, ValueError):
        return "is not a whole PNG or JPEG; save it again"
    return None


def _load(picture: Image) -> None:
    """Read every pixel. WeasyPrint lets Pillow fill up broken files with grey; here they are refused."""
    from PIL import ImageFile  # noqa: PLC0415  with the picture itself

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        picture.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def proportion(path: Path, data: bytes) -> float:
    """The width of a sound picture, the file at `path` that holds `data`, divided by its height."""
    if path.suffix.lower() == ".svg":
        width, height = _svg_size(parse_svg(data)) or (1.0, 1.0)
        return width / height
    from PIL import Image  # noqa: PLC0415  slow to import, and only pictures need it

    with Image.open(BytesIO(data)) as picture:
        is_turned = picture.getexif().get(_ORIENTATION, 1) in _TURNED
        return picture.height / picture.width if is_turned else picture.width / picture.height
