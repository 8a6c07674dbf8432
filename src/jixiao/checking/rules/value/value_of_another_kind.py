"""VAL009 value-of-another-kind."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from jixiao.checking.by_text import by_text
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import (
    RATES,
    is_question,
    measure_of,
    things_by_unit,
    unit_in_name,
    units_against,
    units_of_noun,
)
from jixiao.checking.rules.value._quoting import NUMBERS, places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.checking.texts import measure_key_of

_COMPOSED = re.compile("公里|海里|千米|小时|工时|时$|天|日$|班$|年$|月$")
_NO_THING = re.compile("(?:任务|工作|工程|项目|总|完成)*(?:数量?|个数|规模|量)?")
_NUMBERS = frozenset(NUMBERS)
_THINGS = frozenset({"count", "occasions"})
_MEASURED = frozenset({"area", "length", "mass", "volume"})
_COUNTABLE = _THINGS | _MEASURED
_COUNTED_THINGS = _COUNTABLE | {"work"}
_NO_ANSWERS = frozenset({"qualitative", "reference", "deadline", "compound", *NUMBERS})
_OTHER_KINDS = frozenset({"deadline", "yes_no"})
_NO_UNITS: frozenset[str] = frozenset()


class _Asked(NamedTuple):
    """What a name asks for: no number of these dimensions, and none of these kinds.

    A value that meets ``unless`` answers all the same.
    """

    what: str
    example: str
    dimensions: frozenset[str]
    kinds: frozenset[str]
    unless: str | None = None


class _Counting(NamedTuple):
    """What a name says that is counted, each with units or dimensions; None where it says nothing."""

    noun: tuple[str, frozenset[str]] | None
    """Counted in one of these units."""
    thing: tuple[str, frozenset[str]] | None
    """Not measured in one of these dimensions."""
    against: tuple[str, frozenset[str]] | None
    """Not counted in one of these units."""
    others: bool
    """Whether a unit that counts few things tells that it is something else."""


_NOTHING = _Counting(None, None, None, others=False)
_QUESTION = _Asked("是或否", "是", frozenset(), _NO_ANSWERS, "value_answers")
_ON_TIME = _Asked(
    "是否按时", "每月10日前", _THINGS | {"money", "count/year", "count/month"}, frozenset()
)
_COUNT = _Asked(
    "数量",
    "≥20家",
    frozenset({"ratio", "percentage_points", "money", "duration"}),
    _OTHER_KINDS,
    "value_growth_words",
)
_SATISFACTION = _Asked(
    "满意度",
    "≥90%",
    _THINGS | _MEASURED | {"money", "duration"},
    _OTHER_KINDS | {"reference", "qualitative"},
    "value_shares_in_words",
)
_ASKED = {
    "value_rate_names": _Asked(
        "比率", "≥95%", _THINGS | _MEASURED | {"money", "duration"},
        _OTHER_KINDS | {"qualitative", "reference"}, "value_shares_in_words",
    ),
    "value_satisfaction_names": _SATISFACTION,
    "value_length_of_time_names": _Asked(
        "时长", "≥3年", _THINGS | _MEASURED | {"money", "ratio"},
        frozenset({"yes_no", "qualitative"}), "value_lengths_of_time",
    ),
    "value_time_names": _Asked(
        "时间", "6月30日前", _THINGS | _MEASURED | {"money", "ratio"}, frozenset({"yes_no"}),
        "value_times_in_words",
    ),
    "value_count_names": _COUNT,
    "value_money_names": _Asked(
        "金额", "≥500万元", _THINGS | _MEASURED | {"duration"}, _OTHER_KINDS
    ),
    "value_quality_names": _Asked(
        "质量", "优良", _THINGS | {"money", "length"}, frozenset(), "value_faults",
    ),
    "value_area_names": _Asked(
        "面积", "≥900平方米", _THINGS | {"money", "duration", "length", "volume", "mass", "ratio"},
        frozenset(),
        "value_growth_words",
    ),
    "value_distance_names": _Asked(
        "长度", "≥3公里", _THINGS | {"money", "duration", "area", "volume", "mass", "ratio"},
        frozenset(),
        "value_growth_words",
    ),
    "value_space_names": _Asked(
        "体积", "≥2万立方米", _THINGS | {"money", "duration", "length", "area", "ratio"},
        frozenset(),
    ),
    "value_carried_names": _Asked(
        "数量", "≥20万吨",
        frozenset({"ratio", "percentage_points", "money", "duration", "area", "length"}),
        _OTHER_KINDS, "value_growth_words",
    ),
    "value_flow_names": _Asked(
        "数量", "≥20万人次", frozenset({"ratio", "percentage_points", "money", "duration"}),
        _OTHER_KINDS, "value_growth_words",
    ),
    "value_volume_names": _Asked(
        "数量", "≥2000件", frozenset({"ratio", "percentage_points", "duration"}), _OTHER_KINDS,
        "value_growth_words",
    ),
}  # fmt: skip


def _asks(name_key: str, policy: Policy) -> bool:
    return _wanted(policy)[name_key][:2] != (None, None)


@rule("VAL009", since="0.2", named=_asks)
def value_of_another_kind(indicator: IndicatorSubject, policy: Policy) -> Iterable[Found]:
    """指标值的种类与指标名称要的不是一种。

    比率要用百分数回答，数量要用个数，时间要用日期或时长，“是否”要用是或否；答非所问的指标值无法考核。

    Not allowed:
        1、2-效益指标；22-社会效益；全区企业研发投入填报数；实施周期指标值：75亿元；年度指标值：75亿元。

        1、1-产出指标；11-数量指标；补贴完成率；实施周期指标值：在规定时间内完成发放；年度指标值：在规定时间内完成发放。

        1、1-产出指标；11-数量指标；按时发放工资；实施周期指标值：发放人数12人；年度指标值：发放人数12人。

        1、1-产出指标；11-数量指标；培训人数；实施周期指标值：≥5场；年度指标值：≥5场。

        1、1-产出指标；11-数量指标；首店引进数量；实施周期指标值：20个百分点；年度指标值：20个百分点。

        1、3-满意度指标；31-服务对象满意度；服务对象满意度（%）；实施周期指标值：让群众基本满意；年度指标值：让群众基本满意。

        1、1-产出指标；11-数量指标；覆盖行政村数量；实施周期指标值：36公里；年度指标值：36公里。

        1、1-产出指标；11-数量指标；更换井盖；实施周期指标值：260平方；年度指标值：260平方。

        1、1-产出指标；11-数量指标；新增急救站点数；实施周期指标值：3辆；年度指标值：3辆。

    Allowed:
        1、1-产出指标；13-时效指标；系统故障修复响应时间；实施周期指标值：24小时；年度指标值：24小时。

        1、1-产出指标；13-时效指标；业务处理及时性；实施周期指标值：不低于95%；年度指标值：不低于95%。

        1、1-产出指标；11-数量指标；新增就业人数；实施周期指标值：比上年增长5%；年度指标值：比上年增长5%。

        1、1-产出指标；11-数量指标；硬化村道数量；实施周期指标值：24公里；年度指标值：24公里。

    Known limits:
        只看名称末尾的计量词和词表里只能数个数的人和东西（村民、井盖）；名称没有这些词的不判断。量词与名词不搭配（人数用“场”、帐篷用“床”）的程度较轻；只数少数东西的量词（辆、册、所），名称和项目名称里都没有那类东西才算。
    """
    asked, counting, others, fitting = _wanted(policy)[indicator.name_key]
    for one in indicator.terms:
        unit = one.value.measure_unit
        if one.kind in others:
            break
        if unit is not None and (
            not others.isdisjoint((unit.dimension, unit.text, unit.base))
            or (fitting is not None and unit.text not in fitting)
        ):
            break
    else:
        return ()
    found = None if asked is None else _of_another_kind(indicator, asked, policy)
    if found is None and counting is not None:
        found = _miscounted(indicator, counting, policy)
    return () if found is None else (found,)


def _of_another_kind(indicator: IndicatorSubject, asked: _Asked, policy: Policy) -> Found | None:
    wrong = [one for one in indicator.terms if _another(one, asked, indicator, policy)]
    if not wrong and asked is _SATISFACTION:
        wrong = [one for one in indicator.terms if _in_words(one, indicator, policy)]
    if not wrong:
        return None
    return Found(
        f"名称问的是{asked.what}，{quote(wrong)}答的不是。",
        f"请使名称与指标值对应：改写指标值（例如“{asked.example}”），或修改名称。",
        at=places(wrong),
    )


def _miscounted(indicator: IndicatorSubject, counting: _Counting, policy: Policy) -> Found | None:
    """墓碑 in 平方, 观众 in 场, 套数 in 次, 泵站 in 辆: a unit that does not count the thing."""
    noun, thing, against, others = counting
    terms = indicator.terms
    if noun is not None and (other := [one for one in terms if _other_thing(one, noun[1])]):
        measured = any(_dimension(one) in _MEASURED for one in other)
        return _does_not_count(noun[0], other, lighter=not measured)
    if thing is not None and (other := [one for one in terms if _base(one) in thing[1]]):
        return _does_not_count(thing[0], other, lighter=False)
    if against is not None and (other := [one for one in terms if _is_in(one, against[1])]):
        return _does_not_count(against[0], other, lighter=True)
    if others and (other := [one for one in terms if _counts_others(one, indicator, policy)]):
        return _does_not_count(indicator.name, other, lighter=True)
    return None


@cache
def _things_by_unit(
    policy: Policy,
) -> dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]]:
    """What a name says of the things that a unit counts, and what of those that are made."""
    said, made = (
        things_by_unit(policy, name) for name in ("value_unit_things", "value_unit_things_made")
    )
    return {unit: (said.get(unit), made.get(unit)) for unit in said | made}


def _counts_others(term: Term, indicator: IndicatorSubject, policy: Policy) -> bool:
    """Whether its unit counts few things, none of which the name, the project or the value says."""
    unit = term.value.measure_unit
    if unit is None or unit.dimension not in _COUNTABLE or term.value.baseline is not None:
        return False
    key = indicator.measure_key
    things, made = _things_by_unit(policy).get(unit.base or unit.text, (None, None))
    if things is None and made is None:
        return False
    said = f"{indicator.name_key};{term.value.scope or ''}"
    if things is not None and things.search(said) is None:
        return things.search(indicator.project.name_key) is None
    if made is None or made.search(said) is not None:
        return False
    # 改造数量 says nothing of what is made.
    making = policy.pattern("value_making_verbs").match(key)
    return making is not None and _NO_THING.fullmatch(key, making.end()) is None


def _is_in(term: Term, units: frozenset[str]) -> bool:
    unit = term.value.measure_unit
    return unit is not None and term.value.baseline is None and unit.text in units


def _does_not_count(noun: str, other: list[Term], *, lighter: bool) -> Found:
    return Found(
        f"名称数的是“{noun}”，{quote(other)}用的计量单位与它不搭配。",
        "请核对名称与指标值说的是不是同一件事，并统一计量单位。",
        at=places(other),
        lighter=lighter,
    )


@by_text
def _wanted(
    name_key: str, policy: Policy
) -> tuple[_Asked | None, _Counting | None, frozenset[str], frozenset[str] | None]:
    """What a folded name asks for, what it says is counted, and what may be a wrong answer to it.

    That is any of the kinds, dimensions and units in the third, and any unit that is not in the
    fourth, where there is one.
    """
    asked = _asked(name_key, policy)
    counting = _counting(name_key, asked, policy)
    noun, thing, against, _ = counting or _NOTHING
    others = _others(asked, counting and (against or ("", _NO_UNITS))[1], policy)
    return asked, counting, others, _NO_UNITS if thing else noun and noun[1]


@cache
def _others(asked: _Asked | None, against: frozenset[str] | None, policy: Policy) -> frozenset[str]:
    """Kinds and dimensions that are not asked for, and units that count other things, where any do."""
    found = _NO_UNITS if asked is None else asked.kinds | asked.dimensions
    return found if against is None else found.union(against, _things_by_unit(policy))


def _counting(name_key: str, asked: _Asked | None, policy: Policy) -> _Counting | None:
    """None where a name names its unit, or nothing that is counted."""
    if asked is not None and asked is not _COUNT:
        return None
    if unit_in_name(name_key, policy) is not None:
        return None
    key = measure_key_of(name_key)
    if asked is not None:  # all nouns that are counted end as a count does
        return _Counting(units_of_noun(key, policy), None, units_against(key, policy), others=True)
    thing = _counted(key, policy)
    if policy.pattern("value_thing_verbs").search(key) is not None:
        return _Counting(None, thing, units_against(key, policy), others=True)
    return None if thing is None else _Counting(None, thing, None, others=False)


def _counted(measure_key: str, policy: Policy) -> tuple[str, frozenset[str]] | None:
    """What is only ever counted, at the end of a folded name, and what it is not measured in."""
    thing = policy.pattern("value_only_counted").search(measure_key)
    if thing is not None:
        return thing[0], _MEASURED
    reached = policy.pattern("value_people_reached").search(measure_key)
    return None if reached is None else (reached[0], _MEASURED | {"场"})


def _base(term: Term) -> str | None:
    """The dimension of a number; 场 for what is held so often, also 万场."""
    dimension = _dimension(term)
    unit = term.value.measure_unit
    return "场" if unit is not None and unit.base == "场" and dimension in _THINGS else dimension


def _asked(name_key: str, policy: Policy) -> _Asked | None:
    # A question may end in any measure, a rate may speak of anything.
    if is_question(name_key, policy):
        return _QUESTION
    measure = measure_of(measure_key_of(name_key), policy)
    if measure in RATES and (
        policy.pattern("value_unitless_names").search(name_key)  # 万车死亡率 is a number of deaths
        or policy.pattern("measured_rates").search(name_key)  # 监测发芽率: of how many samples
    ):
        return None
    if measure is not None:
        return _ASKED[measure]
    return _ON_TIME if policy.pattern("value_on_time_names").match(name_key) else None


def _another(term: Term, asked: _Asked, indicator: IndicatorSubject, policy: Policy) -> bool:
    kind, value, unit = term.kind, term.value, term.value.measure_unit
    if kind in _NUMBERS and asked is not _QUESTION:
        # 0起 is no rate either, but nothing is nothing in every unit.
        if (
            unit is None
            or unit.dimension not in asked.dimensions
            or value.baseline is not None
            or value.number == 0
            or _has_longer_unit(term)
        ):
            return False
    # In 数量指标 VAL001 says that there is no number.
    elif (
        kind not in asked.kinds
        or (asked is _COUNT and indicator.class_ == "11")
        or (asked is _SATISFACTION and kind == "qualitative")
    ):
        return False
    return (
        asked.unless is None or policy.pattern(asked.unless).search(term.key) is None
    ) and term.key != indicator.name_key


def _has_longer_unit(term: Term) -> bool:
    """300万车公里: the unit goes on behind the 车 that was read."""
    return any(
        one.role == "unit" and behind.role == "scope" and _COMPOSED.match(behind.text)
        for one, behind in pairwise(term.value.spans)
    )


def _in_words(term: Term, indicator: IndicatorSubject, policy: Policy) -> bool:
    """满意度(%) answered in words: the brackets ask for a percentage."""
    return (
        term.kind == "qualitative"
        and unit_in_name(indicator.name_key, policy) == "%"
        and policy.pattern("value_shares_in_words").search(term.key) is None
        and term.key != indicator.name_key
    )


def _dimension(term: Term) -> str | None:
    value = term.value
    if value.kind not in _NUMBERS or value.measure_unit is None or value.baseline is not None:
        return None
    return value.measure_unit.dimension


def _other_thing(term: Term, units: frozenset[str]) -> bool:
    unit = term.value.measure_unit
    return (
        unit is not None
        and unit.text not in units
        and unit.canonical not in units
        and unit.base not in units
        and _dimension(term) in _COUNTED_THINGS
        # 栋次, 艘次, 点次: whatever is done so often is counted in 次.
        and not (unit.text.endswith("次") and "次" in units and unit.text != "人次")
    )
