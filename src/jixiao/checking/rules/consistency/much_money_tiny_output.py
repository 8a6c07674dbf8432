"""CON005 much-money-tiny-output."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.model import TargetValue

_LOWER = ("at_least", "more_than")
_COUNTS = ("count", "occasions", "number", None)
_SIZES = ("area", "length", "volume", "mass")


@rule("CON005", since="0.2", needs=("amount_unit",))
def much_money_tiny_output(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """资金很多，产出指标值很小。

    几千万元只要求支持“10家以上”，指标约束不了资金，也看不出钱用在多少对象上。

    Not allowed:
        项目：批发零售业稳增长措施专项资金 | 2220.00
        1、1-产出指标；11-数量指标；支持企业数量；实施周期指标值：10家以上；年度指标值：10家以上。

    Allowed:
        项目：商务发展专项资金 | 500.00
        1、1-产出指标；11-数量指标；拨付企业数；实施周期指标值：≥30家；年度指标值：≥30家。

        项目：文物修缮 | 1340.00
        1、1-产出指标；11-数量指标；修缮文物保护单位；实施周期指标值：3处；年度指标值：3处。

    Known limits:
        界限是数据，没有官方标准，应按当地标准或同类项目替换；不看单位造价本来就高的工程、设备，也不看写明只给一家企业的扶持。
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
        if not much and first.kind not in _LOWER:
            continue
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


def _text(one: IndicatorSubject) -> str:
    target = one.annual or one.period
    return target.text if target is not None else ""
