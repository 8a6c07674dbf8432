"""What a person should know of a sheet: hidden parts, and formulas that gave nothing."""

from collections.abc import Sequence

from jixiao.model import Place, RawNote
from jixiao.reading.collect import column_name
from jixiao.reading.workbook.styles import Cell, SheetStyle

_LISTED = 5


def hidden_parts(name: str, end: Cell | None, style: SheetStyle) -> list[str]:
    """Remarks about the hidden rows and columns of a sheet, up to its last cell."""
    if end is None:
        return []
    rows = [n + 1 for n in sorted(style.hidden_rows) if n <= end[0]]
    columns = [column_name(n) for n in sorted(style.hidden_columns) if n <= end[1]]
    found = []
    if rows:
        found.append(f"工作表“{name}”有隐藏的行（第 {few(rows)} 行），也读了。")
    if columns:
        found.append(f"工作表“{name}”有隐藏的列（{few(columns)} 列），也读了。")
    if style.unseen:
        cells = [cell_name(one) for one in sorted(style.unseen)]
        found.append(f"工作表“{name}”有白底白字、看不见的格（{few(cells)}），也读了。")
    return found


def uncomputed(name: str, style: SheetStyle) -> list[RawNote]:
    """A spreadsheet would compute them; we only know that nothing is there."""
    if not style.uncomputed:
        return []
    return [
        RawNote(
            f"工作表“{name}”有公式没有存下结果或算不出来（{few(style.uncomputed)}），这些格按空白读。",
            0,
            0,
            kind="formula_without_value",
            advice="请用 Excel 或 WPS 打开，改正算不出来的公式后保存一次，再读取。",
            place=Place(sheet=name, cell=style.uncomputed[0]),
        )
    ]


def cell_name(at: Cell) -> str:
    """What a cell is called.

    >>> cell_name((3, 1))
    'B4'
    """
    return f"{column_name(at[1])}{at[0] + 1}"


def few(things: Sequence[object]) -> str:
    """The first of many, and how many there are."""
    shown = "、".join(map(str, things[:_LISTED]))
    return f"{shown} 等 {len(things)} " if len(things) > _LISTED else shown
