"""IND106 time-under-quantity-or-quality."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed, refiled, suggested
from jixiao.checking.rules.indicator._name import head, word
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.model import TargetValue

# A longer sentence that has 及时 somewhere is about something else.
_SHORT = 8
# 按期检验率, 按时发车率: whether a duty is kept in time is often filed as how well work is done.
_KEPT = re.compile(r"(?:按[期时]|如期|准时|准点)[^,;()]{0,6}率")
_MANY = 20_000
_UPPER_BOUNDS = frozenset({"at_most", "less_than"})
# A target that names a time of the year or week, however it was read.
_CALENDAR = re.compile(r"[0-9]月|每[年季月周旬]|[年季月周旬][初底末中]|[上中下]旬|[0-9日月年季]前")
_TERM = re.compile(
    r"(?:年限|有效期|期限|寿命)$"
)  # until when something is in force: a lasting effect
_ENDED = re.compile(r"(?:时间|日期|时点|节点)$")
_AT_ONCE = frozenset({"毫秒", "秒", "分钟"})  # how fast something answers, not when work is done


def _may_tell_time(term: Term, policy: Policy) -> bool:
    return term.kind == "deadline" or (
        (term.kind == "reference" or _is_short(term.value))
        and policy.pattern("ind_time_value").search(term.whole_key) is not None
    )


@rule(
    "IND106",
    since="0.2",
    words=("ind_time_content", "ind_time_of_work"),
    stated=_may_tell_time,
    classes=("11", "12", "2"),
)
def time_under_quantity_or_quality(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """时间要求归在数量、质量或效益指标下。

    什么时候完成、是否及时，属于时效指标；放在数量、质量、效益下，真正的数量、质量要求和效果就空着。

    Not allowed:
        1、1-产出指标; 12-质量指标; 完成年度"三线"整治工作; 实施周期指标值:2024年12月31日前完成验收; 年度指标值:2024年12月31日前完成验收。

        1、1-产出指标；12-质量指标；采购手续办理及时率；实施周期指标值:100%；年度指标值:100%。

        1、2-效益指标；22-社会效益；检测报告出具时间；实施周期指标值:≤20个工作日；年度指标值:≤20个工作日。

        1、1-产出指标；12-质量指标；仲裁案件平均审理天数；实施周期指标值:≤35天；年度指标值:≤35天。

        1、1-产出指标；12-质量指标；流动科普车出动时间；实施周期指标值:每月第一周；年度指标值:每月第一周。

    Allowed:
        1、1-产出指标；12-质量指标；患者平均住院天数；实施周期指标值:≤8天；年度指标值:≤8天。

        1、2-效益指标；24-可持续影响；规划实施年限；实施周期指标值:至2035年；年度指标值:至2035年。

        1、1-产出指标; 13-时效指标; "三线"整治完成时间; 实施周期指标值:2024年12月31日前; 年度指标值:2024年12月31日前。

        1、1-产出指标; 11-数量指标; 供水保障月数; 实施周期指标值:12个月; 年度指标值:12个月。

        1、2-效益指标；22-社会效益；企业开办时间；实施周期指标值:≤1个工作日；年度指标值:≤1个工作日。

    Known limits:
        按月、按天计的工作量（供水月数、培训天数）是数量，不算。名称说“按时”而指标值是人数、个数的，由指标值类规则说明。效益下只认工作何时完成，等待、到场、缩短的时间是效果，不算。质量下的“按期检验率”一类为较轻的程度。
    """
    if indicator.level == "2":
        yield from _under_benefit(indicator, policy)
        return
    evidence = word(policy, "ind_time_content", indicator.name_key)
    if evidence is not None:
        reason = f"名称中有“{evidence}”"
    else:
        value = indicator.value
        # A count or a rate that has a date for its target is filed rightly; its target is wrong.
        name = head(indicator.name_key)
        if value is None or policy.pattern("ind_rate_head").search(name):
            return
        if indicator.class_ == "11" and policy.pattern("ind_count_head").search(name):
            return
        if value.kind == "deadline":
            reason = f"指标值“{value.text}”是期限"
        elif indicator.class_ == "12" and _time_of_work_done(indicator, name, policy):
            reason = f"指标值“{value.text}”是时间"
        elif value.kind == "reference" or _is_short(value):
            evidence = word(policy, "ind_time_value", indicator.target_key)
            if evidence is None:
                return
            reason = f"指标值中有“{evidence}”"
        else:
            return
    yield Found(
        f"“{indicator.name}”考核的是时间，却归在{filed(indicator)}。",
        f"{reason}，更像{suggested(indicator, '13')}，请核对后改归，数量、质量要求另设。",
        edits=refiled(indicator, "13"),
        lighter=indicator.class_ == "12" and _KEPT.search(indicator.name_key) is not None,
    )


def _time_of_work_done(indicator: IndicatorSubject, name: str, policy: Policy) -> bool:
    """平均审理天数≤35天, 出动时间 每月第一周: by when, or within how many days, work is done."""
    value = indicator.value
    if (
        value is None
        or policy.pattern("ind_time_of_work").search(name) is None
        or policy.pattern("ind_time_of_state").search(name) is not None
    ):
        return False
    if _ENDED.search(name) and _CALENDAR.search(indicator.target_key):
        return True
    unit = value.measure_unit
    return (
        value.kind in _UPPER_BOUNDS
        and unit is not None
        and unit.dimension == "duration"
        and unit.canonical not in _AT_ONCE
    )


def _under_benefit(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """When work is done is no effect; waiting less for something is one."""
    value = indicator.value
    dated = value is not None and value.kind == "deadline" and value.date is not None
    plain = _time_of_work(indicator.name_key, policy)
    if value is None or plain is None or not (plain or dated):
        return
    if indicator.class_ == "24" and _TERM.search(head(indicator.name_key)):
        return
    unit = value.measure_unit
    if plain and (unit is None or unit.canonical not in _AT_ONCE):
        reason = f"名称末尾是“{plain}”"
    elif dated:
        reason = f"指标值“{value.text}”是期限"
    else:
        return
    yield Found(
        f"“{indicator.name}”考核的是时间，却归在{filed(indicator)}。",
        f"{reason}，更像{suggested(indicator, '13')}，请核对后改归；效益请写由此带来的变化。",
        edits=refiled(indicator, "13"),
    )


@lru_cache(_MANY)
def _time_of_work(name_key: str, policy: Policy) -> str | None:
    """The words of a name that ask when work is done, empty if none; None where less time is gained."""
    name = head(name_key)
    if policy.pattern("ind_time_gained").search(name) is not None:
        return None
    return word(policy, "ind_time_plain", name) or ""


def _is_short(value: TargetValue) -> bool:
    return value.kind == "qualitative" and len(value.text) <= _SHORT
