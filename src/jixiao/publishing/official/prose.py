"""The indicators of a project as the form prints them: entries in one cell."""

from typing import NamedTuple

from jixiao.model import Indicator, Level


class EntryWords(NamedTuple):
    """The fixed words of an entry."""

    period_label: str
    annual_label: str
    between: str
    end: str
    number_mark: str
    nameless: str


def entry_of(indicator: Indicator, words: EntryWords, *, whole: bool = False) -> str:
    """One entry; one that was read only as raw text is printed as that text.

    With ``whole`` a name that is not there is said to be none, and a target has its label.

    >>> from jixiao.model import Target
    >>> one = Indicator(
    ...     1, "", Level("1", "产出指标"), Level("11", "数量指标"), "11", "会议数量",
    ...     Target("6次"), Target("2次"), (),
    ... )
    >>> entry_of(one, EntryWords("实施周期指标值：", "年度指标值：", "；", "。", "、", ""))
    '1、1-产出指标；11-数量指标；会议数量；实施周期指标值：6次；年度指标值：2次。'
    """
    if is_raw(indicator):
        return indicator.text + words.end
    number = "" if indicator.number is None else f"{indicator.number}{words.number_mark}"
    parts = [_level(indicator.level1), _level(indicator.level2), indicator.name]
    if whole and indicator.name is None:
        parts.append(words.nameless)
    for label, target in (
        (words.period_label, indicator.period_target),
        (words.annual_label, indicator.annual_target),
    ):
        if target is not None or whole:
            parts.append(label + (target.text if target is not None else ""))
    return number + words.between.join(part for part in parts if part is not None) + words.end


def is_raw(indicator: Indicator) -> bool:
    """Whether no part of an entry could be told from another."""
    return (
        indicator.name is None
        and indicator.period_target is None
        and indicator.annual_target is None
    )


def _level(level: Level) -> str | None:
    if level.code is None:
        return level.label
    return level.code if level.label is None else f"{level.code}-{level.label}"
