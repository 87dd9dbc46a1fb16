"""Cut the six static font files of `styles/fonts` out of the variable fonts they come from.

Needs the packages `fontpkg-literata`, `fontpkg-source-sans-3` and `justmytype-intl-cjk` (30 MB; it brings
the Chinese characters). The same packages and the same fontTools give the same bytes, wherever it runs.

Why cut at all: WeasyPrint squeezes text set in a variable font that has a weight, and writes a page twenty
times more slowly with one. Why rename: the Open Font License reserves the makers' names for their own files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parents[1] / "styles" / "fonts"

# Every Han character in the names of the 361 WHO acupuncture points and of the extra points, simplified and
# traditional, with the variants in use (沖, 鐘, 泠) and the names of the channels.
HAN = (
    "七三上下不丘丝中丰临乙乡乳二云五井交京人仆仑仓任伏会使來侖侠俞俠信倉偏僕元光兌兑兔內八公关养内冲"
    "冷分列前劳勞包十华印却卻历厉厌厘厥厭厲参參口台合后听周命和哀哑商啞喘囊四囟地垣堂墟处复外大天太头"
    "夹夾契委子孔孙孫安完宗定宣室宫宮容宾封小少尺尾居屋山崑崙巨差市带帶幽库府庫庭廉廊建強强归彧後復心"
    "志急息悬意懸戶户房手扬扶承揚攅攒攢支敦日昆明星曲最會月期本机束条来杼极枕枢柱根梁條椎極榮樞横機橫"
    "次正步歷歸殷气氣水池沖沟泉泠泣注泺泽浆浮海消涌液淵清渊渎渚渠温湧溜溝溪溫滑满滿漏漿澤濼瀆灵点焦然"
    "照營牖犊犢率玉玑环璇璣環申痛瘂瘈白百盆盖目眉眠眼睛督瞳石神禾秉秩穴空突窍窗窝窦窩竅竇章端竹筋筑箕"
    "築素紫結絡絲經維綱縫縮纲经结络维缝缩缺翳老耳聪聰聽肉肓肘肝肠肩肺肾胃胆胞胱胸脈脉脊脑脘脾腋腎腕腦"
    "腰腸腹膀膂膈膏膝膺膻膽臂臑臨至臺舍荣華营蓋藏處虚虛虫蟲蠡血行衝角解譆譩谷谿豐貞賓贞赫足跗跳身車輒"
    "輔车辄辅边迎通道邊邪郄都鄉里釐金鍾鐘钟長长門間闌闕關门间阑阙阳阴附际陰陵陶陷陽隆隐際隱雲靈青頂頭"
    "頰頷顖顱顴顶颅颊颔颧風风飛飞食養香骨髀髃髎鬓鬢魂魄魚鱼鳩鶴鸠鹤點鼎鼻齦龈"
)

FEATURES = [
    *("ccmp", "locl", "mark", "mkmk", "kern", "liga"),  # what plain text needs
    *("lnum", "onum", "pnum", "tnum", "frac", "numr", "dnom", "sups", "subs"),  # figures
    "rvrn",  # letter shapes that depend on the weight: needed until the weight is fixed
]
# Fit only for variable fonts (STAT), for vertical text (vhea, vmtx, VVAR) or for aligning with other scripts.
DROPPED_TABLES = ["STAT", "vhea", "vmtx", "VVAR", "BASE"]
# Copyright, version, trademark, maker, designer, their addresses, licence and its address.
KEPT_NAMES = {0, 5, 7, 8, 9, 11, 12, 13, 14}
WINDOWS, UNICODE, ENGLISH = 3, 1, 0x409  # the one kind of name record that every program reads
REGULAR, BOLD, ITALIC = "Regular", "Bold", "Italic"


@dataclass(frozen=True)
class Source:
    """A variable font and its licence, as paths in the package that carries them."""

    package: str
    font: str
    licence: str

    def read(self, path: str) -> bytes:
        """Read one file of the package."""
        return Path(str(distribution(self.package).locate_file(path))).read_bytes()

    def open(self) -> TTFont:
        """Open the variable font; saved again, it keeps its makers' date."""
        return TTFont(BytesIO(self.read(self.font)), recalcTimestamp=False)


@dataclass(frozen=True)
class Cut:
    """One static file: from which font it is cut, where on its axes, and what it is called afterwards."""

    output: str
    source: Source
    axes: dict[str, float]
    family: str
    style: str = REGULAR
    weight: int = 400
    characters: str | None = None


LITERATA = Source("fontpkg-literata", "fontpkg_literata/files/Literata[opsz,wght].ttf", "fontpkg_literata/LICENSE")
SANS = Source(
    "fontpkg-source-sans-3",
    "fontpkg_source_sans_3/files/SourceSans3[wght].ttf",
    "fontpkg_source_sans_3/LICENSE",
)
SANS_ITALIC = replace(SANS, font="fontpkg_source_sans_3/files/SourceSans3-Italic[wght].ttf")
NOTO = Source(
    "justmytype-intl-cjk",
    "justmytype_intl_cjk/fonts/ofl/notosanssc/NotoSansSC[wght].ttf",
    "justmytype_intl_cjk/fonts/ofl/notosanssc/OFL.txt",
)
LICENCES = {"OFL-Literata.txt": LITERATA, "OFL-Source-Sans-3.txt": SANS, "OFL-Noto-Sans-SC.txt": NOTO}

# Weights a little above the usual ones: office laser printers thin the strokes.
LATIN_CUTS = [
    Cut("display.ttf", LITERATA, {"opsz": 60, "wght": 480}, "Handouts Display"),
    Cut("heading.ttf", LITERATA, {"opsz": 24, "wght": 580}, "Handouts Heading", weight=600),
    Cut("text.ttf", SANS, {"wght": 430}, "Handouts Text"),
    Cut("text-italic.ttf", SANS_ITALIC, {"wght": 430}, "Handouts Text", ITALIC),
    Cut("text-bold.ttf", SANS, {"wght": 640}, "Handouts Text", BOLD, 700),
]
# With a space: Pango takes the one after a character from the same font.
HAN_CUT = Cut("han.ttf", NOTO, {"wght": 430}, "Handouts Han", characters=HAN + " ")


def make(cut: Cut) -> bytes:
    """Cut one file."""
    font = cut.source.open()
    # The packer of an optional library would give other bytes where that library is installed.
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    drop_th_ligature(font)
    shrink(font, cut.characters)
    instantiateVariableFont(font, cut.axes, inplace=True)
    rename(font, cut)
    set_style(font, cut)
    if cut.characters:
        take_line_height_of_text(font)
    output = BytesIO()
    font.save(output)
    return output.getvalue()


def drop_th_ligature(font: TTFont) -> None:
    """Keep T and h apart: learners and readers with low vision know words by their letters."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            ligatures = getattr(subtable, "ligatures", {})
            if "T" in ligatures:
                ligatures["T"] = [ligature for ligature in ligatures["T"] if ligature.Component != ["h"]]


def shrink(font: TTFont, characters: Iterable[str] | None) -> None:
    """Leave the given characters (or all), the layout features we print with, and no glyph names."""
    options = Options()
    options.layout_features = FEATURES
    options.drop_tables += DROPPED_TABLES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, characters) if characters else font.getBestCmap())
    subsetter.subset(font)


def rename(font: TTFont, cut: Cut) -> None:
    """Give the font our names, and keep what its makers say about rights and origin."""
    names = font["name"]
    version = names.getDebugName(5).removeprefix("Version ").split(";")[0]
    postscript = f"{cut.family.replace(' ', '')}-{cut.style}"
    ours = {1: cut.family, 2: cut.style, 4: f"{cut.family} {cut.style}", 6: postscript}
    ours[3] = f"{version};{postscript}"
    names.names = [name for name in names.names if name.nameID in KEPT_NAMES and name.langID == ENGLISH]
    for name_id, text in ours.items():
        names.setName(text, name_id, WINDOWS, UNICODE, ENGLISH)


def set_style(font: TTFont, cut: Cut) -> None:
    """Say weight and style in the two tables that programs look at."""
    bold, italic = cut.style == BOLD, cut.style == ITALIC
    metrics = font["OS/2"]
    metrics.usWeightClass = cut.weight
    other_bits = metrics.fsSelection & ~0b1100001
    metrics.fsSelection = other_bits | italic << 0 | bold << 5 | (cut.style == REGULAR) << 6
    font["head"].macStyle = bold << 0 | italic << 1


def take_line_height_of_text(font: TTFont) -> None:
    """Give the font the ascent and descent of Handouts Text, or a line with a point's name stands taller."""
    text = SANS.open()["hhea"]
    font["hhea"].ascent = font["OS/2"].sTypoAscender = text.ascent
    font["hhea"].descent = font["OS/2"].sTypoDescender = text.descent
    font["hhea"].lineGap = font["OS/2"].sTypoLineGap = text.lineGap


def main() -> None:
    """Write the fonts and their licences."""
    for cut in [*LATIN_CUTS, HAN_CUT]:
        size = (FONTS / cut.output).write_bytes(make(cut))
        print(f"{cut.output:16}{size / 1000:5.0f} KB")
    for output, source in LICENCES.items():
        (FONTS / output).write_bytes(source.read(source.licence))


if __name__ == "__main__":
    main()
