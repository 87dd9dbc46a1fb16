"""`fold-crossing`: nothing that says something lies in a fold of a brochure."""

import pytest
from PIL import Image

from tests.heads import HEAD

BROCHURE = HEAD.replace("kind: guide", "kind: brochure").replace("pages: 4", "pages: 2")
BACK = "- {id: a, panel: back, heading: Parking, text: Behind the chemist.}"
MIDDLE = BACK.replace("back", "inside-middle")
PICTURE = "- {id: a, panel: back, image: {file: images/door.png, alt: A door, width: 40}}"
LIST = "- {id: a, panel: back, heading: Bring, list: [A towel, A book]}"


@pytest.fixture
def folded(refused, clinic):
    """Build such a brochure, which must not be printed: the lines about folds."""

    def build(blocks, css):
        (clinic / "content" / "images").mkdir(exist_ok=True)
        Image.new("RGB", (600, 600), "#246").save(clinic / "content" / "images" / "door.png")
        return [line for line in refused(blocks, css=css, head=BROCHURE) if "fold-crossing" in line]

    return build


@pytest.mark.parametrize(
    ("blocks", "css", "said"),
    [
        (BACK, "h2 { margin-left: -8mm }", "'Parking' is 1.4 mm from the fold between the panels 'flap' and 'back'"),
        (BACK, "h2 { margin-left: -14mm }", "'Parking' crosses the fold between the panels 'flap' and 'back'"),
        (
            MIDDLE,
            ".text p { margin-left: 57mm; white-space: nowrap }",
            "'Behind the chemist.' crosses the fold between the panels 'inside-middle' and 'inside-right'",
        ),
        (MIDDLE, ".block { background: #eee; margin-left: -10mm !important }", "the frame of this block crosses the"),
        (
            PICTURE,
            ".image img { margin-left: 60mm }",
            "a picture crosses the fold between the panels 'back' and 'cover'",
        ),
        (
            LIST,
            "li::before { left: -10mm !important }",
            "a mark or a line crosses the fold between the panels 'flap' and",
        ),
    ],
)
def test_what_lies_in_a_fold_is_an_error(folded, blocks, css, said):
    """Words, marks, pictures and frames are named with the fold, at the line of their block."""
    (line,) = folded(blocks, css)
    assert line.startswith(f"content/sheet.yaml:9:5: error: fold-crossing: {said}")
    assert "keep 3 mm away: shorten it, or take out the style that moves it" in line


def test_what_keeps_away_is_printed(accepted):
    """Three millimetres are enough."""
    accepted(BACK, css="h2 { margin-left: -6mm }", head=BROCHURE)


def test_ornaments_may_cross(accepted):
    """The band of lines runs over all three panels, and so may what a clinic draws for decoration."""
    accepted(BACK, css=".panel-band { border-bottom: 2pt solid #246 }", head=BROCHURE)


def test_other_kinds_have_no_folds(accepted):
    """A guide may print wherever it likes."""
    accepted("- {id: a, heading: Hello, text: Some words to read.}", css=".text p { margin-left: 20mm }")


def test_lowered_it_is_printed(clinic, changed):
    """A clinic may take the risk; the line stays as a warning."""
    file = clinic / "content" / "clinic.yaml"
    file.write_text(f"{file.read_text('utf-8')}checks: {{fold-crossing: warning}}\n", "utf-8")
    result = changed(BACK, css="h2 { margin-left: -8mm }", head=BROCHURE)
    assert (result.code, result.out) == (0, "build/sheet.en.a4.pdf  2 pages\n")
    (line,) = result.problems
    assert "warning: fold-crossing: " in line
