"""The text of a Word document that a reader of it sees."""

from collections.abc import Iterator
from typing import Any

from jixiao.reading.package import Package
from jixiao.reading.word_symbols import holds_symbols, symbol, symbols_in

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HIDDEN = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rt", FALLBACK}
)
_APART = frozenset(f"{_W}{tag}" for tag in ("txbxContent", "tbl", "rPr", "pPr"))
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DEEPEST = 12  # styles based on one another


class VisibleText:
    """Gives what is shown of an element; its styles may hide text too."""

    def __init__(self, package: Package) -> None:
        self._hiding: set[str] = set()
        if "word/styles.xml" in package.names:
            self._read(package.xml("word/styles.xml"))

    def of(self, element: Any) -> Iterator[str]:
        """Visible text below an element, without text boxes and inner tables."""
        for child in element:
            tag = child.tag
            if tag == f"{_W}t":
                text = child.text or ""
                yield symbols_in(text, _font(child.getparent())) if holds_symbols(text) else text
            elif tag == f"{_M}t":
                yield child.text or ""
            elif tag in _TEXT:
                yield _TEXT[tag]
            elif tag == f"{_W}sym":
                yield symbol(child.get(f"{_W}font", ""), child.get(f"{_W}char", ""))
            elif tag == f"{_M}den":
                yield "/"
                yield from self.of(child)
            elif (tag == f"{_W}r" and self._is_hidden(child)) or is_prompt(child):
                continue
            elif tag not in HIDDEN and tag not in _APART:
                yield from self.of(child)

    def _is_hidden(self, run: Any) -> bool:
        """Text that is in the file and shown to nobody: by itself, its style or its paragraph's."""
        look = run.find(f"{_W}rPr")
        if look is not None:
            mark = look.find(f"{_W}vanish")
            if mark is not None:
                return _is_on(mark)
            if _style(look, "rStyle") in self._hiding:
                return True
        if not self._hiding:
            return False
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        look = None if paragraph is None else paragraph.find(f"{_W}pPr")
        return look is not None and _style(look, "pStyle") in self._hiding

    def _read(self, root: Any) -> None:
        marks: dict[str, Any] = {}
        bases: dict[str, str | None] = {}
        for style in root.iter(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            marks[name] = style.find(f"{_W}rPr/{_W}vanish")
            bases[name] = _style(style, "basedOn")
        if not any(mark is not None for mark in marks.values()):
            return
        for name in marks:
            up: str | None = name
            for _ in range(_DEEPEST):
                if up is None or up not in marks:
                    break
                if marks[up] is not None:
                    self._hiding |= {name} if _is_on(marks[up]) else set()
                    break
                up = bases[up]


def is_prompt(element: Any) -> bool:
    """Whether a field to fill in shows only its prompt."""
    return element.tag == f"{_W}sdt" and (element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None)


def _font(run: Any) -> str:
    """The font of the Latin letters of a run, where it says one."""
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    return "" if fonts is None else fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or ""


def _style(element: Any, tag: str) -> str | None:
    child = element.find(f"{_W}{tag}")
    return None if child is None else child.get(f"{_W}val")


def _is_on(mark: Any) -> bool:
    return mark.get(f"{_W}val") not in ("0", "false", "off")
