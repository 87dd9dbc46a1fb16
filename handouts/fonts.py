"""A clinic's own font files: what they are, what is wrong with them, and which letters they lack."""

from __future__ import annotations

import os
import re
import string
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from handouts.findings import Finding

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

SUPPORTED = (".ttf", ".otf", ".woff2", ".woff")
LARGEST_FILE = 20_000_000  # bytes

# What lies beside fonts without being one: licences, notes, what file managers leave behind.
_COMPANIONS = ("", ".txt", ".md", ".html", ".pdf", ".css", ".ini", ".db")
_LATIN = frozenset(map(ord, string.ascii_letters))
_LATIN_AND_FIGURES = _LATIN | frozenset(map(ord, string.digits))
_EMBEDDING_BITS, _RESTRICTED = 0x000F, 0x0002  # of OS/2 fsType; an older font may set a milder bit as well
_ITALIC = 0x0001  # of OS/2 fsSelection
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_PRINTED_BY_HAN = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")  # how the Unicode names of these letters begin


@dataclass(frozen=True)
class Face:
    """One static font file. The weight is a whole hundred, as WeasyPrint wants it."""

    file: Path
    relative: str
    family: str
    weight: int
    italic: bool
    letters: frozenset[int]

    @property
    def style(self) -> tuple[str, int, bool]:
        """What CSS knows the face by, and so what no two files may share."""
        return self.family, self.weight, self.italic


class _BadFont(Exception):
    """Why a file cannot be used, and the way out."""


def read_faces(folder: Path, relative_to: Path) -> tuple[list[Face], list[Finding]]:
    """Read the font files of a folder, in the order of their names: the sound ones, what ails the rest."""
    faces: dict[tuple[str, int, bool], Face] = {}
    findings = []
    for file in sorted(filter(_may_be_font, folder.glob("*")), key=lambda file: file.name):
        relative = file.relative_to(relative_to).as_posix()
        try:
            face = _read_face(file, relative)
            if twin := faces.get(face.style):
                raise _BadFont(_same_style(face, twin))
            faces[face.style] = face
        except _BadFont as reason:
            findings.append(Finding("bad-font", f"'{file.name}' {reason}", relative))
    return list(faces.values()), findings


def missing_letters(text: str, faces: list[Face]) -> dict[str, list[Face]]:
    """Give the letters, in order of first use, that some of a family's faces lack, each with those faces.

    Any face may come to print any letter, since what is bold or italic today is not tomorrow.
    """
    lacking = {
        letter: [face for face in faces if ord(letter) not in face.letters]
        for letter in dict.fromkeys(text)
        if _needs_glyph(letter)
    }
    return {letter: without for letter, without in lacking.items() if without}


def font_face_css(faces: Iterable[Face]) -> str:
    """Write the @font-face rules; `file:///` is the root of the project for our URL fetcher."""
    return "".join(
        f"@font-face {{ font-family: {css_string(face.family)}; "
        f'src: url("file:///{quote(os.fsencode(face.relative))}"); '
        f"font-weight: {face.weight}; font-style: {'italic' if face.italic else 'normal'} }}\n"
        for face in faces
    )


def _may_be_font(file: Path) -> bool:
    inside = file.resolve().is_relative_to(file.parent.resolve())
    return file.is_file() and inside and not file.name.startswith(".") and file.suffix.lower() not in _COMPANIONS


def _read_face(file: Path, relative: str) -> Face:
    if file.suffix.lower() not in SUPPORTED:
        raise _BadFont(f"is not a kind of font that can be printed; use {', '.join(SUPPORTED)}")
    if file.stat().st_size > LARGEST_FILE:
        raise _BadFont(f"is larger than {LARGEST_FILE // 1_000_000} MB; put a smaller font in its place")
    try:
        return _sound_face(file, relative)
    except _BadFont:
        raise
    except Exception as error:  # fontTools meets a broken file with whatever exception comes up
        raise _BadFont("cannot be read as a font; put an undamaged copy in its place") from error


def _sound_face(file: Path, relative: str) -> Face:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  who has no fonts of their own need not wait for it

    with TTFont(BytesIO(file.read_bytes()), lazy=True) as font:
        _read_all_tables(font)
        letters = frozenset(font.getBestCmap() or ())
        _refuse_unfit(font, letters)
        return Face(
            file=file,
            relative=relative,
            family=font["name"].getBestFamilyName(),
            weight=min(max(round(font["OS/2"].usWeightClass, -2), 100), 900),
            italic=bool(font["OS/2"].fsSelection & _ITALIC),
            letters=letters,
        )


def _read_all_tables(font: TTFont) -> None:
    """Fail where the file ends before its last table, as after a broken download."""
    if font.flavor != "woff2":  # that is one compressed stream, and opening it has read it to the end
        for table in font.reader.keys():  # noqa: SIM118  not a mapping
            font.reader[table]


def _refuse_unfit(font: TTFont, letters: frozenset[int]) -> None:
    if "fvar" in font:
        way_out = "put the static files (one per weight) in its place"
        raise _BadFont(f"is a variable font, which prints squeezed; {way_out}")
    if font["OS/2"].fsType & _EMBEDDING_BITS == _RESTRICTED:
        way_out = "ask its maker for a licence that allows it, or choose another font"
        raise _BadFont(f"says that its licence forbids putting it into a PDF; {way_out}")
    if not font["name"].getBestFamilyName():
        raise _BadFont("carries no family name to ask for it by; put a whole copy of the font in its place")
    if not letters & _LATIN:
        raise _BadFont("holds no Latin letters, which every handout needs; choose a font that has them")
    if lacking := _LATIN_AND_FIGURES - letters:
        slice_of = f"lacks basic letters or figures such as '{chr(min(lacking))}', as a slice or subset does"
        raise _BadFont(f"{slice_of}; put the whole font file in its place")


def _same_style(face: Face, twin: Face) -> str:
    style = f"{face.family}, weight {face.weight}, {'italic' if face.italic else 'upright'}"
    same = f"is the same face as '{twin.file.name}' ({style}), as slices of one font are"
    return f"{same}; keep one file, with the whole font"


def _needs_glyph(letter: str) -> bool:
    """Whether the clinic's font must draw it: not what is invisible, nor what Handouts Han prints."""
    invisible = unicodedata.category(letter) in ("Cc", "Cf", "Zs", "Zl", "Zp")
    selector = any(ord(letter) in selectors for selectors in _VARIATION_SELECTORS)
    return not (invisible or selector or unicodedata.name(letter, "").startswith(_PRINTED_BY_HAN))


def css_string(text: str) -> str:
    """`text` as a string of CSS, quotes and all; nothing in it can end the string."""
    return '"' + re.sub(r"[^\w -]", lambda match: f"\\{ord(match[0]):x} ", text) + '"'
