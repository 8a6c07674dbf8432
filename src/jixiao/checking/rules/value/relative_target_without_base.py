"""VAL018 relative-target-without-base."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import measure_of
from jixiao.checking.rules.value._quoting import places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.model import TargetValue

_CLAUSES = re.compile(r"[,;。]")
_SHARED = 0.7  # of the characters of a name
# Dimensions in which something is measured against itself.
_RELATIVE = frozenset({"ratio", "percentage_points", "multiple"})


def _may_be_relative(term: Term, policy: Policy) -> bool:
    vague = policy.pattern("value_vague_bases").search(term.key)
    return vague is not None or _is_relative(term, policy)


@rule("VAL018", since="0.2", stated=_may_be_relative)
def relative_target_without_base(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """与以前相比的目标没有写明基数。

    “比2022年增长1倍”“不低于上年标准”“提高20%”要先知道原来是多少，才能判断是否完成。

    Not allowed:
        1、2-效益指标；21-经济效益；税收区库收入；实施周期指标值：比2022年增长1倍以上；年度指标值：比2022年增长1倍以上。

        1、2-效益指标；22-社会效益；民生保障；实施周期指标值：教育、医疗结对帮扶数量不低于上年标准；年度指标值：教育、医疗结对帮扶数量不低于上年标准。

        1、2-效益指标；22-社会效益；路段通行能力；实施周期指标值：提高20%；年度指标值：提高20%。

        1、2-效益指标；22-社会效益；夜间噪声投诉量；实施周期指标值：比以前减少一半；年度指标值：比以前减少一半。

        1、2-效益指标；22-社会效益；日均客运量提升幅度；实施周期指标值：比往年增长8%；年度指标值：比往年增长8%。

        1、2-效益指标；22-社会效益；路段交通事故起数；实施周期指标值：比上年减少20%；年度指标值：比上年减少20%。

    Allowed:
        1、2-效益指标；21-经济效益；税收区库收入；实施周期指标值：比2022年（1.2亿元）增长10%；年度指标值：比2022年（1.2亿元）增长10%。

        1、2-效益指标；22-社会效益；事故死亡人数较2025年（6人）；实施周期指标值：下降10%；年度指标值：下降10%。

        目标：路段交通事故由上年的25起减少到20起以下。
        1、2-效益指标；22-社会效益；路段交通事故起数；实施周期指标值：比上年减少20%；年度指标值：比上年减少20%。

        1、2-效益指标；21-经济效益；社会消费品零售总额同比增长率；实施周期指标值：增长率达5%；年度指标值：增长率达5%。

    Known limits:
        名称本身是增长率、增速的不算，但“比往年”“较以往”没有写是哪一年的算；基数写在绩效目标里同一分句的不算。只写“保持不变”“不高于上年”的程度较轻：没有要求变多少，上年的数有据可查。
    """
    # 比以前减少一半 has no figure, and is compared nevertheless.
    vague = [one for one in indicator.terms if policy.pattern("value_vague_bases").search(one.key)]
    terms = vague or [one for one in indicator.terms if _is_relative(one, policy)]
    if not terms or policy.pattern("value_bases_in_names").search(indicator.name_key):
        return
    if not vague and policy.pattern("value_growth_names").search(indicator.name_key):
        return
    # A base, or grades that say what counts as which, make it plain.
    plain = policy.pattern("value_bases"), policy.pattern("value_grade_standards")
    terms = [one for one in vague or terms if not any(one_of.search(one.key) for one_of in plain)]
    if terms and not _stands_in_goal(indicator, policy):
        yield Found(
            f"{quote(terms)}是与以前相比的目标，没有写明原来的基数。",
            "请写出基数，例如“比2022年（1.2亿元）增长10%”，或直接写要达到的数。",
            at=places(terms),
            lighter=not vague
            and all(_stays_as_known(one.value, indicator, policy) for one in terms),
        )


def _is_relative(term: Term, policy: Policy) -> bool:
    """Whether it is compared with another time, be it unsaid which: 提高20%."""
    value = term.value
    if value.baseline is not None:
        return True
    if value.kind == "reference":
        return policy.pattern("value_past_levels").search(term.key) is not None
    unit = value.measure_unit
    return (
        value.scope is not None
        and unit is not None
        and unit.dimension in _RELATIVE
        and policy.pattern("value_changes").search(term.key) is not None
    )


def _stays_as_known(value: TargetValue, indicator: IndicatorSubject, policy: Policy) -> bool:
    """Whether something shall stay as it is: no figure is asked for, last year's is at hand."""
    base = value.baseline
    if base is None or (value.kind != "reference" and value.number is not None):
        return False
    # 不高于上年 is at hand for what the name measures, 「不低于上年标准」 for nothing.
    return base.year is None or (
        base.year == "last_year" and measure_of(indicator.measure_key, policy) is not None
    )


def _stands_in_goal(indicator: IndicatorSubject, policy: Policy) -> bool:
    """Whether the goal tells how it was, in a clause that speaks of what the name measures."""
    name = set(indicator.measure_key)
    return any(
        policy.pattern("value_bases_in_goals").search(clause) is not None
        and len(name.intersection(clause)) >= _SHARED * len(name)
        for clause in _CLAUSES.split(indicator.project.objective_key)
    )
