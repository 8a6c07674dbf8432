"""IND107 work-under-benefit."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed, suggested
from jixiao.checking.rules.indicator._name import are_paying, head
from jixiao.checking.rules.value._direction import is_bad_thing
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.model import TargetValue

_MANY = 4096  # names, which come again and again
# What people asked for is settled: they feel it.
_SETTLED = re.compile(
    r"(?:诉求|工单|事项|投诉|来访|信访|热线|举报|求助|咨询|来信|建议|提案|留言|[交督承]办件|批示件|信访件)[一-鿿0-9]{0,12}办结率$"
)
_COUNTED = frozenset({"count", "occasions"})
_UPPER_BOUNDS = frozenset({"at_most", "less_than"})


def _may_count_pieces(term: Term, policy: Policy) -> bool:
    unit = term.value.measure_unit
    return unit is not None and unit.text in policy.words("ind_work_units")


@rule(
    "IND107",
    since="0.2",
    words=("ind_work_count", "ind_work_completed", "ind_work_start", "ind_work_named"),
    stated=_may_count_pieces,
    classes=("2",),
)
def work_under_benefit(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """效益指标填的是所做的工作，不是效果。

    报道几次、检查几次、办了几份证，是产出；效益要说明由此带来的变化。

    Not allowed:
        1、2-效益指标; 22-社会效益; 工作报道次数; 实施周期指标值:≥20次; 年度指标值:≥20次。

        1、2-效益指标; 22-社会效益; 项目评审完成率; 实施周期指标值:100%; 年度指标值:100%。

        1、2-效益指标；22-社会效益；落实结对帮扶工作；实施周期指标值:无；年度指标值:按要求落实结对帮扶工作。

    Allowed:
        1、2-效益指标；21-经济效益；新增限额以上批零住餐企业入库数量；实施周期指标值：不小于35家；年度指标值：不小于35家。

        1、2-效益指标；22-社会效益；带动就业人数；实施周期指标值：≥3000人；年度指标值：≥3000人。

        1、2-效益指标；22-社会效益；市级以上赛事奖牌数；实施周期指标值：≥12枚；年度指标值：≥12枚。

        1、2-效益指标；24-可持续影响；连续活动满一年的亲子共读小组数；实施周期指标值：≥20个；年度指标值：≥20个。
        2、2-效益指标；24-可持续影响；建立维修资金续筹制度的小区数；实施周期指标值：3个；年度指标值：3个。
        3、2-效益指标；24-可持续影响；数字化副本异地备份套数；实施周期指标值：2套；年度指标值：2套。

        1、2-效益指标；24-可持续影响；史料数据库更新与开放；实施周期指标值：每季度更新1次；年度指标值：每季度更新1次。

    Known limits:
        靠名称中的词，和“次”“张”“块”等数做了多少件的单位判断：说到带动、吸引、新增、受益、减少等变化的不算，多少村、多少学校做到了的占比也不算；所得的奖牌、荣誉，可持续影响下建立了制度、坚持满多久、异地备份的也不算。诉求、工单的办结率为较轻的程度。只在指标值里罗列工作的不查。
    """
    value = indicator.value
    unit = None if value is None else value.measure_unit
    counted = unit is not None and unit.dimension in _COUNTED and bool(value and value.number)
    found = _work(indicator.name_key, policy, counted, indicator.class_ == "24")
    if found is None or _is_kept_low(value) or _is_others_quality(indicator, policy):
        return
    said, code = found
    if said is not None:
        evidence = f"名称中有“{said}”"
    elif unit is not None and unit.text in policy.words("ind_work_units"):
        # 信息卡制作 88张, 例会 12次: how many were made or held.
        evidence = f"指标值的单位是“{unit.text}”"
    else:
        return
    yield Found(
        f"“{indicator.name}”是所做的工作，不是效果，却归在{filed(indicator)}。",
        f"{evidence}，更像{suggested(indicator, code)}，请核对后改归；效益请写带来的变化，例如“政策知晓率：≥90%”“带动就业人数：50人”。",
        lighter=_SETTLED.search(head(indicator.name_key)) is not None,
    )


@lru_cache(_MANY)
def _work(
    name_key: str, policy: Policy, counted: bool, lasting: bool
) -> tuple[str | None, str] | None:
    """The words of a folded name that say work, and the class it belongs to; None where it is none.

    Without words, the unit may tell. ``counted`` is whether the target is a number of something,
    ``lasting`` whether it is filed under 可持续影响.
    """
    name = head(name_key)
    if not name or policy.pattern("ind_share_of_places").search(name):
        return None
    # An honour won, or what goes on after the work.
    if policy.pattern("ind_honours").search(name) or (
        lasting and policy.pattern("ind_kept_up").search(name)
    ):
        return None
    if "满意" in name and not policy.pattern("ind_satisfaction_survey").search(name):
        return None
    code = "11"
    # Counted work at the end of a name: 「就业培训人次」 is training, not employment.
    found = policy.pattern("ind_work_named").search(name) if counted else None
    if found and policy.pattern("ind_work_received").search(name):
        found = None
    count = policy.pattern("ind_work_count").search(name)
    begun = count and policy.pattern("ind_work_start").search(name)
    if found is None and not begun and policy.pattern("ind_effect").search(name):
        return None
    found = found or count
    if found is None and not lasting:
        found = policy.pattern("ind_work_completed").search(name)
        if found is not None and policy.pattern("ind_result_completed").search(name):
            return None
        if found is not None and policy.pattern("ind_timely").search(name):
            code = "13"
        elif found is not None and policy.pattern("ind_rate_head").search(name):
            code = "12"
    found = found or policy.pattern("ind_work_start").search(name)
    if found is None and (
        policy.pattern("ind_used").search(name) or policy.pattern("ind_property_head").search(name)
    ):
        return None
    if (
        policy.pattern("ind_work_outcome").search(name)
        or are_paying(policy)[name]
        or policy.pattern("ind_compliance").search(name)
        or is_bad_thing(name, policy)
    ):
        return None
    return None if found is None else found[0], code


def _is_others_quality(indicator: IndicatorSubject, policy: Policy) -> bool:
    """验收合格率 of works that the project supervises and others build: what it is for."""
    return (
        policy.pattern("ind_pass_rate").search(indicator.name_key) is not None
        and policy.pattern("ind_supervision").search(indicator.project.name_key) is not None
    )


def _is_kept_low(value: TargetValue | None) -> bool:
    """Nobody wants less of the work done: zero or an upper bound is set for what is unwanted."""
    return value is not None and (value.kind in _UPPER_BOUNDS or value.number == 0)
