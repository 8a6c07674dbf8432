"""AMT002 sums-do-not-add-up."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.amount._parts import part_of, place_of
from jixiao.checking.subjects import TableSubject
from jixiao.model import ArithmeticCheck, Verdict

_COLUMNS = {
    "total": "总计",
    "fiscal_appropriation": "财政拨款",
    "special_account_appropriation": "财政专户拨款",
    "other_funds": "其他资金",
}
_ADDED = {"projects": "各项目", "spending_units": "各单位"}


@rule("AMT002", since="0.2", despite_damage=True)
def sums_do_not_add_up(table: TableSubject) -> Iterator[Found]:
    """各项目相加不等于单位数，或各单位相加不等于合计。

    单位行等于其下各项目之和，合计行等于各单位之和；逐笔四舍五入留下的几分钱差额不算。

    Not allowed:
        合计：96.00
        单位：某局 | 96.00
        项目：甲项目 | 86.00
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：2次；年度指标值：2次。
        项目：乙项目 | 20.00
        1、1-产出指标；11-数量指标；展览数量；实施周期指标值：2次；年度指标值：2次。

    Allowed:
        合计：33.34
        单位：某局 | 33.34
        项目：甲项目 | 11.11
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：2次；年度指标值：2次。
        项目：乙项目 | 11.11
        1、1-产出指标；11-数量指标；展览数量；实施周期指标值：2次；年度指标值：2次。
        项目：丙项目 | 11.11
        1、1-产出指标；11-数量指标；走访数量；实施周期指标值：2次；年度指标值：2次。

    Known limits:
        只看表内数字，分不清是哪一格印错；两个错误恰好抵消的，发现不了。
    """
    gaps: dict[tuple[str, str, str | None], list[ArithmeticCheck]] = {}
    open_sums: dict[tuple[str, str | None], ArithmeticCheck] = {}
    for check in table.record.arithmetic:
        if check.by == "funding":
            continue
        if check.verdict is Verdict.GAP:
            gaps.setdefault((check.of, check.by, check.name), []).append(check)
        elif check.verdict is Verdict.UNDECIDED:
            open_sums.setdefault((check.of, check.name), check)
    units = [key for key in gaps if key[0] == "spending_unit"]
    for (of, by, name), checks in gaps.items():
        if of == "grand_total" and by == "projects" and len(gaps) > 1:
            continue  # follows from a gap at the units
        if (
            of == "grand_total"
            and len(units) == 1
            and ("grand_total", "projects", None) not in gaps
        ):
            continue  # the unit's own row is the odd one: said there
        first = checks[0]
        assert first.printed is not None
        assert first.computed is not None
        columns = "、".join(_COLUMNS[check.column] for check in checks)
        gap = abs(first.printed - first.computed)
        whose = f"“{name}”" if name else "合计"
        yield Found(
            f"{whose}{columns}印为 {first.printed:,f}，{_ADDED[by]}相加为 {first.computed:,f}，"
            f"相差 {gap:,f}。",
            _advice(of, gaps),
            at=place_of(table, of),
            about=part_of(table, of, name),
        )
    for (of, name), check in open_sums.items():
        whose = f"“{name}”" if name else "合计"
        legible = _is_legible(table, check)
        if legible and check.printed == check.computed:
            continue
        yield Found(
            f"{whose}印为 {check.printed:,f}，{_ADDED[check.by]}相加为 {check.computed:,f}，"
            "其中有的金额自相矛盾，不能核对合计。"
            if legible
            else f"{whose}有金额读不出来，不能核对合计。",
            "请先改正总计与资金来源不符的金额，再核对合计。"
            if legible
            else "请对照原件补上金额后再核对。",
            at=place_of(table, of),
            about=part_of(table, of, name),
            unclear=True,
        )


def _is_legible(table: TableSubject, check: ArithmeticCheck) -> bool:
    """Whether the sum and all that is added up is there to read."""
    rows = [
        one.record.funding
        for unit in table.units
        if check.name is None or unit.record.name == check.name
        for one in (unit.projects if check.by == "projects" else (unit,))
    ]
    return None not in (check.printed, check.computed, *(one.total for one in rows))


def _advice(of: str, gaps: dict[tuple[str, str, str | None], list[ArithmeticCheck]]) -> str:
    """What to look at first: the other sums tell whether the sum or an addend is wrong."""
    if of == "grand_total":
        return "各单位与其项目之和相符，请先核对合计行，再看是否漏了单位。"
    if ("grand_total", "projects", None) not in gaps and (
        "grand_total",
        "spending_units",
        None,
    ) in gaps:
        return "各项目相加等于合计，请先核对这个单位行的金额。"
    return "请核对这个单位各项目的金额，看是否印错、漏印或重复列了项目。"
