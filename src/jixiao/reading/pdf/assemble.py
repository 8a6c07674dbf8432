"""Pages that came from the child become one raw document."""

from collections.abc import Iterable

from jixiao.model import Document, PageCell, Place, RawCell, RawDocument, RawNote, RawTable
from jixiao.model.raw import pack_runs
from jixiao.reading.pdf.messages import CellDraft, PageDraft

_OCR_ADVICE = "请先对这一页做文字识别（OCR），或核对它是否含有表格。"


def assemble(document: Document, name: str, pages: Iterable[PageDraft]) -> RawDocument:
    """One raw table a page, a blank row between two; text in reading order.

    Text that is not to be seen lies behind a scan: there a machine has recognised it.
    """
    text = _Text()
    hidden = 0
    tables: list[RawTable] = []
    over: list[tuple[CellDraft, int]] = []
    notes: list[RawNote] = []
    for page in pages:
        hidden += 1 if page.hidden else -1 if page.rows else 0
        rows: list[tuple[RawCell, ...]] = []
        if tables:
            rows.append((_blank(text.length, page.number),))
        for number, drafts in enumerate(page.rows, start=1):
            rows.append(
                tuple(
                    text.cell(draft, page.number, number, column)
                    for column, draft in enumerate(drafts, start=1)
                )
            )
        over += [(draft, page.number) for draft in page.apart]
        tables.append(RawTable(tuple(rows)))
        notes += _notes(page, text.length)
    # Behind all rows, so that a stretch of pages is one range of the text.
    overlays = tuple(text.cell(draft, page, 0, 0) for draft, page in over)
    return RawDocument(
        name=document.name,
        sha256=document.sha256(),
        reader=name,
        recognised=hidden > 0,
        text="".join(text.parts),
        tables=tuple(tables),
        notes=tuple(notes),
        overlays=overlays,
    )


class _Text:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def cell(self, draft: CellDraft, page: int, line: int, column: int) -> PageCell:
        text, box, runs = draft
        offset = self.length
        if text:
            self.parts.append(text)
            self.length += len(text)
        return PageCell(text, offset, line, column, page=page, box=box, packed=pack_runs(runs))


def _blank(offset: int, page: int) -> PageCell:
    return PageCell("", offset, 0, 1, page=page, box=(0.0, 0.0, 0.0, 0.0))


def _notes(page: PageDraft, offset: int) -> list[RawNote]:
    at = Place(page=page.number)
    if page.broken:
        message, advice = "这一页已损坏，无法读取。", "请换用原件，或重新导出这一页。"
        return [RawNote(message, offset, 0, "page_unreadable", advice, at)]
    if page.picture and not page.rows:
        message = "这一页是图片，没有文字，没有读。"
        return [RawNote(message, offset, 0, "page_is_picture", _OCR_ADVICE, at)]
    if page.unmapped:
        message = f"这一页有 {page.unmapped} 个字形没有对应的文字，显示为�。"
        advice = "请换用原件，或对这一页做文字识别（OCR）。"
        return [RawNote(message, offset, 0, "glyphs_without_text", advice, at)]
    if page.doubtful:
        message = "这一页的表没有横线，有的行从哪一行字起、到哪一行字止，不能确定。"
        advice = "请对照原件，核对这一页各行的名称、金额和指标是否对得上。"
        return [RawNote(message, offset, 0, "rows_unclear", advice, at)]
    return []
