"""What must be the same after a table was published and read again."""

from jixiao.model import Level, Reading, Target
from jixiao.text import fold


def records(reading: Reading) -> object:
    """All that the tables of a reading say, white space folded; neither places nor doubts."""
    return [
        (
            fold(table.department or ""),
            table.budget_year,
            table.amount_unit,
            table.grand_total,
            [
                (
                    fold(unit.name or ""),
                    unit.funding,
                    [
                        (
                            fold(project.name or ""),
                            project.funding,
                            fold(project.objective or ""),
                            [
                                (
                                    one.number,
                                    _level(one.level1),
                                    _level(one.level2),
                                    fold(one.name or ""),
                                    _text(one.period_target),
                                    _text(one.annual_target),
                                )
                                for one in project.indicators
                            ],
                        )
                        for project in unit.projects
                    ],
                )
                for unit in table.spending_units
            ],
        )
        for table in reading.tables
    ]


def _level(level: Level) -> tuple[str, str]:
    return fold(level.code or ""), fold(level.label or "")


def _text(target: Target | None) -> str | None:
    return None if target is None else fold(target.text)
