"""What one of them costs: standards and unit costs among the indicators."""

import re
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue

_COST_CLASSES = ("14", "41", "42", "43")
_PER = re.compile(r"元/([^/·.、,;。()0-9]{1,4})")
_EACH = re.compile(
    r"每(?:个|一)?([人名位生户亩村校车头例床台套辆所座处件项场期次张份公吨]里?)|([人户亩村校生床车])均"
    r"|单([台套座所批项件户人辆篇场期家亩处次例张车盏灯床间])"
)
_OF_NAMES = {"车": "辆", "校": "所", "灯": "盏"}
_TIMES = frozenset({"年", "月", "季", "季度", "学期", "天", "日", "期", "餐", "小时", "学年"})


def is_unit_cost(one: IndicatorSubject, policy: Policy) -> bool:
    """Whether an indicator is a cost, and its target what one of something costs."""
    if one.class_ not in _COST_CLASSES:
        return False
    value = one.value
    unit = value.measure_unit if value is not None else None
    if unit is None or not (unit.dimension or "").startswith("money"):
        return False
    return (
        "/" in (unit.dimension or "")
        or policy.pattern("consistency_cost_of_one").search(one.name_key) is not None
    )


def yuan_of(value: TargetValue | None) -> Decimal | None:
    """The amount of a value in 元, whatever it is divided by."""
    unit = value.measure_unit if value is not None else None
    if value is None or value.number is None or unit is None or unit.factor is None:
        return None
    return value.number * unit.factor if (unit.base or "").startswith("元") else None


def thing_of(one: IndicatorSubject, policy: Policy) -> str:
    """Of what it is the cost, as its unit (元/批次) or its name (人均) tells; empty if neither."""
    match = _PER.search(one.target_key)
    if match is None or match[1] in _TIMES:
        match = _EACH.search(one.name_key)
    return counted_as(next((one for one in match.groups() if one), "") if match else "", policy)


def counted_as(thing: str, policy: Policy) -> str:
    """The unit in which a thing is counted: 人 for 生, 辆 for 车."""
    thing = _OF_NAMES.get(thing, thing)
    return "人" if thing in policy.words("consistency_persons_costed") else thing


def core_of(one: IndicatorSubject, policy: Policy) -> str:
    """The words of the name that say what for: 抽检 of 批次抽检成本."""
    return policy.pattern("consistency_standard_common").sub("", one.name_key)
