"""VAL103 upper-bound-on-a-benefit."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import (
    LOWER_BOUNDS,
    RATES,
    UPPER_BOUNDS,
    is_bad_thing,
    is_bounded_rate,
    is_good_rate,
    is_percentage,
    printed_targets,
    without_note,
)
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue

_WHOLE = 100
_MOST_BAD_RATES, _MOST_BAD_SHARES = 60, 70
_ADVICE = "请写下限，例如“≥100人”“≥95%”；确实要封顶的，属于产出或成本，请改放在那里。"
_HEAD, _NEAR, _TAIL = 4, 6, 14


@rule("VAL103", since="0.2", kinds=("at_most", "less_than"))
def upper_bound_on_a_benefit(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """效益或越高越好的比率定了上限。

    效益越大越好，合格率、完好率越高越好，节约的成本越多越好，“不超过”使做得好反而完不成。按编制或控制数封顶的人数写在效益里，只作提示。

    Not allowed:
        1、2-效益指标；21-经济效益；带动就业人数；实施周期指标值：≤100人；年度指标值：≤100人。

        1、1-产出指标；11-数量指标；聘用政府雇员数量；实施周期指标值：不超过19个；年度指标值：不超过19个。
        2、2-效益指标；21-经济效益；提供就业岗位数量；实施周期指标值：不超过19个；年度指标值：不超过19个。

        1、1-产出指标；12-质量指标；设备完好率；实施周期指标值：≤95%；年度指标值：≤95%。

        1、4-成本指标；41-经济成本；每亩节约成本；实施周期指标值：≤60元；年度指标值：≤60元。

        1、1-产出指标；12-质量指标；政策范围内住院费用报销比例；实施周期指标值：≤70%；年度指标值：≤70%。

    Allowed:
        1、4-成本指标；41-经济成本；节水改造每亩成本；实施周期指标值：≤800元；年度指标值：≤800元。

        1、2-效益指标；22-社会效益；系统故障率；实施周期指标值：不高于5%；年度指标值：不高于5%。

        1、2-效益指标；23-生态效益；库区水面漂浮垃圾覆盖率；实施周期指标值：≤2%；年度指标值：≤2%。

        1、1-产出指标；11-数量指标；聘用政府雇员数量；实施周期指标值：不超过19个；年度指标值：不超过19个。

    Known limits:
        看名称末尾的词：收入、产量、受益人数一类的收获，合格、完好一类的比率，节约、降低的成本费用，报销比例、补助标准一类群众得到的好处；使用率、支付率等本来就要封顶的不算，其他名称不判断上限是否应当。
    """
    wanted: bool | None = None
    for label, target, value in printed_targets(indicator):
        if value.kind not in UPPER_BOUNDS or value.number is None:
            continue
        if _is_deadline(indicator, value, policy):
            continue
        against = _lower_bound_beside(indicator, value, policy)
        if against is not None:
            yield Found(
                f"“{indicator.name}”的{label}“{target.text}”是上限，"
                f"另一个指标值“{against.text}”却是下限，方向相反。",
                "请核对哪一个写反了；效益越大越好的，两个指标值都写下限，例如“≥100万元”。",
                at=target.at,
            )
            return
        if wanted is None:
            wanted = _is_wanted(indicator, policy) or _is_to_rise(indicator, policy)
        if not wanted and _is_high_rate(indicator, value, policy):
            yield Found(
                f"“{indicator.name}”看不出是不希望发生的事，{label}“{target.text}”却是上限，"
                "做得更好反而超出指标值。",
                _ADVICE,
                at=target.at,
            )
            return
        # 不高于100% holds always: VAL105 says so of a rate that cannot exceed it; 小于100% forbids
        # to do all of it.
        if not wanted or (
            is_percentage(value)
            and value.kind == "at_most"
            and (
                value.number > _WHOLE
                or (value.number == _WHOLE and is_bounded_rate(indicator.name_key, policy))
            )
        ):
            return
        quota = _mirrors_a_quota(indicator, value, policy)
        what = "是效益" if indicator.level in ("2", "3") else "越高越好"
        if _is_granted(indicator, policy):
            what = "是群众得到的好处"
        if _is_saved(indicator, policy):
            what = "越多越好"
        yield Found(
            f"“{indicator.name}”{what}，{label}“{target.text}”却是上限，做得更好反而超出指标值。"
            + ("它与本项目聘用人数的控制数相同，不是项目带来的效果。" if quota else ""),
            _ADVICE,
            at=target.at,
            lighter=quota,
        )


def _is_deadline(indicator: IndicatorSubject, value: TargetValue, policy: Policy) -> bool:
    """Whether it says by when, 5个工作日内启动, under a name that measures no time."""
    return (
        _dimension(value) == "duration"
        and policy.pattern("direction_long_time").search(indicator.name_key) is None
    )


def _is_wanted(indicator: IndicatorSubject, policy: Policy) -> bool:
    """Whether more of what the name measures is better."""
    name = indicator.name_key
    if "不满意" in name:
        return False
    if _is_saved(indicator, policy) or _is_granted(indicator, policy):
        return True
    if is_good_rate(name, policy):
        return policy.pattern("direction_capped_rate").search(name) is None
    if indicator.level not in ("2", "3"):
        return "满意" in name and not is_bad_thing(name, policy)
    if is_bad_thing(name, policy):
        return False
    regained = policy.pattern("direction_regained").search(name) is not None
    if not regained and "满意" not in name:
        for words in ("direction_not_benefit", "direction_bad"):
            if policy.pattern(words).search(name) is not None:
                return False
    bare = without_note(name)
    return (
        policy.pattern("direction_benefit").search(name) is not None
        or policy.pattern("direction_reached").search(bare) is not None
        or policy.pattern("direction_yield").search(bare) is not None
    )


def _is_to_rise(indicator: IndicatorSubject, policy: Policy) -> bool:
    """Whether the goal says that what the name measures shall become more.

    提高新能源车使用比重 stands in the goal of 新能源车行驶里程占比, or 安葬率提高到35% in that of 安葬率.
    """
    name, goal = without_note(indicator.name_key), indicator.project.objective_key
    if (
        not name.endswith(RATES)
        or len(name) < _HEAD
        or name[:_HEAD] not in goal
        or is_bad_thing(indicator.name_key, policy)
        or policy.pattern("direction_perhaps_unwanted").search(name) is not None
    ):
        return False
    raised = policy.pattern("direction_raised")
    for found in raised.finditer(goal):
        ahead = goal[found.end() : found.end() + _NEAR + _TAIL]
        at = ahead.find(name[:_HEAD])
        if 0 <= at <= _NEAR and policy.pattern("direction_share").search(ahead, at):
            return True
    at = goal.find(name)
    return at >= 0 and policy.pattern("direction_risen").match(goal, at + len(name)) is not None


def _is_high_rate(indicator: IndicatorSubject, value: TargetValue, policy: Policy) -> bool:
    """Whether a rate may reach 60% or 70% and more, as no bad thing may, and no word says that it is one."""
    name = without_note(indicator.name_key)
    return (
        name.endswith(RATES)
        and indicator.level != "4"
        and is_percentage(value)
        and value.number is not None
        and (_MOST_BAD_RATES if name.endswith("率") else _MOST_BAD_SHARES) <= value.number < _WHOLE
        and not is_bad_thing(indicator.name_key, policy)
        and not any(
            policy.pattern(words).search(name)
            for words in (
                "direction_perhaps_unwanted", "direction_perhaps_bad_rate",
                "direction_not_benefit", "direction_not_granted", "direction_capped_rate",
            )
        )
    )  # fmt: skip


def _is_saved(indicator: IndicatorSubject, policy: Policy) -> bool:
    """Whether the name measures what is saved; in 成本指标, too."""
    return policy.pattern("direction_saved").search(indicator.measure_key) is not None


def _is_granted(indicator: IndicatorSubject, policy: Policy) -> bool:
    """Whether the name measures what the beneficiaries get, such as 政策范围内住院费用报销比例.

    A plain standard of aid is one only as a benefit: as an output it is what the project pays.
    """
    name = indicator.measure_key
    if indicator.level not in ("1", "2") or indicator.class_ in ("13", "14"):
        return False
    if policy.pattern("direction_not_granted").search(name) is not None:
        return False
    found = policy.pattern("direction_granted").search(name)
    return found is not None and (
        indicator.level == "2" or not found[0].endswith(("标准", "金额", "次", "数", "年限"))
    )


def _lower_bound_beside(
    indicator: IndicatorSubject, value: TargetValue, policy: Policy
) -> TargetValue | None:
    """The other target of a benefit where it asks for more of the same, this one for less."""
    if indicator.level != "2" or is_bad_thing(indicator.name_key, policy):
        return None
    for _, _, other in printed_targets(indicator):
        if other.kind in LOWER_BOUNDS and _dimension(other) == _dimension(value):
            return other
    return None


def _dimension(value: TargetValue) -> str | None:
    return None if value.measure_unit is None else value.measure_unit.dimension


def _mirrors_a_quota(indicator: IndicatorSubject, value: TargetValue, policy: Policy) -> bool:
    """An output of the same project hires as many: the ceiling is its staffing quota."""
    staffing = policy.pattern("direction_staffing")
    if is_percentage(value) or staffing.search(indicator.name_key) is None:
        return False
    return any(
        other is not indicator
        and other.value is not None
        and other.value.number == value.number
        and staffing.search(other.name_key) is not None
        for other in indicator.project.outputs
    )
