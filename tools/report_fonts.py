"""Makes the report's fonts: subsets of Source Sans 3 and Source Serif 4, renamed as the OFL asks.

    python tools/report_fonts.py SANS_PACKAGE SERIF_PACKAGE

The two arguments are unpacked npm packages, `@expo-google-fonts/source-sans-3` and
`@expo-google-fonts/source-serif-4`; `resources/fonts/README.md` has the whole recipe.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
MISSING = 0x25A1
RANGES = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B (the Sami languages among them)
    (0x0259, 0x0259), (0x0292, 0x0292), (0x02BC, 0x02BC), (0x02C6, 0x02DD),
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2010, 0x2027), (0x2030, 0x203A), (0x2044, 0x2044), (0x2070, 0x208E),
    (0x20A0, 0x20BF), (0x2116, 0x2122), (0x2150, 0x215E), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2215, 0x221E), (0x2248, 0x2265), (MISSING, MISSING),
)  # fmt: skip
WEB_RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x017F),  # Latin that Swedish and the Sami languages need
    (0x2010, 0x2014), (0x2018, 0x201E), (0x2022, 0x2022), (0x2026, 0x2026), (0x20AC, 0x20AC),
    (0x2212, 0x2212),
)  # fmt: skip
CUTS = (
    ("400Regular", "Regular", 400),
    ("600SemiBold", "SemiBold", 600),
    ("700Bold", "Bold", 700),
)


def make(package: Path, source: str, family: str, cut: tuple[str, str, int]) -> Path:
    """Write one subset; return its path."""
    folder, style, weight = cut
    font = TTFont(package / folder / f"{source}_{folder}.ttf", recalcTimestamp=False)
    options = subset.Options(
        layout_features=[], hinting=False, name_IDs=[0, 13, 14], notdef_outline=True,
        drop_tables=["DSIG", "GDEF", "GPOS", "GSUB", "BASE", "STAT", "MVAR", "meta"],
    )  # fmt: skip
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for a, b in RANGES for code in range(a, b + 1)])
    cutter.subset(font)
    add_missing_box(font)
    rename(font, family, style, weight)
    path = TARGET / f"{family.replace(' ', '')}-{style}.ttf"
    font.save(path)
    return path


def make_for_web(package: Path, source: str, family: str, cut: tuple[str, str, int]) -> Path:
    """Write one small subset for pages, compressed and with its kerning; return its path."""
    folder, style, weight = cut
    font = TTFont(package / folder / f"{source}_{folder}.ttf", recalcTimestamp=False)
    options = subset.Options(
        layout_features=["kern", "mark", "liga", "ccmp", "locl"], hinting=False,
        name_IDs=[0, 13, 14], notdef_outline=True,
        drop_tables=["DSIG", "BASE", "STAT", "MVAR", "meta"],
    )  # fmt: skip
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for a, b in WEB_RANGES for code in range(a, b + 1)])
    cutter.subset(font)
    rename(font, family, style, weight)
    font.flavor = "woff2"
    path = TARGET / f"{family.replace(' ', '')}-{style}.woff2"
    font.save(path)
    return path


def add_missing_box(font: TTFont) -> None:
    """Give U+25A1, which stands for every character without a glyph, the same box in all cuts."""
    width, bottom, top, stroke = 620, 0, 520, 52
    pen = TTGlyphPen(None)
    for inset, clockwise in ((0, True), (stroke, False)):
        x0, x1, y0, y1 = 50 + inset, width - 50 - inset, bottom + inset, top - inset
        corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
        first, *rest = corners if clockwise else corners[::-1]
        pen.moveTo(first)
        for corner in rest:
            pen.lineTo(corner)
        pen.closePath()
    name = font.getBestCmap().get(MISSING, "missingbox")
    if name not in font.getGlyphOrder():
        font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (width, 50)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[MISSING] = name


def rename(font: TTFont, family: str, style: str, weight: int) -> None:
    """A changed version may not carry the reserved name "Source" (OFL 1.1, condition 3)."""
    names = {1: family, 2: style, 4: f"{family} {style}", 5: "Version 1.000",
             3: f"{family} {style} for Loftesboken",
             6: f"{family.replace(' ', '')}-{style}"}  # fmt: skip
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def main(arguments: list[str]) -> int:
    """Make the five cuts that the report uses, and four of them for its page on the web."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    sans, serif = map(Path, arguments)
    for cut in CUTS:
        print(make(sans, "SourceSans3", "Loftesboken Sans", cut))
    for cut in CUTS[:2]:
        print(make(serif, "SourceSerif4", "Loftesboken Serif", cut))
        print(make_for_web(sans, "SourceSans3", "Loftesboken Sans", cut))
        print(make_for_web(serif, "SourceSerif4", "Loftesboken Serif", cut))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
