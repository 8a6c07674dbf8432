"""PUB004 published-too-late."""

import datetime
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import TableSubject


@rule("PUB004", since="0.2", needs=("approved_on", "disclosed_on"))
def published_too_late(table: TableSubject, policy: Policy) -> Iterator[Found]:
    """超过规定期限才公开。

    预算法第十四条：部门预算应当在批复后二十日内由各部门向社会公开。所属单位自主管部门批复之日起，也是二十日。

    Not allowed:
        批复：2024-02-01
        公开：2024-02-25
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：2次；年度指标值：2次。

    Allowed:
        批复：2024-02-01
        公开：2024-02-21
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：2次；年度指标值：2次。

    Known limits:
        按自然日计，批复当日不算；批复和公开的日期由使用者给出。部门与单位的批复日不同，请分别核对。
    """
    approved, disclosed = table.companions.approved_on, table.companions.disclosed_on
    assert approved is not None
    assert disclosed is not None
    days = int(policy.limit("publication_days"))
    due = approved + datetime.timedelta(days=days)
    if disclosed > due:
        late = (disclosed - due).days
        yield Found(
            f"{_day(approved)}批复，应在{_day(due)}前公开，{_day(disclosed)}才公开，迟了 {late} 天。",
            f"请说明原因；以后在批复后 {days} 日内公开。",
        )
    elif disclosed < approved:
        yield Found(
            f"公开日期{_day(disclosed)}早于批复日期{_day(approved)}。",
            "请核对两个日期。",
            lighter=True,
        )


def _day(day: datetime.date) -> str:
    return f" {day.year} 年 {day.month} 月 {day.day} 日"
