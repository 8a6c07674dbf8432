"""AMT001 total-not-sum-of-funding."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.amount._parts import is_number, part_of, place_of
from jixiao.checking.subjects import TableSubject
from jixiao.model import Verdict

# How the reading gives its reason where it took one side of such a row: the sums of the table
# told which. What is printed disagrees all the same.
_MENDED = "总计与资金来源不符"


@rule("AMT001", since="0.2", despite_damage=True)
def total_not_sum_of_funding(table: TableSubject) -> Iterator[Found]:
    """总计不等于财政拨款、财政专户拨款、其他资金之和。

    一行之内总计要等于三项资金来源相加，否则不知道项目到底有多少钱。

    Not allowed:
        项目：“三线”整治工作经费 | 363.00 | 353.00
        1、1-产出指标；11-数量指标；点位数；实施周期指标值：300个；年度指标值：300个。

        合计：30.00
        单位：某局 | 30.00
        项目：甲项目 | 30.00 | 20.00 | 5.00 | 3.00
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：2次；年度指标值：2次。

    Allowed:
        项目：“三线”整治工作经费 | 353.00 | 353.00
        1、1-产出指标；11-数量指标；点位数；实施周期指标值：300个；年度指标值：300个。

        项目：甲项目 | 30.00 | 20.00 | 7.00 | 3.00
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：2次；年度指标值：2次。

    Known limits:
        三项资金来源都空着时不算不符：空白不是零。表上另有资金来源栏而没有读到的，会误报。
    """
    for check in table.record.arithmetic:
        if check.by == "funding" and check.verdict is Verdict.GAP:
            assert check.printed is not None
            assert check.computed is not None
            gap = abs(check.printed - check.computed)
            yield Found(
                f"总计 {check.printed:,f} 与各资金来源之和 {check.computed:,f} 不符，相差 {gap:,f}。",
                "请核对这一行各栏金额，使总计等于财政拨款、财政专户拨款、其他资金之和。",
                at=place_of(table, check.of),
                about=part_of(table, check.of, check.name),
            )
    for repair in table.repairs:
        if repair.kind != "amount_chosen" or not repair.reason.startswith(_MENDED):
            continue
        if is_number(repair.before):
            subject = repair.subject
            project = table.project_named.get((subject.spending_unit, subject.project))
            which = "有一栏资金来源" if "取总计" in repair.reason else "总计"
            yield Found(
                "这一行印的总计与各资金来源不符："
                f"{which}印的是 {repair.before}，按各级合计应为 {repair.after}。",
                "请对照原件核对；原件如此的，改正印错的一格。",
                at=repair.at,
                about=project,
            )
