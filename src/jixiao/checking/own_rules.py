"""Rules without programming: field, comparison, message, written in a user's ``jixiao.toml``."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

import msgspec

from jixiao.checking.policy import BookEntry, InvalidProfile
from jixiao.checking.rule import Found, Rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.model import Place, Severity, Target
from jixiao.text import fold

CODE = re.compile(r"OWN[0-9]{3}")
Comparison = Literal[
    "is", "is_not", "in", "contains", "contains_not", "matches", "missing", "present",
    "<", "<=", ">", ">=",
]  # fmt: skip
_ORDERS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field compared with a value; texts are compared folded."""

    field: str
    comparison: Comparison
    value: str | int | tuple[str, ...] | None = None


class OwnRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """自定规则: a fault where the comparison holds and every ``where`` holds.

    ``subject`` is indicator or project. In ``message`` and ``advice`` {value}, {name} and
    {project} stand for the field, the indicator's and the project's name.
    """

    code: str
    title: str
    field: str
    comparison: Comparison
    message: str
    advice: str
    value: str | int | tuple[str, ...] | None = None
    subject: Literal["indicator", "project"] = "indicator"
    where: tuple[Condition, ...] = ()
    severity: Severity = "warning"
    opinion: int | None = None
    kind: str | None = None
    basis: str = "本单位自定"


def _text(target: Target | None) -> str | None:
    return target.text if target is not None else None


def _typed(target: Target | None, field: str) -> Any:
    value = target.value if target is not None else None
    if value is None:
        return None
    if field == "unit":
        return (
            value.measure_unit.canonical or value.measure_unit.text if value.measure_unit else None
        )
    return getattr(value, field)


_OF_PROJECT: dict[str, Callable[[ProjectSubject], Any]] = {
    "project.name": lambda one: one.record.name,
    "project.objective": lambda one: one.record.objective,
    "project.total": lambda one: one.record.funding.total,
    "project.indicators": lambda one: Decimal(len(one.indicators)),
    "spending_unit.name": lambda one: one.unit.record.name,
    "table.department": lambda one: one.table.record.department,
}
_OF_INDICATOR: dict[str, Callable[[IndicatorSubject], Any]] = {
    "class": lambda one: one.class_,
    "name": lambda one: one.record.name,
    "level1.code": lambda one: one.record.level1.code,
    "level1.label": lambda one: one.record.level1.label,
    "level2.code": lambda one: one.record.level2.code,
    "level2.label": lambda one: one.record.level2.label,
    "period_target.text": lambda one: _text(one.period),
    "annual_target.text": lambda one: _text(one.annual),
    **{
        f"{term}_target.{field}": lambda one, term=term, field=field: _typed(  # type: ignore[misc]
            getattr(one, term), field
        )
        for term in ("period", "annual")
        for field in ("kind", "number", "upper", "unit", "direction", "date", "confidence")
    },
}
FIELDS = {"project": tuple(_OF_PROJECT), "indicator": (*_OF_INDICATOR, *_OF_PROJECT)}
"""What an own rule can compare, by its subject."""


def make_rule(own: OwnRule) -> tuple[Rule, BookEntry]:
    """The rule and its entry in the book.

    Raises:
        InvalidProfile: The code, a field or a value cannot be used.
    """
    if not CODE.fullmatch(own.code):
        raise InvalidProfile(f"自定规则的编号“{own.code}”不对；请写 OWN 加三位数字，例如 OWN001。")
    tests = [_test(own, Condition(own.field, own.comparison, own.value))]
    tests += [_test(own, one) for one in own.where]
    get = _getter(own, own.field)

    def find(subject: Any) -> Iterator[Found]:
        if all(test(subject) for test in tests):
            value = get(subject)
            yield Found(
                _filled(own.message, subject, value),
                _filled(own.advice, subject, value),
                at=_places(subject, own.field),
            )

    made = Rule(
        own.code, own.code.lower(), own.subject, own.title, _page(own), find, since="jixiao.toml"
    )
    return made, BookEntry(own.severity, own.opinion, own.kind, own.basis, "unverified")


def _page(own: OwnRule) -> str:
    first = Condition(own.field, own.comparison, own.value)
    conditions = "，并且 ".join(_told(one) for one in (first, *own.where))
    return f"{own.title}\n\n自定规则。条件：{conditions}\n\n说明：{own.message}\n\n怎么办：{own.advice}"


def _told(one: Condition) -> str:
    value = "、".join(one.value) if isinstance(one.value, tuple) else one.value
    return f"{one.field} {one.comparison}" + ("" if value is None else f" {value}")


def _getter(own: OwnRule, field: str) -> Callable[[Any], Any]:
    if own.subject == "indicator" and field in _OF_INDICATOR:
        return _OF_INDICATOR[field]
    if field in _OF_PROJECT:
        of_project = _OF_PROJECT[field]
        if own.subject == "project":
            return of_project
        return lambda one: of_project(one.project)
    allowed = "、".join(FIELDS[own.subject])
    raise InvalidProfile(f"自定规则 {own.code}：没有字段“{field}”；可用：{allowed}。")


def _test(own: OwnRule, condition: Condition) -> Callable[[Any], bool]:
    get, how, value = _getter(own, condition.field), condition.comparison, condition.value
    if how in ("missing", "present"):
        return lambda one: (get(one) in (None, "")) == (how == "missing")
    if value is None:
        raise InvalidProfile(f"自定规则 {own.code}：comparison = “{how}” 要有 value。")
    if how in _ORDERS:
        order, bound = _ORDERS[how], _number(own, value)

        def compared(one: Any) -> bool:
            found = get(one)
            return isinstance(found, Decimal) and order(found, bound)

        return compared
    if how == "matches":
        try:
            pattern = re.compile(str(value))
        except re.error as error:
            raise InvalidProfile(f"自定规则 {own.code}：正则表达式不对（{error}）。") from error
        return lambda one: pattern.search(fold(str(get(one) or ""))) is not None
    wanted = tuple(fold(str(v)) for v in (value if isinstance(value, tuple) else (value,)))
    holds = "contains" in how
    negated = how.endswith("_not")

    def matched(one: Any) -> bool:
        found = get(one)
        if found is None:
            return False
        text = fold(str(found))
        return any((w in text) if holds else (w == text) for w in wanted) != negated

    return matched


def _number(own: OwnRule, value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise InvalidProfile(f"自定规则 {own.code}：“{value}”不是数。") from error


def _filled(text: str, subject: IndicatorSubject | ProjectSubject, value: object) -> str:
    project = subject.project if isinstance(subject, IndicatorSubject) else subject
    given = {"{value}": value, "{name}": subject.name, "{project}": project.name}
    for mark, one in given.items():
        text = text.replace(mark, str(one if one is not None else ""))
    return text


def _places(subject: IndicatorSubject | ProjectSubject, field: str) -> tuple[Place, ...] | None:
    if isinstance(subject, IndicatorSubject) and "_target." in field:
        target = subject.period if field.startswith("period") else subject.annual
        return target.at if target is not None else None
    return None
