"""CON005 much-money-tiny-output."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.model import TargetValue

_LOWER = ("at_least", "more_than")
_COUNTS = ("count", "occasions", "number", None)
_EVENTS = frozenset({"场", "次", "期", "届", "班", "场次", "期次"})
_COMERS = frozenset({"人", "名", "位", "家", "户", "支", "队", "册", "份", "本", "套", "张"})
_SIZES = ("area", "length", "volume", "mass")

_Work = tuple[IndicatorSubject, Decimal, str | None]
"""A quantity with its number of things and what they are counted in."""


@rule("CON005", since="0.2", needs=("amount_unit",))
def much_money_tiny_output(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """资金很多，产出指标值很小。

    几千万元只要求支持“10家以上”，指标约束不了资金，也看不出钱用在多少对象上。

    Not allowed:
        项目：批发零售业稳增长措施专项资金 | 2220.00
        1、1-产出指标；11-数量指标；支持企业数量；实施周期指标值：10家以上；年度指标值：10家以上。

        项目：农产品区域公用品牌推介 | 390.00
        1、1-产出指标；11-数量指标；参加展销推介活动；实施周期指标值：1场；年度指标值：1场。2、1-产出指标；11-数量指标；参展企业数量；实施周期指标值：不少于2家；年度指标值：不少于2家。

    Allowed:
        项目：城市马拉松 | 1200.00
        1、1-产出指标；11-数量指标；举办马拉松赛事；实施周期指标值：1场；年度指标值：1场。2、1-产出指标；11-数量指标；参赛选手人数；实施周期指标值：2万人；年度指标值：2万人。

        项目：商务发展专项资金 | 500.00
        1、1-产出指标；11-数量指标；拨付企业数；实施周期指标值：≥30家；年度指标值：≥30家。

        项目：文物修缮 | 1340.00
        1、1-产出指标；11-数量指标；修缮文物保护单位；实施周期指标值：3处；年度指标值：3处。

    Known limits:
        界限是数据，没有官方标准，应按当地标准或同类项目替换；活动只看一两场、参加的很少、没有别的数量指标的；不看单位造价本来就高的工程、设备，也不看写明只给一家企业的扶持。
    """
    money = project.ten_thousands
    if money is None or money < policy.limit("consistency_much_each"):
        return
    tiny = policy.limit("consistency_tiny_count")
    work: list[_Work] = []
    large = False
    for one in project.outputs:
        if one.class_ != "11" or one.value is None:
            continue
        value = one.value
        first = value.parts[0] if value.parts else value
        number, unit = _counted(first), first.measure_unit
        if number is None:
            # 3550平方米 of building is no tiny output.
            large |= unit is not None and unit.dimension in _SIZES and first.number is not None
            continue
        work.append((one, number, None if unit is None else unit.text))
        if first.kind in _LOWER and 0 < number <= tiny and _is_of_recipients(one.name_key, policy):
            least = number + (first.kind == "more_than")  # more than two are three
            each = (money / least).quantize(Decimal("0.1"))
            if each >= policy.limit("consistency_much_each"):
                yield Found(
                    f"项目资金{money.normalize():f}万元，“{one.name}”只要求“{_text(one)}”，"
                    f"按下限平均每个{each}万元。",
                    "请按支持标准和上年实际数提高指标值；确实只有少数对象的，请写准确数量，并补充考核支持效果的指标。",
                    about=one,
                )
                return
    if not large and len(work) > 1:
        event = _event_for_few(work, money, policy)
        if event is not None:
            yield Found(
                f"项目资金{money.normalize():f}万元，活动只办{_all_said(work)}，平均到每个参加的对象过高。",
                "请核对场次和参加的数量；确实只有这些的，请补充能说明支出的数量指标，使产出与资金相称。",
                about=event,
            )
            return
    if money < policy.limit("consistency_much_money"):
        return
    quantities = [one for one in project.outputs if one.class_ == "11"]
    generic = policy.pattern("consistency_generic_outputs")
    if quantities and all(generic.fullmatch(one.measure_key) for one in quantities):
        yield Found(
            f"项目资金{money.normalize():f}万元，数量指标只有“{quantities[0].name}”，"
            "看不出要办多少事。",
            "请把资金要办的事逐项写成数量指标，例如修缮几处、多少平方米。",
            about=quantities[0],
            lighter=True,
        )
        return
    if large or not work:
        return
    most = max(number for _, number, _ in work)
    if not 0 < most <= policy.limit("consistency_tiny_work"):
        return
    costly = policy.pattern("consistency_costly")
    fixed = any(
        costly.search(one.name_key) or (one.value is not None and one.value.direction == "equal")
        for one, *_ in work
    )
    said = f"{project.name_key};{project.objective_key}"
    if not fixed and policy.pattern("consistency_one_recipient").search(said) is None:
        one = work[0][0]
        yield Found(
            f"项目资金{money.normalize():f}万元，数量指标最大的只有{most.normalize():f}"
            f"（如“{one.name}”“{_text(one)}”）。",
            "请把资金要办的事逐项写成数量指标，使产出与资金相称。",
            about=one,
        )


@lru_cache(4096)  # names come again and again
def _is_of_recipients(name_key: str, policy: Policy) -> bool:
    """Whether a name counts those who are given the money."""
    return policy.pattern("consistency_recipients").search(name_key) is not None


def _counted(value: TargetValue) -> Decimal | None:
    """The number of things, 1.1万人 as 11000; None where none are counted."""
    number, unit = value.number, value.measure_unit
    if number is None or value.baseline is not None:
        return None
    if unit is None:
        return number
    if unit.dimension not in _COUNTS:
        return None
    return number * unit.factor if unit.factor else number


def _event_for_few(work: list[_Work], money: Decimal, policy: Policy) -> IndicatorSubject | None:
    """The first of a meeting or two and the few who come to it, where nothing else is counted."""
    events = [(one, number) for one, number, unit in work if unit in _EVENTS]
    if not events or len(events) == len(work):
        return None
    if sum(number for _, number in events) > policy.limit("consistency_tiny_work"):
        return None
    meetings = policy.pattern("consistency_meetings")
    if not all(meetings.search(one.name_key) for one, _ in events):
        return None
    for one, number, unit in work:
        if unit in _EVENTS:
            continue
        named = policy.pattern("consistency_comers").search(one.name_key)
        if named is None or unit not in _COMERS:
            return None
        handed_out = policy.pattern("consistency_handed_out").search(one.name_key)
        each = "consistency_much_each_piece" if handed_out else "consistency_much_each"
        if number <= 0 or money / number < policy.limit(each):
            return None
    return events[0][0]


def _all_said(work: list[_Work]) -> str:
    return "、".join(f"“{one.name}”“{_text(one)}”" for one, *_ in work)


def _text(one: IndicatorSubject) -> str:
    target = one.annual or one.period
    return target.text if target is not None else ""
