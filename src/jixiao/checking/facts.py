"""What a subject is like, as bits: a rule that needs one of these facts is asked only there."""

import re
from collections.abc import Iterable
from operator import attrgetter

from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.checking.terms import Term
from jixiao.model import SubjectKind, TargetValue, level_codes
from jixiao.model.target_value import KINDS

_LACKS = {
    "no_output": ("1",),
    "no_quantity": ("11",),
    "no_quality": ("12",),
    "no_timeliness": ("13",),
    "no_cost": ("14", "4"),
    "no_benefit": ("2",),
    "no_satisfaction": ("31",),
}
NAMES: dict[SubjectKind, tuple[str, ...]] = {
    "project": (
        *_LACKS,
        "cost",  # indicators of cost
        "name_twice",  # two indicators of the same name
        "out_of_order",  # its entries are not numbered from 1 on, or something was mended there
        "with_date",  # an indicator with a date
        "with_two_numbers",  # an indicator with two targets with different words and numbers
        "year_in_name",  # an indicator named after a year of this century
        "with_count",  # an indicator that counts or measures something
        "hundreds_alone",  # no target but of 100%, or two targets of an indicator that differ
        "long_number",  # eleven digits in a row, such as a telephone number
        "number_in_goal",  # a digit in the objective
        "short_goal",  # an objective of few characters, or few more than the name has
    ),
    "indicator": (
        "differs",  # two targets with different words
        "two_values",  # two targets with different words, none of them a placeholder
        "two_numbers",  # two targets with different words, each with a number
        "begins_as_name",  # a target that begins with the same character as the name
        "missing",  # one of both targets is not printed
        "odd_levels",  # not a code with its own label on both levels, or one for the cost
        "mark_last",  # name or target ends with a punctuation mark
        "led_to",  # from one thing to another in a target: 由52%提高到55%
        "nameless",  # no name is printed
        "name_is_number",  # the name has nothing but digits
        "unitless",  # a number without a unit
        "multiplier",  # a multiplier instead of a unit: 超500万
        "low_floor",  # a percentage of which a few are enough: ≥3%
        "over_hundred",  # a percentage that exceeds 100
        "zero",
        "dated",  # with a date, also before an amount
        "odd_number",  # below zero, with decimals, or a range with its ends the wrong way round
        "lasts_each",  # a length of time in each day, week, month or year
        "year_named",  # 20 in the name: 完成2023年绿化任务
        "counted",  # so many of something, or so much, with its unit
        "not_hundred",  # anything but 100% or ≥100%
        *KINDS,
    ),
}
"""The facts of each kind of subject; the kinds of target value are facts, too."""

COUNT = max(map(len, NAMES.values()))

_BITS = {kind: {one: 1 << n for n, one in enumerate(names)} for kind, names in NAMES.items()}
_OF_INDICATOR, _OF_PROJECT = _BITS["indicator"], _BITS["project"]
_DIFFERS, _MISSING = _OF_INDICATOR["differs"], _OF_INDICATOR["missing"]
_TWO_VALUES, _TWO_NUMBERS = _OF_INDICATOR["two_values"], _OF_INDICATOR["two_numbers"]
_BEGINS_AS_NAME, _NAMELESS = _OF_INDICATOR["begins_as_name"], _OF_INDICATOR["nameless"]
_MARK_LAST, _NAME_IS_NUMBER = _OF_INDICATOR["mark_last"], _OF_INDICATOR["name_is_number"]
_UNITLESS, _MULTIPLIER = _OF_INDICATOR["unitless"], _OF_INDICATOR["multiplier"]
_LED_TO, _ZERO = _OF_INDICATOR["led_to"], _OF_INDICATOR["zero"]
_LOW_FLOOR = _OF_INDICATOR["low_floor"]
_OVER_HUNDRED, _DATED = _OF_INDICATOR["over_hundred"], _OF_INDICATOR["dated"]
_NAME_TWICE, _NUMBER_IN_GOAL = _OF_PROJECT["name_twice"], _OF_PROJECT["number_in_goal"]
_DIGIT = re.compile("[0-9]")
_LED_FROM, _LED_TO_WHAT = re.compile("[由从在较比]"), re.compile("[至到为]")
_OUT_OF_ORDER = _OF_PROJECT["out_of_order"]
_WITH_DATE, _WITH_TWO_NUMBERS = _OF_PROJECT["with_date"], _OF_PROJECT["with_two_numbers"]
_YEAR_NAMED, _YEAR_IN_NAME = _OF_INDICATOR["year_named"], _OF_PROJECT["year_in_name"]
_COUNTED, _WITH_COUNT = _OF_INDICATOR["counted"], _OF_PROJECT["with_count"]
_SHORT_GOAL = _OF_PROJECT["short_goal"]
_NAME = attrgetter("name_key")
LONG_NUMBER, LONG = _OF_PROJECT["long_number"], 11
"""The fact of a long number, of which its text tells, and how many digits it has."""
_LASTS_EACH = _OF_INDICATOR["lasts_each"]
_NOT_HUNDRED, _HUNDREDS_ALONE = _OF_INDICATOR["not_hundred"], _OF_PROJECT["hundreds_alone"]
_ODD_NUMBER = _OF_INDICATOR["odd_number"]
_ODD_LEVELS = _OF_INDICATOR["odd_levels"]
_COSTS = frozenset({"14", "41", "42", "43"})
_MARKS = frozenset(".。,、;:")
_WHOLE = 100
_MANY = 4096
LOW_FLOOR = 15
"""The most per cent that are only a few."""
NOT_COUNTED = frozenset({"ratio", "money", "duration", "percentage_points", "multiple"})
"""Dimensions of units in which nothing is counted or measured."""
SHORT_GOAL, FEW_MORE = 48, 12
"""The most characters of a short objective, and how many more than the name it then has."""


def bits_of(kind: SubjectKind, names: Iterable[str]) -> int:
    """These facts as one number."""
    return sum(_BITS[kind][one] for one in set(names))


def facts_of_project(one: ProjectSubject) -> int:
    """The facts that hold of a project but for those of its classes, texts and indicators."""
    found = 0 if len(set(map(_NAME, one.indicators))) == len(one.indicators) else _NAME_TWICE
    table = one.table
    if not one.in_order or (
        table.repairs and (one.unit.record.name, one.record.name) in table.repairs_of
    ):
        found |= _OUT_OF_ORDER
    goal = one.objective_key
    if len(goal) <= SHORT_GOAL or len(goal) <= len(one.name_key) + FEW_MORE:
        found |= _SHORT_GOAL
    return found if _DIGIT.search(goal) is None else found | _NUMBER_IN_GOAL


def facts_of_any(signs: int) -> int:
    """The facts of a project that those of any of its indicators tell."""
    found = _WITH_DATE if signs & _DATED else 0
    if signs & _COUNTED:
        found |= _WITH_COUNT
    if signs & _YEAR_NAMED:
        found |= _YEAR_IN_NAME
    if signs & _DIFFERS or not signs & _NOT_HUNDRED:
        found |= _HUNDREDS_ALONE
    return found | _WITH_TWO_NUMBERS if signs & _TWO_NUMBERS else found


def lacks_of(classes: Iterable[str | None]) -> int:
    """Which classes a project has none of, and whether it has costs.

    The same sets of classes come again and again.
    """
    there = [one for one in classes if one]
    lacks = sum(
        _OF_PROJECT[name]
        for name, codes in _LACKS.items()
        if not any(one.startswith(codes) for one in there)
    )
    return lacks if lacks & _OF_PROJECT["no_cost"] else lacks | _OF_PROJECT["cost"]


def facts_of_indicator(one: IndicatorSubject) -> int:
    """The facts that hold of an indicator but for those of its name and of each target."""
    top, level = one.record.level1, one.record.level2
    found = _ODD_LEVELS if _ARE_ODD[top.code, top.label, level.code, level.label] else 0
    period, annual = one.period, one.annual
    begins = one.name_key[:1]
    if period is None or annual is None:
        found |= _MISSING
    elif period.text != annual.text:
        found |= _of_two(period.value, annual.value)
        if one.period_key[-1:] in _MARKS:  # of targets that differ in it alone one is looked at
            found |= _MARK_LAST
        if one.period_key[:1] == begins:
            found |= _BEGINS_AS_NAME
    if one.target_key[:1] == begins and one.target is not None:
        found |= _BEGINS_AS_NAME
    return found


def facts_of_name(name: str) -> int:
    """The facts that the folded name of an indicator tells."""
    if not name:
        return _NAMELESS
    found = _YEAR_NAMED if "20" in name else 0
    if name.isdecimal():
        return found | _NAME_IS_NUMBER
    return found | _MARK_LAST if name[-1] in _MARKS else found


def facts_of_term(term: Term) -> int:
    """The facts that a target tells of its indicator."""
    key = term.whole_key
    found = _of_value(term.value)
    if not is_hundred(term.value):
        found |= _NOT_HUNDRED
    if key[-1:] in _MARKS:
        found |= _MARK_LAST
    led = _LED_FROM.search(key)
    if led is not None and _LED_TO_WHAT.search(key, led.end()) is not None:
        found |= _LED_TO
    return found


def is_hundred(value: TargetValue) -> bool:
    """Whether a target is 100% or ≥100%."""
    unit = value.measure_unit
    return (
        unit is not None
        and unit.dimension == "ratio"
        and value.number == _WHOLE
        and value.kind in ("exactly", "at_least")
    )


class _AreOdd(dict[tuple[str | None, str | None, str | None, str | None], bool]):
    """Codes and labels of both levels, worked out when first asked for: the same few come again."""

    def __missing__(self, levels: tuple[str | None, str | None, str | None, str | None]) -> bool:
        if len(self) >= _MANY:
            self.clear()
        top, label, code, own_label = levels
        codes = level_codes()
        found = self[levels] = (
            not code
            or code in _COSTS
            or code[0] != top
            or codes.level1.get(label or "") != top
            or codes.level2.get(own_label or "") != code
        )
        return found


_ARE_ODD = _AreOdd()


def _of_two(one: TargetValue | None, other: TargetValue | None) -> int:
    if one is None or other is None or "not_stated" in (one.kind, other.kind):
        return _DIFFERS
    if one.number is None or other.number is None:
        return _DIFFERS | _TWO_VALUES
    return _DIFFERS | _TWO_VALUES | _TWO_NUMBERS


def _of_value(value: TargetValue) -> int:
    found = _OF_INDICATOR[value.kind]
    number = value.number
    if value.date is not None:
        found |= _DATED
    unit = value.measure_unit
    if unit is not None and unit.dimension not in NOT_COUNTED:
        found |= _COUNTED
    if number is None:
        return found
    if not number:
        found |= _ZERO
    if number < 0 or number % 1 or (value.upper is not None and value.upper < number):
        found |= _ODD_NUMBER
    if unit is None:
        return found | _UNITLESS
    if unit.dimension == "number":
        return found | _MULTIPLIER
    if value.per is not None and unit.dimension == "duration":
        return found | _LASTS_EACH
    if number <= LOW_FLOOR and unit.canonical == "%" and value.kind in ("at_least", "more_than"):
        return found | _LOW_FLOOR
    if unit.canonical == "%" and (
        number > _WHOLE
        or (value.upper is not None and value.upper > _WHOLE)
        or (number == _WHOLE and value.kind == "more_than")
    ):
        found |= _OVER_HUNDRED
    return found
