"""Reader for workbooks, by calamine: every sheet, as its cells show their values."""

import datetime
import io
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from jixiao.model import Document, RawCell, RawDocument, SheetCell, UnreadableDocument
from jixiao.reading.collect import Collector, column_name, folded_row
from jixiao.reading.package import Package, has_part, is_zip
from jixiao.reading.workbook.shown import shown_date, shown_number
from jixiao.reading.workbook.styles import NO_STYLE, SheetStyle, sheet_styles

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_MOST_CELLS = 20_000_000
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"

Merged = dict[tuple[int, int], tuple[int, int]]


class WorkbookReader:
    """Reader for XLSX, XLSM, XLSB, XLS and ODS; macros are never run."""

    name = "workbook"

    def accepts(self, document: Document) -> bool:
        """A zip archive with a workbook inside, or the old format with a workbook stream."""
        content = document.content
        if content.startswith(_OLE):
            return any(stream in content for stream in _STREAMS)
        if not is_zip(document):
            return False
        parts = ("xl/workbook.xml", "xl/workbook.bin")
        return _ODS in content[:200] or any(has_part(document, part) for part in parts)

    def read(self, document: Document) -> RawDocument:
        """A raw table for each sheet, whole rows from the first column on.

        Raises:
            UnreadableDocument: The file is damaged, encrypted or too large.
        """
        styles: dict[str, SheetStyle] = {}
        if is_zip(document):
            styles = sheet_styles(Package(document))
        collector = Collector()
        notes: list[str] = []
        try:
            with CalamineWorkbook.from_filelike(io.BytesIO(document.content)) as book:
                for number, meta in enumerate(book.sheets_metadata):
                    style = styles.get(meta.name, NO_STYLE)
                    sheet = book.get_sheet_by_index(number)
                    if meta.visible is not SheetVisibleEnum.Visible:
                        notes.append(f"工作表“{meta.name}”是隐藏的，也读了。")
                    notes += _hidden(meta.name, sheet, style)
                    _read_sheet(document, collector, meta.name, sheet, style)
        except PasswordError as error:
            raise UnreadableDocument(
                document.name, "工作簿加了密码，打不开。", "请在 Excel 或 WPS 里去掉密码后另存。"
            ) from error
        except (CalamineError, ValueError, OSError, IndexError) as error:
            raise _damaged(document) from error
        except BaseException as error:
            # A fault inside the library's compiled part arrives as an exception of its own.
            if type(error).__name__ == "PanicException":
                raise _damaged(document) from error
            raise
        raw = collector.document(document, self.name)
        return raw._replace(remarks=tuple(notes))


def _damaged(document: Document) -> UnreadableDocument:
    return UnreadableDocument(
        document.name,
        "工作簿已损坏或不完整，读不出内容。",
        "请用 Excel 或 WPS 打开后另存，再读取。",
    )


def _hidden(name: str, sheet: CalamineSheet, style: SheetStyle) -> list[str]:
    if sheet.end is None:
        return []
    last_row, last_column = sheet.end
    rows = [n + 1 for n in sorted(style.hidden_rows) if n <= last_row]
    columns = [column_name(n) for n in sorted(style.hidden_columns) if n <= last_column]
    found = []
    if rows:
        found.append(f"工作表“{name}”有隐藏的行（第 {_few(rows)} 行），也读了。")
    if columns:
        found.append(f"工作表“{name}”有隐藏的列（{_few(columns)} 列），也读了。")
    return found


def _few(numbers: list[Any]) -> str:
    shown = "、".join(map(str, numbers[:5]))
    return f"{shown} 等 {len(numbers)} " if len(numbers) > 5 else shown


def _read_sheet(
    document: Document, collector: Collector, name: str, sheet: CalamineSheet, style: SheetStyle
) -> None:
    if sheet.start is None or sheet.end is None:
        return
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height * width > _MOST_CELLS:
        raise UnreadableDocument(
            document.name, f"工作表“{name}”大得异常（{height} 行 × {width} 列）。",
            "请删去多余的空行空列后另存，再读取。",
        )  # fmt: skip
    merged: Merged = {}
    inside: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        merged[top, left] = (bottom - top + 1, right - left + 1)
        if (bottom - top + 1) * (right - left + 1) <= _MOST_CELLS:
            inside.update(
                (row, column)
                for row in range(top, min(bottom, height) + 1)
                for column in range(left, min(right, width) + 1)
                if (row, column) != (top, left)
            )
    rows: list[tuple[RawCell, ...]] = []
    for y, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells: list[SheetCell] = []
        spans: list[int] = []
        for x, value in enumerate(values):
            # The old format repeats a merged value in every cell of the block.
            text = "" if (y, x) in inside else _text(value, style.formats.get((y, x)))
            cells.append(collector.cell(text, name, f"{column_name(x)}{y + 1}", y + 1, x + 1))
            spans.append(merged.get((y, x), (1, 1))[1])
        rows.append(folded_row(cells, spans))
    collector.table(rows, apart=True)


def _text(value: object, code: str | None) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return shown_number(float(value), code)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return shown_date(value, code)
    return "" if value is None else str(value)
