"""`image-resolution`: pictures have the pixels that print needs."""

import base64
from io import BytesIO

import pytest
from PIL import Image


def picture(clinic, name, width, height):
    """Put a picture of so many pixels into the clinic's pictures."""
    folder = clinic / "content" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, height), (200, 0, 0)).save(folder / name)


def drawing(clinic, name, width, height):
    """Put a drawing that holds a picture of so many pixels into the clinic's pictures."""
    data = BytesIO()
    Image.new("RGB", (width, height), (0, 0, 200)).save(data, "PNG")
    link = f"data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"
    image = f'<image width="20" height="10" href="{link}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{image}</svg>'
    (clinic / "content" / "images").mkdir(parents=True, exist_ok=True)
    (clinic / "content" / "images" / name).write_text(svg, "utf-8")


def block(file, width=50):
    """A block that shows a picture so many mm wide."""
    return f"- {{id: a, heading: Door, image: {{file: images/{file}, alt: A green door, width: {width}}}}}"


@pytest.mark.parametrize("put", [picture, drawing])
@pytest.mark.parametrize("size", [(200, 100), (390, 195)])
def test_a_coarse_picture_is_an_error(clinic, refused, put, size):
    """A picture with too few pixels is named with its resolution, even inside a drawing."""
    name = "door.png" if put is picture else "door.svg"
    put(clinic, name, *size)
    (line,) = refused(block(name))
    said = f"'content/images/{name}' has {round(size[0] / 50 * 25.4)} dots an inch, 50 mm wide as it is printed"
    assert line.startswith(f"content/sheet.yaml:9:5: error: image-resolution: {said}, and needs 200; print it at most ")


def test_the_line_says_how_wide_it_may_be(clinic, refused):
    """At the width that the line names, the picture is fine."""
    picture(clinic, "door.png", 200, 100)
    (line,) = refused(block("door.png"))
    assert "print it at most 25 mm wide, or save it with more pixels (page 1)" in line


@pytest.mark.parametrize("put", [picture, drawing])
def test_a_fine_picture_is_printed(clinic, accepted, put):
    """Two hundred dots an inch are enough."""
    name = "door.png" if put is picture else "door.svg"
    put(clinic, name, 400, 200)
    accepted(block(name))


def test_a_turned_picture_is_measured_along_its_sides(clinic, accepted):
    """A rotated picture has the resolution it would have upright."""
    picture(clinic, "door.png", 400, 200)
    accepted(block("door.png"), css=".image img { transform: rotate(20deg) }")


@pytest.mark.parametrize(("name", "put"), [("logo.png", picture), ("logo.svg", drawing)])
def test_a_coarse_logo_is_an_error_at_its_line(clinic, refused, name, put):
    """A logo of pixels is named where the clinic names it, even if it hides in a drawing."""
    put(clinic, name, 60, 30)
    file = clinic / "content" / "clinic.yaml"
    file.write_text(file.read_text("utf-8").replace("brand:\n", f"brand:\n  logo: images/{name}\n"), "utf-8")
    number = next(
        n
        for n, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if "logo: images/logo." in line and "#" not in line
    )
    (line,) = refused()
    assert line.startswith(
        f"content/clinic.yaml:{number}:9: error: image-resolution: a picture has 76 dots an inch, 20 mm"
    )


def test_lowered_it_is_printed(clinic, lowered):
    """A clinic may take a coarse picture on itself."""
    picture(clinic, "door.png", 200, 100)
    (line,) = lowered("image-resolution", block("door.png"))
    assert "content/sheet.yaml:9:5: warning: image-resolution: " in line
