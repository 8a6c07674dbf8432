"""Give the targets of indicators their typed values."""

from msgspec.structs import replace

from jixiao.model import Indicator, ObjectiveTable, Target
from jixiao.understanding.target_value import parse_target


def with_values(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """The same indicators, each target with the value that its text says."""
    return tuple([_typed(indicator) for indicator in indicators])


def with_table_values(table: ObjectiveTable) -> ObjectiveTable:
    """The same table, each target with the value that its text says."""
    units = tuple(
        replace(
            unit,
            projects=tuple(
                replace(one, indicators=with_values(one.indicators)) for one in unit.projects
            ),
        )
        for unit in table.spending_units
    )
    return replace(table, spending_units=units)


def _typed(one: Indicator) -> Indicator:
    name, level2 = one.name or "", one.class_
    period, annual = one.period_target, one.annual_target
    new_period = new_annual = None
    if period is not None:
        new_period = Target(period.text, parse_target(period.text, name, level2), period.at)
    if annual is not None:
        # Most indicators print one text for both terms; one record then says what both say.
        same = new_period is not None and new_period.text == annual.text
        value = new_period.value if same and new_period else parse_target(annual.text, name, level2)
        new_annual = Target(annual.text, value, annual.at)
    return replace(one, period_target=new_period, annual_target=new_annual)
