"""Values with words round their numbers: one target with its scope, or several."""

import re

from jixiao.model.target_value import Baseline, TargetValue
from jixiao.understanding.target_value.dates import PRECISIONS, read_moment
from jixiao.understanding.target_value.draft import Draft
from jixiao.understanding.target_value.finish import (
    add_scope,
    compound,
    finish,
    is_known,
    unit_of_note,
)
from jixiao.understanding.target_value.qualitative import read_words
from jixiao.understanding.target_value.quantity import QUANTITIES, per_word, read_quantity, set_unit
from jixiao.understanding.target_value.tokens import (
    DATES,
    LATEST,
    Clause,
    Token,
    asks_for_day,
    clauses_of,
    is_duration,
    scan,
)

_ENDS = " \t\n\r,，;；。、.:：!！?？()（）“”\"'\u3000"
_CONDITION = re.compile(
    r"[ ]*(?:当|若|如果|如遇|如有|如(?=[^期实何])|一旦|遇(?:到|有)?)|[^,;。]{0,60}(?:情况下|条件下|前提下)$"
)
_EVENT = re.compile(
    r"(?:后|之后|以后|之日起|日起|次日起|当日起|起|当天|之时起|前|之前|以前)的?[ ]*$"
)
_PREFIX = re.compile(r"(?:截至|截止到?|到|至)[ ]?$")
_PER = re.compile(
    r"每个?(?:年度?|半年|季度?|个?月|周|星期|天|日|学期|学年|小时)|全年|年均|月均|日均|季均|年度累计"
    r"|(?:[0-9]{1,2}|[一二两三四五六七八九十])年(?:内)?(?:累计|合计)"
)
_GROWTH = re.compile("增长|提高|增加|上升|提升|下降|降低|减少|增幅|降幅|增速|翻|压减|减排")
_FORMULA = re.compile(r"[*×xX÷/].*(?:100|%|[㐀-鿿])|=.*[㐀-鿿]")
_INCLUSIVE = re.compile(
    r"(?P<not>不)?(?:含|包含|包括|及)(?:[0-9]{1,9}(?:[㐀-鿿%]{0,4})|本数|本级|以上)?"
)
_ONLY_DONE = re.compile(r"[ ]*(?:底|末)?(?:之前|以前|前|止)?[ ]*(?:完成|全部完成|完工|办结)?[ ]*")
_DIGIT = re.compile("[0-9]")
_WORKED_OUT = frozenset({"ratio", "multiple"})


def read_numbers(
    text: str, t: str, name: str, level2: str | None, *, single: bool = False
) -> TargetValue:
    """The value of a text that holds numerals; ``single`` allows one target only."""
    for opened in (False, True):
        tokens = scan(t, name, opened=opened)
        clauses = clauses_of(t, tokens, name)
        asked = [clause for clause in clauses if clause.targets]
        if asked:
            several = len(asked) > 1 or len(asked[0].targets) > 1
            late = _own_deadline(clauses, asked[-1], t)
            if not single and (several or late):
                return _several(text, t, name, level2, asked + ([late] if late else []))
            return _one_quantity(text, t, tokens, clauses, asked[0], name, level2)
        dated = [clause for clause in clauses if clause.deadlines]
        if len(dated) > 1 and not single:
            return _several(text, t, name, level2, dated)
        if dated:
            return _one_date(text, t, tokens, dated[0].deadlines[0], name, level2)
        if (bare := _bare_date(t, tokens, name, level2)) is not None:
            return _one_date(text, t, tokens, bare, name, level2)
        if not any(token.form == "note" for token in tokens):
            break
    return _no_target(text, t, tokens, name, level2)


def _own_deadline(clauses: list[Clause], last: Clause, t: str) -> Clause | None:
    """A clause after the last number with a deadline for something else: 「…5个，6月底前完成验收」."""
    for clause in clauses:
        if clause.start > last.start and clause.deadlines:
            end = clause.deadlines[0].end
            if (
                not _ONLY_DONE.fullmatch(t, end, clause.end)
                or t[clause.start : clause.deadlines[0].start].strip()
            ):
                return clause
    return None


def _bare_date(t: str, tokens: list[Token], name: str, level2: str | None) -> Token | None:
    """A date without 前 that is the whole value, or that a name of a time asks for."""
    dates = [token for token in tokens if token.form in DATES]
    if not dates:
        return None
    first, last = dates[0], dates[-1]
    around = t[: first.start] + t[last.end :]
    if is_known(around.strip(_ENDS), "") or (asks_for_day(name, level2) and name):
        return first if len(dates) == 1 else None
    return None


def _several(text: str, t: str, name: str, level2: str | None, asked: list[Clause]) -> TargetValue:
    """A compound: each target with the words before it, the last also with those behind."""
    ends: list[int] = []
    for clause in sorted(asked, key=lambda one: one.start):
        places = clause.targets or clause.deadlines[:1]
        ends += [token.end for token in places[:-1]]
        ends.append(clause.end)
    ends[-1] = len(text)
    holder = Draft(text)
    parts: list[TargetValue] = []
    start = 0
    for end in ends:
        while start < end and t[start] in _ENDS:
            start += 1
        stop = end
        while (stop > start and t[stop - 1] in " \t\n,;、") or (
            stop > start and t[stop - 1] == ")" and "(" not in t[start:stop]
        ):
            stop -= 1
        part = read_numbers(text[start:stop], t[start:stop], name, level2, single=True)
        parts.append(part)
        holder.marks += [(start + s.start, start + s.end, s.role) for s in part.spans]
        start = end
    return compound(text, tuple(parts), holder.partition(), None, "certain")


def _one_quantity(
    text: str,
    t: str,
    tokens: list[Token],
    clauses: list[Clause],
    own: Clause,
    name: str,
    level2: str | None,
) -> TargetValue:
    target = own.targets[0]
    draft = Draft(text)
    read_quantity(draft, target.match, target.form)
    if own.rivals:
        draft.doubt("guess", "同一分句中另有没有比较词的数字，取一个作目标")
    if draft.kind != "not_understood":
        _unknown_unit(draft, t, tokens, target, own)
    cut = _conditions(draft, t, clauses, own)
    cut = max(cut, _others(draft, t, tokens, target))
    cut = max(cut, _anchor(draft, t, clauses, own, target, cut))
    leading, trailing = t[cut : target.start], _without_notes(t, tokens, target.end)
    _period(draft, target, leading)
    _growth(draft, tokens, leading, trailing, name)
    add_scope(draft, leading, trailing, name)
    return finish(draft, name, level2)


def _unknown_unit(draft: Draft, t: str, tokens: list[Token], target: Token, own: Clause) -> None:
    """「3趔」: a short word that ends the clause is a unit, known or not."""
    if draft.measure_unit is not None or draft.number is None:
        return
    end = min([own.end, *(token.start for token in tokens if token.start >= target.end)])
    word = t[target.end : end].strip(_ENDS)
    if 1 <= len(word) <= 3 and not word.isascii() and not is_known(word, ""):
        start = t.index(word, target.end)
        set_unit(draft, start, start + len(word), word)


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
        form, start, end, match = token
        if token is target:
            continue
        if form == "note":
            add_bracket(draft, t, start, end)
        elif form in ("mark", "separator"):
            draft.marks.append((start, end, "mark"))
            if form == "mark" and end <= target.start:
                cut = end
        elif form in DATES:
            after = _date(draft, t, token)
            if after and end <= target.start:
                cut = after
        elif form == "baseline":
            draft.marks.append((start, end, "baseline"))
        elif form in QUANTITIES:
            _demoted(draft, token, match)
        else:
            draft.marks.append((start, end, "period" if form == "recent" else "name"))
    return cut


def _demoted(draft: Draft, token: Token, match: re.Match[str]) -> None:
    """A number that is no target: 「一年…45次」 is a period, 「5年…」 a duration, else a thing."""
    start, end = token.start, token.end
    if (
        token.form == "quantity"
        and match["number"] in ("一", "1")
        and match["unit"] in ("年", "月", "周")
    ):
        draft.marks.append((start, end, "per"))
        draft.per = draft.per or per_word(f"一{match['unit']}")
        return
    draft.marks.append((start, end, "duration" if is_duration(token) else "name"))
    draft.doubt("likely", f"“{draft.text[start:end].strip()}”按范围读，不作目标")


def _date(draft: Draft, t: str, token: Token) -> int:
    """A date beside a number: its deadline where it says 前 or 到…, else only the period meant."""
    moment = read_moment(token.form, token.match[0])
    latest = LATEST.match(t, token.end)
    prefix = _PREFIX.search(t, 0, token.start)
    if moment is None or not (latest or prefix or token.form == "period"):
        draft.marks.append((token.start, token.end, "period"))
        if moment is None:
            draft.doubt("likely", f"“{token.match[0]}”不是一个日期")
        elif draft.date is None:
            draft.date, draft.precision = moment.date, moment.precision
        return token.end
    role = "period" if token.form == "period" else "date"
    draft.marks.append((token.start, token.end, role))
    draft.date, draft.precision = moment.date, moment.precision
    if moment.note:
        draft.add_note(moment.note)
    if latest:
        draft.marks.append((*latest.span(), "comparator"))
        return latest.end()
    return token.end


def _anchor(
    draft: Draft, t: str, clauses: list[Clause], own: Clause, target: Token, cut: int
) -> int:
    """「财政额度下达后6个月内」: a duration after an event is a deadline."""
    if draft.kind not in ("exactly", "at_most", "less_than") or not is_duration(target):
        return cut
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
    draft.kind, draft.stated = "deadline", draft.stated
    draft.anchor = draft.text[start:end].strip(_ENDS)
    number = min(s for s, _, role in draft.marks if role == "number" and s >= target.start)
    draft.offset = draft.text[
        number : max(e for s, e, role in draft.marks if role in ("number", "unit") and s >= number)
    ]
    unit = draft.measure_unit
    draft.precision = PRECISIONS.get(unit.canonical or "") if unit else None
    draft.marks.append((start, end, "anchor"))
    draft.doubt("likely", f"“{draft.anchor}”是自由文字")
    return target.start


def _period(draft: Draft, target: Token, leading: str) -> None:
    """「每年开展…不少于10场」: a period word further in front."""
    if draft.per is not None:
        return
    periods = list(_PER.finditer(leading))
    if periods:
        found = periods[-1]
        at = target.start - len(leading)
        draft.per = per_word(found[0])
        draft.marks.append((at + found.start(), at + found.end(), "per"))


def _growth(draft: Draft, tokens: list[Token], leading: str, trailing: str, name: str) -> None:
    said = next((token for token in tokens if token.form == "baseline"), None)
    unit = draft.measure_unit.dimension if draft.measure_unit else None
    grows = _GROWTH.search(leading + trailing) or _GROWTH.search(name)
    kind = "ratio" if unit in _WORKED_OUT else "difference"
    if said is not None and grows:
        digits = re.search("[0-9]{4}", said.match[0])
        draft.baseline = Baseline(int(digits[0]) if digits else "last_year", kind)  # type: ignore[arg-type]
    elif grows and "同比" in leading + name and unit in _WORKED_OUT:
        draft.baseline = Baseline("last_year", "ratio")


def _without_notes(t: str, tokens: list[Token], start: int) -> str:
    rest = []
    for token in tokens:
        if token.form == "note" and token.start >= start:
            rest.append(t[start : token.start])
            start = token.end
    rest.append(t[start:])
    return "".join(rest)


def add_bracket(draft: Draft, t: str, start: int, end: int) -> bool:
    """What a bracket behind a number says; False where it holds more than a remark."""
    inside = t[start + 1 : end - 1].strip()
    printed = draft.text[start + 1 : end - 1].strip()
    if match := _INCLUSIVE.fullmatch(inside):
        draft.marks.append((start, end, "comparator"))
        if match["not"]:
            draft.kind = {"at_least": "more_than", "at_most": "less_than"}.get(
                draft.kind, draft.kind
            )
        return True
    if unit_of_note(inside) and draft.measure_unit is None:
        draft.marks += [(start, start + 1, "mark"), (end - 1, end, "mark")]
        at = t.index(inside, start)
        set_unit(draft, at, at + len(inside), inside)
        return True
    if _FORMULA.search(inside):
        draft.marks.append((start, end, "formula"))
        draft.add_note(printed)
        return True
    if inside in ("每年", "年", "/年", "每季度", "每月"):
        draft.marks.append((start, end, "per"))
        draft.per = per_word(inside)
        return True
    draft.add_note(printed)
    if not any(character.isdecimal() for character in inside):
        draft.marks.append((start, end, "note"))
        return True
    draft.doubt("likely", "括号内另有数字")
    return "其中" not in inside


def _one_date(
    text: str, t: str, tokens: list[Token], token: Token, name: str, level2: str | None
) -> TargetValue:
    draft = Draft(text)
    moment = read_moment(token.form, token.match[0])
    for other in tokens:
        if other.form == "note":
            add_bracket(draft, t, other.start, other.end)
        elif other is not token and other.form != "separator":
            draft.marks.append(
                (other.start, other.end, "period" if other.form in DATES else "name")
            )
    draft.marks.append((token.start, token.end, "date"))
    if moment is None:
        draft.kind = "not_understood"
        draft.doubt("guess", f"没有“{token.match[0]}”这一天")
        return finish(draft, name, level2)
    draft.kind = "deadline"
    draft.date, draft.precision = moment.date, moment.precision
    if moment.note:
        draft.add_note(moment.note)
    if moment.date is None:
        draft.anchor = token.match[0]
    latest = LATEST.match(t, token.end)
    behind = token.end
    if latest:
        draft.stated = True
        draft.marks.append((*latest.span(), "comparator"))
        behind = latest.end()
    elif token.form in ("period", "year", "short_year"):
        draft.doubt("likely", "没有“前”字，按期限读")
    if _plain_decimal(token) and not name:
        draft.doubt("likely", "也可能是一个小数")
    add_scope(draft, t[: token.start], _without_notes(t, tokens, behind), name)
    return finish(draft, name, level2)


def _plain_decimal(token: Token) -> bool:
    return token.form == "date" and token.match[0].replace(".", "", 1).isdecimal()


def _no_target(
    text: str, t: str, tokens: list[Token], name: str, level2: str | None
) -> TargetValue:
    """Words, in which every number is the name of a thing or a period; else not understood."""
    at = 0
    for form, start, end, _ in tokens:
        if form in ("separator", "note") or (form in QUANTITIES and t[start:end].isascii()):
            continue
        if _DIGIT.search(t, at, start):
            break
        at = max(at, end)
    if _DIGIT.search(t, at) is None:
        return read_words(text, t, name, level2)
    draft = Draft(text)
    draft.kind, draft.filler = "not_understood", "words"
    draft.doubt("guess", "其中的数字没有读懂")
    return draft.value()
