"""IND104 count-under-quality."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.checking.by_text import by_text
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed, refiled, suggested
from jixiao.checking.rules.indicator._name import head, word
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue

_COUNTED = frozenset({"count", "occasions"})
_DONE = _COUNTED | {"area"}
_WORKED = frozenset({"duration", "work"})
# 逐户验收, 600座全部合格: all of them are good, so many is no count of work.
_ALL_GOOD = re.compile(
    r"(?:全部|均|都|全数|逐[一-鿿]{1,2})[^,;。]{0,8}(?:合格|达标|通过|优良|完好|规范|合规|符合|签字|确认|持证|达到|做到|具备)"
    r"|(?:一次|1次)[^,;。]{0,6}(?:通过|合格)|合格(?:及|或)?以上"
)
_SHORT = frozenset({"分钟", "秒"})  # how long a play or a talk lasts is no amount of work
_EACH_MOMENT = ("/小时", "/分钟", "/分", "/秒", "/h", "/min", "/s")
_UPPER_BOUNDS = frozenset({"at_most", "less_than"})
_TO_BE_REACHED = frozenset({"at_least", "more_than"})
_AMOUNTS = _TO_BE_REACHED | {"exactly"}


@rule("IND104", since="0.2", classes=("12",))
def count_under_quality(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """质量指标填的是数量或金额。

    质量指标回答“做到什么标准”；多少次、多少家、多少钱说的是数量。

    Not allowed:
        1、1-产出指标；12-质量指标；展板数量；实施周期指标值:无；年度指标值:>10。

        1、1-产出指标; 12-质量指标; 成交金额; 实施周期指标值:≥5000万元; 年度指标值:≥5000万元。

        1、1-产出指标；12-质量指标；印制、派发政策宣传手册。；实施周期指标值:无；年度指标值:印制≥5000册。

        1、1-产出指标；12-质量指标；发现重大事故隐患条数；实施周期指标值:≥40条；年度指标值:≥40条。

        1、1-产出指标；12-质量指标；舞台灯光租赁天数；实施周期指标值:≥25天；年度指标值:≥25天。

    Allowed:
        1、1-产出指标；12-质量指标；场馆每周平均开放时长；实施周期指标值：≥56小时；年度指标值：≥56小时。
        2、1-产出指标；12-质量指标；设备平均无故障时长；实施周期指标值：≥2000小时；年度指标值：≥2000小时。
        3、1-产出指标；12-质量指标；剧目入选省级以上展演；实施周期指标值：≥1项；年度指标值：≥1项。

        1、1-产出指标；12-质量指标；展板验收合格率；实施周期指标值：100%；年度指标值：100%。

        1、1-产出指标；12-质量指标；施工安全事故次数；实施周期指标值：0次；年度指标值：0次。

    Known limits:
        事故、投诉、差错、返工、获奖、平均分等虽然是数，说的却是好坏，不算归错；发现、查处、受理它们至少多少件的，是工作量，算。
    """
    said = _said(policy)[indicator.name_key]
    amount = None if said is None else _amount(said, indicator.value)
    if amount is None or _ALL_GOOD.search(indicator.target_key) is not None:
        return
    what, evidence, code = amount
    yield Found(
        f"“{indicator.name}”说的是{what}，却归在{filed(indicator)}。",
        f"{evidence}{suggested(indicator, '11')}，请核对后改归；质量指标请写达到的标准，例如“验收合格率：100%”。",
        edits=refiled(indicator, code) if code else (),
    )


class _Said(NamedTuple):
    """What a name says of amounts: the words that do."""

    worked: str | None = None
    counted: str | None = None
    money: str | None = None
    cost: str | None = None
    is_work: bool = False
    of_state: bool = False
    of_faults: bool = False


@by_text
def _said(name_key: str, policy: Policy) -> _Said | None:
    """None where a folded name is of no amount, whatever the target."""
    name = head(name_key)
    if policy.pattern("ind_quality_counts").search(name):
        of_faults = policy.pattern("ind_work_on_faults").search(name) is not None
        return _Said(of_faults=True) if of_faults else None
    # 每日开放时长 is a standard that is kept.
    kept = policy.pattern("ind_time_worked_not").search(name) is not None
    words = (
        None if kept else word(policy, "ind_time_worked", name),
        word(policy, "ind_count_head", name),
        word(policy, "ind_money_head", name),
        word(policy, "ind_cost_head", name),
    )
    of_state = policy.pattern("ind_property_head").search(name) is not None
    if not name or (of_state and words == (None, None, None, None)):
        return None
    is_work = policy.pattern("ind_work_start").search(name) is not None
    return _Said(*words, is_work=is_work, of_state=of_state)


def _amount(said: _Said, value: TargetValue | None) -> tuple[str, str, str | None] | None:
    """What is asked for instead of quality, what tells it, and the class that it belongs to."""
    # Nobody wants none, or as few as can be, of what is worth counting: 错发 不超过2次.
    if value is not None and (value.number == 0 or _is_kept_low(value)):
        return None
    if said.of_faults:
        if value is None or not _counts_work(value):
            return None
        return "数量", f"指标值“{value.text}”是个数，更像", "11"
    if said.worked and value is not None and _is_time_worked(value):
        return "数量", f"名称中有“{said.worked}”，指标值“{value.text}”是总量，更像", "11"
    if said.counted and not _is_speed(value):
        return "数量", f"名称中有“{said.counted}”，更像", "11"
    if said.money:
        return "金额", f"名称中有“{said.money}”，可以改归效益指标，或者", None
    if value is None:
        return None
    unit = value.measure_unit
    if said.cost and unit is not None:
        if not (unit.dimension or "").startswith("money"):
            return None
        return "金额", f"名称中有“{said.cost}”，可以改归成本指标，或者", None
    if not value.number or said.of_state:
        return None
    if not (said.is_work if unit is None else unit.dimension in _COUNTED):
        return None
    return "数量", f"指标值“{value.text}”是个数，更像", "11"


def _is_kept_low(value: TargetValue) -> bool:
    unit = value.measure_unit
    return value.kind in _UPPER_BOUNDS and unit is not None and unit.dimension in _COUNTED


def _is_time_worked(value: TargetValue) -> bool:
    """租赁天数≥25天: days that work goes on in all."""
    unit = value.measure_unit
    return (
        value.kind in _AMOUNTS
        and unit is not None
        and unit.dimension in _WORKED
        and unit.canonical not in _SHORT
    )


def _is_speed(value: TargetValue | None) -> bool:
    """换气次数 15次/小时: how often in a short time is a property of a machine or a room."""
    unit = None if value is None else value.measure_unit
    return unit is not None and unit.text.endswith(_EACH_MOMENT)


def _counts_work(value: TargetValue) -> bool:
    """发现隐患≥40条: how many faults are to be found at least is no standard of quality."""
    unit = value.measure_unit
    return value.kind in _TO_BE_REACHED and unit is not None and unit.dimension in _DONE
