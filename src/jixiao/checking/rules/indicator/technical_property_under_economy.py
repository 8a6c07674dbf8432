"""IND109 technical-property-under-economy."""

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed, suggested
from jixiao.checking.subjects import IndicatorSubject

_MANY = 20_000


@rule("IND109", since="0.2", classes=("21",))
def technical_property_under_economy(
    indicator: IndicatorSubject, policy: Policy
) -> Iterator[Found]:
    """经济效益填的是技术性能。

    并发数、吞吐量、带宽说的是系统做到什么水平，是质量；经济效益要说明增收、节支或带动多少。

    Not allowed:
        1、2-效益指标;21-经济效益;系统每秒支持吞吐量;实施周期指标值:无;年度指标值:>55个。

        1、2-效益指标；21-经济效益；平台正常运行率；实施周期指标值：99%；年度指标值：99%。

        1、2-效益指标；21-经济效益；传感器过车识别响应时间；实施周期指标值：≤0.5秒；年度指标值：≤0.5秒。

        1、2-效益指标；21-经济效益；LED路灯光效；实施周期指标值：≥130流明/瓦；年度指标值：≥130流明/瓦。

    Allowed:
        1、2-效益指标；21-经济效益；港口货物吞吐量；实施周期指标值：500万吨；年度指标值：500万吨。

        1、2-效益指标;21-经济效益;通过平台达成的融资金额;实施周期指标值:5000万元;年度指标值:5000万元。

    Known limits:
        靠词语和单位（毫秒、TB、帧/秒）判断，只提示，不替人定类；港口、机场的吞吐量是经济指标，不算。
    """
    found = _word(indicator.name_key, policy)
    unit = None if indicator.value is None else indicator.value.measure_unit
    if found is not None:
        reason = f"名称中有“{found}”"
    elif unit is not None and _is_technical(unit.text, unit.dimension or "", policy):
        reason = f"指标值的单位是“{unit.text}”"
    else:
        return
    yield Found(
        f"“{indicator.name}”是技术性能，却归在{filed(indicator)}。",
        f"{reason}，更像{suggested(indicator, '12')}；经济效益请写增收、节支或带动的金额，例如“促成融资金额：≥5000万元”。",
    )


@lru_cache(_MANY)
def _word(name: str, policy: Policy) -> str | None:
    """What a folded name says of the property of a device or a network."""
    found = policy.pattern("ind_technical").search(name)
    if found is None or policy.pattern("ind_technical_not").search(name):
        return None
    return found[0]


@lru_cache(_MANY)
def _is_technical(unit: str, dimension: str, policy: Policy) -> bool:
    """Whether only devices and networks are measured in a unit."""
    return (
        dimension == "data"
        or dimension.endswith("/秒")
        or unit in policy.words("ind_technical_units")
    )
