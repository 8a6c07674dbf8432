"""Values whose target is a date, and dates with a comparator before them."""

import re
from functools import cache

from jixiao.model.target_value import Baseline, TargetValue
from jixiao.text import trie_pattern
from jixiao.understanding.target_value.brackets import add_bracket
from jixiao.understanding.target_value.dates import read_moment
from jixiao.understanding.target_value.draft import Draft, Given
from jixiao.understanding.target_value.finish import (
    add_scope,
    finish,
    is_known,
)
from jixiao.understanding.target_value.tokens import (
    DATES,
    LATEST,
    Clause,
    Token,
    asks_for_day,
)
from jixiao.understanding.target_value.words import comparators, words

_ENDS = " \t\n\r,，;；。、.:：!！?？()（）“”\"'\u3000"
_TO = frozenset({"达到", "达", "控制在"})
_FIGURE = re.compile("[ ]?(?:的|同期|水平|标准|数)")
_EARLIEST = frozenset({"不早于", "晚于"})
_LATE_WORDS = frozenset({"不晚于", "不迟于", "早于", "最晚", "最迟"})


def compared_date(t: str, tokens: list[Token]) -> tuple[Token, re.Match[str]] | None:
    """「不低于2022年水平」, 「不晚于6月」: a comparator right before a date."""
    for token in tokens:
        if token.form in DATES and (
            said := _comparator_end().search(t, max(0, token.start - 8), token.start)
        ):
            return token, said
    return None


def bare_date(t: str, tokens: list[Token], name: str, level2: str | None) -> Token | None:
    """A date without 前 that is the whole value, or that a name of a time asks for."""
    dates = [token for token in tokens if token.form in DATES]
    if not dates:
        return None
    first, last = dates[0], dates[-1]
    around = t[: first.start] + t[last.end :]
    if is_known(around.strip(_ENDS), "") or (asks_for_day(name, level2) and name):
        return first if len(dates) == 1 else None
    return None


def milestone(t: str, clause: Clause, *, listed: bool) -> list[Token]:
    """The one date of a clause that only says when something begins or ends: 「2023年3月开工」.

    Of a list of days the name asks for, also the date alone: 「6月、12月」.
    """
    dates = [
        token
        for token in clause.tokens
        if token.form in DATES and (token.form != "period" or listed)
    ]
    if len(dates) != 1 or any(
        token.form not in ("ordinal", dates[0].form) for token in clause.tokens
    ):
        return []
    around = (t[clause.start : dates[0].start] + t[dates[0].end : clause.end]).strip(_ENDS)
    return dates if (not around and listed) or _milestone().fullmatch(around) else []


@cache
def _milestone() -> re.Pattern[str]:
    listed = trie_pattern(words()["deadline"]["milestones"])
    return re.compile(
        rf"(?:资金|项目|工程|补助|补贴|全部|全面|基本|正式){{0,2}}{listed}(?:到位|完毕|结束|时间)?|第[一二三四五六1-6][批期次]"
    )


def one_date(
    given: Given, tokens: list[Token], token: Token, said: re.Match[str] | None = None
) -> TargetValue:
    """A deadline by the date of ``token``; ``said`` is a comparator before it."""
    text, t, name, level2 = given
    draft = Draft(text)
    moment = read_moment(token.form, token.match[0])
    for other in tokens:
        if other.form == "note":
            add_bracket(draft, t, other.start, other.end)
        elif other is not token and other.form != "separator":
            draft.marks.append(
                (other.start, other.end, "period" if other.form in DATES else "name")
            )
    if moment is None:
        draft.marks.append((token.start, token.end, "date"))
        draft.kind = "not_understood"
        draft.doubt("guess", f"没有“{token.match[0]}”这一天")
        return finish(draft, name, level2)
    if said is not None:
        draft.stated = True
        draft.marks.append((*said.span(), "comparator"))
        if said[0].strip() in _EARLIEST:
            draft.marks.append((token.start, token.end, "date"))
            draft.kind, draft.filler = "qualitative", "words"
            draft.direction_reason = "定性目标，没有方向词"
            draft.doubt("likely", f"“{said[0].strip()}”是最早的时间，没有对应的类型")
            return draft.value()
        if not _is_latest(t, token, said):
            return _against_year(draft, t, token, said, name)
    draft.marks.append((token.start, token.end, "date"))
    draft.kind = "deadline"
    draft.date, draft.precision = moment.date, moment.precision
    if moment.date is None:
        draft.anchor = token.match[0]
    latest = LATEST.match(t, token.end)
    behind = token.end
    if moment.note and token.form != "quarter":
        draft.add_note(moment.note)
    elif moment.note and latest and "内" not in latest[0]:
        draft.add_note(moment.note)
        draft.doubt("likely", moment.note)
    if latest:
        draft.stated = True
        draft.marks.append((*latest.span(), "comparator"))
        behind = latest.end()
    elif token.form in ("period", "year", "short_year"):
        draft.doubt("likely", "没有“前”字，按期限读")
    if token.form == "day_of_month" and "日" in token.match[0]:
        draft.doubt("guess", "“日前”按每月的日子读，也可能是天数")
    if _plain_decimal(token) and not name:
        draft.doubt("likely", "也可能是一个小数")
    add_scope(
        draft,
        t[: said.start() if said else token.start],
        without_notes(t, tokens, behind, len(t)),
        name,
    )
    return finish(draft, name, level2)


def _is_latest(t: str, token: Token, said: re.Match[str]) -> bool:
    """Whether a comparator before a date makes it the latest day: 不晚于6月, ≤2024年12月31日."""
    word = said[0].strip()
    if word in _LATE_WORDS:
        return True
    bounded = comparators().before.get(word) in ("at_most", "less_than")
    return bounded and token.form in ("date", "month_day") and not _FIGURE.match(t, token.end)


def _against_year(
    draft: Draft, t: str, token: Token, said: re.Match[str], name: str
) -> TargetValue:
    """「不低于2022年水平」: what has to be reached is that year's figure."""
    draft.kind = "reference"
    draft.marks.append((token.start, token.end, "baseline"))
    year = re.match(r"\D{0,3}((?:19|20)[0-9]{2})", token.match[0])
    draft.baseline = Baseline(int(year[1]) if year else None, "no_change")
    up = comparators().before[said[0].strip()] in ("at_least", "more_than")
    draft.direction = "higher_is_better" if up else "lower_is_better"
    draft.direction_stated, draft.direction_reason = True, f"“{said[0].strip()}”"
    add_scope(draft, t[: said.start()], t[token.end :], name)
    return draft.value()


@cache
def _comparator_end() -> re.Pattern[str]:
    """A bound in words at the end of what stands before a date."""
    bounds = [
        word for word, kind in comparators().before.items() if kind != "exactly" and word not in _TO
    ]
    return re.compile(rf"(?:{trie_pattern([*bounds, '最晚', '最迟'])})[ ]?$")


def _plain_decimal(token: Token) -> bool:
    return token.form == "date" and token.match[0].replace(".", "", 1).isdecimal()


def without_notes(t: str, tokens: list[Token], start: int, end: int) -> str:
    """A stretch of the text without its brackets and list marks."""
    rest = []
    for token in tokens:
        if token.form in ("note", "mark") and start <= token.start < end:
            rest.append(t[start : token.start])
            start = token.end
    rest.append(t[start:end])
    return "".join(rest)
