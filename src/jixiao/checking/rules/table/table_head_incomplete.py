"""TAB006 table-head-incomplete."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import TableSubject


@rule("TAB006", since="0.2")
def table_head_incomplete(table: TableSubject) -> Iterator[Found]:
    """表头缺部门名称、金额单位或年度。

    离开了文件名和网页，一张表只能靠表头说明是哪个部门、哪一年、金额按什么单位计。

    Not allowed:
        原表：
        项目名称（资金使用单位）⇥总计⇥财政拨款⇥财政专户拨款⇥其他资金⇥绩效目标⇥绩效指标
        合计⇥18.00⇥18.00
        某局⇥18.00⇥18.00
        博览会⇥18.00⇥18.00⇥⇥⇥参加博览会。⇥1、1-产出指标；11-数量指标；展位数；实施周期指标值：1个；年度指标值：1个。

    Allowed:
        原表：
        （2024年度）
        项目名称（资金使用单位）⇥总计⇥财政拨款⇥财政专户拨款⇥其他资金⇥绩效目标⇥绩效指标
        合计⇥18.00⇥18.00
        某局⇥18.00⇥18.00
        博览会⇥18.00⇥18.00⇥⇥⇥参加博览会。⇥1、1-产出指标；11-数量指标；展位数；实施周期指标值：1个；年度指标值：1个。

    Known limits:
        通行表样本来不印年度，所以缺年度只作提示。金额单位印在表后的，也算有。
    """
    record = table.record
    kinds = {question.kind: question for question in table.questions}
    unclear = kinds.get("department_unclear")
    if record.department is None:
        yield Found("表上没有部门名称。", "请在表的左上方写明“部门名称：……”。")
    elif unclear is not None:
        yield Found(
            f"部门名称印为“{record.department}”，看不清是哪个部门。",
            "请对照原件写出部门全称。",
            at=unclear.at,
            unclear=True,
        )
    if record.amount_unit is None:
        yield Found(
            "表上没有写金额单位，看不出金额是元还是万元。",
            "请在表的右上方写明“单位：万元”。",
        )
    if record.origins.budget_year != "print":
        yield Found(
            "表上没有写预算年度。",
            "请在标题或表头写明年度，例如“2024年项目支出绩效目标表”。",
            lighter=True,
        )
