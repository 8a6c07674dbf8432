"""What the name adds to a value that has its number: unit, direction, and doubts."""

import re
from decimal import Decimal
from functools import cache

from jixiao.model.target_value import Compound, Confidence, Span, TargetValue
from jixiao.text import trie_pattern
from jixiao.understanding.target_value.dates import Moment, read_moment, serial_date
from jixiao.understanding.target_value.direction import direction_of
from jixiao.understanding.target_value.draft import LEVELS, Draft
from jixiao.understanding.target_value.units import bound_in_name, known_unit, unit_in_name
from jixiao.understanding.target_value.words import words

_RATE = re.compile(
    r"(?:率|比例|占比|比重|满意度|达标度|完成度|程度|增速|增幅|降幅)(?:[(（].{0,8}[)）])?\s*$"
)
_TIME_NAME = re.compile("时间|日期|时限|期限|时点|截止|进度|及时|时效|期$")
_LASTING = re.compile("月数|时长|年限|期限|周期|工期|月份数|保障月|有效期|使用期|天数|时间间隔")
_PLAIN_NAME = re.compile("率|额|元|金|价|收入|产值|面积|数量|个数|人数|[(（]")
_EIGHT = re.compile(r"(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DAY = re.compile(r"(?:1[0-2]|0?[1-9])\.(?:3[01]|[12][0-9]|0?[1-9])")
_MONTH_AND_DAY = re.compile(r"[0-9]{1,2}[-－—][0-9]{1,2}")
_GROWING = re.compile("增|降|翻|超额|投入产出|收益|利用率|杠杆|放大|带动")
_LEAST_RATE = 50
_LIST = re.compile(r"[、,，/;；]|和|与|及")
_TIMELINESS = "13"
_BASELINE = r"(?:比|较|同比)?(?:(?:19|20)[0-9]{2}年度?|上年度?|去年|上一年度?|往年)(?:同期|基础上)?"
ENDS = " \t\n\r,，;；。、.:：!！?？“”\"'‘’\u3000"


def is_time_name(name: str, level2: str | None) -> bool:
    """Whether an indicator asks for a day: 完成时间, or class 13 without a rate."""
    if name:
        return _TIME_NAME.search(name) is not None and not _RATE.search(name)
    return level2 == _TIMELINESS


def is_rate_name(name: str) -> bool:
    """Whether an indicator is a rate, so that a value without 「%」 is doubted."""
    return _RATE.search(name) is not None


def is_lasting_name(name: str) -> bool:
    """Whether an indicator asks how long something lasts: 保障月数."""
    return _LASTING.search(name) is not None


def is_amount_name(name: str) -> bool:
    """Whether an indicator asks for an amount, so that 「2026.1」 is a number."""
    return _PLAIN_NAME.search(name) is not None and _TIME_NAME.search(name) is None


@cache
def _known_words() -> re.Pattern[str]:
    listed = [*words()["scope"]["words"], *words()["periods"], "每"]
    # Possessive: the words are taken one after the other and never taken back.
    return re.compile(
        rf"(?:{trie_pattern(listed)}|{_BASELINE}|[ ,;。、:]|在|截至|截止|到|至|自|于)*+"
    )


def is_known(words_around: str, name: str) -> bool:
    """Whether words beside a number are of the vocabulary, or repeat the indicator's name."""
    return (len(words_around) >= 2 and words_around in name) or _known_words().fullmatch(
        words_around
    ) is not None


def add_scope(draft: Draft, leading: str, trailing: str, name: str) -> None:
    """Keep the words before and after the number; free words leave the value at most likely."""
    leading, trailing = leading.strip(ENDS), trailing.strip(ENDS)
    if not leading and not trailing:
        return
    draft.scope = "…".join(part for part in (leading, draft.scope, trailing) if part)
    for part in (leading, trailing):
        if part and not is_known(part, name):
            draft.doubt("likely", f"“{part}”是自由文字")


def finish(draft: Draft, name: str, level2: str | None) -> TargetValue:
    """The record of a draft that holds a number or a date."""
    if draft.kind == "not_understood":
        draft.number = draft.upper = draft.measure_unit = draft.date = None
        draft.stated = False
        return draft.value()
    number = draft.number
    if number is not None:
        if draft.measure_unit is None:
            _without_unit(draft, number, name, level2)
            if draft.kind == "deadline":
                number = None
        elif (
            number > 100
            and draft.kind == "exactly"
            and draft.measure_unit.canonical == "%"
            and (odd := odd_rate(number, name))
        ):
            draft.doubt("likely", odd)
    elif draft.date is None and draft.anchor is None and draft.precision is None:
        return draft.value()
    verdict = direction_of(draft.kind, name, level2, zero=number == 0, number=number is not None)
    draft.direction, draft.direction_stated = verdict.direction, verdict.stated
    draft.direction_reason = verdict.reason
    if verdict.doubt is not None:
        draft.doubt("likely", verdict.doubt)
    if draft.per == "each" and name and draft.text.lstrip().startswith("各"):
        return _for_each(draft, name)
    return draft.value()


def _without_unit(draft: Draft, number: Decimal, name: str, level2: str | None) -> None:
    if draft.kind == "exactly" and not draft.stated and _as_date(draft, number, name, level2):
        return
    if draft.kind == "between":
        _range_as_date(draft, name, level2)
        if draft.kind == "deadline":
            return
    if name and not name.isalnum():
        draft.measure_unit = unit_in_name(name)
        if draft.kind == "exactly" and not draft.stated and bound_in_name(name):
            draft.doubt("likely", "比较符号只印在名称里")
    is_rate = is_rate_name(name)
    unit = draft.measure_unit
    if is_rate and (unit is None or unit.canonical == "%") and draft.upper is None:
        if 0 < number <= 1 and ("." in str(number) or number == 1):
            draft.add_note(f"“{number}”可能表示 {(number * 100).normalize():f}%，未换算")
            draft.doubt("likely", "名称是比率，数值不大于 1，可能是小数写的百分比")
        elif unit is None and number != 0:
            draft.doubt("likely", "名称是比率，数值没有百分号")


def _as_date(draft: Draft, number: Decimal, name: str, level2: str | None) -> bool:
    """A bare number where the name asks for a day: 20241231, 2024, 12.31, 44,561 of a spreadsheet."""
    printed = str(number)
    asked = is_time_name(name, level2)
    blind = not name and level2 is None
    if not asked and not blind:
        return False
    moment = None
    if match := _EIGHT.fullmatch(printed):
        moment = read_moment("date", "-".join(match.groups()))
        draft.doubt("likely" if asked else "guess", "八位数字按日期读")
    elif _YEAR.fullmatch(printed):
        draft.doubt("likely", "按年份读" if asked else "也可能是年份")
        moment = Moment(printed, "year") if asked else None
    elif asked and _DAY.fullmatch(printed):
        draft.doubt("likely", "按月、日读")
        moment = read_moment("month_day", printed)
    elif printed.isdecimal() and len(printed) == 5 and (date := serial_date(int(number))):
        # Without a name only a month's last day is evidence enough.
        if blind and (serial_date(int(number) + 1) or "")[-2:] != "01":
            draft.add_note(f"也可能是电子表格的日期序号，即 {date}")
            draft.doubt("likely", "也可能是日期序号")
            return False
        draft.doubt("guess", f"按电子表格的日期序号读，即 {date}")
        moment = Moment(date, "day")
    if moment is None:
        return False
    draft.kind, draft.date, draft.precision, draft.number = (
        "deadline", moment.date, moment.precision, None,
    )  # fmt: skip
    draft.marks = [(s, e, "date" if role == "number" else role) for s, e, role in draft.marks]
    return True


def _range_as_date(draft: Draft, name: str, level2: str | None) -> None:
    """「12-31」 where the name asks for a day is a month and a day."""
    asked = is_time_name(name, level2)
    if not asked and (name or level2 is not None):
        return
    moment = read_moment("month_day", f"{draft.number}.{draft.upper}")
    if moment is None or not _MONTH_AND_DAY.fullmatch(draft.text.strip()):
        return
    if not asked:
        draft.doubt("likely", "也可能是月、日")
        return
    draft.doubt("likely", "按月、日读")
    draft.kind, draft.date, draft.precision = "deadline", moment.date, moment.precision
    draft.number = draft.upper = draft.lower_inclusive = draft.upper_inclusive = None
    draft.stated = False
    starts, ends, _ = zip(*draft.marks, strict=True)
    draft.marks = [(min(starts), max(ends), "date")]


def odd_rate(number: Decimal, name: str) -> str | None:
    """A doubt about a rate over 100 %: in 「292%」 the 2 is often a misread ≥.

    >>> odd_rate(Decimal(292), "验收合格率"), odd_rate(Decimal(120), "带动增长率")
    ('“292%”可能是“≥92%”的误读', None)
    """
    is_rate = is_rate_name(name)
    if (name and not is_rate) or _GROWING.search(name):
        return None
    printed = str(number)
    if printed[0] == "2" and _LEAST_RATE <= Decimal(printed[1:] or 0) <= 100:
        return f"“{printed}%”可能是“≥{printed[1:]}%”的误读"
    return f"名称是比率，{printed}% 大于 100%" if is_rate else None


def _for_each(draft: Draft, name: str) -> TargetValue:
    """「各1次」 for a name that lists things: one part for each, all of the same print."""
    things = [thing.strip() for thing in _LIST.split(name) if thing.strip()]
    whole = draft.value()
    if len(things) < 2:
        return whole
    parts = []
    for thing in things:
        draft.scope = thing
        parts.append(draft.value())
    return compound(draft.text, tuple(parts), whole.spans, "各项目标取自名称的并列词", "likely")


def compound(
    text: str,
    parts: tuple[TargetValue, ...],
    spans: tuple[Span, ...],
    reason: str | None,
    level: Confidence,
) -> TargetValue:
    """Several targets as one value, no surer than its least sure part."""
    said = dict.fromkeys([reason] if reason else [])
    for part in parts:
        if LEVELS[part.confidence] > LEVELS[level]:
            level = part.confidence
        if part.confidence_reason:
            said[part.confidence_reason] = None
    return Compound(
        text, comparator_stated=any(part.comparator_stated for part in parts),
        direction_reason="各分项分别判断", confidence=level,
        confidence_reason="；".join(said) or None, parts=parts, spans=spans,
    )  # fmt: skip


def unit_of_note(inside: str) -> bool:
    """Whether a bracket holds nothing but a unit: 「(万元)」."""
    return known_unit(inside).canonical is not None
