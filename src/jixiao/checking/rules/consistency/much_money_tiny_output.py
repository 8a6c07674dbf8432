"""CON005 much-money-tiny-output."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.model import TargetValue

_LOWER = ("at_least", "more_than")
_COUNTS = ("count", "occasions", "number", None)
_EVENTS = frozenset({"场", "次", "期", "届", "班", "场次", "期次"})
_COMERS = frozenset({"人", "名", "位", "家", "户", "支", "队", "册", "份", "本", "套", "张"})
_SIZES = ("area", "length", "volume", "mass")


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
    much = money >= policy.limit("consistency_much_money")
    work: list[tuple[IndicatorSubject, Decimal]] = []
    large = False
    for one in project.outputs:
        value = one.value
        if value is None or one.class_ != "11":
            continue
        first = value.parts[0] if value.parts else value
        number = _counted(first)
        if number is None:
            unit = first.measure_unit
            # 3550平方米 of building is no tiny output.
            large |= unit is not None and unit.dimension in _SIZES and first.number is not None
            continue
        work.append((one, number))
        if first.kind in _LOWER and 0 < number <= policy.limit("consistency_tiny_count"):
            least = number + (first.kind == "more_than")  # more than two are three
            each = (money / least).quantize(Decimal("0.1"))
            recipients = policy.pattern("consistency_recipients").search(one.name_key)
            if recipients and each >= policy.limit("consistency_much_each"):
                yield Found(
                    f"项目资金{money.normalize():f}万元，“{one.name}”只要求“{_text(one)}”，"
                    f"按下限平均每个{each}万元。",
                    "请按支持标准和上年实际数提高指标值；确实只有少数对象的，请写准确数量，并补充考核支持效果的指标。",
                    about=one,
                )
                return
    if not large:
        event = _event_for_few(work, money, policy)
        if event is not None:
            yield Found(
                f"项目资金{money.normalize():f}万元，活动只办{_all_said(work)}，平均到每个参加的对象过高。",
                "请核对场次和参加的数量；确实只有这些的，请补充能说明支出的数量指标，使产出与资金相称。",
                about=event,
            )
            return
    if not much:
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
    most = max(number for _, number in work)
    if not 0 < most <= policy.limit("consistency_tiny_work"):
        return
    costly = policy.pattern("consistency_costly")
    fixed = any(
        costly.search(one.name_key) or (one.value is not None and one.value.direction == "equal")
        for one, _ in work
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


def _counted(value: TargetValue) -> Decimal | None:
    """The number of things, 1.1万人 as 11000; None where none are counted."""
    unit = value.measure_unit
    dimension = unit.dimension if unit is not None else None
    if value.number is None or dimension not in _COUNTS or value.baseline is not None:
        return None
    return value.number * (unit.factor if unit is not None and unit.factor else 1)


def _event_for_few(
    work: list[tuple[IndicatorSubject, Decimal]], money: Decimal, policy: Policy
) -> IndicatorSubject | None:
    """The first of a meeting or two and the few who come to it, where nothing else is counted."""
    events = [pair for pair in work if _unit(pair[0]) in _EVENTS]
    comers = [pair for pair in work if _unit(pair[0]) not in _EVENTS]
    if (
        not events
        or not comers
        or sum(number for _, number in events) > policy.limit("consistency_tiny_work")
    ):
        return None
    meetings = policy.pattern("consistency_meetings")
    if not all(meetings.search(one.name_key) for one, _ in events):
        return None
    for one, number in comers:
        named = policy.pattern("consistency_comers").search(one.name_key)
        if named is None or _unit(one) not in _COMERS:
            return None
        handed_out = policy.pattern("consistency_handed_out").search(one.name_key)
        each = "consistency_much_each_piece" if handed_out else "consistency_much_each"
        if number <= 0 or money / number < policy.limit(each):
            return None
    return events[0][0]


def _unit(one: IndicatorSubject) -> str | None:
    value = one.value
    first = value.parts[0] if value is not None and value.parts else value
    unit = None if first is None else first.measure_unit
    return None if unit is None else unit.text


def _all_said(work: list[tuple[IndicatorSubject, Decimal]]) -> str:
    return "、".join(f"“{one.name}”“{_text(one)}”" for one, _ in work)


def _text(one: IndicatorSubject) -> str:
    target = one.annual or one.period
    return target.text if target is not None else ""
