"""Give the targets of indicators their typed values."""

import msgspec

from jixiao.model import Indicator, ObjectiveTable, Target
from jixiao.understanding.target_value import parse_target


def with_values(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """The same indicators, each target with the value that its text says."""
    return tuple(
        msgspec.structs.replace(
            indicator,
            period_target=_typed(indicator.period_target, indicator),
            annual_target=_typed(indicator.annual_target, indicator),
        )
        for indicator in indicators
    )


def with_table_values(table: ObjectiveTable) -> ObjectiveTable:
    """The same table, each target with the value that its text says."""
    units = tuple(
        msgspec.structs.replace(
            unit,
            projects=tuple(
                msgspec.structs.replace(one, indicators=with_values(one.indicators))
                for one in unit.projects
            ),
        )
        for unit in table.spending_units
    )
    return msgspec.structs.replace(table, spending_units=units)


def _typed(target: Target | None, indicator: Indicator) -> Target | None:
    if target is None:
        return None
    value = parse_target(target.text, indicator.name or "", indicator.class_)
    return Target(target.text, value, target.at)
