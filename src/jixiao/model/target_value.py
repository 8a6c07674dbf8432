"""指标值 as typed values: what a target says, where each part stood, and how sure the reading is.

The thirteen kinds share one set of fields; what does not apply is None. Numbers are ``Decimal`` as
printed: 「15万元」 is 15 with the unit 万元. Nothing here converts a unit without being asked.
"""

import calendar
import re
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal, get_args

import msgspec

Direction = Literal["higher_is_better", "lower_is_better", "equal", "none"]
Confidence = Literal["certain", "likely", "guess"]


class Span(msgspec.Struct, frozen=True, gc=False):
    """片段: one part of the printed value; ``start`` and ``end`` count code points of its text.

    ``role`` says what the part is: comparator, number, upper, unit, per, date, duration, period,
    baseline, anchor, formula, name, scope, condition, note, grade, yes_no, reference, words, mark.
    """

    role: str
    start: int
    end: int
    text: str


class MeasureUnit(msgspec.Struct, frozen=True, gc=False, rename={"from_": "from"}):
    """计量单位: as printed, and what it means.

    ``canonical`` and ``dimension`` are None for a unit the units file does not know. ``from_``
    (JSON ``from``) is ``value`` or ``name``, where it was printed. Two units convert only where
    both have the same ``base``: one of this unit is ``factor`` of the base.
    """

    text: str
    canonical: str | None = None
    dimension: str | None = None
    from_: Literal["value", "name"] = "value"
    base: str | None = None
    factor: Decimal | None = None


class Baseline(msgspec.Struct, frozen=True, gc=False):
    """基期: the year compared with (``last_year`` where only 上年 is printed), and how.

    ``kind`` is ratio (增长6%), difference (增加5个) or no_change (不低于上年, 保持不变).
    """

    year: int | Literal["last_year"] | None
    kind: Literal["ratio", "difference", "no_change"]


class _Value(msgspec.Struct, frozen=True, gc=False, tag_field="kind"):
    """The fields of every kind.

    ``number`` is the one number, the bound, or the lower bound of ``between``; ``upper`` its upper
    bound. Of a ratio (unit 比) the number is the first term and ``upper`` the second. ``per`` is
    year, half_year, quarter, month, week, day, hour, each, cumulative, cumulative_3_years, or the
    counted thing as printed (元/家次: 家次). ``date`` is ISO 8601, only as exact as printed.
    ``scale`` and ``rank`` place a ``grade`` in its ordered vocabulary. ``spans`` partition the text.
    """

    text: str
    number: Decimal | None = None
    upper: Decimal | None = None
    lower_inclusive: bool | None = None
    upper_inclusive: bool | None = None
    comparator_stated: bool = False
    measure_unit: MeasureUnit | None = None
    date: str | None = None
    precision: str | None = None
    anchor: str | None = None
    offset: str | None = None
    baseline: Baseline | None = None
    per: str | None = None
    grade: str | None = None
    scope: str | None = None
    condition: str | None = None
    note: str | None = None
    direction: Direction = "none"
    direction_stated: bool = False
    direction_reason: str | None = None
    comparison_code: int | None = None
    confidence: Confidence = "certain"
    confidence_reason: str | None = None
    parts: "tuple[TargetValue, ...]" = ()
    spans: tuple[Span, ...] = ()
    scale: str | None = None
    rank: int | None = None

    kind: ClassVar[str] = ""
    """The tag, such as ``at_least``."""


class Exactly(_Value, frozen=True, gc=False, tag="exactly"):
    """等于: one number; no comparator, or =."""


class AtLeast(_Value, frozen=True, gc=False, tag="at_least"):
    """不少于: ≥, 以上."""


class MoreThan(_Value, frozen=True, gc=False, tag="more_than"):
    """超过: >."""


class AtMost(_Value, frozen=True, gc=False, tag="at_most"):
    """不超过: ≤, 以内."""


class LessThan(_Value, frozen=True, gc=False, tag="less_than"):
    """少于: <, 不到."""


class Between(_Value, frozen=True, gc=False, tag="between"):
    """区间: two bounds."""


class Deadline(_Value, frozen=True, gc=False, tag="deadline"):
    """期限: a date, or an ``offset`` from the event of ``anchor``.

    ``precision`` is time, day, month, quarter, half_year, year or period.
    """


class YesNo(_Value, frozen=True, gc=False, tag="yes_no"):
    """是否: 是, 否, or 无 where the name asks 有无…; the word stands in ``grade``."""


class Qualitative(_Value, frozen=True, gc=False, tag="qualitative"):
    """定性: a grade of an ordered vocabulary, or free text."""


class Reference(_Value, frozen=True, gc=False, tag="reference"):
    """引用: what has to be reached stands in a contract, an instruction, last year's figure."""


class NotStated(_Value, frozen=True, gc=False, tag="not_stated"):
    """未填: empty, or a placeholder."""


class NotUnderstood(_Value, frozen=True, gc=False, tag="not_understood"):
    """未能识别: the reason stands in ``confidence_reason``."""


class Compound(_Value, frozen=True, gc=False, tag="compound"):
    """多项: several targets; each of ``parts`` is a whole value, its spans count its own text."""


TargetValue = (
    Exactly | AtLeast | MoreThan | AtMost | LessThan | Between | Deadline | YesNo
    | Qualitative | Reference | NotStated | NotUnderstood | Compound
)  # fmt: skip

KINDS: dict[str, type[TargetValue]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(TargetValue)
}
for _tag, _kind in KINDS.items():
    _kind.kind = _tag

# 计算符号; 9 and 10 exist in official systems, their meaning is not known.
COMPARISON_CODES = {"at_least": 1, "more_than": 2, "exactly": 3, "less_than": 4, "at_most": 5}
QUALITATIVE_CODE = 6
_KIND_OF_CODE = {code: kind for kind, code in COMPARISON_CODES.items()}
_SIGNS = {1: "≥", 2: "＞", 3: "", 4: "＜", 5: "≤"}
_PLAIN_NUMBER = re.compile(
    r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]{1,18}(?:\.[0-9]{1,6})?"
)


class NotComparable(ValueError):  # noqa: N818 - says what it is, as in the message
    """无法比较: what was compared, and why it cannot be."""

    def __init__(self, one: str, other: str, problem: str) -> None:
        super().__init__(one, other, problem)
        self.one = one
        self.other = other
        self.problem = problem

    def __str__(self) -> str:
        return f"“{self.one}”与“{self.other}”无法比较：{self.problem}"


def print_value(value: TargetValue) -> str:
    """The printed text, rebuilt from the spans alone.

    >>> print_value(from_triple(1, "90", "%"))
    '≥90%'
    """
    return "".join([span.text for span in value.spans])


def convert(number: Decimal, one: MeasureUnit | None, other: MeasureUnit | None) -> Decimal:
    """A number in ``one`` unit as a number in the ``other``.

    >>> yuan = MeasureUnit("元", "元", "money", base="元", factor=Decimal(1))
    >>> convert(Decimal("1.5"), MeasureUnit("万元", "万元", "money", "value", "元", Decimal(10000)), yuan)
    Decimal('15000')

    Raises:
        NotComparable: The units differ and the units file has no factor between them.
    """
    exact = Fraction(number) * _factor(one, other)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def meets(actual: "Decimal | TargetValue", target: TargetValue) -> bool:
    """Whether an actual value reaches a target. A bare number is taken in the target's own unit.

    >>> target = from_triple(5, "5", "次")
    >>> meets(Decimal(4), target), meets(Decimal(6), target)
    (True, False)

    Raises:
        NotComparable: Other unit, other period, a kind without an order, or no number.
    """
    if isinstance(target, Deadline) and target.date is not None and isinstance(actual, _Value):
        return compare(actual, target) <= 0
    if isinstance(target, YesNo) and isinstance(actual, YesNo):
        return actual.grade == target.grade
    if isinstance(target, Qualitative) and isinstance(actual, _Value):
        return compare(actual, target) >= 0
    bound, upper = _bound(target, target)
    reached = _reached(actual, target)
    if upper is not None:
        return bound <= reached <= upper
    return {
        "exactly": reached == bound,
        "at_least": reached >= bound,
        "more_than": reached > bound,
        "at_most": reached <= bound,
        "less_than": reached < bound,
        "deadline": reached <= bound,
    }[target.kind]


def compare(one: TargetValue, other: TargetValue) -> int:
    """-1, 0 or 1: the order of two numbers (bounds by their number), dates or grades.

    >>> compare(from_triple(1, "90", "%"), from_triple(3, "80", "%"))
    1

    Raises:
        NotComparable: Other unit, other period, or nothing that has an order.
    """
    if one.number is None and one.date is not None and other.date is not None:
        first, second = _last_day(one.date), _last_day(other.date)
        if len(first) != len(second):  # each form has its own length
            raise NotComparable(one.text, other.text, "日期的写法不同，缺年份或月份。")
        return (first > second) - (first < second)
    if one.number is None and one.grade is not None and one.kind == other.kind:
        if one.grade == other.grade:
            return 0
        if one.rank is None or other.rank is None or one.scale != other.scale:
            raise NotComparable(one.text, other.text, "不在同一个有序词表中。")
        return (one.rank > other.rank) - (one.rank < other.rank)
    bound, upper = _bound(other, other)
    number = _reached(one, other)
    if upper is not None:
        raise NotComparable(one.text, other.text, "区间没有唯一的数。")
    return (number > bound) - (number < bound)


def _reached(actual: "Decimal | TargetValue", target: TargetValue) -> Fraction:
    if isinstance(actual, Decimal):
        return Fraction(actual)
    number, upper = _bound(actual, target)
    if upper is not None:
        raise NotComparable(actual.text, target.text, "区间没有唯一的数。")
    if actual.per not in (None, target.per):
        raise NotComparable(actual.text, target.text, "计量的周期不同。")
    if actual.baseline is not None and actual.baseline != target.baseline:
        raise NotComparable(actual.text, target.text, "比较的基期不同。")
    try:
        return number * _factor(actual.measure_unit, target.measure_unit)
    except NotComparable as error:
        raise NotComparable(actual.text, target.text, error.problem) from None


def _bound(value: TargetValue, target: TargetValue) -> tuple[Fraction, Fraction | None]:
    if value.number is None or isinstance(value, Compound):
        raise NotComparable(value.text, target.text, "没有可以比较的数。")
    number = Fraction(value.number)
    if value.upper is None:
        return number, None
    if isinstance(value, Between):
        return number, Fraction(value.upper)
    if value.upper == 0:
        raise NotComparable(value.text, target.text, "比的后项是零。")
    return number / Fraction(value.upper), None


def _factor(one: MeasureUnit | None, other: MeasureUnit | None) -> Fraction:
    if one == other:
        return Fraction(1)
    if one is None or other is None:
        named = one or other
        assert named is not None
        raise NotComparable(
            one.text if one else "（无单位）", other.text if other else "（无单位）",
            f"一方没有计量单位，另一方是“{named.text}”。",
        )  # fmt: skip
    if one.canonical is None or other.canonical is None:
        if one.text == other.text:
            return Fraction(1)
    elif one.canonical == other.canonical:
        return Fraction(1)
    elif one.base == other.base and one.factor and other.factor:
        return Fraction(one.factor) / Fraction(other.factor)
    same = one.dimension is not None and one.dimension == other.dimension
    problem = "没有换算关系" if same else "不是同一类量"
    raise NotComparable(one.text, other.text, f"计量单位“{one.text}”与“{other.text}”{problem}。")


def _last_day(date: str) -> str:
    """The last day or minute a date of any precision still covers, in one comparable form."""
    end = date.rpartition("/")[2]
    if end.startswith(("T", "---")):
        return end
    if end.startswith("--"):
        month = end[2:4]
        return end if len(end) > 4 else f"{end}-{calendar.monthrange(2024, int(month))[1]:02}"
    year, *rest = end.split("-")
    if not rest:
        return f"{year}-12-31"
    if len(rest) == 1:
        return f"{end}-{calendar.monthrange(int(year), int(rest[0]))[1]:02}"
    return end


def to_triple(value: TargetValue) -> tuple[int | None, str, str]:
    """计算符号, 指标值 and 计量单位 of the official forms; a compound has one for each part.

    A kind without a number gives its text; the code is None where the forms have none.

    >>> to_triple(from_triple(1, "1,200", "家"))
    (1, '1,200', '家')
    """
    code = value.comparison_code
    if isinstance(value, Qualitative | NotStated | NotUnderstood):
        unit = "".join(span.text for span in value.spans if span.role == "unit")
        return code, "".join(s.text for s in value.spans if s.role != "unit"), unit
    if value.number is None or code not in _KIND_OF_CODE:
        return code, print_value(value), ""
    printed = "".join(span.text for span in value.spans if span.role == "number")
    number = printed if _PLAIN_NUMBER.fullmatch(printed) else str(value.number)
    if value.upper is not None:
        number = f"{number}:{value.upper}"
    return code, number, value.measure_unit.text if value.measure_unit else ""


def from_triple(code: int | None, value: str, unit: str | MeasureUnit | None = None) -> TargetValue:
    """The value of an official triple; ``to_triple`` gives the same triple back.

    A unit given as text has no canonical name: look it up first
    (``jixiao.understanding.target_value.known_unit``). A code whose meaning is not known, or a
    number that is none, gives ``not_understood``.

    >>> from_triple(9, "3", "家").kind, to_triple(from_triple(9, "3", "家"))
    ('not_understood', (9, '3', '家'))
    """
    measure = MeasureUnit(unit) if isinstance(unit, str) and unit else unit or None
    assert not isinstance(measure, str)
    kind = _KIND_OF_CODE.get(code or 0)
    readable = kind is not None and _PLAIN_NUMBER.fullmatch(value) is not None
    role = "number" if readable else "grade" if code == QUALITATIVE_CODE else "words"
    parts = [("comparator", _SIGNS.get(code or 0, "") if readable else ""), (role, value)]
    parts.append(("unit", measure.text if measure else ""))
    spans: list[Span] = []
    start = 0
    for part, text in parts:
        if text:
            spans.append(Span(part, start, start + len(text), text))
            start += len(text)
    text = "".join(span.text for span in spans)
    if kind is None or not readable:
        grade = value if code == QUALITATIVE_CODE else None
        made = Qualitative if code == QUALITATIVE_CODE else NotUnderstood
        reason = None if grade else "计算符号或指标值不能识别"
        return made(
            text, grade=grade, measure_unit=measure, comparison_code=code,
            confidence_reason=reason, spans=tuple(spans),
        )  # fmt: skip
    return KINDS[kind](
        text,
        number=Decimal(value.replace(",", "")),
        lower_inclusive={1: True, 2: False}.get(code or 0),
        upper_inclusive={5: True, 4: False}.get(code or 0),
        comparator_stated=code != COMPARISON_CODES["exactly"],
        measure_unit=measure,
        direction_reason="由计算符号导入，未推断方向",
        comparison_code=code,
        spans=tuple(spans),
    )
