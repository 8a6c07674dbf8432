"""WRD005 mixed-width-or-separators."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.wording._width import evened, has_two_widths
from jixiao.checking.subjects import ProjectSubject
from jixiao.model import Indicator, level_codes

_SEPARATORS = frozenset("；;，,：:")
_SEPARATOR = re.compile(f"[{''.join(sorted(_SEPARATORS))}]")
_PERIOD, _ANNUAL = _LABELS = ("实施周期指标值", "年度指标值")
_MARKS = 4  # behind both levels and before both targets
_LAST = 2  # characters of a label that tell it ends there


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
    printed = project.printed_text
    if printed != project.text_key and _may_be_uneven(printed, wide):  # folded marks are narrow
        for number, one_text in enumerate(printed.split("\0")):
            if not _may_be_uneven(one_text, wide):
                continue
            text = project.text(number)
            if edits := text.edits(evened(text.text)):
                yield Found(
                    f"{text.label}里全角、半角混用。",
                    "请统一：中文里的标点用全角，数字、字母和百分号用半角。",
                    at=text.at,
                    about=text.of,
                    edits=edits,
                )
    if _one_mark_alone([one.text for one in project.record.indicators]):
        return
    marks: set[str] = set()
    layouts: set[str] = set()
    layout = ""
    entries = 0
    for one in project.indicators:
        if one.damaged:
            continue
        entries += 1
        if layout and _parted_as(one.record, layout):
            continue
        found = _separators(one.record)
        marks.update(found)
        layouts.add(found)
        if len(layouts) > 1 and len(marks) > 1:
            break
        if not layout and len(found) == _MARKS:
            layout = found
    # Entries that are all parted in one way have a layout, even one of two marks.
    if len(marks) > 1 and (len(layouts) > 1 or entries == 1):
        yield Found(
            "同一格的条目里分隔符不统一（逗号、分号、冒号或全角、半角混用）。",
            "请统一用一种分隔符，例如“1、1-产出指标；11-数量指标；名称；实施周期指标值：…；年度指标值：…。”",
        )


def _may_be_uneven(text: str, wide: re.Pattern[str]) -> bool:
    return has_two_widths(text) or wide.search(text) is not None


def _one_mark_alone(entries: Sequence[str]) -> bool:
    """Whether entries are surely parted by one and the same mark, as they are in most projects."""
    first = _SEPARATOR.search(entries[0]) if entries else None
    if first is None:
        return False
    mark = first[0]
    return _parted_by(mark).fullmatch(mark.join([*entries, ""])) is not None


@lru_cache(maxsize=16)
def _parted_by(mark: str) -> re.Pattern[str]:
    """Entries parted by a mark behind both levels and before both targets, one after the other."""
    codes = level_codes()
    ends = "|".join(sorted({label[-_LAST:] for label in (*codes.level1, *codes.level2)}))
    part = f"[^{mark}]*+{mark}"
    level = f"{part}(?<=(?:{ends}){mark})"
    return re.compile(rf"(?>{level}{level}{part}\s*{_PERIOD}{part}\s*{_ANNUAL}{part})++")


def _parted_as(record: Indicator, layout: str) -> bool:
    """Whether an entry surely has these marks behind both levels and before both targets."""
    one, two = record.level1.label, record.level2.label
    if one is None or two is None:
        return False
    text = record.text.replace(" ", "")
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
    return found if _SEPARATORS.issuperset(found) else "".join(_SEPARATOR.findall(found))
