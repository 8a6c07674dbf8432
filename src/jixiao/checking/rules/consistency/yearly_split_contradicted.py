"""CON002 yearly-split-contradicted."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from jixiao.checking.budget_year import BudgetYear
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import (
    GoalNumber,
    common_run,
    numbers_of,
    numbers_of_goal,
    quoted,
    sum_said,
)
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.model import Target

_PAIR = 2
_NEAR = 8  # numbers before one that may be its whole
_STOPS = re.compile("[;。]")
_THIS_YEAR = re.compile("[本当今]年|年内|20")
_YEAR = re.compile("20[0-9]{2}年")
_NO_WORD = re.compile(r"20[0-9]{2}年度?|[^\w]|[0-9□]")


@rule("CON002", since="0.2", facts=("number_in_goal",))
def yearly_split_contradicted(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """目标写明分年数量，指标值与它不符。

    目标已经写明各年做多少，年度指标值应是本年的数，实施周期指标值应是各年之和。

    Not allowed:
        年度：2025
        目标：2024年至2026年逐年更新办公电脑，2024年更新39套，2025年更新35套，2026年更新14套。
        1、1-产出指标；11-数量指标；更新办公电脑数量；实施周期指标值：88台；年度指标值：49台。

        年度：2024
        目标：业态提升和规范整治市场2024年10个、2025年12个。
        1、1-产出指标；11-数量指标；业态提升和规范整治市场数量；实施周期指标值：无；年度指标值：5个。

    Allowed:
        年度：2025
        目标：2024年至2026年逐年更新办公电脑，2024年更新39套，2025年更新35套，2026年更新14套。
        1、1-产出指标；11-数量指标；更新办公电脑数量；实施周期指标值：88台；年度指标值：35台。

        年度：2025
        目标：三年加固危旧桥梁15座，其中2025年加固6座，保障通行安全。
        1、1-产出指标；11-数量指标；加固危旧桥梁；实施周期指标值：15座；年度指标值：6座。

    Known limits:
        只看“某年…数字+单位”连写两年以上的，以及几年的总数之后写明本年多少的；“由2025年的80件降到2026年的60件”说的是各年的水平，不相加；指标值自己写明由哪几样组成的（“6册（手册2册、简报4册）”）不算。不知道预算年度时，年度值等于其中任一年就算相符。
    """
    named = numbers_of_goal(project, policy)
    if len(named) < _PAIR:
        return
    text = project.objective_key
    if text.count("20") < 2 and _THIS_YEAR.search(text) is None:
        return
    splits: dict[str, list[GoalNumber]] = {}
    so_far = policy.pattern("consistency_so_far")
    level = policy.pattern("consistency_year_level")
    for one in named:
        # A share of each year is a level; nobody adds 减少5% and 减少8%.
        if one.year is not None and one.family != "ratio" and so_far.search(one.words) is None:
            splits.setdefault(one.unit, []).append(one)
    of_years = [
        years
        for split in splits.values()
        for part in (_in_sentences(split, text) if _has_a_year_twice(split) else (split,))
        if len(years := {one.year: one for one in part if one.year is not None}) > 1
        and not _has_a_year_twice(part)
    ]
    for years in of_years:
        # 由2025年的180件降到2026年的120件: so many at a time, which have no sum.
        added_up = not any(level.search(one.words) for one in years.values())
        for indicator in project.indicators:
            yield from _compare(indicator, years, added_up, project.table.budget_year, policy)
    if not of_years:
        yield from _part_of_this_year(project, named, policy)


def _has_a_year_twice(split: Sequence[GoalNumber]) -> bool:
    return len({one.year for one in split}) < len(split)


def _in_sentences(split: Sequence[GoalNumber], text: str) -> list[list[GoalNumber]]:
    """Numbers sentence by sentence: 2024年12个、2025年18个;2025年新建6个 are of two things."""
    found: dict[int, list[GoalNumber]] = {}
    for one in split:
        found.setdefault(len(_STOPS.findall(text, 0, one.start)), []).append(one)
    return list(found.values())


def _part_of_this_year(
    project: ProjectSubject, named: Sequence[GoalNumber], policy: Policy
) -> Iterator[Found]:
    """三年24处, 其中2026年9处: the annual target of the indicator that has the 24 is nine."""
    this_year = policy.pattern("consistency_this_year")
    several = policy.pattern("consistency_several_years")
    known = project.table.budget_year
    text = project.objective_key
    for whole, part, adjoins in _with_their_wholes(named, text, this_year):
        if several.search(text, 0, whole.start) is None or (
            part.year is not None and (known is None or part.year != known.year)
        ):
            continue
        words = part.words + part.after
        for indicator in project.indicators:
            if not adjoins and not common_run(words, indicator.name_key):
                continue
            period = _number(indicator.period, whole, policy)
            annual = _number(indicator.annual, whole, policy)
            if period == whole.number and annual not in (None, part.number) and indicator.annual:
                said = quoted(text, part.start, part.end)
                yield Found(
                    f"绩效目标写“{said}”，指标“{indicator.name}”的年度指标值却是"
                    f"“{indicator.annual.text}”。",
                    "请按目标里本年的数填写年度指标值，或者改正目标里的分年安排。",
                    at=indicator.annual.at,
                    about=indicator,
                    lighter=known is None or not known.exact,
                )


def _with_their_wholes(
    named: Sequence[GoalNumber], text: str, this_year: re.Pattern[str]
) -> Iterator[tuple[GoalNumber, GoalNumber, bool]]:
    """Numbers of this year, each with the larger one of the same unit before: 46公里…2025年15公里.

    And whether one follows the other. In one clause the year is said once: 2025年硬化道路15公里、
    安装路灯400盏.
    """
    clause, year = -1, None
    before: dict[str, list[GoalNumber]] = {}
    for place, part in enumerate(named):
        like = before.setdefault(part.unit, [])[-_NEAR:]
        before[part.unit].append(part)
        begin = max(text.rfind(stop, 0, part.start) for stop in ",;。")
        said = this_year.search(part.words) is not None
        if said:
            clause, year = begin, part.year
        elif begin != clause:
            continue
        if not like:
            continue
        # 打造街区36个、小区90个,2026年街区14个: the one of the same thing, else the nearest.
        words = _NO_WORD.sub("", part.words)
        whole = max(reversed(like), key=lambda one: common_run(words, one.words + one.after))
        if whole.number > part.number:
            adjoins = said and whole is named[place - 1]
            yield whole, part._replace(year=part.year or year), adjoins


def _compare(
    indicator: IndicatorSubject,
    years: dict[int, GoalNumber],
    added_up: bool,
    known: BudgetYear | None,
    policy: Policy,
) -> Iterator[Found]:
    total = sum((one.number for one in years.values()), Decimal(0)) if added_up else None
    any_year = next(iter(years.values()))
    period = _number(indicator.period, any_year, policy)
    annual = _number(indicator.annual, any_year, policy)
    named = _is_named(indicator, years, policy)
    if annual is None or not (named or period == total is not None):
        return
    if annual == total and _names_its_parts(indicator.annual_key, years):
        return
    if not added_up and annual in _changes(years):
        return
    possible = [
        year
        for year in years
        if known is None or year == known.year or (not known.exact and year > known.year)
    ]
    numbers = {one.number for one in years.values()}
    right = {years[year].number for year in possible}
    if indicator.annual is not None and possible and annual not in right:
        exact = known is not None and known.exact
        # A number of no year at all is wrong in every one.
        told = known if exact or annual in numbers else None
        expected = f"{possible[0]}年“{years[possible[0]].printed}”" if exact else _all(years)
        yield Found(
            f"绩效目标写{expected}，指标“{indicator.name}”的年度指标值却是"
            f"“{indicator.annual.text}”{_sum_of(annual, years)}"
            f"{f'；{told.said}' if told is not None and told.why else ''}。",
            "请按目标里本年的数填写年度指标值，或者改正目标里的分年安排。",
            at=indicator.annual.at,
            about=indicator,
            lighter=told is not None and bool(told.why),
        )
    if not named or total is None or indicator.period is None:
        return
    if period is not None and period != total:
        yield Found(
            f"绩效目标的分年数量合计是{sum_said(years.values())}（{_all(years)}），指标“{indicator.name}”的"
            f"实施周期指标值却是“{indicator.period.text}”。",
            "请让实施周期指标值等于目标里各年之和。",
            at=indicator.period.at,
            about=indicator,
        )


def _number(target: Target | None, like: GoalNumber, policy: Policy) -> Decimal | None:
    """The one number of a target that may count what this number of the goal does; 12座 are no 亩."""
    if target is None or target.value is None or target.value.parts:
        return None
    unit = target.value.measure_unit
    if unit is not None and (unit.dimension or "").startswith("money/") and "元" not in like.unit:
        return None  # 195万元/套 is the price of one: it counts no sets
    measures = policy.words("consistency_measures")
    numbers = [
        number
        for number, of, unit in numbers_of(target.value)
        if of == like.family
        and (unit == like.unit or (unit not in measures and like.unit not in measures))
    ]
    return numbers[0] if len(numbers) == 1 else None


def _is_named(indicator: IndicatorSubject, years: dict[int, GoalNumber], policy: Policy) -> bool:
    """The words beside the split (更新, 培训教师) stand in the indicator's name."""
    filler = policy.pattern("consistency_filler")
    names = (indicator.name_key, filler.sub("", indicator.name_key))
    for one in years.values():
        words = _NO_WORD.sub("", filler.sub("", one.words + one.after))
        if len(words) >= 2 and any(words[:4] in name for name in names):
            return True
    return False


def _names_its_parts(target: str, years: dict[int, GoalNumber]) -> bool:
    """5期(年报1期、季报4期): the target has the same parts as the goal, but they are no years."""
    return _YEAR.search(target) is None and all(
        re.search(f"(?<=[^\\W\\d_]){re.escape(one.printed)}", target) for one in years.values()
    )


def _changes(years: dict[int, GoalNumber]) -> set[Decimal]:
    """By how much it falls or rises between two of the years."""
    return {abs(one.number - other.number) for one, other in permutations(years.values(), _PAIR)}


def _all(years: dict[int, GoalNumber]) -> str:
    return "、".join(f"{year}年{one.printed}" for year, one in sorted(years.items()))


def _sum_of(annual: Decimal, years: dict[int, GoalNumber]) -> str:
    """Says of which year the wrong number is, or which years it adds up, if it does."""
    ordered = sorted(years)
    for year in ordered:
        if years[year].number == annual:
            return f"，它是{year}年的数"
    for first in range(len(ordered)):
        for last in range(first + 1, len(ordered)):
            some = ordered[first : last + 1]
            if sum(years[year].number for year in some) == annual:
                return f"，它是{'、'.join(f'{year}年' for year in some)}之和"
    return ""
