"""Bring the width of marks and digits in one text to one."""

import re

_HALF_OF = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
_WIDE_OF = {half: wide for wide, half in _HALF_OF.items()}
_NARROW = str.maketrans(
    {chr(0xFF10 + n): str(n) for n in range(10)}
    | {chr(0xFF21 + n): chr(65 + n) for n in range(26)}
    | {chr(0xFF41 + n): chr(97 + n) for n in range(26)}
)
_GROUPS = (("，", ","), ("；", ";"), ("：", ":"), ("（", "("), ("）", ")"))
# L/(s·m): the brackets of a unit are narrow wherever they stand.
_UNIT = re.compile(r"(?<=/)\([A-Za-z0-9·*.²³]+\)")


def has_two_widths(text: str) -> bool:
    """Whether some mark occurs both wide and narrow; both brackets are one."""
    return (
        ("," in text and "，" in text)
        or (";" in text and "；" in text)
        or (":" in text and "：" in text)
        or (("(" in text or ")" in text) and ("（" in text or "）" in text))
    )


def evened(text: str) -> str:
    """The text with each mark in one width, where it has both; digits and letters narrow.

    >>> evened("举办购物节，展示形象,设在商圈（共１场)"), evened("比例1:2，共1,000人"), evened("甲,乙")
    ('举办购物节，展示形象，设在商圈（共1场）', '比例1:2，共1,000人', '甲,乙')
    """
    found = text.translate(_NARROW)
    mixed = {half for wide, half in _GROUPS if wide in found and any(_is_mark(found, half))}
    if "%" in found:
        found = found.replace("％", "%")
    if "(" in found and "（" not in found and "）" in found:
        mixed.add("(")
    if ")" in found and "（" in found:
        mixed.add(")")
    if "(" in mixed or ")" in mixed:
        mixed |= {"(", ")"}
    if not mixed:
        return found
    characters = list(found)
    for half in mixed:
        for position in _is_mark(found, half):
            characters[position] = _WIDE_OF[half]
    return "".join(characters)


def _is_mark(text: str, half: str) -> list[int]:
    """Where a half-width mark parts words; inside numbers, times and ratios it does not count."""
    if half in "()":
        text = _UNIT.sub(lambda unit: "\0" * len(unit[0]), text)
    return [
        match.start()
        for match in re.finditer(re.escape(half), text)
        if half in "()" or _parts_words(text, match.start())
    ]


def _parts_words(text: str, position: int) -> bool:
    before, after = text[max(0, position - 1) : position], text[position + 1 : position + 2]
    return not (before.isdigit() and after.isdigit()) and not (
        before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    )
