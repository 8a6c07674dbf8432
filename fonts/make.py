"""Makes the font that PDF files are set in, from the npm package of the Google font.

`make fonts`; needs npm. The result is committed, so only a newer font or other rules need this.
Two things differ from the source: hints and layout features are left out, and each code point has
a glyph of its own. A PDF names glyphs, not characters: with a glyph for both “·” and “•”, a reader
could not tell which of them was printed.
"""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
SOURCE = "package/400Regular/NotoSansSC_400Regular.ttf"
LICENSE = "package/LICENSE_FONT"
SHA256 = "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16"
FOLDER = Path(__file__).resolve().parent.parent / "src" / "jixiao" / "publishing" / "fonts"
TARGET = FOLDER / "NotoSansSC-Regular.ttf"
# It prints only where a line ends at it: a PDF would lose it.
SOFT_HYPHEN = 0xAD
_ROUND_AND_KEEP_METRICS = 0x204


def main() -> None:
    """Command line."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("make fonts needs npm (Node.js).")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, check=True)
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="data")
        source = Path(folder, SOURCE)
        found = hashlib.sha256(source.read_bytes()).hexdigest()
        if found != SHA256:
            raise SystemExit(f"{SOURCE} is another file than expected: {found}")
        text = Path(folder, LICENSE).read_text("utf-8")
        make(source, TARGET)
    lines = (line.rstrip() for line in text.splitlines())
    (FOLDER / "OFL.txt").write_text("\n".join(lines).strip() + "\n", "utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


def make(source: Path, target: Path) -> None:
    """Write the font without hints and features, a glyph for each code point."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["VORG", "STAT", "vhea", "vmtx"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=set(font.getBestCmap()) - {SOFT_HYPHEN})
    subsetter.subset(font)
    plain = target.with_suffix(".plain")
    try:
        font.save(plain)
        own = TTFont(plain, recalcTimestamp=False)
        _give_each_its_own(own)
        own.save(target)
    finally:
        plain.unlink(missing_ok=True)


def _give_each_its_own(font: TTFont) -> None:
    """The first code point of a shared glyph keeps it, each further one gets a reference to it."""
    shapes, advances = font["glyf"], font["hmtx"]
    own: dict[int, str] = {}
    used: set[str] = set()
    for code, name in sorted(font.getBestCmap().items()):
        if name in used:
            copy = f"own{code:X}"
            shapes[copy] = _reference(name, empty=shapes[name].numberOfContours == 0)
            advances[copy] = advances[name]
            name = copy  # noqa: PLW2901 - the glyph of this code point from here on
        used.add(name)
        own[code] = name
    font.setGlyphOrder(shapes.glyphOrder)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {code: own[code] for code in table.cmap}


def _reference(name: str, *, empty: bool) -> Glyph:
    glyph = Glyph()
    glyph.numberOfContours = 0 if empty else -1
    if not empty:
        part = GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = name, 0, 0, _ROUND_AND_KEEP_METRICS
        glyph.components = [part]
    return glyph


if __name__ == "__main__":
    main()
