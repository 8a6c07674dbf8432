"""Reader for workbooks, by calamine: every sheet, as its cells show their values."""

import io
from typing import TYPE_CHECKING

from jixiao.model import (
    Document,
    RawCell,
    RawDocument,
    RawNote,
    SheetCell,
    UnreadableDocument,
)
from jixiao.reading.collect import Collector, column_name, folded_row
from jixiao.reading.ole import Ole, is_ole
from jixiao.reading.package import Package, has_part, is_zip
from jixiao.reading.workbook.binary_styles import binary_styles, is_encrypted
from jixiao.reading.workbook.cell_texts import CellTexts
from jixiao.reading.workbook.doubts import hidden_parts, uncomputed
from jixiao.reading.workbook.open_styles import open_styles
from jixiao.reading.workbook.side_by_side import bands
from jixiao.reading.workbook.styles import NO_STYLE, Cell, SheetStyle, sheet_styles

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_STREAMS = frozenset({"Workbook", "Book"})
_MOST_CELLS = 20_000_000
_MOST_FILLED = 4_000_000  # cells of rows that hold anything
_MOST_COVERED = 4_000_000  # cells inside merged blocks
_MOST_BLANK = 200  # rows in a run that are kept
_LISTED = 20  # sheets named in a message
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"

Merged = dict[Cell, tuple[int, int]]
Shown = tuple[str, str]
"""The text of a cell, and the exact number where it holds another."""

NOTHING: Shown = ("", "")


class WorkbookReader:
    """Reader for XLSX, XLSM, XLSB, XLS and ODS; macros are never run."""

    name = "workbook"
    selects = frozenset({"sheet"})

    def accepts(self, document: Document) -> bool:
        """A zip archive with a workbook inside, or the old format with a workbook stream."""
        content = document.content
        if is_ole(document):
            return bool(_STREAMS & Ole(content).names)
        if not is_zip(document):
            return False
        parts = ("xl/workbook.xml", "xl/workbook.bin")
        return _ODS in content[:200] or any(has_part(document, part) for part in parts)

    def read(self, document: Document) -> RawDocument:
        """A raw table for each sheet, or for each of the tables that stand side by side in it.

        Raises:
            UnreadableDocument: The file is damaged, encrypted or too large.
        """
        import python_calamine as calamine  # noqa: PLC0415 - only in the child that reads

        if is_ole(document) and is_encrypted(document):
            raise _locked(document)
        styles = _styles(document)
        collector = Collector()
        remarks: list[str] = []
        notes: list[RawNote] = []
        try:
            with calamine.CalamineWorkbook.from_filelike(io.BytesIO(document.content)) as book:
                wanted = _wanted(document, [meta.name for meta in book.sheets_metadata])
                for number in wanted:
                    meta = book.sheets_metadata[number]
                    style = styles.get(meta.name, NO_STYLE)
                    sheet = book.get_sheet_by_index(number)
                    if meta.visible is not calamine.SheetVisibleEnum.Visible:
                        remarks.append(f"工作表“{meta.name}”是隐藏的，也读了。")
                    remarks += hidden_parts(meta.name, sheet.end, style)
                    notes += uncomputed(meta.name, style)
                    texts = CellTexts(meta.name, style)
                    _read_sheet(document, collector, sheet, texts)
                    notes += texts.notes()
        except calamine.PasswordError as error:
            raise _locked(document) from error
        except (calamine.CalamineError, ValueError, OSError, IndexError) as error:
            raise _damaged(document) from error
        except BaseException as error:
            # A fault inside the library's compiled part arrives as an exception of its own.
            if type(error).__name__ == "PanicException":
                raise _damaged(document) from error
            raise
        raw = collector.document(document, self.name)
        return raw._replace(remarks=tuple(remarks), notes=tuple(notes))


def _styles(document: Document) -> dict[str, SheetStyle]:
    """What calamine does not tell, by the names of the sheets."""
    if not is_zip(document):
        return binary_styles(document)
    package = Package(document)
    return open_styles(package) if "content.xml" in package.names else sheet_styles(package)


def _wanted(document: Document, names: list[str]) -> list[int]:
    """Numbers of the sheets to read; a name goes before a number."""
    sheet = document.selection.sheet
    if sheet is None:
        return list(range(len(names)))
    if sheet in names:
        return [names.index(sheet)]
    if sheet.isascii() and sheet.isdigit() and 0 < int(sheet) <= len(names):
        return [int(sheet) - 1]
    listed = "、".join(f"{number} {name}" for number, name in enumerate(names[:_LISTED], start=1))
    more = f" 等 {len(names)} 张" if len(names) > _LISTED else ""
    raise UnreadableDocument(
        document.name, f"没有工作表“{sheet}”。", f"工作簿里有：{listed}{more}；写名称或序号都可以。"
    )


def _locked(document: Document) -> UnreadableDocument:
    return UnreadableDocument(
        document.name, "工作簿加了密码，打不开。", "请在 Excel 或 WPS 里去掉密码后另存。"
    )


def _damaged(document: Document) -> UnreadableDocument:
    return UnreadableDocument(
        document.name,
        "工作簿已损坏或不完整，读不出内容。",
        "请用 Excel 或 WPS 打开后另存，再读取。",
    )


def _read_sheet(
    document: Document, collector: Collector, sheet: "CalamineSheet", texts: CellTexts
) -> None:
    if sheet.start is None or sheet.end is None:
        return
    name, style = texts.sheet, texts.style
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height * width > _MOST_CELLS:
        raise _too_large(document, name, height, width)
    merged: Merged = {}
    inside: set[Cell] = set()
    covered = 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or style.merged:
        merged[top, left] = (bottom - top + 1, right - left + 1)
        below, beside = range(top, min(bottom + 1, height)), range(left, min(right + 1, width))
        covered += len(below) * len(beside)
        if covered > _MOST_COVERED:
            raise _too_large(document, name, height, width)
        inside.update((y, x) for y in below for x in beside if (y, x) != (top, left))
    rows: list[tuple[RawCell, ...]] = [
        (collector.cell(text, name, f"文本框{number}"),)
        for number, text in enumerate(style.boxes, start=1)
    ]
    blank = filled = 0
    shown: list[tuple[int, list[Shown]]] = []
    for y, values in enumerate(sheet.to_python(skip_empty_area=False)):
        # A stray cell at the end of a sheet has a million empty rows above it.
        if not any(value != "" for value in values):
            blank += 1
            if blank <= _MOST_BLANK:
                shown.append((y, []))
            continue
        blank = 0
        filled += len(values)
        if filled > _MOST_FILLED:
            raise _too_large(document, name, height, width)
        # The old format repeats a merged value in every cell of the block.
        shown.append((y, [
            NOTHING if (y, x) in inside else texts.of(value, (y, x))
            for x, value in enumerate(values)
        ]))  # fmt: skip
    for band in bands([[text for text, _ in row] for _, row in shown], width):
        for y, row in shown:
            cells: list[SheetCell] = []
            for x in band if row else band[:1]:
                text, exact = row[x] if row else NOTHING
                place = f"{column_name(x)}{y + 1}"
                cells.append(collector.cell(text, name, place, y + 1, x + 1, exact))
            spans = [min(merged.get((y, x), (1, 1))[1], band.stop - x) for x in band]
            rows.append(folded_row(cells, spans[: len(cells)]))
        collector.table(rows, apart=True)
        rows = []


def _too_large(document: Document, name: str, height: int, width: int) -> UnreadableDocument:
    return UnreadableDocument(
        document.name,
        f"工作表“{name}”大得异常（{height} 行 × {width} 列）。",
        "请删去多余的空行空列后另存，再读取。",
    )
