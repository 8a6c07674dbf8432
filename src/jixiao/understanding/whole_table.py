"""Questions that only a table as a whole answers: empty columns, rows printed twice, lost points."""

import re
from collections.abc import Sequence

from jixiao.model import AMOUNT_FIELDS, FUNDING_FIELDS, ObjectiveTable, Subject
from jixiao.text import fold
from jixiao.understanding.body import BodyRow
from jixiao.understanding.context import Context
from jixiao.understanding.notes import Notes
from jixiao.understanding.official import words
from jixiao.understanding.row_kinds import Ordered
from jixiao.understanding.sums import Sums

_ENDS_IN_MONEY = re.compile(r"\s-?\d[\d,，]*\.\d\d\s*\Z")
_TEXTS = ("objective", "indicators")
_FEWEST_AMOUNTS = 6
_SHORTEST_DOUBLED = 8
_FEWEST_DIGITS = 3  # of an amount that may have lost its point and two decimals
_WITHOUT_DECIMALS = "元"


def ask_about_empty_columns(ordered: Ordered, columns: set[str | None], context: Context) -> None:
    """A column of texts that has a head, and nothing in any project's row, may be lost."""
    projects = ordered.projects
    empty = [
        words()["columns"][column][0]
        for column in _TEXTS
        if column in columns and not any(row.cells.get(column) for row in projects)
    ]
    if projects and empty and all(row.says_nothing is None for row in projects):
        context.notes.question(
            "column_missing",
            f"这些栏只有表头，没有一行有内容：{'、'.join(empty)}。",
            "请对照原件；如果是识别时丢失，请重新识别。",
            subject=context.subject,
        )


def ask_about_repeated_rows(ordered: Ordered, context: Context) -> None:
    """Rows that say the same throughout: a page printed one again, or recognition read it twice."""
    names = [row.name for row in ordered.projects]
    if len(set(names)) == len(names):
        return
    seen: dict[str, list[BodyRow]] = {}
    for row, unit, project in ordered.named():
        if project is None:
            continue
        before = seen.setdefault(row.name, [])
        if row.name and any(_same(row, other) for other in before):
            name = row.passage("name")
            context.notes.question(
                "printed_twice",
                f"“{project}”这一行印了两次，各栏都相同，两行都按项目读。",
                "请对照原件；如果是换页重印或重复识别，请去掉一行。",
                at=name.places(0, len(name.text)),
                subject=context.about(unit, project).subject,
            )
        before.append(row)


def _same(one: BodyRow, other: BodyRow) -> bool:
    return all(
        one.printed_amount(column) == other.printed_amount(column) for column in AMOUNT_FIELDS
    ) and all(one.passage(column).text == other.passage(column).text for column in _TEXTS)


def ask_about_doubled_objectives(ordered: Ordered, context: Context) -> None:
    """An objective that says all of itself twice."""
    for row in ordered.projects:
        for cell in row.cells.get("objective", ()):
            text = cell.text
            half = len(text) // 2
            # Few texts agree in their first characters: only those are compared as a whole.
            if half < _SHORTEST_DOUBLED or text[0] != text[-half]:
                continue
            if fold(text[:half]) == fold(text[-half:]):
                context.notes.question(
                    "printed_twice",
                    f"“{row.printed_name}”的绩效目标整段印了两次，照所印读。",
                    "请对照原件；如果是重复识别，请去掉一遍。",
                    at=(cell.at(0, len(text)),),
                    subject=context.subject,
                )


def ask_about_names(ordered: Ordered, context: Context) -> None:
    """Project rows without a name may be pieces of others; a name may hold the amount beside it."""
    told = [row for row in ordered.projects if row.name and "." not in row.name[-3:]]
    if len(told) == len(ordered.projects):
        return
    for row, unit, project in ordered.named():
        if project == "" and not row.nameless:
            cells = [cells[0] for cells in row.cells.values()]
            context.notes.question(
                "rows_unclear",
                "有一行没有项目名称，按单独的项目读，可能是别的行的一截。",
                "请对照原件，看它属于哪一行。",
                at=tuple(cell.at(0, len(cell.text)) for cell in cells),
                subject=context.about(unit).subject,
            )
        elif _ENDS_IN_MONEY.search(row.printed_name):
            name = row.passage("name")
            context.notes.question(
                "stray_text",
                f"名称里夹有金额：“{row.printed_name}”。",
                "请对照原件，看金额属于哪一栏。",
                at=name.places(0, len(name.text)),
                subject=context.about(unit, project).subject,
            )


def ask_about_lost_amounts(ordered: Ordered, sums: Sums, context: Context) -> None:
    """Rows with a total and no source of it, or with sources and no total, beside rows with both."""
    lost: list[BodyRow] = []
    both = False
    for row in ordered.projects:
        funding = sums.funding[id(row)]
        sources = {getattr(funding, column) for column in FUNDING_FIELDS} != {None}
        both = both or (sources and funding.total is not None)
        if sources != (funding.total is not None) and id(row) not in sums.open:
            lost.append(row)
    for row in lost if both and context.notes.repairing else ():
        funding = sums.funding[id(row)]
        said = "资金来源，没有总计" if funding.total is None else "总计，没有资金来源"
        name = row.passage("name")
        context.notes.question(
            "amount_undecided",
            f"“{row.printed_name}”只印了{said}，空白照空白读。",
            "请对照原件，看是否有一格金额识别时丢失。",
            at=name.places(0, len(name.text)),
            subject=context.about(None, row.printed_name).subject,
        )


def ask_about_lost_points(ordered: Ordered, unit: str | None, context: Context) -> None:
    """Amounts in 万元 that have no decimals anywhere may have lost the point of each."""
    if unit == _WITHOUT_DECIMALS or not context.notes.repairing:
        return
    count = 0
    for row in (*ordered.projects, *ordered.units):
        for amount in row.amounts.values():
            if amount.value:
                fraction = amount.value.as_tuple().exponent != 0
                if fraction or amount.value < 10 ** (_FEWEST_DIGITS - 1):
                    return
            count += bool(amount.value or amount.guess)
    if count >= _FEWEST_AMOUNTS:
        context.notes.question(
            "points_missing",
            f"全表 {count} 个金额都没有小数，按整数读；可能是识别时丢了小数点。",
            "请对照原件核对一个金额；如果丢了小数点，请重新识别。",
            subject=context.subject,
        )


def ask_about_repeated_tables(tables: Sequence[ObjectiveTable], notes: Notes) -> None:
    """Tables of one department with the same projects and amounts."""
    seen: dict[object, int] = {}
    for number, table in enumerate(tables):
        projects = tuple([(project.name, project.funding) for project in table.projects])
        first = seen.setdefault((table.department, table.budget_year, projects), number)
        if first != number and projects:
            notes.question(
                "printed_twice",
                f"第 {number + 1} 张表与第 {first + 1} 张部门、项目和金额都相同，两张都读了。",
                "请核对是否同一张表印了或拼接了两次。",
                subject=Subject(number),
            )
