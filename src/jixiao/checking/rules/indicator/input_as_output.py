"""IND114 input-as-output."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed
from jixiao.checking.rules.indicator._name import head
from jixiao.checking.subjects import IndicatorSubject

# What is taken in, and the kinds of project whose very task it is.
_INPUTS = (
    ("ind_hiring", "ind_hiring_task", "用了多少人"),
    ("ind_buying", "ind_buying_task", "买了多少东西"),
    ("ind_spending", None, "花了多少钱"),
)


@rule("IND114", since="0.2", words=("ind_hiring", "ind_buying", "ind_spending"), classes=("11",))
def input_as_output(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """把投入当作产出。

    用多少人、买多少东西、花多少钱是投入；产出要说明用这些投入做成了什么。

    Not allowed:
        项目：大楼物业管理及日常运作保障经费 | 120.00
        1、1-产出指标；11-数量指标；保洁人员数量；实施周期指标值：不少于2人；年度指标值：不少于2人。

        项目：招商活动 | 30.00
        1、1-产出指标；11-数量指标；投入资金总额；实施周期指标值：30万元；年度指标值：30万元。

    Allowed:
        项目：大楼物业管理及日常运作保障经费 | 120.00
        1、1-产出指标；11-数量指标；保洁面积；实施周期指标值：5000平方米；年度指标值：5000平方米。

        项目：政府雇员工资经费 | 170.24
        1、1-产出指标；11-数量指标；聘用政府雇员数量；实施周期指标值：不超过19个；年度指标值：不超过19个。

    Known limits:
        只是提示：服务采购的合同常按人数约定。以用人、购置为任务的项目（名称中有聘用、购置、设备等词）不查。
    """
    name = head(indicator.name_key)
    for words, task, what in _INPUTS:
        found = policy.pattern(words).search(name)
        if found is not None:
            if task is None or not policy.pattern(task).search(indicator.project.name_key):
                yield Found(
                    f"“{indicator.name}”说的是{what}，是投入，却归在{filed(indicator)}。",
                    f"名称中有“{found[0]}”；请写用这些投入做成什么，例如“保洁面积：5000平方米”“巡查次数：每日2次”。",
                )
            return
