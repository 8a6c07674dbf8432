"""Pages that came from the child become one raw document."""

from collections.abc import Iterable, Iterator

from jixiao.model import Document, PageCell, Place, RawCell, RawDocument, RawNote, RawTable
from jixiao.model.raw import packed
from jixiao.reading.pdf.messages import Box, CellDraft, PageDraft

_CUT_ADVICE = "请对照原来的表格文件；能找到的话，请读原来的表格文件，或加高这些行后重新导出。"
_NOWHERE = packed((0, 0, 0, 0))
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
    for before, page, after in _with_neighbours(pages):
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
        notes += _cut_off(before, page, after)
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


def _with_neighbours(
    pages: Iterable[PageDraft],
) -> Iterator[tuple[PageDraft | None, PageDraft, PageDraft | None]]:
    """Each page with the ones before and behind it."""
    before: PageDraft | None = None
    page: PageDraft | None = None
    for after in pages:
        if page is not None:
            yield before, page, after
        before, page = page, after
    if page is not None:
        yield before, page, None


def _cut_off(
    before: PageDraft | None, page: PageDraft, after: PageDraft | None
) -> Iterator[RawNote]:
    """What is to be said of cells that are too small for their text."""
    said = "的字超出了格子，"
    if page.behind:
        beside = [one for one in (before, page, after) if one is not None]
        shown = "".join("".join(text.split()) for one in beside for text in _texts(one))
        lost = [text for text in page.behind if len(text) > 1 and text not in shown]
        if lost:
            yield _cut(
                page, None, f"这一页有格子{said}没有印出来，也没有读：“{'”“'.join(lost[:3])}”。"
            )
    if page.cut:
        count = f"这一页有 {len(page.cut)} 格{said}"
        yield _cut(page, page.cut[0], f"{count}可能有一部分没有印出来。")
    if page.unseen:
        count = f"这一页有 {len(page.unseen)} 格{said}"
        yield _cut(page, page.unseen[0], f"{count}纸面上看不全；没有印出来的部分也从文件里读了。")


def _texts(page: PageDraft) -> Iterator[str]:
    return (cell[0] for row in page.rows for cell in row)


def _cut(page: PageDraft, box: Box | None, message: str) -> RawNote:
    at = Place(page=page.number, box=box)
    return RawNote(message, 0, 0, "cell_text_cut", _CUT_ADVICE, at)


class _Text:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def cell(self, draft: CellDraft, page: int, line: int, column: int) -> PageCell:
        text, place = draft
        offset = self.length
        if text:
            self.parts.append(text)
            self.length += len(text)
        return PageCell(text, offset, line, column, page=page, place=place)


def _blank(offset: int, page: int) -> PageCell:
    return PageCell("", offset, 0, 1, page=page, place=_NOWHERE)


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
