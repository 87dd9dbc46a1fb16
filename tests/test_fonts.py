"""The fonts we ship, and what we say about a clinic's own."""

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
import tinycss2
from fontTools.fontBuilder import addFvar
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from handouts.fonts import font_face_css, missing_letters, read_faces
from tools.cut_fonts import HAN, LATIN_CUTS, make

STYLES = Path(__file__).parents[1] / "styles"
SHIPPED = STYLES / "fonts"
LATIN = [cut.output for cut in LATIN_CUTS]
EVERY = [*LATIN, "han.ttf"]
PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
VIETNAMESE = "ăâđêôơưảãạằẳẵắặầẩẫấậẻẽẹềểễếệỉĩịỏõọồổỗốộờởỡớợủũụừửữứựỳỷỹỵ"
POLISH, TURKISH = "ąćęłńóśźż", "çğıİöşü"
RIGHTS = {0, 7, 13, 14}  # name records about copyright, trademark and licence


def shipped(name):
    return TTFont(SHIPPED / name)


# --- the fonts we ship ---


@pytest.mark.parametrize("name", EVERY)
def test_no_reserved_name_is_left(name):
    """The names that the licence reserves stand only where the font speaks of rights."""
    names = [str(record) for record in shipped(name)["name"].names if record.nameID not in RIGHTS]
    assert not [text for text in names for word in ("Source", "Literata", "Noto") if word in text]


@pytest.mark.parametrize("name", EVERY)
def test_rights_are_kept(name):
    """Copyright, trademark and licence are still told in the font."""
    names = shipped(name)["name"]
    assert all(names.getDebugName(record) for record in RIGHTS)


@pytest.mark.parametrize("name", EVERY)
def test_every_font_is_static(name):
    """No variable font, whose text WeasyPrint squeezes, is shipped."""
    assert not {"fvar", "gvar", "avar", "STAT", "HVAR", "MVAR"} & set(shipped(name).keys())


def test_stylesheet_and_fonts_agree():
    """Each rule of fonts.css names the family, weight and style of its file, and no file is left out."""
    rules = tinycss2.parse_stylesheet((STYLES / "fonts.css").read_text(encoding="utf-8"), skip_comments=True)
    said = [declared(rule) for rule in rules if rule.type == "at-rule"]
    assert sorted(said) == sorted(held(name) for name in EVERY)


def declared(rule):
    values = {
        declaration.name: tinycss2.serialize(declaration.value).strip(' "')
        for declaration in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)
    }
    return tuple(values[name] for name in ("src", "font-family", "font-weight", "font-style"))


def held(name):
    font = shipped(name)
    style = "italic" if font["OS/2"].fsSelection & 1 else "normal"
    return f"url(fonts/{name})", font["name"].getDebugName(1), str(font["OS/2"].usWeightClass), style


@pytest.mark.parametrize("name", LATIN)
def test_letters_of_our_languages(name):
    """Pinyin, Vietnamese, Polish and Turkish letters print in both cases."""
    letters = PINYIN + VIETNAMESE + POLISH + TURKISH
    assert not {*letters, *letters.upper()} - {*map(chr, shipped(name).getBestCmap())}


@pytest.mark.parametrize("name", [name for name in LATIN if name.startswith("text")])
def test_marks_that_patients_tick(name):
    """The reading faces have the boxes, ticks, dots and arrows that handouts use."""
    assert not set("☐☑✓●◆→") - {*map(chr, shipped(name).getBestCmap())}


def test_han_holds_exactly_the_point_names():
    """The Han face has each character of the names, once in order, and a space."""
    assert {*map(chr, shipped("han.ttf").getBestCmap())} == {*HAN, " "}
    assert sorted(set(HAN)) == list(HAN)


def test_han_is_no_taller_than_text():
    """A line with a point's name in characters is no taller than one without."""
    lines = [shipped(name)["hhea"] for name in ("han.ttf", "text.ttf")]
    assert len({(line.ascent, line.descent, line.lineGap) for line in lines}) == 1


@pytest.mark.parametrize("name", LATIN)
def test_no_th_ligature(name):
    """T and h stay two letters."""
    font = shipped(name)
    letters = font.getBestCmap()
    subtables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    after_t = [part for table in subtables for part in getattr(table, "ligatures", {}).get(letters[ord("T")], [])]
    assert [letters[ord("h")]] not in [ligature.Component for ligature in after_t]


def test_cutting_again_gives_the_same_bytes():
    """The committed fonts are what the script cuts from the packages."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:  # forks of threads may hang
        assert list(processes.map(make, LATIN_CUTS)) == [(SHIPPED / name).read_bytes() for name in LATIN]


# --- a clinic's own fonts ---


def put(folder, name, change=lambda _: None, source="text.ttf"):
    """Save a font like one of ours, changed, under a name in the folder."""
    font = TTFont(SHIPPED / source)
    change(font)
    font.flavor = {".woff": "woff", ".woff2": "woff2"}.get(Path(name).suffix)
    font.save(folder / name)


def keep_only(letters):
    def change(font):
        subsetter = Subsetter(Options(layout_features=[]))
        subsetter.populate(text=letters)
        subsetter.subset(font)

    return change


def set_metrics(**values):
    return lambda font: vars(font["OS/2"]).update(values)


def only_message(folder):
    """Give the message of the one finding of a folder that holds no usable face."""
    faces, [finding] = read_faces(folder, folder.parent)
    assert (faces, finding.code) == ([], "bad-font")
    assert finding.file == f"{folder.name}/{next(folder.iterdir()).name}"
    return finding.message


@pytest.mark.parametrize("name", ["Lato.ttf", "Lato.otf", "Lato.woff", "Lato.woff2"])
def test_kinds_of_file(tmp_path, name):
    """A font file of every supported kind is read."""
    put(tmp_path, name)
    [face], findings = read_faces(tmp_path, tmp_path)
    assert (face.relative, face.family, face.weight, face.italic) == (name, "Handouts Text", 400, False)
    assert (ord("ǚ") in face.letters, findings) == (True, [])


def test_faces_come_in_name_order(tmp_path):
    """The order of the faces is that of the file names, on every machine."""
    put(tmp_path, "b.ttf")
    put(tmp_path, "a.ttf", source="text-italic.ttf")
    put(tmp_path, "c.ttf", source="text-bold.ttf")
    faces, _ = read_faces(tmp_path, tmp_path)
    assert [(face.file.name, face.weight, face.italic) for face in faces] == [
        ("a.ttf", 400, True),
        ("b.ttf", 400, False),
        ("c.ttf", 700, False),
    ]


def test_folder_that_is_not_there(tmp_path):
    """A clinic without fonts of its own has no faces and no findings."""
    assert read_faces(tmp_path / "fonts", tmp_path) == ([], [])


def test_licences_lie_beside_fonts(tmp_path):
    """Licences, notes, hidden files and folders are no findings."""
    for name in ("OFL.txt", "README.md", "LICENSE", ".DS_Store", "desktop.ini"):
        (tmp_path / name).touch()
    (tmp_path / "older.ttf").mkdir()
    assert read_faces(tmp_path, tmp_path) == ([], [])


@pytest.mark.parametrize(("said", "taken"), [(430, 400), (950, 900), (3, 100)])
def test_odd_weight_is_rounded(tmp_path, said, taken):
    """A weight that WeasyPrint does not know becomes the nearest that it does."""
    put(tmp_path, "a.ttf", set_metrics(usWeightClass=said))
    [face], _ = read_faces(tmp_path, tmp_path)
    assert face.weight == taken


def test_variable_font(tmp_path):
    """A variable font is refused, with the way out."""
    put(tmp_path, "Lato[wght].ttf", lambda font: addFvar(font, [("wght", 400, 400, 900, "Weight")], []))
    assert only_message(tmp_path) == (
        "'Lato[wght].ttf' is a variable font, which prints squeezed; put the static files (one per weight) in its place"
    )


@pytest.mark.parametrize("name", ["Lato.ttc", "Lato.eot", "Lato.zip"])
def test_unsupported_kind(tmp_path, name):
    """What is no font that we can use is named, with the kinds that are."""
    (tmp_path / name).write_bytes(b"ttcf")
    assert only_message(tmp_path).endswith("use .ttf, .otf, .woff2, .woff")


@pytest.mark.parametrize("content", [b"", b"<html>Not found</html>", (SHIPPED / "text.ttf").read_bytes()[:90_000]])
def test_damaged_font(tmp_path, content):
    """An empty file, a web page saved as a font and a broken download are refused."""
    (tmp_path / "Lato.ttf").write_bytes(content)
    assert only_message(tmp_path).startswith("'Lato.ttf' cannot be read as a font")


def test_huge_font(tmp_path):
    """A file of more than 20 MB is refused unread."""
    with (tmp_path / "Lato.ttf").open("wb") as file:
        file.truncate(20_000_001)
    assert "larger than 20 MB" in only_message(tmp_path)


def test_font_without_latin(tmp_path):
    """A font that has no Latin letters cannot set a handout."""
    put(tmp_path, "Lato.ttf", keep_only("合谷 "), "han.ttf")
    assert "holds no Latin letters" in only_message(tmp_path)


def test_slice_of_a_font(tmp_path):
    """A font that lacks some basic letters is a slice, of which WeasyPrint would print wrong letters."""
    put(tmp_path, "lato-latin.woff2", keep_only("ABCabc"))
    assert "such as '0'" in only_message(tmp_path)
    assert "put the whole font file in its place" in only_message(tmp_path)


def test_licence_that_forbids_embedding(tmp_path):
    """A font whose licence bits forbid embedding is refused."""
    put(tmp_path, "Lato.ttf", set_metrics(fsType=0x0002))
    assert "its licence forbids putting it into a PDF" in only_message(tmp_path)


def test_licence_that_allows_printing(tmp_path):
    """A font that may be embedded for preview and print is no finding."""
    put(tmp_path, "Lato.ttf", set_metrics(fsType=0x0004))
    assert read_faces(tmp_path, tmp_path)[1] == []


def test_font_without_a_name(tmp_path):
    """A font that no style can ask for is refused."""
    put(tmp_path, "Lato.ttf", lambda font: font["name"].names.clear())
    assert "carries no family name" in only_message(tmp_path)


def test_two_files_of_one_face(tmp_path):
    """Two files with the same family, weight and style, as slices have, are refused."""
    put(tmp_path, "a.ttf")
    put(tmp_path, "b.woff2")
    [face], [finding] = read_faces(tmp_path, tmp_path)
    assert (face.file.name, finding.file) == ("a.ttf", "b.woff2")
    assert "is the same face as 'a.ttf' (Handouts Text, weight 400, upright)" in finding.message


def test_missing_letters_in_order_of_first_use(tmp_path):
    """Letters that a face lacks come once, in order of first use, each with the faces that lack it."""
    basic = "".join(map(chr, range(0x20, 0x7F)))
    put(tmp_path, "a.ttf", keep_only(basic + "ǎ"))
    put(tmp_path, "b.ttf", keep_only(basic), "text-bold.ttf")
    faces, _ = read_faces(tmp_path, tmp_path)
    assert missing_letters("Tǐ ǎ tǐ", faces) == {"ǐ": faces, "ǎ": faces[1:]}


def test_letters_that_need_no_glyph(tmp_path):
    """Spaces, invisible characters, and what the Han face prints are never missing."""
    put(tmp_path, "a.ttf", keep_only("".join(map(chr, range(0x21, 0x7F)))))
    faces, _ = read_faces(tmp_path, tmp_path)
    assert missing_letters("a \t\n\u00a0\u00ad\u200b\u2009\ufe0f\U000e0100合한かカー", faces) == {}


def test_css_of_odd_names(tmp_path):
    """Family names are quoted and escaped, and file names encoded as in a URL."""
    put(tmp_path, "My font #1.ttf", lambda font: font["name"].setName('O"Neil\\</style>', 1, 3, 1, 0x409))
    faces, _ = read_faces(tmp_path, tmp_path.parent)
    assert font_face_css(faces) == (
        '@font-face { font-family: "O\\22 Neil\\5c \\3c \\2f style\\3e "; '
        f'src: url("file:///{tmp_path.name}/My%20font%20%231.ttf"); font-weight: 400; font-style: normal }}\n'
    )


def test_fonttools_is_not_loaded_before_it_is_needed():
    """Importing the module costs no import of fontTools."""
    code = "import sys, handouts.fonts; sys.exit('fontTools' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=STYLES.parent)
