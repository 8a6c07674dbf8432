"""The sums of a table with their verdicts, after its amounts have been decided."""

from jixiao.model import ArithmeticCheck, Funding, Verdict
from jixiao.understanding.arithmetic import check, check_funding
from jixiao.understanding.body import BodyRow
from jixiao.understanding.context import Context
from jixiao.understanding.row_kinds import Ordered
from jixiao.understanding.sums import Sums

_ADDED = {"spending_units": "各单位", "projects": "各项目", "funding": "各资金来源"}
_COLUMNS = {
    "total": "总计",
    "fiscal_appropriation": "财政拨款",
    "special_account_appropriation": "财政专户拨款",
    "other_funds": "其他资金",
}


def check_sums(ordered: Ordered, sums: Sums, context: Context) -> tuple[ArithmeticCheck, ...]:
    """All sums: grand total, units, and funding columns that disagree; a gap is asked about."""
    found: list[ArithmeticCheck] = []
    if ordered.grand_total is not None:
        total = sums.funding[id(ordered.grand_total)]
        found += _rows("grand_total", "spending_units", None, total, ordered.units, sums)
        found += _rows("grand_total", "projects", None, total, ordered.projects, sums)
    for group in ordered.groups:
        if group.row is not None:
            name, printed = group.row.printed_name, sums.funding[id(group.row)]
            found += _rows("spending_unit", "projects", name, printed, group.projects, sums)
    for row, unit, project in ordered.named():
        of = "project" if project else "spending_unit" if unit else "grand_total"
        found += check_funding(of, project or unit, sums.funding[id(row)])
    for result in found:
        if result.verdict is Verdict.GAP:
            _ask(result, context)
    return tuple(found)


def _rows(
    of: str, by: str, name: str | None, printed: Funding, rows: list[BodyRow], sums: Sums
) -> list[ArithmeticCheck]:
    known = not any(id(row) in sums.open for row in rows)
    return check(of, by, name, printed, [sums.funding[id(row)] for row in rows], known=known)


def _ask(result: ArithmeticCheck, context: Context) -> None:
    assert result.printed is not None
    assert result.computed is not None
    context.notes.question(
        "sum_gap",
        f"“{result.name or '合计'}”{_COLUMNS[result.column]}为 {result.printed}，"
        f"{_ADDED[result.by]}相加为 {result.computed}，"
        f"相差 {abs(result.printed - result.computed)}。",
        "请对照原件，看是哪一格识别有误；没有可靠依据，未作改动。",
        subject=context.about(result.name if result.of == "spending_unit" else None).subject,
    )
