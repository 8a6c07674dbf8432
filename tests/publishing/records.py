"""What has to come back when something that was published is read again."""

import re

from jixiao.model import AMOUNT_FIELDS, Funding, Indicator, Level, Reading, Target
from jixiao.text import ZERO_WIDTH

_WHITE = re.compile(rf"[\s{ZERO_WIDTH}]+")


def records(reading: Reading) -> object:
    """Department, year, unit, amounts, names, objectives and indicators, white space folded.

    Source, places, repairs, questions and ledger do not count. An entry that was read as raw text
    alone counts by that text.
    """
    return [
        (
            _folded(table.department),
            table.budget_year,
            _folded(table.amount_unit),
            _amounts(table.grand_total),
            [
                (
                    _folded(unit.name),
                    _amounts(unit.funding),
                    [
                        (
                            _folded(project.name),
                            _amounts(project.funding),
                            _folded(project.objective),
                            [_indicator(one) for one in project.indicators],
                        )
                        for project in unit.projects
                    ],
                )
                for unit in table.spending_units
            ],
        )
        for table in reading.tables
    ]


def _indicator(one: Indicator) -> object:
    said = (
        one.number,
        _level(one.level1),
        _level(one.level2),
        _folded(one.name),
        _target(one.period_target),
        _target(one.annual_target),
    )
    raw = one.name is None and not one.targets
    return (*said, _folded(one.text) if raw else None)


def _amounts(funding: Funding) -> tuple[object, ...]:
    return tuple(getattr(funding, field) for field in AMOUNT_FIELDS)


def _level(level: Level) -> tuple[str | None, str | None]:
    return _folded(level.code), _folded(level.label)


def _target(target: Target | None) -> str | None:
    return None if target is None else _WHITE.sub("", target.text)


def _folded(text: str | None) -> str | None:
    return (_WHITE.sub("", text) if text else None) or None
