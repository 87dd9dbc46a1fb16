"""Turns the pictures of a clinic grey, for pages that are printed with black ink alone."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree as ET

from handouts.palette import grey_of
from handouts.pictures import parse_svg

SVG_TYPE, PNG_TYPE = "image/svg+xml", "image/png"
_PAINTS = ("fill", "stroke", "stop-color", "flood-color", "lighting-color", "color")
_DECLARED = re.compile(rf"((?:{'|'.join(_PAINTS)})\s*:\s*)([^;}}\"'!]+)", re.IGNORECASE)
_INSTEAD = re.compile(r"(url\([^)]*\)\s+)(.+)")


def greyed(data: bytes, kind: str) -> tuple[str, bytes]:
    """A sound picture of a media type such as `image/png` in shades of grey, and of which type it is then."""
    return (kind, _grey_drawing(data)) if kind == SVG_TYPE else (PNG_TYPE, _grey_raster(data))


def _grey_drawing(data: bytes) -> bytes:
    root = parse_svg(data)
    for element in root.iter():
        for paint in _PAINTS:
            if paint in element.attrib:
                element.set(paint, _grey_colour(element.get(paint, "")))
        if "style" in element.attrib:
            element.set("style", _grey_style(element.get("style", "")))
        if str(element.tag).endswith("}style"):
            element.text = _grey_style(element.text or "")
    return ET.tostring(root)


def _grey_style(text: str) -> str:
    return _DECLARED.sub(lambda found: found[1] + _grey_colour(found[2]), text)


def _grey_colour(written: str) -> str:
    """A colour as a shade of grey; what names none, such as `none`, stays, but for what stands in for a gradient."""
    if instead := _INSTEAD.fullmatch(written.strip()):
        return instead[1] + _grey_colour(instead[2])
    return grey_of(written.strip()) or written


def _grey_raster(data: bytes) -> bytes:
    from PIL import Image  # noqa: PLC0415  slow to import, and only pictures need it

    with Image.open(BytesIO(data)) as picture:
        has_alpha = picture.has_transparency_data
        orientation = picture.getexif()
        made = BytesIO()
        picture.convert("RGBA" if has_alpha else "RGB").convert("LA" if has_alpha else "L").save(
            made, "PNG", exif=orientation
        )
    return made.getvalue()
