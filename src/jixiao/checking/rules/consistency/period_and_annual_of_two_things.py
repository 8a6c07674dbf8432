"""CON010 period-and-annual-of-two-things."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue
from jixiao.text import fold

_WORDS = frozenset({"scope", "condition", "words", "name", "note", "reference", "anchor"})
_SAYS_NOTHING = frozenset({"not_stated", "not_understood", "yes_no"})
_PAIR = 2
_LEAST = 6
_AMOUNTS = frozenset({"count", "occasions", "money"})
_COUNTED = frozenset({"count", "occasions"})
_MEASURED = frozenset({"area", "length", "mass", "volume"})
_IN_WORDS = frozenset({"qualitative", "reference", "deadline"})
_LEAST_BESIDE_NUMBER = 4
_OF_EFFECTS = ("2", "3")
_RATE = ("率", "度", "比例", "占比")
_MARKS = re.compile(r"[^\w]|[0-9_]")


@rule("CON010", since="0.2", facts=("two_values",))
def period_and_annual_of_two_things(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """实施周期指标值和年度指标值说的不是一件事。

    年度指标值应是实施周期指标值在本年的部分；两者各说各的，就看不出本年完成了多少。

    Not allowed:
        2、1-产出指标；12-质量指标；资金使用要求；实施周期指标值：其中80%以上帮扶资金用于产业合作园区发展。；年度指标值：100%完成经费筹集及划拨。

        2、1-产出指标；12-质量指标；新媒体传播力度；实施周期指标值：短视频按方案投放渠道；年度指标值：完成景区导览图印制20000份。

        1、1-产出指标；11-数量指标；宣传活动；实施周期指标值：举办讲座20场；年度指标值：发放手册5000份。

    Allowed:
        1、1-产出指标；12-质量指标；建设进度；实施周期指标值：全部竣工验收；年度指标值：完成主体工程。

        1、1-产出指标；11-数量指标；编制报告数量；实施周期指标值：季度报告4份，年度报告1份；年度指标值：季度报告3份。

        1、1-产出指标；11-数量指标；走访企业数量；实施周期指标值：不少于20家；年度指标值：不少于15家。

    Known limits:
        看两个值有没有共同的词，换了说法而意思相同的会误报，所以没有数字的只作提示，一个值说的是另一件东西有多少（“年度：印制导览图20000份”）的除外；效益值一个是数、一个是另做的工作（“建立约谈机制”）、用词又全不相同的也说；短的定性值不比较；分阶段建设的（先主体、后验收）不算。
    """
    if len(indicator.terms) != _PAIR:
        return
    period, annual = indicator.terms
    one, other = period.value, annual.value
    if one.kind in _SAYS_NOTHING or other.kind in _SAYS_NOTHING:
        return
    if indicator.name_key in (period.whole_key, annual.whole_key):
        return
    first = _words(one)
    words = first, _words(other) if first else ""
    sure = _units_of_two_kinds(one, other, indicator, policy) or (
        words[1] != "" and _count_two_things(one, other, words, indicator, policy)
    )
    two = (
        sure or _speak_of_two_things(words, policy) or _is_other_work(indicator, one, other, policy)
    )
    if two and not _are_stages(indicator, policy):
        strange = _counts_something_else(indicator, one, other)
        yield Found(
            f"实施周期指标值“{period.text}”和年度指标值“{annual.text}”说的不是一件事。",
            "请让两个值考核同一内容：年度指标值写本年完成的部分；两件事都要考核的，请拆成两个指标。",
            at=(*period.at, *annual.at),
            # Two sentences may say the same in other words.
            lighter=not strange
            and (
                not sure
                or None in (one.number, other.number)
                or (one.number, one.measure_unit) == (other.number, other.measure_unit)
            ),
        )


def _counts_something_else(
    indicator: IndicatorSubject, one: TargetValue, other: TargetValue
) -> bool:
    """A sentence, then so many of a thing of which neither it nor the name speaks."""
    if (one.number is None) == (other.number is None):
        return False
    sentence, counted = (one, other) if one.number is None else (other, one)
    unit = counted.measure_unit
    if unit is None or unit.dimension not in _COUNTED:
        return False
    said = _words(counted)
    about = _pairs(_words(sentence)) | _pairs(indicator.name_key)
    return len(said) >= _LEAST_BESIDE_NUMBER and about.isdisjoint(_pairs(said))


def _is_other_work(
    indicator: IndicatorSubject, one: TargetValue, other: TargetValue, policy: Policy
) -> bool:
    """与货运企业建立约谈机制, then so many accidents: an effect is measured, and other work is said."""
    if indicator.level not in _OF_EFFECTS or (one.number is None) == (other.number is None):
        return False
    sentence, measured = (one, other) if one.number is None else (other, one)
    unit = measured.measure_unit
    if (
        sentence.kind != "qualitative"
        or unit is None
        or unit.dimension == "duration"
        or (unit.dimension == "ratio" and not indicator.name_key.endswith(_RATE))
    ):
        return False
    said, name = _words(sentence), indicator.name_key
    return (
        policy.pattern("consistency_sets_to_work").search(said) is not None
        and policy.pattern("consistency_stages").search(said) is None
        and policy.pattern("consistency_progress").search(name) is None
        and _pairs(said).isdisjoint(_pairs(name) | _pairs(_words(measured)))
    )


def _units_of_two_kinds(
    one: TargetValue, other: TargetValue, indicator: IndicatorSubject, policy: Policy
) -> bool:
    first, second = one.measure_unit, other.measure_unit
    if first is None or second is None or first.from_ == "name" or second.from_ == "name":
        return False
    if first.dimension == second.dimension:
        return False
    kinds = {first.dimension, second.dimension}
    if kinds <= _MEASURED:
        return True
    if second.dimension == "ratio" and policy.pattern("consistency_progress").search(
        indicator.name_key
    ):
        return False  # half of the one thing is done this year
    return "ratio" in kinds and not kinds.isdisjoint(_AMOUNTS)


def _are_stages(indicator: IndicatorSubject, policy: Policy) -> bool:
    """Whether both are stages of one work: 完成主体工程 this year, 竣工验收 in the end."""
    stages = policy.pattern("consistency_stages")
    return (
        stages.search(indicator.period_key) is not None
        and stages.search(indicator.annual_key) is not None
    )


def _count_two_things(
    one: TargetValue,
    other: TargetValue,
    words: tuple[str, str],
    indicator: IndicatorSubject,
    policy: Policy,
) -> bool:
    """发放手册5000份, then 举办讲座20场: what stands beside the numbers has nothing in common."""
    if one.number is None or other.number is None:
        # What is built by stages has a number in the end; an effect has it all along.
        if indicator.level != "2" or {one.kind, other.kind} <= _IN_WORDS:
            return False
        same_unit = True
    else:
        units = [None if it.measure_unit is None else it.measure_unit.base for it in (one, other)]
        same_unit = units[0] == units[1]
    filler = policy.pattern("consistency_filler")
    first, second = (filler.sub("", it).removesuffix("率") for it in words)
    if min(len(first), len(second)) < (_LEAST_BESIDE_NUMBER if same_unit else 2):
        return False
    if same_unit:
        return set(first).isdisjoint(second)
    return _pairs(first).isdisjoint(_pairs(second))


def _speak_of_two_things(words: tuple[str, str], policy: Policy) -> bool:
    if min(map(len, words)) < _LEAST:
        return False
    pairs, others = map(_pairs, words)
    least = policy.limit("consistency_two_things") * min(len(pairs), len(others))
    return len(pairs & others) < least


def _pairs(words: str) -> set[str]:
    return {words[n : n + 2] for n in range(len(words) - 1)}


def _words(value: TargetValue) -> str:
    """What a value says beside its numbers, units and comparators."""
    said = "".join([s.text for s in value.spans if s.role in _WORDS])
    return said and _MARKS.sub("", fold(said))
