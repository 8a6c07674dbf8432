"""WRD005 mixed-width-or-separators."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.wording._width import evened, has_two_widths
from jixiao.checking.subjects import ProjectSubject
from jixiao.model import Indicator

_SEPARATORS = frozenset("；;，,：:")
_PERIOD, _ANNUAL = _LABELS = ("实施周期指标值", "年度指标值")
_MARKS = 4  # behind both levels and before both targets


@rule("WRD005", since="0.2")
def mixed_width_or_separators(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """一段文字里全角半角混用，或一格里分隔符不统一。

    同一种标点一会儿全角一会儿半角，条目之间一会儿分号一会儿逗号，既不整齐，也使程序和人都难以断句。

    Not allowed:
        项目：购物节 | 92.00
        目标：举办购物节，展示城市形象,主会场设在商圈。
        1、1-产出指标；11-数量指标；活动场次；实施周期指标值：100场；年度指标值：100场。

        1、1-产出指标; 11-数量指标; 展位数: 实施周期指标值:1个; 年度指标值:1个。

    Allowed:
        项目：购物节 | 92.00
        目标：举办购物节，展示城市形象，主会场设在商圈。
        1、1-产出指标；11-数量指标；活动场次；实施周期指标值：100场；年度指标值：100场。

        1、1-产出指标；11-数量指标；展位数，实施周期指标值：1个；年度指标值：1个。2、1-产出指标；11-数量指标；活动场次，实施周期指标值：4场；年度指标值：4场。

    Known limits:
        整张表统一用半角的不算；各条目写法一致的（名称后面都是逗号、其余都是分号）不算；数字里的逗号、比例里的冒号不算。分隔符不统一也可能是识别所致，请对照原件。
    """
    wide = policy.pattern("wording_wide_digits")
    if _may_be_uneven(project.printed_text, wide):
        for text in project.texts:
            uneven = _may_be_uneven(text.text, wide)
            if uneven and (edits := text.edits(evened(text.text))):
                yield Found(
                    f"{text.label}里全角、半角混用。",
                    "请统一：中文里的标点用全角，数字、字母和百分号用半角。",
                    at=text.at,
                    about=text.of,
                    edits=edits,
                )
    marks: set[str] = set()
    layouts: set[str] = set()
    layout, follows = "", None
    entries = 0
    for one in project.indicators:
        if one.damaged:
            continue
        entries += 1
        if follows is not None and follows(one.record, layout):
            continue
        found = _separators(one.record) if layouts else _first_separators(one.record)
        marks.update(found)
        layouts.add(found)
        if len(layouts) > 1 and len(marks) > 1:
            break
        if follows is None and len(found) == _MARKS:
            layout = found
            follows = _parted_by if len(marks) == 1 else _parted_as
    # Entries that are all parted in one way have a layout, even one of two marks.
    if len(marks) > 1 and (len(layouts) > 1 or entries == 1):
        yield Found(
            "同一格的条目里分隔符不统一（逗号、分号、冒号或全角、半角混用）。",
            "请统一用一种分隔符，例如“1、1-产出指标；11-数量指标；名称；实施周期指标值：…；年度指标值：…。”",
        )


def _may_be_uneven(text: str, wide: re.Pattern[str]) -> bool:
    return has_two_widths(text) or wide.search(text) is not None


def _first_separators(record: Indicator) -> str:
    """As `_separators`, which is slower: most entries are parted by one mark alone."""
    label = record.level1.label or ""
    behind = record.text.find(label) + len(label)
    alike = record.text[behind : behind + 1] * _MARKS
    return alike if alike[:1] in _SEPARATORS and _parted_by(record, alike) else _separators(record)


def _parted_by(record: Indicator, layout: str) -> bool:
    """Whether one mark alone parts an entry, as it does in nearly all."""
    parts = record.text.split(layout[0])
    one, two = record.level1.label, record.level2.label
    return (
        len(parts) == _MARKS + 1
        and parts[0].endswith(one or layout)
        and parts[1].endswith(two or layout)
        and parts[3].lstrip().startswith(_PERIOD)
        and parts[4].lstrip().startswith(_ANNUAL)
    )


def _parted_as(record: Indicator, layout: str) -> bool:
    """Whether an entry surely has these marks behind both levels and before both targets."""
    text, one, two = record.text, record.level1.label, record.level2.label
    if one is None or two is None:
        return False
    at = text.find(one + layout[0])
    for mark in (two + layout[1], layout[2] + _PERIOD, layout[3] + _ANNUAL):
        at = text.find(mark, at) if at >= 0 else at
    return at >= 0


def _separators(record: Indicator) -> str:
    """The marks behind both levels and before both targets, as printed, in this order."""
    entry = "".join(record.text.split())
    found = ""
    stop = 0
    for label in (record.level1.label, record.level2.label):
        start = entry.find(label, stop) if label else -1
        if start >= 0 and label:
            stop = start + len(label)
            found += entry[stop : stop + 1]
    for label in _LABELS:
        start = entry.find(label, stop)
        if start > 0:
            found += entry[start - 1]
    return "".join([one for one in found if one in _SEPARATORS])
