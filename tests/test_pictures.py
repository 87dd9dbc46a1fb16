"""The pictures a clinic brings: good ones pass, and what cannot be printed is said before it is."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageFile

from handouts.pictures import LARGEST_PICTURE, picture_findings
from handouts.project import Project
from handouts.reading import read

PATH = '<path d="M0 0h9v9z"/>'
SHADE = '<linearGradient id="g" gradientUnits="userSpaceOnUse"/>'
SMALLER = "save it smaller: 2000 pixels a side are enough"


@pytest.fixture
def project(tmp_path):
    """A clinic's folder over a library, both with a folder for pictures."""
    library, own = tmp_path / "library", tmp_path / "clinic"
    for folder in (library, own):
        (folder / "content" / "images").mkdir(parents=True)
    return Project(root=own, start=own, shipped=library)


@pytest.fixture
def said(project):
    """What is said of a picture that a file names, as `line:column code: message`."""

    def findings_of(name):
        path = project.root / "content" / "clinic.yaml"
        path.write_text(f"name: x\nbrand: {{logo: {name}}}\n", "utf-8")
        findings = picture_findings(project, read(path, "content/clinic.yaml").tree, ("brand", "logo"))
        return [f"{finding.line}:{finding.column} {finding.code}: {finding.message}" for finding in findings]

    return findings_of


@pytest.fixture
def checked(project, said):
    """Put a picture into the clinic's folder, and give what is said of it."""

    def check(name, data):
        path = project.root / "content" / "images" / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return said(f"images/{name}")

    return check


@pytest.fixture
def refused(checked):
    """Put a picture that cannot be printed into the clinic's folder, and give what is said of it."""

    def problem(name, data):
        (found,) = checked(name, data)
        start = f"2:15 bad-image: 'content/images/{name}' "
        assert found.startswith(start)
        return found.removeprefix(start)

    return problem


def svg(inner, attributes='viewBox="0 0 9 9"'):
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {attributes}>{inner}</svg>"


def raster(kind, mode="RGB", size=9):
    """A picture of grey noise, which no format can make much smaller."""
    data = io.BytesIO()
    Image.effect_noise((size, size), 50).convert(mode).save(data, kind)
    return data.getvalue()


def png_claiming(width, height):
    """A PNG whose head says this size; there is next to nothing behind it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize(
    "picture",
    [
        svg(PATH),
        svg(PATH, 'width="9" height="9"'),
        f'<?xml version="1.0" encoding="UTF-8"?><!-- made by hand -->{svg(PATH)}',
        svg('<defs><path id="a" d="M0 0h9"/></defs><use href="#a"/><use xlink:href="#a"/>'),
        svg(f'{SHADE}<path fill="url(#g)" d="M0 0h9"/>'),
        svg("""{SHADE}<path fill="url('#g')" d="M0 0h9"/><path fill='url("#g")' d="M0 0h9"/>"""),
        svg('{SHADE}<path fill="url( #g)" d="M0 0h9"/><path fill="url( #g )" d="M0 0h9"/>'),
        svg('<path style="fill: url(data:image/png;base64,AAAA)" d="M0 0h9"/>'),
        svg('<image href="data:image/png;base64,AAAA"/>'),
        svg("<title>Our logo, url(x)</title><style>path { fill: url(#g) }</style>"),
    ],
)
def test_good_svg_passes(checked, picture):
    """A drawing that keeps to itself can be printed."""
    assert checked("logo.svg", picture) == []


@pytest.mark.parametrize(
    ("name", "kind", "mode"),
    [
        ("logo.png", "PNG", "RGB"),
        ("logo.png", "PNG", "RGBA"),
        ("logo.png", "PNG", "1"),
        ("logo.jpg", "JPEG", "RGB"),
        ("logo.jpeg", "JPEG", "CMYK"),
        ("LOGO.PNG", "PNG", "P"),
    ],
)
def test_good_raster_picture_passes(checked, name, kind, mode):
    """PNG and JPEG can be printed in any of their colour modes."""
    assert checked(name, raster(kind, mode)) == []


def test_missing_picture_is_told_the_nearest(checked, said):
    """A picture that is not there stands at its line, and the one that was meant is named."""
    checked("logo.svg", svg(PATH))
    assert said("images/lgoo.svg") == [
        "2:15 missing-file: there is no picture 'content/images/lgoo.svg'; did you mean 'images/logo.svg'?"
    ]


def test_missing_picture_is_told_a_shipped_one(project, said):
    """A picture of the library is a picture of the clinic as well."""
    (project.shipped / "content" / "images" / "points.svg").write_text(svg(PATH), "utf-8")
    assert said("images/points.svg") == []
    assert "did you mean 'images/points.svg'?" in said("images/point.svg")[0]


def test_folder_is_no_picture(said):
    """A folder in place of a file is missing."""
    assert said("images")[0].startswith("2:15 missing-file: 'content/images' is no file inside the clinic's folder")


@pytest.mark.parametrize("name", ["../../secret.svg", "images/../../../secret.svg", "{}/secret.svg"])
def test_picture_outside_the_project_counts_as_missing(project, said, name):
    """No path leads out of the project, neither upwards nor from the root of the disk."""
    (project.root.parent / "secret.svg").write_text(svg(PATH), "utf-8")
    (found,) = said(name.format(project.root.parent.as_posix()))
    assert found.startswith("2:15 missing-file: ")


def test_link_out_of_the_project_counts_as_missing(project, said):
    """A symbolic link to a file elsewhere is not followed."""
    outside = project.root.parent / "secret.svg"
    outside.write_text(svg(PATH), "utf-8")
    (project.root / "content" / "images" / "logo.svg").symlink_to(outside)
    assert said("images/logo.svg")[0].startswith("2:15 missing-file: 'content/images/logo.svg' is no file inside")


def test_link_within_the_project_is_followed(project, checked, said):
    """A symbolic link to another picture of the project is that picture."""
    checked("logo.svg", svg(PATH))
    (project.root / "content" / "images" / "other.svg").symlink_to(project.root / "content" / "images" / "logo.svg")
    assert said("images/other.svg") == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("", "is not a whole SVG"),
        ("<svg", "is not a whole SVG"),
        ("no drawing", "is not a whole SVG"),
        (svg("<g>"), "is not a whole SVG"),
        (raster("PNG"), "is not a whole SVG"),
        ("<html><svg/></html>", "is not an SVG; its outermost element must be <svg>"),
        ('<svg viewBox="0 0 9 9"/>', "is not an SVG; its outermost element must be <svg>"),
    ],
)
def test_what_is_no_svg_is_refused(refused, data, problem):
    """A file that only bears the name of an SVG is named."""
    assert refused("logo.svg", data).startswith(problem)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_svg_in_another_encoding_is_refused(refused, encoding):
    """A drawing saved as UTF-16 is told which encoding it needs."""
    data = f'<?xml version="1.0" encoding="UTF-16"?>{svg(PATH)}'.encode(encoding)
    assert refused("logo.svg", data) == "is not a whole SVG in UTF-8; save it again"


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'width="9"',
        'height="9"',
        'viewBox=""',
        'viewBox="a b c d"',
        'viewBox="1"',
        'viewBox="0 0 0 0"',
        'viewBox="0 0 9 0"',
        'width="0" height="9"',
        'width="0"',
    ],
)
def test_svg_without_a_size_is_refused(refused, attributes):
    """A drawing whose shape is unknown would print at any size."""
    assert refused("logo.svg", svg(PATH, attributes)).startswith("has neither a viewBox nor a width and height")


@pytest.mark.parametrize(
    "inner", ["<script/>", "<g><script>x()</script></g>", "<foreignObject/>", '<script href="#a"/>']
)
def test_svg_with_a_script_or_a_web_page_is_refused(refused, inner):
    """A drawing holds nothing that runs."""
    assert refused("logo.svg", svg(inner)) == "holds a script or a web page; save it as a plain SVG"


@pytest.mark.parametrize(
    "gradient", ["<linearGradient id='g'/>", "<radialGradient gradientUnits='objectBoundingBox'/>"]
)
def test_svg_whose_gradient_some_programs_leave_out_is_refused(refused, gradient):
    """Poppler, with which many printers work on Linux, loses what such a gradient fills at most sizes."""
    assert refused("logo.svg", svg(gradient)).startswith("has a gradient that some programs leave out")


@pytest.mark.parametrize("inner", ["<text>Linden</text>", "<g><text/></g>"])
def test_svg_with_letters_is_refused(refused, inner):
    """Letters in a drawing need a font that may be missing."""
    assert "convert text to paths" in refused("logo.svg", svg(inner))


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="photo.png"/>',
        '<image xlink:href="photo.png"/>',
        '<image href="https://a.example/photo.png"/>',
        '<image href="file:///etc/passwd"/>',
        '<image href="data:text/html,x"/>',
        '<use href="other.svg#a"/>',
        '<path fill="url(other.svg#g)"/>',
        '<path style="fill: url( &quot;other.svg#g&quot; )"/>',
        "<style>path { fill: url('other.svg#g') }</style>",
        "<style>@import 'other.css';</style>",
    ],
)
def test_svg_that_leads_elsewhere_is_refused(refused, inner):
    """A drawing holds all that it shows."""
    assert refused("logo.svg", svg(inner)) == "leads to another file; embed the picture and save it again"


def test_svg_with_entities_is_refused(refused):
    """A drawing that defines entities is refused before they are put in."""
    bomb = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + svg("<desc>&b;</desc>")
    assert refused("logo.svg", bomb) == "defines XML entities; save it as a plain SVG"


def test_svg_with_an_entity_of_another_file_is_refused(refused):
    """No file of the machine gets into a drawing."""
    leak = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<desc>&a;</desc>")
    assert refused("logo.svg", leak) == "defines XML entities; save it as a plain SVG"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", raster("PNG").replace(b"IDAT", b"IDAX")),
        ("logo.png", b""),
        ("logo.png", b"no picture"),
        ("logo.png", svg(PATH)),
        ("logo.png", raster("GIF")),
        ("logo.jpg", raster("WEBP")),
    ],
)
def test_broken_raster_picture_is_refused(refused, name, data):
    """A picture that is cut off, or of another kind than its name says, is named."""
    assert refused(name, data) == "is not a whole PNG or JPEG; save it again"


@pytest.mark.parametrize(("name", "kind"), [("logo.png", "PNG"), ("logo.jpg", "JPEG")])
def test_half_a_raster_picture_is_refused(refused, monkeypatch, name, kind):
    """A picture whose end is missing is named, although WeasyPrint tells Pillow to draw what there is."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    data = raster(kind, size=99)
    assert refused(name, data[: len(data) // 2]) == "is not a whole PNG or JPEG; save it again"
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("name", ["logo.gif", "logo.webp", "logo.pdf", "logo", "logo.svg.txt"])
def test_other_kinds_are_refused(refused, name):
    """What is no SVG, PNG or JPEG is told what to save."""
    assert refused(name, raster("GIF")) == "is neither SVG, PNG nor JPEG; save it as one of these"


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_picture_over_ten_megabytes_is_refused(refused, name):
    """A picture too large for a handout is not even opened."""
    assert refused(name, b" " * (LARGEST_PICTURE + 1)) == f"is larger than 10 MB; {SMALLER}"


def test_picture_of_too_many_pixels_is_refused(refused):
    """A picture that would fill the memory is refused by what its head says."""
    assert refused("logo.png", png_claiming(8000, 8000)) == f"has 8000 × 8000 pixels; {SMALLER}"


def test_picture_that_claims_a_monstrous_size_is_refused(refused):
    """A picture bomb is a finding, no crash."""
    assert refused("logo.png", png_claiming(60_000, 60_000)) == f"has far too many pixels; {SMALLER}"


def test_bad_logo_stops_the_clinic(clinic, command):
    """A logo that cannot be printed is an error in clinic.yaml, with its exit code."""
    settings = clinic / "content" / "clinic.yaml"
    text = settings.read_text("utf-8").replace("  # logo: images/logo.svg", "  logo: images/logo.svg", 1)
    settings.write_text(text, "utf-8")
    line = text[: text.index("  logo:")].count("\n") + 1
    result = command("check")
    assert result.code == 4
    assert result.problems[0].startswith(f"content/clinic.yaml:{line}:9: error: missing-file: there is no picture")


def test_bad_picture_of_a_block_stops_the_handout(sheet, clinic):
    """A picture in a handout is checked like the logo, at its own line."""
    (clinic / "content" / "images").mkdir()
    (clinic / "content" / "images" / "a.svg").write_text(svg("<script/>"), "utf-8")
    result = sheet("- id: a\n  image: {file: images/a.svg, alt: A drawing}")
    assert result.code == 4
    assert result.problems[0].startswith("content/sheet.yaml:10:19: error: bad-image: 'content/images/a.svg' holds a")
