"""Characters of symbol fonts, whose codes mean nothing outside of the font."""

import re

# What the fonts themselves draw; only what stands in tables: signs of comparison, ticks, bullets.
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xD7: "⋅",
    0xE5: "∑", 0x61: "α", 0x62: "β", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x57: "Ω",
    0x44: "Δ", 0x53: "Σ",
    **{ord(sign): sign for sign in "!#%&()+,./0123456789:;<=>?[]_{|}"}, 0x2D: "−", 0x2A: "∗",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪",
    0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0xA2: "■"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_PAGE = 0xF000


def symbol(font: str, code: str) -> str:
    """A character of a font by its code; one that is not known stays, to be seen as unread.

    >>> symbol("Symbol", "F0B3"), symbol("Wingdings", "00FE")
    ('≥', '☑')
    """
    try:
        number = int(code, 16)
        known = _FONTS.get(font.strip().lower(), {})
        return known.get(number & 0xFF, chr(number)) if number < 0x10FFFF else ""
    except (ValueError, OverflowError):
        return ""


def holds_symbols(text: str) -> bool:
    """Whether a text has private codes of symbol fonts."""
    return _PRIVATE.search(text) is not None


def symbols_in(text: str, font: str) -> str:
    """Text whose private codes are characters of a font; of no known one, those of Symbol."""
    known = _FONTS.get(font.strip().lower(), _SYMBOL)
    return _PRIVATE.sub(lambda m: known.get(ord(m[0]) - _PAGE, m[0]), text)
