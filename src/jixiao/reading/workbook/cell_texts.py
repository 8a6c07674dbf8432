"""The texts of the cells of a sheet, and the numbers among them that their cells show otherwise."""

import datetime
from collections.abc import Iterator

from jixiao.model import Place, RawNote
from jixiao.reading.workbook.doubts import cell_name, few
from jixiao.reading.workbook.formats import hides_text
from jixiao.reading.workbook.shown import Number, number_shown, read_number
from jixiao.reading.workbook.shown_dates import shown_date
from jixiao.reading.workbook.styles import Cell, SheetStyle

_LONGEST = 20  # characters of a hidden text that a message quotes
# Amounts are stored in 元 where a format makes them smaller.
_UNITS = {3: "千元", 4: "万元", 6: "百万元", 8: "亿元"}


class CellTexts:
    """What the cells of one sheet show: as the file itself says it, else from value and format."""

    def __init__(self, sheet: str, style: SheetStyle) -> None:
        self.sheet = sheet
        self.style = style
        self._hidden: list[tuple[str, str]] = []
        self._rounded: list[tuple[str, str, str]] = []
        self._smaller: dict[int, list[tuple[str, str, float]]] = {}

    def of(self, value: object, at: Cell) -> tuple[str, str]:
        """The text of a cell, and the exact number where it holds another."""
        if isinstance(value, str):
            if value.strip() and hides_text(self.style.formats.get(at)):
                self._hidden.append((cell_name(at), value[:_LONGEST]))
            return value, ""
        if self.style.no_zeros and value == 0 and not isinstance(value, bool):
            return "", ""
        code = self.style.formats.get(at)
        shown = self.style.shown.get(at)
        if shown is not None and isinstance(value, int | float) and not isinstance(value, bool):
            return self._counted(number_shown(shown, float(value)), at, value)
        if shown:
            return shown, ""
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE", ""
        if isinstance(value, int | float):
            return self._counted(read_number(float(value), code), at, value)
        if isinstance(
            value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta
        ):
            return shown_date(value, code), ""
        return "" if value is None else str(value), ""

    def _counted(self, number: Number, at: Cell, value: float) -> tuple[str, str]:
        if number.hidden:
            self._hidden.append((cell_name(at), number.text))
        if number.exact and not number.text.startswith(("(", "（")):
            self._rounded.append((cell_name(at), number.text, number.exact))
        if number.scale:
            self._smaller.setdefault(number.scale, []).append((cell_name(at), number.text, value))
        return number.text, number.exact

    def notes(self) -> Iterator[RawNote]:
        """Questions about cells that show another thing than they hold."""
        if self._hidden:
            listed = few([f"{cell} 存的是 {text}" for cell, text in self._hidden])
            yield self._note(
                f"有格子不显示所存的内容，或用分数、中文数字等另一种写法显示，按存的读（{listed}）。",
                "请核对这些格的数字格式，再看内容是否应当在表里。",
                self._hidden[0][0],
            )
        if self._rounded:
            listed = few([f"{cell} 显示 {one}，存的是 {two}" for cell, one, two in self._rounded])
            yield self._note(
                f"有格子显示的数舍去了小数或负号，金额按存的数读（{listed}）。",
                "请核对这些格的数字格式，使显示的与存的一致。",
                self._rounded[0][0],
            )
        for scale, cells in self._smaller.items():
            listed = few([f"{cell} 显示 {one}，存的是 {two:.15g}" for cell, one, two in cells])
            yield self._note(
                f"有格子用数字格式缩小 {10**scale} 倍显示，按显示的读（{listed}）。",
                "请核对表上写的金额单位，是显示的数的还是存的数的。",
                cells[0][0],
            )._replace(unless_unit=_UNITS.get(scale))

    def _note(self, message: str, advice: str, cell: str) -> RawNote:
        place = Place(sheet=self.sheet, cell=cell)
        return RawNote(
            f"工作表“{self.sheet}”{message}", 0, 0,
            kind="shown_otherwise", advice=advice, place=place,
        )  # fmt: skip
