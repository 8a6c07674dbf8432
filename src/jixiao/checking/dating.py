"""Which budget year a table is of where nobody says it: told from its own dates, and marked so."""

import re
from collections import Counter
from collections.abc import Iterator

from jixiao.checking.budget_year import BudgetYear, years_of
from jixiao.checking.policy import Policy
from jixiao.checking.subjects import ProjectSubject, TableSubject
from jixiao.model import Target

# 2024年检测标本; not 较2024年下降8%, nor 2024年至2026年, nor what was so by its end.
_WORK_YEAR = re.compile(
    r"(?<![较比与同以自从由至到~—-])(20[0-9]{2})年(?!度?(?:[底末初]|以来|基础|[的现已为]|[-~至—到]|[0-9.,]+[^,;。]{0,6}基础))"
)
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
    if most and year >= floor[0] and _are_enough(most, witnesses, policy):
        return BudgetYear(year, True, f"{most} 个年度指标值的日期是这一年")
    said, times = _worked_in(table)
    if times and said >= floor[0] and _are_enough(times, times, policy):
        return BudgetYear(said, True, f"{times} 个绩效目标写的是这一年")
    if most and year >= floor[0]:
        words = next(one.text for one in targets if year in years_of(one))
        return BudgetYear(year, False, f"年度指标值有“{words}”")
    return BudgetYear(floor[0], False, f"表中有“{floor[1]}”") if floor[0] else None


def _are_enough(most: int, witnesses: int, policy: Policy) -> bool:
    share = policy.limit("consistency_year_share")
    return most >= policy.limit("consistency_year_witnesses") and most >= witnesses * share


def _worked_in(table: TableSubject) -> tuple[int, int]:
    """The one year of which all objectives speak that speak of just one, and how many do; else 0."""
    years: Counter[int] = Counter()
    for project in table.projects:
        if "20" in project.objective_key:
            its = {int(one) for one in _WORK_YEAR.findall(project.objective_key)}
            years.update(its if len(its) == 1 else ())
    return years.most_common(1)[0] if len(years) == 1 else (0, 0)


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
