"""AMT003 amount-not-a-plain-number."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.amount._parts import is_number
from jixiao.checking.subjects import ProjectSubject, TableSubject

# How the reading says why; an amount that only the sums leave open is none of these.
_MISREAD = "误读"
_NO_NUMBER = ("不是数字", "没有换算")


@rule("AMT003", since="0.2", despite_damage=True)
def amount_not_a_plain_number(table: TableSubject) -> Iterator[Found]:
    """金额不是规范的数字。

    金额栏只写数字，两位小数，可用千分位逗号；夹有空格、文字或形近字的金额无法复制、汇总和核对。

    Not allowed:
        项目：“三线”整治工作经费 | 专 353.00 | 353.00
        1、1-产出指标；11-数量指标；点位数；实施周期指标值：300个；年度指标值：300个。

        项目：水电费 | 29, 458. 63
        1、1-产出指标；11-数量指标；保障月数；实施周期指标值：12个月；年度指标值：12个月。

    Allowed:
        项目：水电费 | 29,458.63
        1、1-产出指标；11-数量指标；保障月数；实施周期指标值：12个月；年度指标值：12个月。

    Known limits:
        单位行与合计行里的空格看不到；不带千分位而夹有空格的金额，可能看不出来。
    """
    for repair in table.repairs:
        if repair.kind == "amount_cleaned" or (
            repair.kind == "amount_chosen"
            and "|" not in repair.before
            and (_MISREAD in repair.reason or not is_number(repair.before))
        ):
            subject = repair.subject
            yield Found(
                f"金额印为“{repair.before}”，夹有不是数字的字符，按 {repair.after} 理解。",
                f"请对照原件核对，金额栏只写数字，例如“{repair.after}”。",
                at=repair.at,
                about=table.project_named.get((subject.spending_unit, subject.project)),
            )
    for question in table.questions:
        if question.kind == "amount_undecided" and any(
            one in question.message for one in _NO_NUMBER
        ):
            subject = question.subject
            yield Found(
                question.message,
                "请对照原件，金额栏只写数字，例如“353.00”。",
                at=question.at,
                about=table.project_named.get((subject.spending_unit, subject.project)),
            )
    repaired = {one.subject.project for one in table.repairs if one.kind.startswith("amount_")}
    spaced = [one for one in table.projects if one.record.name not in repaired and _is_spaced(one)]
    if spaced:
        yield Found(
            "金额的数字之间夹有空格，例如“29, 458. 63”。",
            "请去掉金额里的空格，写成“29,458.63”；如是扫描识别所致，请改用可复制文字的原件。",
            at=spaced[0].record.at.total,
            about=spaced[0],
            also=tuple(spaced[1:]),
            lighter=True,
        )


def _is_spaced(project: ProjectSubject) -> bool:
    """Whether 总计 takes more room than its number with all thousands separators."""
    amount, places = project.record.funding.total, project.record.at.total
    if amount is None or len(places) != 1:
        return False
    start, end = places[0].start, places[0].end
    if start is None or end is None or end - start <= len(str(amount)):
        return False
    return end - start > len(f"{amount:,f}")
