"""From one brand colour, whatever it is, a palette that can be read, in colour and in grey."""

import re
from math import atan2, degrees
from operator import mul

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.palette import FLOORS, contrast, derive, grey, parse_colour

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
HARD = {
    "neon yellow": "#ccff00",
    "pale pink": "#ffd1dc",
    "black": "#000000",
    "white": "#ffffff",
    "pure blue": "#0000ff",
}

# The matrices of OKLab, as Björn Ottosson published them.
TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = ((1.9779984951, -2.4285922050, 0.4505937099), (0.0259040371, 0.7827717662, -0.8086757660))

BRANDED = ("deep", "text", "line", "soft", "tint-1", "tint-2", "ink")
any_colour = settings(deadline=None, database=None, derandomize=True)

hard_cases = pytest.mark.parametrize("brand", HARD.values(), ids=HARD)


def broken_floors(brand):
    """The pairs of text and ground that are too near each other."""
    palette = derive(brand)
    return [(text, ground) for text, ground, least in FLOORS if contrast(palette[text], palette[ground]) < least]


def hue(colour):
    """The hue of a colour in OKLab, in degrees."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    rgb = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    cones = [sum(map(mul, row, rgb)) ** (1 / 3) for row in TO_CONES]
    a, b = (sum(map(mul, row, cones)) for row in TO_LAB)
    return degrees(atan2(b, a))


@any_colour
@given(COLOURS)
def test_any_brand_can_be_read(brand):
    """Every text keeps its contrast to every ground it stands on, for any colour."""
    assert broken_floors(brand) == []


@hard_cases
def test_hard_brand_can_be_read(brand):
    """Colours that are too light, too dark or too loud give readable pages as well."""
    assert broken_floors(brand) == []


@pytest.mark.parametrize(
    ("token", "ground", "least"),
    [("ink", "tint-1", 7), ("ink-2", "white", 7), ("text", "white", 4.5), ("line", "white", 3), ("signal", "white", 7)],
)
def test_floors_are_no_lower_than_the_law(token, ground, least):
    """What must be read has at least the contrast that WCAG asks for."""
    assert next(floor for text, under, floor in FLOORS if (text, under) == (token, ground)) >= least


@any_colour
@given(COLOURS, COLOURS)
def test_danger_looks_the_same_for_every_brand(one, other):
    """No brand changes the colours of danger."""
    first, second = derive(one), derive(other)
    assert [first[token] for token in ("signal", "signal-tint")] == [
        second[token] for token in ("signal", "signal-tint")
    ]


@any_colour
@given(COLOURS)
def test_grounds_stay_light_on_a_grey_printer(brand):
    """A ground that text stands on is nearly white when it is printed in grey."""
    palette = derive(brand)
    assert min(grey(palette[token]) for token in ("white", "sand", "tint-1", "signal-tint")) >= 95
    assert min(grey(palette[token]) for token in ("tint-2", "watermark")) >= 90


@pytest.mark.parametrize("brand", ["#c00000", "#17594a", "#1f4e8c", "#7a1fa2", "#d17a00", "#0000ff", "#ccff00"])
@pytest.mark.parametrize("token", ["deep", "text", "line", "soft"])
def test_brand_hue_is_kept(brand, token):
    """What is tinted with the brand has the brand's hue."""
    away = abs((hue(derive(brand)[token]) - hue(brand) + 180) % 360 - 180)
    assert away < 4


def test_grey_brand_stays_grey():
    """A brand without a hue gets none."""
    assert {len({colour[1:3], colour[3:5], colour[5:7]}) for colour in map(derive("#808080").get, BRANDED)} == {1}


@any_colour
@given(COLOURS)
def test_tokens_go_from_dark_to_light(brand):
    """The brand's tokens keep their order, so that a line is never darker than a text."""
    palette = derive(brand)
    shades = [grey(palette[token]) for token in ("text", "line", "soft", "tint-2", "tint-1", "white")]
    assert shades == sorted(shades)


def test_dark_brand_is_used_as_it_is():
    """A brand colour that can be read is not made lighter or darker."""
    assert derive("#17594a")["text"] == "#17594a"


@pytest.mark.parametrize("token", sorted(derive("#17594a")))
@hard_cases
def test_palette_is_made_of_whole_colours(brand, token):
    """Every token is a colour that CSS and SVG read alike."""
    assert re.fullmatch("#[0-9a-f]{6}", derive(brand)[token])


@pytest.mark.parametrize("written", ["teal", "#008080", "rgb(0 128 128)", "hsl(180 100% 25.1%)", "TEAL"])
def test_one_colour_gives_one_palette_however_it_is_written(written):
    """A name, a hex value and a function that mean the same colour give the same palette."""
    assert derive(written) == derive("#008080")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#000000", 21),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    """Contrast agrees with the published values for well-known pairs."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("colour", "lightness"),
    [("#000000", 0), ("#ffffff", 100), ("#777777", 50.03), ("#ff0000", 53.24), ("#010101", 0.27)],
)
def test_grey_is_cie_lightness(colour, lightness):
    """How a colour lands on a grey printer agrees with the published values."""
    assert grey(colour) == pytest.approx(lightness, abs=0.02)


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("teal", "#008080"),
        ("Teal", "#008080"),
        ("rebeccapurple", "#663399"),
        ("#17594a", "#17594a"),
        ("#17594A", "#17594a"),
        ("#0af", "#00aaff"),
        ("#17594aff", "#17594a"),
        (" teal ", "#008080"),
        ("rgb(23, 89, 74)", "#17594a"),
        ("rgb(23 89 74)", "#17594a"),
        ("rgb(100% 0% 0%)", "#ff0000"),
        ("rgba(1, 2, 3, 1)", "#010203"),
        ("rgb(999 -5 0)", "#ff0000"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("hsl(240deg 100% 50%)", "#0000ff"),
        ("hwb(120 0% 0%)", "#00ff00"),
    ],
)
def test_colours_are_read_as_css_writes_them(written, colour):
    """Names, hex values and functions become one form."""
    assert parse_colour(written) == colour


@pytest.mark.parametrize(
    "text",
    [
        "",
        "reddish",
        "dark green",
        "17594a",
        "#12345",
        "#",
        "#17594g",
        "rgb(",
        "rgb(1 2)",
        "red blue",
        "red;}",
        "url(x)",
        "inherit",
        "none",
        "currentColor",
        "transparent",
        "#17594a80",
        "#1230",
        "rgb(0 0 0 / 50%)",
        "rgba(0, 0, 0, 0.99)",
        "hsl(0 0% 0% / 0)",
        "var(--deep)",
        "oklch(0.5 0.1 200)",
        "color(display-p3 1 0 0)",
    ],
)
def test_what_is_no_opaque_colour_is_refused(text):
    """Words, junk, see-through colours and colours we cannot convert are no brand colour."""
    assert parse_colour(text) is None


@any_colour
@given(st.text(max_size=30) | st.from_regex(r"(rgb|hsl|hwb|lab|oklch|color|#)[(0-9a-f %,./-]{0,20}\)?"))
def test_any_text_is_a_colour_or_none(text):
    """Whatever stands in the file, reading it ends with a whole colour or with none."""
    colour = parse_colour(text)
    assert colour is None or re.fullmatch("#[0-9a-f]{6}", colour)
