"""One number with the words round it: scope, condition, anchor, period, baseline."""

import re
from functools import cache
from typing import Literal

from jixiao.model.target_value import Baseline, TargetValue
from jixiao.understanding.target_value.brackets import add_bracket
from jixiao.understanding.target_value.dated import without_notes
from jixiao.understanding.target_value.dates import read_moment
from jixiao.understanding.target_value.direction import direction_of, is_bad
from jixiao.understanding.target_value.draft import Draft, Given
from jixiao.understanding.target_value.finish import (
    add_scope,
    finish,
    is_known,
)
from jixiao.understanding.target_value.quantity import (
    QUANTITIES,
    per_word,
    read_quantity,
    resolve,
    set_unit,
)
from jixiao.understanding.target_value.tokens import (
    DATES,
    LATEST,
    Clause,
    Token,
    is_duration,
    says_how_often,
)
from jixiao.understanding.target_value.units import known_unit, unit_table
from jixiao.understanding.target_value.words import any_of, before_pattern, comparators

_ENDS = " \t\n\r,，;；。、.:：!！?？()（）“”\"'\u3000"
_CONDITION = re.compile(
    r"[ ]*(?:当|若|如果|如遇|如有|如(?=[^期实何])|一旦|遇(?:到|有)?)|[^,;。]{0,60}(?:情况下|条件下|前提下)$"
)
_EVENT = re.compile(
    r"(?:后|之后|以后|之日起|日起|次日起|当日起|起|当天|之时起|(?<!提)前|之前|以前)的?[ ]*$"
)
_PREFIX = re.compile(r"(?:截至|截止到?|到|至)[ ]?$")
CONDITIONS = re.compile("[当若如遇]|一旦|情况下|条件下|前提下")
"""Some of this stands in every clause that is a condition."""
PERIODS_AHEAD = re.compile(
    r"每个?(?:年度?|半年|季度?|个?月|周|星期|天|日|学期|学年|小时)|全年|年均|月均|日均|季均|年度累计"
    r"|(?:[0-9]{1,2}|[一二两三四五六七八九十])年(?:内)?(?:累计|合计)"
)
_GROWTH = re.compile("增长|提高|增加|上升|提升|下降|降低|减少|增幅|降幅|增速|翻|压减|减排")
_PRECISION = {"分钟": "time", "小时": "time", "秒": "time", "天": "day", "工作日": "day", "周": "day", "个月": "month",
              "季度": "quarter", "年": "year"}  # fmt: skip
_SIGNS = ("≥", "≤", "<", ">")
_HALF = re.compile(
    "半(?:$|[,;。(以之内完前后左]|个?[年月天]|个?小时|个?学期|个?工作日)"
)  # 一年半, 1个半小时
_SIGN_BEHIND = re.compile("[ ]*([≥≤])[ ]*([㐀-鿿]{2,20})?[ 。;,]*")
_ANCHORED = frozenset({"exactly", "at_most", "less_than"})
_WORKED_OUT = frozenset({"ratio", "multiple"})
_SHARES = frozenset({"ratio", "multiple", "proportion"})
# What words before a share of them end with: 不超过概算的10%, 不少于总人数80%.
_SHARED_OF = tuple("的数额量价资算积入口户")


def one_quantity(
    given: Given, tokens: list[Token], clauses: list[Clause], own: Clause
) -> TargetValue:
    """The value of the one target of clause ``own``, all else kept round it."""
    text, t, name, level2 = given
    target = own.targets[0]
    draft = Draft(text)
    read_quantity(draft, target.match, target.form)
    if t.startswith("半", target.end) and draft.number is not None and _HALF.match(t, target.end):
        draft.kind = "not_understood"
        draft.doubt("guess", "数后面的“半”没有合起来读")
    behind = 0 if draft.stated else _sign_behind(draft, t, target.end, name, level2)
    if own.rivals:
        draft.doubt("guess", "同一分句中另有没有比较词的数字，取一个作目标")
    end = target.end
    if behind:
        end = behind
    elif draft.kind != "not_understood":
        end = _unknown_unit(draft, t, tokens, own)
    cut = 0
    if len(tokens) > 1:
        cut = max(_conditions(draft, t, clauses, own), _others(draft, t, tokens, target))
    if draft.kind in _ANCHORED and is_duration(target):
        cut = max(cut, _anchor(draft, t, clauses, own, cut))
    leading = without_notes(t, tokens, cut, target.start)
    trailing = without_notes(t, tokens, end, len(t))
    if draft.per is None:
        _period(draft, target, leading)
    if not draft.stated and draft.kind == "exactly" and leading:
        leading = _bound_of(draft, t, cut, target.start, leading)
    _growth(draft, tokens, leading, trailing, name)
    add_scope(draft, leading, trailing, name)
    return finish(draft, name, level2)


def _sign_behind(draft: Draft, t: str, at: int, name: str, level2: str | None) -> int:
    """「95%≥」, a slip for ≥95%, and 「90%≤满意度」. Returns where the sign ends, 0 where none is."""
    found = _SIGN_BEHIND.fullmatch(t, at)
    if found is None or draft.kind != "exactly":
        return 0
    sign, thing = found.groups()
    up = sign == "≤" if thing else (
        sign == "≥"
        or direction_of("exactly", name, level2, zero=False, number=True).direction == "higher_is_better"
    )  # fmt: skip
    draft.kind, says = ("at_least", "不少于") if up else ("at_most", "不超过")
    draft.stated = True
    draft.marks.append((*found.span(1), "comparator"))
    draft.doubt("likely" if thing else "guess", f"“{sign}”印在数字后面，按{says}读")
    return found.end(1)


def _unknown_unit(draft: Draft, t: str, tokens: list[Token], own: Clause) -> int:
    """「3趔」: a short word that ends the clause is a unit, known or not. Returns where it ends."""
    behind = own.targets[0].end
    if draft.number is None:
        return behind
    end = min([own.end, *(token.start for token in tokens if token.start >= behind)])
    word = t[behind:end].strip(_ENDS)
    unit = draft.measure_unit
    if unit is not None:
        # 「3个以上工作日」: the comparator stands inside the unit.
        if unit.text != "个" or (whole := unit_table().get(unit.text + word)) is None or not word:
            return behind
        start = t.index(word, behind)
        draft.measure_unit = whole
        draft.marks.append((start, start + len(word), "unit"))
        return start + len(word)
    if word[:1] in _SIGNS:
        draft.kind = "not_understood"
        draft.doubt("guess", f"比较符号“{word[0]}”在数字后面")
        return behind
    if (
        not 1 <= len(word) <= 3
        or word.isascii()
        or not word[0].isalpha()
        or is_known(word, "")
        or is_bad(word)
    ):
        return behind
    start = t.index(word, behind)
    set_unit(draft, start, start + len(word), word)
    return start + len(word)


def _conditions(draft: Draft, t: str, clauses: list[Clause], own: Clause) -> int:
    """Clauses that begin 当…, 若…: kept as the condition; returns where the scope begins."""
    cut = 0
    for clause in clauses:
        if clause.start < own.start and _CONDITION.match(t[clause.start : clause.end]):
            words_of = draft.text[clause.start : clause.end].strip(_ENDS)
            draft.condition = (
                words_of if draft.condition is None else f"{draft.condition}，{words_of}"
            )
            draft.marks.append((clause.start, clause.end, "condition"))
            cut = clause.end
            draft.doubt("likely", f"“{words_of}”是自由文字")
    return cut


def _others(draft: Draft, t: str, tokens: list[Token], target: Token) -> int:
    """Give every other token its role; returns where the scope before the target begins."""
    cut = 0
    for token in tokens:
        if token is target:
            continue
        form, start, end = token.form, token.start, token.end
        if form == "note":
            add_bracket(draft, t, start, end)
        elif form in ("mark", "separator"):
            draft.marks.append((start, end, "mark"))
            if form == "mark" and end <= target.start:
                cut = end
            elif form == "mark":
                draft.doubt("likely", f"“{draft.text[start:end]}”像是另一条的开头")
        elif form in DATES:
            after = _date(draft, t, token)
            if after and end <= target.start:
                cut = after
        elif form == "baseline":
            draft.marks.append((start, end, "baseline"))
        elif form in QUANTITIES:
            _demoted(draft, token)
            if (end == target.start and not says_how_often(token)) or target.end == start:
                _joined(draft, t[start:end], target, token)
        else:
            draft.marks.append((start, end, "period" if form == "recent" else "name"))
    return cut


def _demoted(draft: Draft, token: Token) -> None:
    """A number that is no target: 「一年…45次」 is a period, 「5年…」 a duration, else a thing."""
    start, end = token.start, token.end
    if says_how_often(token):
        draft.marks.append((start, end, "per"))
        draft.per = draft.per or per_word(f"一{token.match['unit']}")
        return
    draft.marks.append((start, end, "duration" if is_duration(token) else "name"))
    draft.doubt("likely", f"“{draft.text[start:end].strip()}”按范围读，不作目标")


def _joined(draft: Draft, printed: str, target: Token, other: Token) -> None:
    """「1小时30分钟」, 「3万5千元」: one amount in two units is no target of half of it."""
    if target.form != "quantity" or other.form != "quantity":
        return
    if max(target, other, key=lambda token: token.start).match["before"]:
        return  # 「由15天缩短至7天」
    dimensions = {known_unit(token.match["unit"]).dimension for token in (target, other)}
    if dimensions in ({"duration"}, {"number", "money"}):
        draft.kind = "not_understood"
        draft.doubt("guess", f"“{printed}”与另一个数相连，没有合起来读")


def _date(draft: Draft, t: str, token: Token) -> int:
    """A date beside a number: its deadline where it says 前 or 到…, else only the period meant."""
    moment = read_moment(token.form, token.match[0])
    latest = LATEST.match(t, token.end)
    prefix = _PREFIX.search(t, max(0, token.start - 6), token.start)
    if moment is None or not (latest or prefix or token.form == "period"):
        draft.marks.append((token.start, token.end, "period"))
        if moment is None:
            draft.doubt("likely", f"“{token.match[0]}”不是一个日期")
        elif draft.date is None:
            draft.date, draft.precision = moment.date, moment.precision
        elif moment.date not in (None, draft.date):
            draft.doubt("likely", f"不止一个日期，没有记“{token.match[0]}”")
        return token.end
    role = "period" if token.form == "period" else "date"
    draft.marks.append((token.start, token.end, role))
    if draft.date is not None and moment.date is not None and latest:
        draft.doubt("likely", f"不止一个日期，只记“{token.match[0]}”")
    draft.date, draft.precision = moment.date, moment.precision
    if moment.note:
        draft.add_note(moment.note)
    if latest:
        draft.marks.append((*latest.span(), "comparator"))
        return latest.end()
    return token.end


def _anchor(draft: Draft, t: str, clauses: list[Clause], own: Clause, cut: int) -> int:
    """「财政额度下达后6个月内」: a duration after an event is a deadline."""
    target = own.targets[0]
    start = max(own.start, cut)
    words_of = t[start : target.start]
    if not words_of.strip(" 的在于"):
        earlier = [
            one
            for one in clauses
            if one.end <= own.start and one.start >= cut and t[one.start : one.end].strip()
        ]
        if not earlier:
            return cut
        start = earlier[-1].start
        words_of = t[start : earlier[-1].end]
    if not _EVENT.search(words_of):
        return cut
    end = start + len(words_of)
    draft.kind = "deadline"
    draft.anchor = draft.text[start:end].strip(_ENDS)
    number = min(s for s, _, role in draft.marks if role == "number" and s >= target.start)
    draft.offset = draft.text[
        number : max(e for s, e, role in draft.marks if role in ("number", "unit") and s >= number)
    ]
    unit = draft.measure_unit
    draft.precision = _PRECISION.get(unit.canonical or "") if unit else None
    draft.marks.append((start, end, "anchor"))
    draft.doubt("likely", f"“{draft.anchor}”是自由文字")
    return target.start


def _bound_of(draft: Draft, t: str, start: int, end: int, leading: str) -> str:
    """「不低于低保标准的1.3倍」, 「至少全年完成2次」: a comparator before what a share is of, or known words."""
    said = bound_ahead().search(t, start, end)
    if said is None or leading[-len(said[0]) :] != said[0]:
        return leading
    unit = draft.measure_unit
    share = unit is not None and unit.dimension in _SHARES and leading.endswith(_SHARED_OF)
    if not share and (
        said["said"] in comparators().soft
        or not (is_known(said["of"], "") or _figure().fullmatch(said["of"]))
    ):
        return leading
    draft.marks.append((*said.span("said"), "comparator"))
    draft.kind = resolve(draft, said["said"], "")
    draft.doubt("likely", f"“{said['said']}”与数之间有别的词")
    return leading.removesuffix(said[0]) + said["of"]


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('figure')}的?){{1,4}}为?")


@cache
def bound_ahead() -> re.Pattern[str]:
    """A bound in words, and what stands between it and the number behind it."""
    bounds = [
        word for word, kind in comparators().before.items()
        if kind != "exactly" and not word[0].isascii() and word[0] not in "≥≤≧≦≮≯《》"
    ]  # fmt: skip
    first = "".join(sorted({word[0] for word in bounds}))
    return re.compile(
        rf"(?=[{first}])(?P<said>{before_pattern(bounds)})(?P<of>[^,;。0-9≥≤<>=]{{1,24}})$"
    )


def _period(draft: Draft, target: Token, leading: str) -> None:
    """「每年开展…不少于10场」: a period word further in front."""
    if said := list(PERIODS_AHEAD.finditer(leading)):
        found = said[-1]
        at = target.start - len(leading)
        draft.per = per_word(found[0])
        draft.marks.append((at + found.start(), at + found.end(), "per"))


def _growth(draft: Draft, tokens: list[Token], leading: str, trailing: str, name: str) -> None:
    """「比2022年增长1倍」, 「同比增长5%」: the year compared with."""
    said = next((token for token in tokens if token.form == "baseline"), None)
    if said is None and "同比" not in leading and "同比" not in name:
        return
    unit = draft.measure_unit.dimension if draft.measure_unit else None
    grows = _GROWTH.search(leading + trailing) or _GROWTH.search(name)
    kind: Literal["ratio", "difference"] = "ratio" if unit in _WORKED_OUT else "difference"
    if said is not None and grows:
        digits = re.search("[0-9]{4}", said.match[0])
        draft.baseline = Baseline(int(digits[0]) if digits else "last_year", kind)
    elif grows and unit in _WORKED_OUT:
        draft.baseline = Baseline("last_year", "ratio")
