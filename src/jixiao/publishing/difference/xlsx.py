"""A difference as a workbook: 概要, 项目, 指标值, 目标文字, 存疑.

Every text is written as a string, never as a formula, a link or a number, whatever it begins
with; amounts are numbers. Sheets are made row by row with constant memory a row.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.model import (
    DOUBT_OF_WORDS,
    DOUBT_WORDS,
    PROJECT_KIND_WORDS,
    STRICTNESS_WORDS,
    TARGET_KIND_WORDS,
    TARGET_REASON_WORDS,
    TERM_WORDS,
    AmountChange,
    Difference,
    IndicatorChange,
    ProjectChange,
    TableChange,
    TargetChange,
    TextChange,
    note_words,
)
from jixiao.publishing.difference import said
from jixiao.text import shown

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_LONGEST = 32_000  # Excel takes 32,767 characters; the rest is for the note that more is left out
_LINE, _HIGHEST = 15.0, 409.0  # points; no row of a spreadsheet is higher
_A3, _A4 = 8, 9
_MOST_DIGITS = 15  # a spreadsheet keeps no more; a longer amount stays text
_CUT = "……（太长，共 {} 字，全文见 JSON）"

Cell = str | int | Decimal | TextChange | None


class _Sheet(NamedTuple):
    """A sheet's name, its paper, its columns with their widths, and its rows."""

    name: str
    paper: int
    columns: Sequence[tuple[str, int]]
    rows: Iterator[list[Cell]]


def difference_xlsx(difference: Difference) -> bytes:
    """The whole workbook."""
    # Only this form needs it, and every start of the program would wait for it.
    from xlsxwriter import Workbook  # noqa: PLC0415

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with Workbook(buffer, options) as book:
        book.set_properties({"title": "绩效目标表差异", "comments": "由 jixiao 生成"})
        writer = _Writer(book)
        for sheet in _sheets(difference):
            writer.write(sheet)
    return buffer.getvalue()


class _Writer:
    """Puts rows into sheets, with the look of the official tables."""

    def __init__(self, book: "Workbook") -> None:
        self._book: Any = book
        base = {
            "font_name": "宋体",
            "font_size": 10.5,
            "valign": "top",
            "text_wrap": True,
            "border": 1,
        }
        self._text = book.add_format(base)
        self._money = book.add_format({**base, "num_format": "#,##0.00##", "align": "right"})
        self._count = book.add_format({**base, "num_format": "0", "align": "left"})
        self._head = book.add_format(
            {**base, "bold": True, "bg_color": "#DCE6F1", "valign": "vcenter", "align": "center"}
        )
        self._deleted = book.add_format({"font_color": "#A31621", "font_strikeout": True})
        self._inserted = book.add_format({"font_color": "#24552F", "underline": 1})

    def write(self, sheet: _Sheet) -> None:
        """One sheet: head, rows, filter, and how it prints."""
        made = self._book.add_worksheet(sheet.name)
        for column, (title, width) in enumerate(sheet.columns):
            made.set_column(column, column, width)
            made.write_string(0, column, title, self._head)
        last = 0
        for last, row in enumerate(sheet.rows, start=1):
            # LibreOffice does not find the height of wrapped text by itself.
            made.set_row(last, height_of(row, [width for _, width in sheet.columns]))
            for column, cell in enumerate(row):
                self._cell(made, last, column, cell)
        made.freeze_panes(1, 0)
        made.repeat_rows(0)
        made.autofilter(0, 0, last, len(sheet.columns) - 1)
        made.set_landscape()
        made.set_paper(sheet.paper)
        made.fit_to_pages(1, 0)
        made.set_footer("&C第 &P 页 共 &N 页")

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, self._text)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self._count)
        elif isinstance(cell, Decimal):
            if len(cell.as_tuple().digits) > _MOST_DIGITS:
                sheet.write_string(row, column, f"{cell:f}", self._text)
            else:
                sheet.write_number(row, column, cell, self._money)
        elif isinstance(cell, TextChange):
            self._pieces(sheet, row, column, cell)
        else:
            sheet.write_string(row, column, fitting(cell), self._text)

    def _pieces(self, sheet: Any, row: int, column: int, change: TextChange) -> None:
        """What changed in red and green within the text; a spreadsheet wants two pieces or more."""
        pieces = [(one.kind, shown(one.text)) for one in change.pieces if one.text]
        if sum(len(text) for _, text in pieces) > _LONGEST or len(pieces) < 2:
            # One kind of change alone is told by a mark, as on paper.
            sheet.write_string(row, column, fitting(said.pieces_words(change.pieces)), self._text)
            return
        looks = {"deleted": self._deleted, "inserted": self._inserted}
        parts: list[Any] = []
        for kind, text in pieces:
            parts += [looks[kind], text] if kind in looks else [text]
        sheet.write_rich_string(row, column, *parts, self._text)


def fitting(text: str) -> str:
    """A text made visible, and cut with a note where a cell cannot hold it.

    >>> fitting("=1+1"), len(fitting("长" * 40000)) < 32767
    ('=1+1', True)
    """
    text = shown(text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + _CUT.format(len(text))


def height_of(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """The height of a row in points, so that the longest of its wrapped texts fits.

    >>> height_of(["一二三四五六", None], [8, 8]), height_of(["短"], [8])
    (30.0, 15.0)
    """
    lines = 1
    for cell, width in zip(row, widths, strict=True):
        if isinstance(cell, TextChange):
            text = "".join(piece.text for piece in cell.pieces)
        else:
            text = cell if isinstance(cell, str) else ""
        columns = sum(1 if character.isascii() else 2 for character in text[:_LONGEST])
        lines = max(lines, -(-columns // max(1, width - 1)))
    return min(lines * _LINE, _HIGHEST)


def _sheets(difference: Difference) -> Iterator[_Sheet]:
    tables = [one for one in difference.tables if one.kind == "changed"]
    # One department stands in the summary; several are told apart in each row.
    several = len(tables) > 1
    front = (("部门", 20),) if several else ()

    def rows(of: Callable[[TableChange], Iterator[list[Cell]]]) -> Iterator[list[Cell]]:
        for table in tables:
            department = said.department_words(table)
            yield from ([department, *row] if several else row for row in of(table))

    yield _Sheet(
        "概要",
        _A4,
        (("部门", 34), ("事项", 12), ("内容", 22), ("数或说明", 60)),
        _summary(difference),
    )
    yield _Sheet(
        "项目",
        _A3,
        (*front, ("资金使用单位", 22), ("项目名称", 32), ("原名", 28), ("变化", 16), ("相像", 7),
         *((f"总计{title}", 15) for title in _titles(tables)), ("总计增减", 13), ("百分比", 10),
         ("增减单位", 9),
         ("各栏金额", 34), ("核对", 14)),
        rows(_projects),
    )  # fmt: skip
    yield _Sheet(
        "指标值",
        _A3,
        (*front, ("项目名称", 26), ("指标名称", 26), ("原名或原类别", 20), ("类别", 18),
         ("变化", 10), ("哪个值", 15), ("原来", 20), ("现在", 20), ("方向", 7), ("增减", 9),
         ("单位", 10), ("宽严", 9), ("说明", 24)),
        rows(_targets),
    )  # fmt: skip
    yield _Sheet(
        "目标文字",
        _A3,
        (*front, ("项目名称", 26), ("改动（删红增绿）", 66), ("原来", 50), ("现在", 50)),
        rows(_objectives),
    )
    yield _Sheet(
        "存疑",
        _A4,
        (*front, ("什么", 7), ("原来", 36), ("现在", 36), ("相像", 7), ("为什么存疑", 20),
         ("编号", 15)),
        rows(_doubtful),
    )  # fmt: skip


def _titles(tables: Sequence[TableChange]) -> tuple[str, str]:
    """With the amount units where the tables' differ; the words of each row have them anyway."""
    titles = {said.amount_titles(table) for table in tables}
    return titles.pop() if len(titles) == 1 else ("原来", "现在")


def _summary(difference: Difference) -> Iterator[list[Cell]]:
    several = len(difference.tables) > 1
    for table in difference.tables:
        name = said.department_words(table)
        yield [name, "原来", None, said.version_words(table.before, several=several)]
        yield [name, "现在", None, said.version_words(table.after, several=several)]
        if table.kind != "changed":
            yield [
                name,
                "表",
                PROJECT_KIND_WORDS[table.kind],
                "另一份文件里没有这个部门的表，没有比较。",
            ]
            continue
        for note in table.notes:
            yield [name, "说明", None, note_words(note.kind, note.before, note.after)]
        counts = table.counts
        yield [name, "项目数", None, f"{counts.projects_before} → {counts.projects_after}"]
        for title, found in said.counted(counts):
            for _, word, number in found:
                yield [name, title, word, number]
        for words in said.amounts_words(table.grand_total, table):
            yield [name, "合计", None, words]
        for unit in table.spending_units:
            word = (
                PROJECT_KIND_WORDS[unit.kind]
                if unit.kind != "changed"
                else said.changed_words(unit.changed)
            )
            both = dict.fromkeys(one for one in (unit.before, unit.after) if one is not None)
            amounts = said.unit_amounts_words(unit, table)
            yield [name, "单位", word, "；".join([" → ".join(both) or said.NO_NAME, *amounts])]
        if table.is_empty:
            yield [name, "结论", None, "没有变化"]


def _projects(table: TableChange) -> Iterator[list[Cell]]:
    for one in table.projects:
        goes_on = one.kind not in ("added", "dropped")
        total = next((each for each in one.amounts if each.field == "total"), None)
        yield [
            said.project_unit(one),
            said.project_title(one),
            _old_name(one),
            _kind(one),
            one.score,
            *_amount(one, total),
            table.amount_unit if total is not None and total.change is not None else None,
            "；".join(said.amounts_words(one.amounts, table)) if goes_on else None,
            "有一方没有读准，请对照原件" if one.unclear else None,
        ]


def _amount(change: ProjectChange, total: AmountChange | None) -> list[Cell]:
    if total is not None:
        return [total.before, total.after, total.change, said.percent_text(total.percent)]
    if len(change.before) == len(change.after) == 1:
        return [change.before[0].funding.total, change.after[0].funding.total, None, None]
    return [None, None, None, None]


def _old_name(change: ProjectChange) -> str | None:
    if change.kind in ("split", "merged"):
        return "＋".join(side.name or said.NO_NAME for side in change.before)
    renamed = {"renamed", "dated"} & set(change.changed)
    return change.before[0].name if renamed else None


def _kind(change: ProjectChange) -> str:
    if change.kind == "changed":
        return said.changed_words(change.changed)
    return PROJECT_KIND_WORDS[change.kind]


def _targets(table: TableChange) -> Iterator[list[Cell]]:
    for project in table.projects:
        for one in project.indicators:
            side = one.after or one.before
            if side is None or (one.kind == "changed" and set(one.changed) <= {"number", "form"}):
                continue
            front: list[Cell] = [
                said.project_title(project),
                said.indicator_name(side),
                _old_indicator(one),
                said.level_words(side.level1, side.level2),
                said.changed_words(one.changed)
                if one.kind == "changed"
                else f"指标{PROJECT_KIND_WORDS[one.kind]}",
            ]
            for target in one.targets:
                yield [*front, *_target(target, unclear=one.unclear)]
            if not one.targets:
                yield [*front, *_listed(one)]


def _old_indicator(change: IndicatorChange) -> str | None:
    if change.before is None or change.after is None:
        return None
    parts = []
    if {"renamed", "dated"} & set(change.changed):
        parts.append(said.indicator_name(change.before))
    if "class" in change.changed:
        parts.append(said.level_words(change.before.level1, change.before.level2))
    return "；".join(parts)


def _target(change: TargetChange, *, unclear: bool) -> list[Cell]:
    reasons = [TARGET_REASON_WORDS[change.reason]] if change.reason is not None else []
    reasons += ["有一方没有读准，请对照原件"] if unclear else []
    reasons += ["读数把握不大，请核对"] if change.confidence == "guess" else []
    return [
        TERM_WORDS[change.term],
        change.before,
        change.after,
        TARGET_KIND_WORDS[change.kind],
        change.change,
        said.unit_words(change.unit) if change.change is not None else None,
        STRICTNESS_WORDS[change.strictness] if change.strictness is not None else None,
        "；".join(reasons),
    ]


def _listed(change: IndicatorChange) -> list[Cell]:
    """Targets of an indicator that is only in one table, or whose targets stayed."""
    texts = [
        "；".join(dict.fromkeys(t for t in (side.period_target, side.annual_target) if t is not None))
        if side is not None
        else None
        for side in (change.before, change.after)
    ]  # fmt: skip
    return [None, *texts, None, None, None, None, None]


def _objectives(table: TableChange) -> Iterator[list[Cell]]:
    for one in table.projects:
        if one.objective is not None:
            change = one.objective
            yield [said.project_title(one), change, change.before, change.after]


def _doubtful(table: TableChange) -> Iterator[list[Cell]]:
    for one in table.doubtful:
        yield [
            DOUBT_OF_WORDS[one.of],
            said.match_words(one.before),
            said.match_words(one.after),
            one.score,
            DOUBT_WORDS[one.reason],
            one.key,
        ]
