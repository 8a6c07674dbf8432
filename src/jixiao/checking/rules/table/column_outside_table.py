"""TAB007 column-outside-table."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import TableSubject


@rule("TAB007", since="0.2", despite_damage=True)
def column_outside_table(table: TableSubject) -> Iterator[Found]:
    """有一栏印在表外。

    绩效指标另印在表后，只能按先后次序猜哪一段属于哪个项目，读者无法核对。

    Not allowed:
        原表：
        项目名称（资金使用单位）⇥总计⇥财政拨款⇥财政专户拨款⇥其他资金⇥绩效目标
        合计⇥30.00⇥30.00
        某局⇥30.00⇥30.00
        甲项目⇥10.00⇥10.00⇥⇥⇥办会。
        乙项目⇥20.00⇥20.00⇥⇥⇥办展。
        绩效指标
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：2次；年度指标值：2次。
        1、1-产出指标；11-数量指标；展览数量；实施周期指标值：1次；年度指标值：1次。

    Allowed:
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：2次；年度指标值：2次。

    Known limits:
        段数与项目数相等、已经归位的，多半是版式所致，为较轻的程度；不等时不能归位，只说明对不上，不猜。
    """
    for repair in table.repairs:
        if repair.kind == "column_reattached":
            yield Found(
                f"绩效指标一栏印在表外，共 {len(repair.at)} 段，只能按先后次序归到各项目。",
                "请把绩效指标印回各项目所在的行；归位的结果请对照原件核对。",
                at=repair.at,
                lighter=True,
            )
    for question in table.questions:
        if question.kind == "detached_column":
            yield Found(
                "有一栏印在表外，段数与项目数对不上，不能归到各项目。",
                "请对照原件，把这一栏印回各项目所在的行。",
                at=question.at,
                unclear=True,
            )
