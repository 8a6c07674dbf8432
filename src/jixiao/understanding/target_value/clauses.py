"""Values with words round their numbers: one target, several, or only names of things."""

import re

from msgspec.structs import astuple, replace

from jixiao.model.target_value import KINDS, TargetValue
from jixiao.understanding.target_value.choice import (
    AND,
    clauses_of,
    only_target,
    past_note,
    respective,
)
from jixiao.understanding.target_value.dated import (
    bare_date,
    compared_date,
    milestone,
    one_date,
)
from jixiao.understanding.target_value.draft import Draft, Given
from jixiao.understanding.target_value.finish import (
    compound,
)
from jixiao.understanding.target_value.qualitative import read_words
from jixiao.understanding.target_value.quantity import QUANTITIES
from jixiao.understanding.target_value.simple import read_among_words
from jixiao.understanding.target_value.single import one_quantity
from jixiao.understanding.target_value.tokens import (
    DATES,
    Clause,
    Token,
    asks_for_day,
    scan,
)

_ENDS = " \t\n\r,，;；。、.:：!！?？()（）“”\"'\u3000"
_NO_THING = frozenset({"separator", "note", "mark", "baseline", *QUANTITIES})
_LOWER = frozenset({"at_least", "more_than"})
_UPPER = frozenset({"at_most", "less_than"})
_BOUNDS = _LOWER | _UPPER
_BARE = frozenset({"number", "comparator"})
_ONLY_DONE = re.compile(r"[ ]*(?:底|末)?(?:之前|以前|前|止)?[ ]*(?:完成|全部完成|完工|办结)?[ ]*")
_NUMBERED = re.compile(r"\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\)")
_JOINED = re.compile("并且|且|并|同时|[和及与]")
_JOINTS = frozenset("+/×xX*")
_MISPRINTED = re.compile("[OolI≠]")  # in all misprints
_MISPRINT = re.compile(
    "[0-9][OolI][0-9OolI]{0,3}[ ]?[%个家人次项件场万亿元天]"
    "|(?<![A-Za-z])[lIO][0-9OolI]{0,3}[0-9][ ]?[%个家人次项件场万亿元天年月日]|[0-9][ ]?[0Oo]/[0Oo]|≠"
)
_NO_MONTH = re.compile("年[ ]?(?:1[3-9]|[2-9][0-9])[ ]?月")
_DIGIT = re.compile("[0-9]")


def read_numbers(given: Given, *, single: bool = False) -> TargetValue:
    """The value of a text that holds numerals; ``single`` allows one target only."""
    text, t, name, level2 = given
    if _MISPRINTED.search(t) and _MISPRINT.search(t):
        return _not_read(text, "数字里有字母，或有没有对应类型的符号“≠”")
    if "月" in t and (no_month := _NO_MONTH.search(t)) is not None:
        return _not_read(text, f"没有“{no_month[0][1:].strip()}”")
    for opened in (False, True):
        tokens = scan(t, name, opened=opened)
        if len(tokens) == 1 and (alone := only_target(tokens[0], t)) is not None:
            return one_quantity(given, tokens, [alone], alone)
        clauses = clauses_of(t, tokens, name)
        asked = [clause for clause in clauses if clause.targets]
        if asked:
            several = len(asked) > 1 or len(asked[0].targets) > 1
            late = _own_deadline(clauses, asked[-1], t)
            if not single and (several or late):
                return _several(given, asked + ([late] if late else []))
            return one_quantity(given, tokens, clauses, asked[0])
        if (said := compared_date(t, tokens)) is not None:
            return one_date(given, tokens, *said)
        listed = len(clauses) > 1 and name != "" and asks_for_day(name, level2)
        for clause in clauses:
            clause.deadlines = clause.deadlines or milestone(t, clause, listed=listed)
        dated = [clause for clause in clauses if clause.deadlines]
        if len(dated) > 1 and not single:
            return _several(given, dated)
        if dated:
            return one_date(given, tokens, dated[0].deadlines[0])
        if (bare := bare_date(t, tokens, name, level2)) is not None:
            return one_date(given, tokens, bare)
        if not any(token.form == "note" for token in tokens):
            break
    return _no_target(given, tokens)


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


def _several(given: Given, asked: list[Clause]) -> TargetValue:
    """A compound: each target with the words before it, the last also with those behind."""
    text, t, name, level2 = given
    ends: list[int] = []
    for clause in asked:
        places = clause.targets or clause.deadlines[:1]
        ends += [past_note(clause, token) for token in places[:-1]]
        ends.append(clause.end)
    ends[-1] = len(text)
    holder = Draft(text)
    parts: list[TargetValue] = []
    start = 0
    joint = None
    for end in ends:
        joined = _JOINED.match(t, start)
        if joined and any(clause.start == joined.end() for clause in asked):
            start = joined.end()
        if start in ends and t[start : start + 1] in _JOINTS:
            joint = t[start]
            start += 1
        elif start in ends and respective(t, start) and (also := AND.match(t, start)):
            start = also.end()
        while start < end and t[start] in _ENDS and not _NUMBERED.match(t, start):
            if t[start] == "“" and "”" in t[start:end]:
                break
            start += 1
        stop = end
        while stop > start and _closes(t, start, stop):
            stop -= 1
        own = (text[start:stop], t[start:stop], name, level2)
        part = read_among_words(own) or read_numbers(own, single=True)
        parts.append(part)
        holder.marks += [(start + s.start, start + s.end, s.role) for s in part.spans]
        start = end
    first = next(iter(asked[0].targets or asked[0].deadlines))
    parts = _shared(parts, sure=respective(t, first.start))
    if len(parts) == 2 and (whole := _both_bounds(holder, *parts)) is not None:
        return whole
    # 「3，5万元」: a part that is a bare number may be a piece of the next.
    bare = any(
        part.number is not None and not part.comparator_stated and len(part.spans) == 1
        for part in parts
    )
    if bare and any(part.measure_unit for part in parts):
        return compound(
            text, tuple(parts), holder.partition(), "有分项只有数字，可能与后面是同一个数", "guess"
        )
    if joint:
        return compound(
            text, tuple(parts), holder.partition(), f"“{joint}”两边的数分开读", "likely"
        )
    return compound(text, tuple(parts), holder.partition(), None, "certain")


def _shared(parts: list[TargetValue], *, sure: bool) -> list[TargetValue]:
    """「分别不低于90%、95%」: one comparator is meant for all; without 分别 it is only a doubt."""
    said = next((part for part in parts if part.kind in _BOUNDS), None)
    bare = [part.number is not None and part.spans[0].role in _BARE for part in parts[1:]]
    if said is None or not all(bare) or {part.kind for part in parts} != {said.kind, "exactly"}:
        return parts
    found = []
    for part in parts:
        if part.kind != "exactly":
            found.append(part)
            continue
        reason = "比较词只印了一次，按各数共有读" if sure else "前后的比较词是否也管这个数没有写明"
        own = part.confidence_reason
        also = KINDS[said.kind](*astuple(part)) if sure else part
        if sure:
            also = replace(
                also, comparator_stated=True, lower_inclusive=said.lower_inclusive,
                upper_inclusive=said.upper_inclusive, comparison_code=said.comparison_code,
                direction=said.direction, direction_stated=said.direction_stated,
                direction_reason=said.direction_reason,
            )  # fmt: skip
        also = replace(
            also, confidence="guess" if part.confidence == "guess" else "likely",
            confidence_reason=f"{reason}；{own}" if own else reason,
        )  # fmt: skip
        found.append(also)
    return found


def _closes(t: str, start: int, stop: int) -> bool:
    """Whether the last character of a part only closes it."""
    return t[stop - 1] in " \t\n,;、" or (t[stop - 1] == ")" and "(" not in t[start:stop])


def _both_bounds(holder: Draft, low: TargetValue, high: TargetValue) -> TargetValue | None:
    """「≥95%，≤100%」: a lower and an upper bound of the same thing are one interval."""
    swapped = low.kind in _UPPER and high.kind in _LOWER
    if swapped:
        low, high = high, low
    if (
        low.kind not in _LOWER
        or high.kind not in _UPPER
        or (high if not swapped else low).scope
        or high.per
        or high.upper
        or low.upper
    ):
        return None
    one, other = low.measure_unit, high.measure_unit
    if one is not None and other is not None and one.canonical != other.canonical:
        return None
    if low.number is None or high.number is None or low.number >= high.number:
        return None
    numbers = [at for at, mark in enumerate(holder.marks) if mark[2] == "number"]
    if len(numbers) != 2:
        return None
    of_high = numbers[0 if swapped else 1]
    holder.marks[of_high] = (*holder.marks[of_high][:2], "upper")
    holder.kind, holder.stated = "between", True
    holder.number, holder.upper, holder.per = low.number, high.number, low.per
    holder.scope = low.scope or high.scope
    holder.lower_inclusive, holder.upper_inclusive = low.lower_inclusive, high.upper_inclusive
    holder.measure_unit = other or one
    holder.direction_reason = "区间没有单一方向"
    for part in (low, high):
        if part.confidence_reason:
            holder.doubt(part.confidence, part.confidence_reason)
    return holder.value()


def _no_target(given: Given, tokens: list[Token]) -> TargetValue:
    """Words, in which every number is the name of a thing or a period; else not understood."""
    text, t, _, _ = given
    at = 0
    for token in tokens:
        form, start, end = token.form, token.start, token.end
        if form in ("separator", "note") or (form in QUANTITIES and t[start:end].isascii()):
            continue
        if _DIGIT.search(t, at, start):
            break
        at = max(at, end)
    if _DIGIT.search(t, at) is None:
        things = [
            (one.start, one.end, "period" if one.form in DATES or one.form == "recent" else "name")
            for one in tokens if one.form not in _NO_THING
        ]  # fmt: skip
        return read_words(given, things)
    return _not_read(text, "其中的数字未能识别")


def _not_read(text: str, reason: str) -> TargetValue:
    draft = Draft(text)
    draft.kind, draft.filler = "not_understood", "words"
    draft.doubt("guess", reason)
    return draft.value()
