"""TAB001 row-cut-by-page."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import TableSubject


@rule("TAB001", since="0.2", despite_damage=True)
def row_cut_by_page(table: TableSubject) -> Iterator[Found]:
    """一行被换页断开。

    项目名称、金额、绩效目标或指标从中间断到下一页，读者分不清是一个项目还是两个，金额也容易重复计算。

    Not allowed:
        原表：
        项目名称（资金使用单位）⇥总计⇥财政拨款⇥财政专户拨款⇥其他资金⇥绩效目标⇥绩效指标
        合计⇥18.00⇥18.00
        某局⇥18.00⇥18.00
        博览会⇥10.00⇥10.00⇥⇥⇥参加博览会工作。⇥1、1-产出指标,11-数量指标,展位数;实施周期指标值:1个,年度指标值:1个;;2、1-产出
        开展经贸⇥18.00⇥18.00⇥⇥⇥宣传名优产品。⇥指标,11-数量指标,邀请企业数量;实施周期指标值:9家,年度指标值:9家;

    Allowed:
        项目：博览会开展经贸 | 18.00
        目标：参加博览会，宣传名优产品。
        1、1-产出指标；11-数量指标；展位数；实施周期指标值：1个；年度指标值：1个。

    Known limits:
        两截各自完整、看不出是一行的，只有合计对不上时才会发现（AMT002）。
    """
    named = {one.record.name: one for one in reversed(table.projects)}
    for repair in table.repairs:
        if repair.kind != "rows_joined":
            continue
        parts = repair.before.count("|") + 1
        if not table.recognised:
            # Exact sources have rows beside merged cells too, which nothing cuts.
            parts = len({place.page for place in repair.at})
            if parts < 2:
                continue
        project = named.get(repair.after)
        amounts = ""
        if project is not None:
            key = (project.unit.record.name, repair.after)
            for other in table.repairs_of.get(key, ()):
                if other.kind == "amount_chosen" and "|" in other.before:
                    both = "、".join(other.before.split("|"))
                    amounts = f"，几截所印金额不同（{both}），按各级合计取 {other.after}"
                    break
        yield Found(
            f"“{repair.after}”一行被换页断成 {parts} 截{amounts}。",
            "请对照原件核对这一行的名称、金额和指标；公开时让同一行不跨页，跨页时重印表头并注明“续”。",
            at=repair.at,
            about=project,
        )
