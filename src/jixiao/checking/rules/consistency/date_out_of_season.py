"""CON017 date-out-of-season."""

import calendar
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.text import quick_pattern

_DATE = re.compile(r"(?:20[0-9]{2}|-)-([0-9]{2})(?:-([0-9]{2}))?$")
_DECEMBER = 12
_LEAP = 2024  # a February of 29 days, for dates without a year

_Day = tuple[int, int]


class Season(NamedTuple):
    """An event or season: its work falls between two days, month and day, over New Year or not."""

    words: re.Pattern[str]
    first: _Day
    last: _Day

    def holds(self, first: _Day, last: _Day) -> bool:
        """Whether any day of a stretch falls in it."""
        if self.first <= self.last:
            return first <= self.last and last >= self.first
        return first <= self.last or last >= self.first

    @property
    def said(self) -> str:
        """9月15日至10月31日."""
        over = "次年" if self.last < self.first else ""
        return "至".join(
            f"{which}{month}月{day}日"
            for which, (month, day) in (("", self.first), (over, self.last))
        )


@rule("CON017", since="0.3", facts=("dated",))
def date_out_of_season(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """节日、考试、时令的工作，日期定在时令之外。

    春节的花展十月才布置好，高考的考务三月就做完，日期多半写错或照抄了别的项目。

    Not allowed:
        项目：迎春花展 | 130.00
        目标：于春节期间举办迎春花展，丰富市民节日文化生活。
        1、1-产出指标；13-时效指标；布展完工时间；实施周期指标值：2026年10月1日前；年度指标值：2026年10月1日前。

        1、1-产出指标；13-时效指标；汛前排查完成时间；实施周期指标值：2025年10月底前；年度指标值：2025年10月底前。

    Allowed:
        项目：迎春花展 | 130.00
        1、1-产出指标；13-时效指标；布展完工时间；实施周期指标值：2026年1月20日前；年度指标值：2026年1月20日前。
        2、1-产出指标；13-时效指标；尾款支付时间；实施周期指标值：2026年12月20日前；年度指标值：2026年12月20日前。

    Known limits:
        只看词表里的节日、考试和时令，时段是数据，前后都放宽；支付、验收、总结等后续工作不看，采购、布置等准备工作早做不算；项目里还有全年或别的时段的工作时不看；名称没有写明、定在十二月的，只作提示。
    """
    name = f"{indicator.name_key};{indicator.annual_key}"
    found = _seasons_of(name, policy)
    own, project = bool(found), indicator.project
    if not own:
        events, any_event = _seasons("consistency_seasons", policy)
        if any_event.search(project.name_key) is None:
            return
        around = f"{project.name_key};{project.objective_key}"
        if policy.pattern("consistency_all_year").search(around) is not None:
            return
        found = tuple(one for one in events if one.words.search(around))
    terms = [(one, days) for one in indicator.terms if (days := _days_of(one)) is not None]
    if not terms:
        return
    if policy.pattern("consistency_afterwards").search(name) is not None:
        return
    prepares = policy.pattern("consistency_prepares").search(indicator.name_key) is not None
    months = policy.limit("consistency_prepared_before")
    for term, days in terms:
        if any(one.holds(*days) for one in found):
            continue
        season = found[0]
        over = season.last < season.first
        early = days[1] < season.first and (over or days[1] < season.last)
        if (
            prepares
            and early
            and (not over or (not own and season.first[0] - days[1][0] <= months))
        ):
            continue
        side = "之外" if over else "之前" if early else "之后"
        event = season.words.search(name if own else around)
        yield Found(
            f"“{indicator.name}”是“{event[0] if event else ''}”的工作，"
            f"{term.label}“{term.text}”却在它{side}（一般在{season.said}）。",
            "请核对日期；写的是支付、验收等后续工作的，请在指标名称里写明。",
            at=term.at,
            lighter=not own and days[0][0] == _DECEMBER,
        )
        return


def _days_of(term: Term) -> tuple[_Day, _Day] | None:
    """The days that the printed date can mean: one, or a whole month."""
    if term.kind != "deadline" or term.value.date is None:
        return None
    match = _DATE.match(term.value.date)
    if match is None:
        return None
    month = int(match[1])
    if match[2] is not None:
        return (month, int(match[2])), (month, int(match[2]))
    return (month, 1), (month, calendar.monthrange(_LEAP, month)[1])


@lru_cache(4096)  # names come again and again, and so do dates
def _seasons_of(name: str, policy: Policy) -> tuple[Season, ...]:
    """The seasons that a name speaks of."""
    lists = [_seasons(one, policy) for one in ("consistency_seasons", "consistency_seasons_said")]
    return tuple(
        one
        for seasons, any_season in lists
        if any_season.search(name) is not None
        for one in seasons
        if one.words.search(name)
    )


@lru_cache(maxsize=8)
def _seasons(name: str, policy: Policy) -> tuple[tuple[Season, ...], re.Pattern[str]]:
    """The seasons of a list, and one pattern for a word of any of them."""
    found = []
    for line in policy.words(name):
        words, _, days = line.rpartition("=")
        first, last = ((int(one[:2]), int(one[3:])) for one in days.split("~"))
        found.append(Season(re.compile(words), first, last))
    return tuple(found), re.compile(quick_pattern("|".join(one.words.pattern for one in found)))
