"""The rest of a department's budget: other tables and prose before and behind the target table."""

import random
from collections.abc import Iterator, Sequence

_SUBJECTS = (
    "一般公共服务支出", "教育支出", "科学技术支出", "行政运行", "一般行政管理事务", "住房公积金",
    "其他支出", "产业发展专项资金", "设备购置项目",
)  # fmt: skip
_DEPARTMENT = "某市某区工业和信息化局"


def before(rows: int) -> str:
    """Tables of income and spending, one of seven columns with the names of projects, and prose."""
    chance = random.Random(4)

    def amount() -> str:
        return f"{chance.randint(1, 999_999) / 100:,.2f}"

    def subject() -> str:
        return chance.choice(_SUBJECTS)

    tables = (
        _table(
            "表1 收支总表",
            ("收入", "预算数", "支出", "预算数"),
            [(subject(), amount(), subject(), amount()) for _ in range(rows // 4)]
            + [("收入总计", amount(), "支出总计", amount())],
        ),
        _table(
            "表2 收入总表",
            ("功能科目编码", "功能科目名称", "合计", "财政拨款", "财政专户", "其他资金", "备注"),
            [
                (str(chance.randint(20101, 22999)), subject(), amount(), amount(), "", "", "")
                for _ in range(rows)
            ],
        ),
        _table(
            "表8 项目支出预算表",
            ("项目名称", "总计", "一般公共预算", "政府性基金", "财政专户", "其他资金", "项目类别"),
            [("合计", amount(), amount(), "", "", "", "")]
            + [(subject(), amount(), amount(), "", "", "", "常年") for _ in range(rows)],
        ),
        _table(
            "表9 “三公”经费预算表",
            ("项目", "本年预算数", "上年预算数"),
            [(name, amount(), amount()) for name in ("合计", "公务接待费", "因公出国（境）费用")],
        ),
    )
    prose = (
        f"<p>{number}、本年预算{amount()}万元，比上年增加 {amount()} 万元，增长 {number % 40}.5%，"
        "主要原因是新增项目。绩效目标设置情况：项目名称、绩效指标详见附表。</p>"
        for number in range(1, rows)
    )
    return f"{''.join(tables)}<h2>第三部分 情况说明</h2>{''.join(prose)}"


def behind(rows: int) -> str:
    """A table of as many columns as the target table, one that speaks of objectives, and prose."""
    chance = random.Random(5)

    def amount() -> str:
        return f"{chance.randint(1, 999_999) / 100:,.2f}"

    bought = [
        (chance.choice(_SUBJECTS), "货物", str(n % 9), amount(), amount(), "财政拨款", "")
        for n in range(rows)
    ]
    heads = ("采购项目", "采购品目", "数量", "单价", "总价", "资金来源", "备注")
    main = [(chance.choice(_SUBJECTS), "某单位", "保障运转", amount()) for _ in range(rows // 8)]
    return (
        _table("表12 政府采购预算表", heads, bought)
        + _table("表13 重点项目情况表", ("项目名称", "实施单位", "绩效目标", "金额"), main)
        + "<h2>第四部分 名词解释</h2>"
        + "<p>项目支出绩效目标表：反映项目绩效目标的表。财政拨款：由一般公共预算安排的资金。</p>"
        * rows
    )


def _table(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    def cells(kind: str, texts: tuple[str, ...]) -> Iterator[str]:
        yield "<tr>"
        yield from (f"<{kind}>{text}</{kind}>" for text in texts)
        yield "</tr>"

    body = "".join("".join(cells("td", row)) for row in rows)
    return (
        f"<h2>{title}</h2><div class=front><span>部门：{_DEPARTMENT}</span><span>单位：万元</span></div>"
        f"<table><thead>{''.join(cells('th', heads))}</thead>{body}</table>"
    )
