"""Differences with something of each sort, hostile text included."""

import msgspec
from tests.analysing.builders import indicator, one_unit, project, reading, table, unit

from jixiao.analysing import compare_readings
from jixiao.model import Difference

HOSTILE = "<script>alert(1)</script>]]>&\"'\x00\x1b\u202e\ud800\ufffe{0}${7*7}{{7*7}}_x0041_"
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x")',
    "http://x",
    "00123",
    "1e5",
)
ITEMS = [indicator(f"{name}数量", "≥10个", number=n) for n, name in enumerate("甲乙丙丁", start=1)]


def everything() -> Difference:
    """Added, dropped, renamed, moved, split, money, objective, all sorts of targets, doubts."""
    before = reading(
        table(
            unit(
                "某某局本级",
                project("2023年会议经费", "10.00", "开好会议，形成决议。", [
                    indicator("会议次数", "≥4次", number=1, period="≥12次"),
                    indicator("参会人次", "≥100人次", number=2),
                    indicator("投诉次数", "≤5次", "12", number=3),
                    indicator("完成时间", "2023年11月底前", "13", number=4),
                    indicator("会议纪要份数", "≥4份", number=5),
                    indicator("满意度", "有所提高", "31", number=6),
                    indicator("取消的指标", "1个", "22", number=7),
                ]),
                project("教师发展经费", "100.00", "办好。", ITEMS),
                project("老项目", "5.00", "旧的。"),
                project("扶持资金（第一批）", "7.00", "扶持。", ITEMS[:2]),
            ),
            unit("某某中心", project("搬家经费", "3.00", "搬家。", ITEMS[2:])),
            year=2023, total="125.00",
        ),
        name="去年.txt",
    )  # fmt: skip
    after = reading(
        table(
            unit(
                "某某局本级",
                project("2024年会议经费", "12.50", "开好各类会议，形成有力决议。", [
                    indicator("会议次数", "≥5次", number=1, period="≥15次"),
                    indicator("参会人次", "≥90人次", number=2),
                    indicator("投诉次数", "≤3次", "12", number=3),
                    indicator("完成时间", "2024年12月底前", "13", number=4),
                    indicator("会议纪要的份数", "≥4份", "12", number=5),
                    indicator("满意度", "≥90%", "31", number=6),
                    indicator("新增的指标", "1个", "22", number=7),
                ]),
                project("教师发展经费（培训）", "60.00", "办好。", ITEMS[:2]),
                project("教师发展经费（教材）", "40.00", "办好。", ITEMS[2:]),
                project("全新的事", "8.00", "新的。", ITEMS[:1]),
                project("扶持资金（第二批）", "7.00", "扶持。", ITEMS[:2]),
                project("搬家经费", "3.00", "搬家。", ITEMS[2:]),
            ),
            unit("某某中心", project("留守经费", "1.00", "留守。")),
            year=2024, total="131.50",
        ),
        name="今年.txt",
    )  # fmt: skip
    return compare_readings(before, after)


def hostile() -> Difference:
    """Every text that a document can bring is hostile."""

    def side(mark: str, number: int) -> object:
        items = [indicator(f"{HOSTILE}{mark}{n}", f"{HOSTILE}{n}", number=n) for n in range(number)]
        return table(
            unit(HOSTILE, project(f"{HOSTILE}项目", f"{number}.00", f"{HOSTILE}{mark}", items),
                 *(project(f"{text}{mark}", "1.00", text, [indicator(f"{text}{mark}", text)]) for text in FORMULAS)),
            department=HOSTILE, amount_unit="万元", total=f"{number}.00",
        )  # fmt: skip

    one, other = (reading(side(mark, n), name=HOSTILE) for mark, n in (("甲", 3), ("乙", 4)))  # type: ignore[arg-type]
    return compare_readings(one, other)


def nothing() -> Difference:
    one = one_unit(project("会议经费"))
    return compare_readings(one, one)


def only_one_table() -> Difference:
    one = reading(table(unit("甲", project("补贴"))), table(unit("乙"), department="某某馆"))
    return compare_readings(one, msgspec.structs.replace(one, tables=one.tables[:1]))
