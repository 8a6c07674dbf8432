"""Which budget year a table is of where nobody says it: told from its own dates, and marked so."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.budget_year import BudgetYear, years_of
from jixiao.checking.policy import Policy
from jixiao.checking.subjects import ProjectSubject, TableSubject
from jixiao.model import Target

# A document of 2024 is not cited, nor work of 2024 paid for, in the budget of an earlier year.
_NUMBER = re.compile(
    r"(?:(?<![㐀-鿿])|(?<=号))[㐀-鿿]*[〔\[(【](20[0-9]{2})[〕\])】][^,;。]{0,3}?[0-9]+号"
)
_NAMED = re.compile(
    r"^\(?(20[0-9]{2})(?:年(?!远景|规划)|[-~至—]20[0-9]{2}年?)|(20[0-9]{2})年?[-~至—]20[0-9]{2}[年)]"
)


def budget_year_of(table: TableSubject, policy: Policy) -> BudgetYear | None:
    """The year of a table: as given, as most of its dates say, or what it cannot be before."""
    if table.record.budget_year is not None:
        return BudgetYear(table.record.budget_year, True, "")
    targets = _dated(table)
    dated = Counter(max(years_of(one)) for one in targets)
    witnesses = sum(dated.values())
    most = max(dated.values(), default=0)
    floor = max(_cited(table), default=(0, ""))
    often = [one for one, times in dated.items() if times == most]
    year = max(often, default=0)
    if most == 1 and year - 1 in often:
        year -= 1  # of two dates in neighbouring years either may be the right one
    if year >= floor[0] and most:
        if most >= policy.limit("consistency_year_witnesses") and Decimal(
            most
        ) >= witnesses * policy.limit("consistency_year_share"):
            return BudgetYear(year, True, f"{most} 个年度指标值的日期是这一年")
        words = next(one.text for one in targets if year in years_of(one))
        return BudgetYear(year, False, f"年度指标值有“{words}”")
    return BudgetYear(floor[0], False, f"表中有“{floor[1]}”") if floor[0] else None


def _dated(table: TableSubject) -> list[Target]:
    """The annual targets that name a year; few do, so those without any date go first."""
    maybe = [
        one.annual
        for one in table.indicators
        if one.annual is not None
        and (value := one.annual.value) is not None
        and (value.date is not None or value.parts)
    ]
    return [one for one in maybe if years_of(one)]


def _cited(table: TableSubject) -> Iterator[tuple[int, str]]:
    for project in table.projects:
        yield from _cited_by(project)


def _cited_by(project: ProjectSubject) -> Iterator[tuple[int, str]]:
    name = project.name_key
    if "20" in name:
        for match in _NAMED.finditer(name):
            yield int(match[1] or match[2]), project.name
    for key in (name, project.objective_key):
        if "号" in key:
            for match in _NUMBER.finditer(key):
                yield int(match[1]), match[0]
