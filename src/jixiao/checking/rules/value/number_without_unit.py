"""VAL006 number-without-unit."""

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import RATES, measure_of, names_unit_behind_mark
from jixiao.checking.rules.value._quoting import NUMBERS, places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.texts import measure_key_of

_MANY = 4096  # names, which come again and again


@rule("VAL006", since="0.2", facts=("unitless",), kinds=NUMBERS)
def number_without_unit(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标值的数字没有计量单位。

    “≥60”是60家、60人还是60次，要靠猜；与完成数也无法比较。名称括号里写了单位的，不算。

    Not allowed:
        1、1-产出指标；11-数量指标；培训餐饮和酒店行业企业数量；实施周期指标值：≥60；年度指标值：≥60。

        1、1-产出指标；11-数量指标；办理原产地证个数；实施周期指标值：1800以上；年度指标值：1800以上。

        1、1-产出指标；11-数量指标；补贴性培训人次；实施周期指标值：≥5600；年度指标值：≥5600。

    Allowed:
        1、1-产出指标；11-数量指标；招商活动的参加人数(人)；实施周期指标值：≥30；年度指标值：≥30。

        1、1-产出指标；11-数量指标；贴息笔数/笔；实施周期指标值：≥60；年度指标值：≥60。

        1、1-产出指标；13-时效指标；资金到达率(%)；实施周期指标值：100；年度指标值：100。

    Known limits:
        名称以“天数”“公里数”“得分”等结尾、已写出单位的，另一个值写了单位的，以及目标为零的，程度较轻；比率没有“%”的由 VAL012 说明；排名、指数、“1920×1080”一类的尺寸没有单位的不算。
    """
    terms = [
        one
        for one in indicator.terms
        if one.kind in NUMBERS and one.value.number is not None and one.value.measure_unit is None
    ]
    if not terms or _needs_none(indicator.name_key, policy):
        return
    # 1920×1080, 20蒸吨/小时: the unit or the second number comes after.
    sized = policy.pattern("value_sized")
    terms = [one for one in terms if sized.search(one.key) is None]
    if not terms:
        return
    known = next(
        (one.value.measure_unit for one in indicator.terms if one.value.measure_unit), None
    )
    measure, saying = _unit_told(indicator.measure_key, policy)
    hint = ""
    if known is not None:
        hint = f"，另一个指标值用的是“{known.text}”"
    elif measure is not None:
        hint = f"，只能从名称中的“{measure}”推断"
    yield Found(
        f"{quote(terms)}没有计量单位{hint}。",
        "请在数字后写出计量单位，例如“≥60家”；没有单位的比值、指数，请在名称中说明。",
        at=places(terms),
        lighter=known is not None or saying or all(one.value.number == 0 for one in terms),
    )


@lru_cache(_MANY)
def _needs_none(name_key: str, policy: Policy) -> bool:
    """Whether a folded name is of what has no unit, or of a rate, or has the unit at its end."""
    return (
        measure_of(measure_key_of(name_key), policy) in RATES
        or policy.pattern("value_unitless_names").search(name_key) is not None
        or names_unit_behind_mark(name_key, policy)
    )


@lru_cache(_MANY)
def _unit_told(measure_key: str, policy: Policy) -> tuple[str | None, bool]:
    """The word of a folded name that lets guess the unit, and whether one says it."""
    measure = policy.pattern("value_names_with_unit").search(measure_key)
    saying = policy.pattern("value_names_saying_unit").search(measure_key)
    return None if measure is None else measure[0], saying is not None
