"""Makes the font of the site's pages from the one that PDF files are set in (`make fonts`).

GB 2312 with its signs, and what pages print besides, as woff2: a browser asks for it only where the
machine has no Chinese font of its own.
"""

from pathlib import Path

from fontTools import subset

_PACKAGE = Path(__file__).resolve().parent.parent / "src" / "jixiao"
SOURCE = _PACKAGE / "publishing" / "fonts" / "NotoSansSC-Regular.ttf"
TARGET = _PACKAGE / "web" / "static" / "fonts" / "NotoSansSC-GB2312.woff2"
BESIDE = "≥≤≠≈±×÷·…—–•€℃‰①②③④⑤⑥⑦⑧⑨⑩←→↑↓✓✗〔〕「」『』"


def characters() -> set[int]:
    """Latin 1, every character of GB 2312, and those beside."""
    found = {*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, BESIDE)}
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def main() -> None:
    """Command line."""
    options = subset.Options()
    options.flavor = "woff2"
    options.notdef_outline = True
    font = subset.load_font(str(SOURCE), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    TARGET.parent.mkdir(exist_ok=True)
    subset.save_font(font, str(TARGET), options)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
