"""VAL120 work-of-nature."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject


@rule("VAL120", since="0.3", words=("value_natural",))
def work_of_nature(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """把自然现象当作绩效目标。

    下多少雨、来几个台风不由项目决定，达到了不是成绩，达不到也不是责任。

    Not allowed:
        1、2-效益指标；22-社会效益；全年降水量；实施周期指标值：≥1500毫米；年度指标值：≥1500毫米。

    Allowed:
        1、1-产出指标；12-质量指标；降水量预报准确率；实施周期指标值：≥85%；年度指标值：≥85%。

        1、2-效益指标；23-生态效益；人工增雨增加降水量；实施周期指标值：≥200万立方米；年度指标值：≥200万立方米。

    Known limits:
        只看词表里的雨雪、晴天、气温、风、来水、台风、地震；写明监测、预报、人工增雨、室内大棚的不算。
    """
    name = indicator.measure_key
    natural = policy.pattern("value_natural").search(name)
    if natural is None or policy.pattern("value_not_natural").search(indicator.name_key):
        return
    if indicator.value is None or indicator.value.number is None:
        return
    yield Found(
        f"“{indicator.name}”是自然现象，不由项目决定，不能作为目标。",
        "请改为项目能做到的事，例如预报准确率、抢险到位时间、受灾损失的减少。",
    )
