"""Automatic numbers of a Word document: what stands before a paragraph and is not in its text."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from jixiao.reading.package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 12  # styles based on one another
_DIGITS = "〇一二三四五六七八九"
_CIRCLED = 0x2460
_MOST = 100_000


class _Level(NamedTuple):
    start: int
    form: str
    text: str
    gap: str


class Numbering:
    """Counts the numbered paragraphs of a document, in its order."""

    def __init__(self, package: Package) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._styles: dict[str, tuple[str | None, Any]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if "word/numbering.xml" in package.names:
            self._read(package.xml("word/numbering.xml"))
        if self._lists and "word/styles.xml" in package.names:
            for style in package.xml("word/styles.xml").iter(f"{_W}style"):
                base = style.find(f"{_W}basedOn")
                self._styles[style.get(f"{_W}styleId", "")] = (
                    None if base is None else base.get(f"{_W}val"),
                    style.find(f"{_W}pPr/{_W}numPr"),
                )

    def before(self, paragraph: Any) -> str:
        """The number that is shown before a paragraph; it counts from then on."""
        number, depth = self._place(paragraph) if self._lists else ("0", 0)
        abstract = self._lists.get(number, "")
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        restart = self._restarts.get((number, depth))
        if restart is not None and (number, depth) not in self._begun:
            counts[depth] = restart - 1
        self._begun.add((number, depth))
        counts[depth] = min(counts.get(depth, levels[depth].start - 1) + 1, _MOST)
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return self._printed(levels, counts, levels[depth])

    def _printed(self, levels: dict[int, _Level], counts: dict[int, int], level: _Level) -> str:
        if level.form not in _FORMS:
            return ""

        def number(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            meant = levels.get(which, level)
            form = _FORMS.get(meant.form)
            return form(counts.get(which, meant.start)) if form else ""

        return _PLACE.sub(number, level.text) + level.gap

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list of a paragraph and its level there, its own or those of its style."""
        found = paragraph.find(f"{_W}pPr/{_W}numPr")
        if found is None:
            element = paragraph.find(f"{_W}pPr/{_W}pStyle")
            style = None if element is None else element.get(f"{_W}val")
            for _ in range(_DEEPEST):
                if style is None or style not in self._styles:
                    break
                style, found = self._styles[style]
                if found is not None:
                    break
        if found is None:
            return "0", 0
        return _value(found, "numId", "0"), _whole(_value(found, "ilvl", "0"), 0)

    def _read(self, root: Any) -> None:
        for abstract in root.iterchildren(f"{_W}abstractNum"):
            levels = {
                _whole(level.get(f"{_W}ilvl"), 0): _Level(
                    _whole(_value(level, "start", "1"), 1),
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    "" if _value(level, "suff", "tab") == "nothing" else " ",
                )
                for level in abstract.iterchildren(f"{_W}lvl")
            }
            self._levels[abstract.get(f"{_W}abstractNumId", "")] = levels
        for one in root.iterchildren(f"{_W}num"):
            number = one.get(f"{_W}numId", "")
            self._lists[number] = _value(one, "abstractNumId", "")
            for override in one.iterchildren(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    depth = _whole(override.get(f"{_W}ilvl"), 0)
                    self._restarts[number, depth] = _whole(start.get(f"{_W}val"), 1)


def _value(element: Any, tag: str, default: str) -> str:
    child = element.find(f"{_W}{tag}")
    return default if child is None else str(child.get(f"{_W}val", default))


def _whole(value: str | None, default: int) -> int:
    return (
        int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else default
    )


def _chinese(number: int) -> str:
    """A number in Chinese up to 99, as headings count.

    >>> [_chinese(n) for n in (3, 10, 14, 20, 35)]
    ['三', '十', '十四', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    if number >= 100:
        return str(number)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _circled(number: int) -> str:
    return chr(_CIRCLED + number - 1) if 1 <= number <= 20 else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(c) + 0xFEE0) for c in str(number)),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
}
"""Numbers that a table may be told by; letters, Roman numbers and bullets are left out."""
