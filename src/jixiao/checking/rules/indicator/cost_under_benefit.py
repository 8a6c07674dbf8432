"""IND117 cost-under-benefit."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed
from jixiao.checking.rules.indicator._name import head
from jixiao.checking.subjects import IndicatorSubject


@rule("IND117", since="0.3", words=("ind_own_cost",), classes=("2",))
def cost_under_benefit(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """效益指标填的是项目自己的花费。

    采购单价、经费支出说的是花了多少钱，是成本或投入；效益要说明花了钱以后带来的变化。

    Not allowed:
        1、2-效益指标；22-社会效益；执法终端采购单价；实施周期指标值：≤3000元/台；年度指标值：≤3000元/台。

        1、2-效益指标；21-经济效益；会展经费支出；实施周期指标值：≥300万元；年度指标值：≥300万元。

    Allowed:
        1、4-成本指标；41-经济成本；执法终端采购单价；实施周期指标值：≤3000元/台；年度指标值：≤3000元/台。

        1、2-效益指标；21-经济效益；企业物流成本降低率；实施周期指标值：≥5%；年度指标值：≥5%。

    Known limits:
        只认名称末尾的单价、造价、经费、支出和本项目工作的成本；企业、群众、社会的花费和节约下来的钱不算。
    """
    unit = None if indicator.value is None else indicator.value.measure_unit
    if unit is None or not (unit.dimension or "").startswith("money"):
        return
    name = head(indicator.name_key)
    found = policy.pattern("ind_own_cost").search(name)
    if found is not None and policy.pattern("ind_own_cost_not").search(name) is None:
        yield Found(
            f"“{indicator.name}”说的是项目花了多少钱，不是效益，却归在{filed(indicator)}。",
            f"名称末尾是“{found[0]}”，请改归成本指标；效益请写由此带来的变化，例如“带动消费：500万元”。",
        )
