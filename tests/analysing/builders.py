"""Small tables as records, with typed values."""

from collections.abc import Sequence
from decimal import Decimal

from jixiao.model import (
    Funding,
    Indicator,
    Ledger,
    Level,
    ObjectiveTable,
    Origins,
    Project,
    ProjectPlaces,
    Reading,
    Source,
    SpendingUnit,
    Target,
)
from jixiao.understanding import parse_target

LEVELS = {
    "11": ("1", "产出指标", "数量指标"),
    "12": ("1", "产出指标", "质量指标"),
    "13": ("1", "产出指标", "时效指标"),
    "22": ("2", "效益指标", "社会效益指标"),
    "31": ("3", "满意度指标", "服务对象满意度指标"),
}


def target(text: str | None, name: str, class_: str) -> Target | None:
    return None if text is None else Target(text, parse_target(text, name, class_))


def indicator(
    name: str,
    annual: str | None,
    class_: str = "11",
    *,
    number: int = 1,
    period: str | None = None,
) -> Indicator:
    code, one, two = LEVELS[class_]
    return Indicator(
        number=number,
        text=f"{number}、{code}-{one}；{class_}-{two}；{name}；实施周期指标值：{period}；年度指标值：{annual}。",
        level1=Level(code, one),
        level2=Level(class_, two),
        class_=class_,
        name=name,
        period_target=target(period, name, class_),
        annual_target=target(annual, name, class_),
        at=(),
    )


def funding(total: str | None) -> Funding:
    amount = None if total is None else Decimal(total)
    return Funding(amount, amount)


def project(
    name: str | None,
    total: str | None = "10.00",
    objective: str | None = "按时完成各项任务。",
    indicators: Sequence[Indicator] = (),
) -> Project:
    return Project(name, funding(total), objective, ProjectPlaces(), tuple(indicators))


def unit(name: str | None, *projects: Project, total: str | None = None) -> SpendingUnit:
    return SpendingUnit(name, funding(total), (), projects)


def table(
    *units: SpendingUnit,
    year: int | None = 2024,
    amount_unit: str | None = "万元",
    total: str | None = None,
    department: str | None = "某某局",
) -> ObjectiveTable:
    return ObjectiveTable(
        kind="project_objectives",
        dialect=None,
        title=None,
        department=department,
        budget_year=year,
        amount_unit=amount_unit,
        origins=Origins(),
        grand_total=funding(total),
        spending_units=tuple(units),
        arithmetic=(),
    )


def reading(*tables: ObjectiveTable, name: str = "表.txt") -> Reading:
    source = Source(name, "ab" * 32, "tabbed-text", False)
    return Reading("jixiao.reading/1", source, tables, (), (), Ledger(0, 0, 0, 0, 0, {}, ()))


def one_unit(*projects: Project, **options: object) -> Reading:
    """A reading of one table with one unit."""
    return reading(table(unit("某某局本级", *projects), **options))  # type: ignore[arg-type]
