"""A reading as a page for people: what it says, whether it adds up, what was changed or is open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from jixiao.cli import words
from jixiao.cli.page import Column, Page, Row
from jixiao.cli.wrap import elide
from jixiao.model import (
    AMOUNT_FIELDS,
    ArithmeticCheck,
    Funding,
    Ledger,
    ObjectiveTable,
    Place,
    Project,
    Question,
    Reading,
    Repair,
    Verdict,
    repaired_text,
)

LIMIT = 20
"""How many repairs, questions, … are listed before the rest is only counted."""

_MOST_PROJECTS = 500
_MOST_UNITS = 10
_LONGEST_TEXT = 60
_SEVERITY = (Verdict.GAP, Verdict.UNDECIDED, Verdict.ROUNDING, Verdict.EXACT)
_COLOUR = {Verdict.GAP: "red", Verdict.UNDECIDED: "yellow"}
_MARKS = {"拼": "换页断开、已拼接", "修": "有修复", "疑": "有存疑"}
_AMOUNT_MISSING = "—"

Item = TypeVar("Item")


def show(reading: Reading, page: Page, limit: int = LIMIT) -> None:
    """The whole page: head, projects and sums of each table; repairs, questions, ledger."""
    for number, table in enumerate(reading.tables):
        if number:
            page.heading(f"第 {number + 1} 张表")
        show_head(reading, table, page)
        _show_projects(reading, table, page)
        show_sums(table, page, limit)
    show_repairs(reading.repairs, page, limit)
    show_questions(reading.questions, page, limit)
    if reading.ledger.characters:  # open data hold records, not the text that they were read from
        show_ledger(reading.ledger, page, limit)


def show_head(reading: Reading, table: ObjectiveTable, page: Page) -> None:
    """Which document and table this is, and how much is in it."""
    source, origins = reading.source, table.origins
    reader = words.READERS.get(source.reader, source.reader)
    named = sum(unit.name is not None for unit in table.spending_units)
    page.facts(
        [
            ("文件", source.name),
            ("读取方式", f"{reader}{'，按识别文字看待，可能有误读' if source.recognised else ''}"),
            ("部门", table.department or "没有找到"),
            ("年度", _with_origin(table.budget_year, origins.budget_year, "未写明")),
            ("金额单位", _with_origin(table.amount_unit, origins.amount_unit, "没有找到")),
            ("条目写法", _dialect(table)),
            (
                "内容",
                f"{named} 个单位，{len(table.projects)} 个项目，{len(table.indicators)} 条指标",
            ),
            ("指标值", _values(table)),
            *([("不认识的计量单位", unknown)] if (unknown := _unknown_units(table)) else []),
        ]
    )


def _values(table: ObjectiveTable) -> str:
    """How many values say a number or date, a quality, refer elsewhere, or were not understood."""
    found = Counter(
        target.value.kind if target.value else "not_understood"
        for indicator in table.indicators
        for target in indicator.targets
    )
    apart = ("qualitative", "reference", "not_stated", "not_understood")
    typed = found.total() - sum(found[kind] for kind in apart)
    listed = "，".join(f"{words.KINDS[kind]} {found[kind]}" for kind in apart)
    return f"{found.total()} 个：数、期限、是否 {typed}，{listed}"


def _unknown_units(table: ObjectiveTable) -> str:
    """Measure units that the units file does not know, the most frequent first, each with its count."""
    found = Counter(
        value.measure_unit.text
        for indicator in table.indicators
        for target in indicator.targets
        if target.value is not None
        for value in (target.value, *target.value.parts)
        if value.measure_unit is not None and value.measure_unit.canonical is None
    )
    listed = "、".join(f"{unit} {count}" for unit, count in found.most_common(_MOST_UNITS))
    return f"{listed}等 {len(found)} 种" if len(found) > _MOST_UNITS else listed


def _with_origin(value: object, origin: str | None, missing: str) -> str:
    if value is None:
        return missing
    return f"{value}（{words.ORIGINS.get(origin, origin)}）" if origin else str(value)


def amount(value: Decimal | None) -> str:
    """With thousands separators, and the decimals as printed.

    >>> amount(Decimal("49000.00")), amount(None)
    ('49,000.00', '')
    """
    return "" if value is None else f"{value:,f}"


def _show_projects(reading: Reading, table: ObjectiveTable, page: Page) -> None:
    fields = _printed_fields(table)
    projects = table.projects[:_MOST_PROJECTS]
    marks = _marks(reading)
    rows = [Row(["", "合计", *_amounts(table.grand_total, fields), "", ""], "bold")]
    number = 0
    for unit in table.spending_units:
        if number >= _MOST_PROJECTS:
            break
        if unit.name is not None:
            found = _marks_at(unit.at, marks)
            rows.append(Row(["", unit.name, *_amounts(unit.funding, fields), "", found], "bold"))
        for project in unit.projects[: len(projects) - number]:
            number += 1
            cells = [str(number), f"  {project.name or '（无名称）'}"]
            cells += [*_amounts(project.funding, fields), str(len(project.indicators))]
            rows.append(Row([*cells, _project_marks(project, marks)]))
    columns = [Column("序", right=True), Column("单位、项目", flexible=True)]
    columns += [Column(words.AMOUNTS[field], right=True) for field in fields]
    page.heading("单位和项目")
    page.table([*columns, Column("指标", right=True), Column("标记")], rows)
    if used := [f"{m} {said}" for m, said in _MARKS.items() if any(m in r.cells[-1] for r in rows)]:
        page.paragraph(f"标记：{'；'.join(used)}。", "dim")
    _more(len(table.projects) - number, "个项目", page)


def _printed_fields(table: ObjectiveTable) -> list[str]:
    """总计, and the other amount columns in which anything is printed."""
    fundings = [table.grand_total, *(unit.funding for unit in table.spending_units)]
    fundings += [project.funding for project in table.projects]
    return [
        field
        for field in AMOUNT_FIELDS
        if field == "total" or any(getattr(funding, field) is not None for funding in fundings)
    ]


def _amounts(funding: Funding, fields: Sequence[str]) -> list[str]:
    cells = [amount(getattr(funding, field)) for field in fields]
    return [cells[0] or _AMOUNT_MISSING, *cells[1:]]


def _marks(reading: Reading) -> dict[object, str]:
    """Which marks each line of the document has."""
    marks: dict[object, str] = {}
    noted: list[tuple[str, tuple[Place, ...]]] = [
        ("拼" if repair.kind == "rows_joined" else "修", repair.at) for repair in reading.repairs
    ]
    noted += [("疑", question.at) for question in reading.questions]
    for mark, at in noted:
        for place in at:
            line = _line(place)
            if mark not in marks.get(line, ""):
                marks[line] = marks.get(line, "") + mark
    return marks


def _line(place: Place) -> object:
    return place if place.line is None else place.line


def _project_marks(project: Project, marks: dict[object, str]) -> str:
    at = project.at
    places = [*at.name, *at.total, *at.objective]
    places += [place for indicator in project.indicators for place in indicator.at]
    return _marks_at(places, marks, doubtful=bool(project.doubts))


def _marks_at(at: Iterable[Place], marks: dict[object, str], *, doubtful: bool = False) -> str:
    found = {mark for place in at for mark in marks.get(_line(place), "")}
    return "".join(mark for mark in _MARKS if mark in found or (doubtful and mark == "疑"))


def show_sums(table: ObjectiveTable, page: Page, limit: int = LIMIT) -> None:
    """The sums with their verdicts; columns that say the same share a row."""
    page.heading("合计关系")
    groups: dict[tuple[object, ...], list[ArithmeticCheck]] = {}
    for check in table.arithmetic:
        same = (check.of, check.by, check.name, check.printed, check.computed, check.verdict)
        groups.setdefault(same, []).append(check)
    checks = list(groups.values())
    # Where not all fit, what does not add up comes before what does.
    order = sorted(range(len(checks)), key=lambda i: _SEVERITY.index(checks[i][0].verdict))
    rows = [_sum_row(checks[index]) for index in sorted(order[:limit])]
    if not rows:
        page.paragraph("没有可以核对的合计。")
        return
    columns = [Column("相加的是", flexible=True), Column("栏"), Column("表上印", right=True)]
    page.table([*columns, Column("相加得", right=True), Column("结论")], rows)
    _more(len(checks) - len(rows), "项", page)


def _sum_row(same: list[ArithmeticCheck]) -> Row:
    check = same[0]
    whole = "合计" if check.of == "grand_total" else check.name or "（无名称）"
    what = f"{whole} ＝ {words.ADDENDS.get(check.by, check.by)}（{check.addends} 项）"
    columns = "、".join(words.AMOUNTS.get(c.column, c.column) for c in same)
    amounts = (amount(check.printed), amount(check.computed))
    return Row([what, columns, *amounts, words.verdict(check)], _COLOUR.get(check.verdict, ""))


def show_repairs(repairs: Sequence[Repair], page: Page, limit: int = LIMIT) -> None:
    """What differs from the print, and why; the columns of one repair are told together."""
    groups: dict[str, list[Repair]] = {}
    for repair in repairs:
        groups.setdefault(repair.key, []).append(repair)
    page.heading(f"修复 {len(groups)} 处" if groups else "修复：无")
    page.numbered(_repair_note(same) for same in list(groups.values())[:limit])
    _more(len(groups) - limit, "处", page)


def _repair_note(same: list[Repair]) -> list[tuple[str, str]]:
    repair = same[0]
    where = words.places(place for each in same for place in each.at)
    kind = words.REPAIRS.get(repair.kind, repair.kind)
    before, after = (
        elide(repaired_text(text, repair.kind), _LONGEST_TEXT)
        for text in (repair.before, repair.after)
    )
    sure = words.CONFIDENCE.get(repair.confidence, repair.confidence)
    subject = f"，{repair.subject.project}" if repair.subject.project else ""
    return [
        (f"{kind}（{sure}）　{where}{subject}", ""),
        (f"{before} → {after or '（空）'}", "green"),
        (f"{repair.reason}　编号 {repair.key}", "dim"),
    ]


def _dialect(table: ObjectiveTable) -> str:
    if table.dialect:
        return f"以 {table.dialect} 分隔"
    return "数据里没有" if table.indicators else "没有条目"


def show_questions(questions: Sequence[Question], page: Page, limit: int = LIMIT) -> None:
    """What a person should look at, with the key that a corrections file takes."""
    page.heading(f"存疑 {len(questions)} 处" if questions else "存疑：无")
    page.numbered(_question_note(question) for question in questions[:limit])
    _more(len(questions) - limit, "处", page)


def _question_note(question: Question) -> list[tuple[str, str]]:
    where = words.places(question.at)
    subject = f"，{question.subject.project}" if question.subject.project else ""
    kind = words.QUESTIONS.get(question.kind, question.kind)
    note = [(f"{kind}　{where}{subject}", ""), (question.message, "yellow")]
    note += [(f"可能是：{candidate}", "yellow") for candidate in question.candidates]
    return [*note, (f"{question.advice}　编号 {question.key}", "dim")]


def show_ledger(ledger: Ledger, page: Page, limit: int = LIMIT) -> None:
    """That no character was lost, and the pieces that were not understood."""
    page.heading("文字总账")
    page.paragraph(
        f"共 {ledger.characters:,} 字：字段 {ledger.fields:,}，版式 {ledger.furniture:,}，"
        f"未读 {ledger.unread:,}{f'，表外 {ledger.outside:,}' if ledger.outside else ''}。"
    )
    page.numbered(
        [(f"{words.places([piece.at])}　“{elide(piece.text, _LONGEST_TEXT)}”", "yellow")]
        for piece in ledger.remainder[:limit]
    )
    _more(len(ledger.remainder) - limit, "处未读文字", page)


def _more(count: int, what: str, page: Page) -> None:
    if count > 0:
        page.paragraph(f"另有 {count:,} {what}，见 --format json。", "dim")
