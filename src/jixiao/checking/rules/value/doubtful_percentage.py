"""VAL012 doubtful-percentage."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import RATES, measure_of
from jixiao.checking.rules.value._quoting import NUMBERS, places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term

_WHOLE = Decimal(100)
# The number is the code of the next indicator, which has run into the target: WRD003 tells of it.
_RUN_ON = re.compile(r"[1-4][0-9]?-[一-鿿]{2}|指标值")


@rule("VAL012", since="0.2", facts=("over_hundred", "unitless"), kinds=NUMBERS)
def doubtful_percentage(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """百分比超过100%，或者比率没有写“%”。

    合格率、满意度不可能超过100%；比率只写“95”或“0.95”，读不出是百分之几。

    Not allowed:
        1、1-产出指标；12-质量指标；项目验收合格率；实施周期指标值：120%；年度指标值：120%。

        1、2-效益指标；21-经济效益；商品销售总额增速；实施周期指标值：>0；年度指标值：>0。

        1、1-产出指标；12-质量指标；软件配置完成率；实施周期指标值：950%；年度指标值：950%。

    Allowed:
        1、1-产出指标；13-时效指标；资金到达率(%)；实施周期指标值：100；年度指标值：100。

        1、2-效益指标；21-经济效益；税收增长率；实施周期指标值：150%；年度指标值：150%。

    Known limits:
        增长率、完成率等可以超过100%的比率按词表放过，完成率、执行率达到300%的除外；名称不是比率的，不看有没有“%”。
    """
    over = [one for one in indicator.terms if _over(one)]
    if over:
        over = _not_open(over, indicator, policy)
    if over:
        yield Found(
            f"{quote(over)}远远超过了100%。"
            if policy.pattern("value_open_rates").search(indicator.name_key)
            else f"{quote(over)}超过了100%，而这项比率最多是100%。",
            "请核对数字；确实可以超过100%的，请写明计算公式。",
            at=places(over),
        )
    if measure_of(indicator.measure_key, policy) not in RATES:
        return
    bare = [one for one in indicator.terms if _bare(one)]
    if bare and not policy.pattern("value_unitless_names").search(indicator.name_key):
        yield Found(
            f"名称是比率，{quote(bare)}没有写“%”。",
            "请写成百分数，例如“≥95%”。",
            at=places(bare),
        )


def _not_open(terms: list[Term], indicator: IndicatorSubject, policy: Policy) -> list[Term]:
    """Without those that may go over 100%, by the name or by words of the value."""
    rates = policy.pattern("value_open_rates")
    if rates.search(indicator.name_key):
        if policy.pattern("value_task_rates").search(indicator.name_key) is None:
            return []
        most = policy.limit("value_most_of_open_rate")
        return [one for one in terms if one.value.number is not None and one.value.number >= most]
    return [one for one in terms if not rates.search(one.key)]


def _over(term: Term) -> bool:
    value = term.value
    unit = value.measure_unit
    if unit is None or unit.canonical != "%" or value.number is None or value.baseline is not None:
        return False
    number = max(value.number, value.upper or value.number)
    return number > _WHOLE or (number == _WHOLE and term.kind == "more_than")


def _bare(term: Term) -> bool:
    value = term.value
    if value.measure_unit is not None or value.number is None or term.kind not in NUMBERS:
        return False
    # Nothing is nothing in every unit; 8/10万 has its own.
    if (value.number == 0 and term.kind == "exactly") or "/" in term.key:
        return False
    return _RUN_ON.search(term.key) is None
