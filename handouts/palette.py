"""One brand colour in, a whole palette for print out.

In OKLCH the hue is kept and the chroma capped, and the lightness is searched until every pair of text and
ground meets its contrast, so any colour gives readable pages, in grey as well. Danger has a colour of its
own, which no brand changes.

Sources: contrast and relative luminance as WCAG 2.2 defines them; OKLab and its matrices by Björn Ottosson,
"A perceptual color space for image processing" (2020); CIE L* for how a colour lands on a grey printer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import tinycss2.color4

WHITE, BLACK = "#ffffff", "#000000"
SIGNAL_HUE, WARM_HUE = 30, 80  # degrees
GREYISH = 0.01  # the chroma below which a brand has no hue to tell its headings by

# Text, its ground, and the least contrast between them. Each name is a token of the palette.
FLOORS = (
    ("ink", "white", 12),
    ("ink", "tint-1", 7),
    ("ink", "tint-2", 12),
    ("ink", "sand", 12),
    ("ink", "signal-tint", 7),
    ("ink-2", "white", 7),
    ("ink-2", "tint-2", 7),
    ("ink-2", "sand", 7),
    ("deep", "white", 7.6),
    ("deep", "tint-2", 7.6),
    ("deep", "sand", 7.6),
    ("text", "white", 5),
    ("text", "tint-2", 5),
    ("text", "sand", 5),
    ("line", "white", 3.2),
    ("line", "tint-1", 3.2),
    ("line", "sand", 3),
    ("signal", "white", 7),
    ("signal", "signal-tint", 7),
)

Palette = dict[str, str]
"""Token names with their colours as `#rrggbb`."""


def parse_colour(text: str) -> str | None:
    """A CSS colour as `#rrggbb`, or nothing where `text` is no opaque colour."""
    colour = tinycss2.color4.parse_color(text)
    if colour is None or colour == "currentcolor" or colour.alpha < 1:
        return None
    return hexadecimal(colour)


def hexadecimal(colour: tinycss2.color4.Color) -> str | None:
    """The colour that tinycss2 read as `#rrggbb` without its alpha, or nothing where it cannot be converted."""
    try:
        channels = colour.to("srgb").coordinates
    except NotImplementedError:  # a colour space that tinycss2 reads but does not convert, such as oklch()
        return None
    return _hex(*(min(1.0, max(0.0, channel or 0)) for channel in channels))


def derive(brand: str) -> Palette:
    """The palette of a brand colour, given as CSS writes colours."""
    lightness, chroma, hue = _oklch(parse_colour(brand) or WHITE)
    calm, faint = min(chroma, 0.115), min(chroma, 0.022)
    palette = {
        "white": WHITE,
        "sand": _colour(0.972, 0.011, WARM_HUE),
        "hair": _colour(0.865, 0.018, WARM_HUE),
        "signal-tint": _colour(0.972, 0.014, 40),
        "tint-1": _colour(0.974, calm * 0.11, hue),
        "tint-2": _colour(0.938, calm * 0.24, hue),
        "soft": _colour(0.80, calm * 0.55, hue),
        "watermark": _colour(0.945, calm * 0.1, hue),
    }
    for token, token_chroma, token_hue, lightest in (
        ("ink", faint, hue, 0.30),
        ("ink-2", faint, hue, 0.46),
        ("deep", min(calm, 0.085), hue, min(lightness, 0.44 if chroma > GREYISH else 0.34)),
        ("text", calm, hue, min(lightness, 0.56)),
        ("line", calm, hue, min(max(lightness, 0.50), 0.62)),
        ("signal", 0.135, SIGNAL_HUE, 0.45),
    ):
        palette[token] = _lightest_readable(palette, token, token_chroma, token_hue, lightest)
    return palette


def inked() -> Palette:
    """The palette that prints with black ink alone, and without grounds."""
    grounds = dict.fromkeys(("white", "sand", "signal-tint", "tint-1", "tint-2"), WHITE)
    letters = dict.fromkeys(("ink", "ink-2", "deep", "text", "line", "signal"), BLACK)
    return grounds | letters | {"soft": "#8c8c8c", "hair": "#a6a6a6", "watermark": "#ececec"}


@lru_cache(maxsize=4096)  # a page has few colours and many letters
def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, ground: str, opacity: float) -> str:
    """What is seen of a colour, as `#rrggbb`, that lets its ground through."""
    if opacity == 1:
        return colour
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return _hex(*((over * opacity + under * (1 - opacity)) / 255 for over, under in pairs))


def grey(colour: str) -> float:
    """CIE L* of a colour: 0 is black, 100 is white."""
    luminance = _luminance(colour)
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance  # noqa: PLR2004  CIE


def grey_of(colour: str) -> str | None:
    """The shade of grey as light as a colour that CSS writes, with its opacity; nothing where `colour` is none."""
    parsed = tinycss2.color4.parse_color(colour)
    if parsed in (None, "currentcolor"):
        return None
    shown = hexadecimal(parsed)
    # Of the spaces that are not converted, most tell the lightness first.
    lightness = (parsed.coordinates[0] or 0) / (100 if parsed.space in ("lab", "lch") else 1)
    shade = _encoded(_luminance(shown)) if shown else min(1.0, max(0.0, lightness))
    return _hex(shade, shade, shade) + f"{round(parsed.alpha * 255):02x}"


def _lightest_readable(palette: Palette, token: str, chroma: float, hue: float, lightest: float) -> str:
    floors = [(palette[ground], least) for text, ground, least in FLOORS if text == token]
    return next(
        colour
        for colour in _darker_and_darker(chroma, hue, lightest)
        if all(contrast(colour, ground) >= least for ground, least in floors)
    )


def _darker_and_darker(chroma: float, hue: float, lightest: float) -> Iterator[str]:
    for step in range(int(lightest / 0.004)):
        yield _colour(lightest - step * 0.004, chroma, hue)
    yield BLACK


def _colour(lightness: float, chroma: float, hue: float) -> str:
    """The printable colour nearest to an OKLCH colour; what cannot be shown gives up chroma, never hue."""
    while chroma > 0 and not all(-0.0001 <= c <= 1.0001 for c in _linear_rgb(lightness, chroma, hue)):  # noqa: PLR2004
        chroma -= 0.002
    channels = (max(0.0, min(1.0, c)) for c in _linear_rgb(lightness, max(chroma, 0), hue))
    return _hex(*map(_encoded, channels))


def _encoded(channel: float) -> float:
    """A channel of linear light, as sRGB writes it."""
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055  # noqa: PLR2004  sRGB


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in (red, green, blue))


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear_channel(red), _linear_channel(green), _linear_channel(blue)


def _linear_channel(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  sRGB


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(colour: str) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma, and hue in degrees."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
