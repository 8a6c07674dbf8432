"""A quantity as printed → the number, its comparator, its unit and its period in a draft."""

import re
from decimal import Decimal
from functools import cache

import msgspec

from jixiao.model.target_value import MeasureUnit
from jixiao.text import trie_pattern
from jixiao.understanding.target_value.draft import Draft
from jixiao.understanding.target_value.numbers import NUMERALS, read_number
from jixiao.understanding.target_value.units import PER_WORDS, known_unit, per_of, unit_table
from jixiao.understanding.target_value.words import comparators, words

QUANTITIES = frozenset(
    {"quantity", "percent", "fraction", "range", "enclosed", "interval", "ratio"}
)
_BOUND_PAIRS = {
    frozenset({"at_least", "more_than"}): "at_least",
    frozenset({"at_most", "less_than"}): "at_most",
}
_EQUAL = frozenset({"=", "==", "等于"})
_MISREAD = {"》": "≥", "》=": "≥", "《": "≤", "《=": "≤"}
_TYPED_SHORT = {"不少": "不少于", "不低": "不低于", "大于等": "大于等于", "小于等": "小于等于"}
_YEARS = re.compile(rf"(?P<years>[0-9]{{1,2}}|{NUMERALS})年")
PERCENT_SIGNS = {"百分之": "%", "百分": "%", "千分之": "‰", "万分之": "‱"}


class _Words(msgspec.Struct, frozen=True):
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _words() -> _Words:
    said = comparators()
    before, after = (re.compile(trie_pattern(list(one))) for one in (said.before, said.after))
    return _Words(before, after)


def resolve(draft: Draft, before: str, after: str) -> str:
    """The kind that the comparator words mean together; doubled and contrary ones are noted."""
    tables = comparators()
    before = before.strip()
    if not before and not after:
        return "exactly"
    draft.stated = True
    if not after and before in tables.before:
        said = [before]
    else:
        said = _words().before.findall(before) if before else []
    last: list[str] = []
    if after:
        last = [after] if after in tables.after else _words().after.findall(after)[:1]
    for word in (*said, *last):
        if word in tables.approximate:
            _approximate(draft, word)
    kinds = [tables.before[word] for word in said] + [tables.after[word] for word in last]
    if len(kinds) == 1 and kinds[0] != "exactly":
        found = kinds[0]
    else:
        found = _together(draft, said, last, kinds)
    if found == "more_than" and "(含)" in before:
        draft.doubt("likely", "括号注明含本数")
        return "at_least"
    if last and "(不含" in after:
        draft.doubt("likely", "括号注明不含本数")
        return {"at_least": "more_than", "at_most": "less_than"}.get(found, found)
    return found


def _approximate(draft: Draft, word: str) -> None:
    if word in _MISREAD:
        draft.doubt("likely", f"“{word}”按“{_MISREAD[word]}”读")
    elif word in _TYPED_SHORT:
        draft.doubt("likely", f"“{word}”按“{_TYPED_SHORT[word]}”读")
    else:
        draft.doubt("likely", f"“{word}”不是准确的界限")


def _together(draft: Draft, said: list[str], last: list[str], kinds: list[str]) -> str:
    bounds = {kind for kind in kinds if kind != "exactly"}
    if not bounds:
        draft.stated = not _EQUAL.isdisjoint(said)
        return "exactly"
    if len(bounds) == 1:
        return next(iter(bounds))
    after = comparators().after[last[0]] if last else "exactly"
    if after != "exactly" and all(word in comparators().soft for word in said):
        return after
    found = _BOUND_PAIRS.get(frozenset(bounds))
    both = "、".join((*said, *last))
    if found is not None:
        draft.doubt("likely", f"两个比较词“{both}”，一个含本数，一个不含，按含本数读")
        return found
    draft.doubt("guess", f"比较词“{both}”互相矛盾，按前一个读")
    return comparators().before[said[0]] if said else after


def read_quantity(draft: Draft, match: re.Match[str], form: str) -> None:
    """Fill the draft from the match of one of the forms in ``QUANTITIES``."""
    if form == "quantity":
        _read_plain(draft, match)
    elif form == "range":
        _read_range(draft, match)
    elif form == "enclosed":
        _read_enclosed(draft, match)
    elif form == "interval":
        _read_interval(draft, match)
    elif form == "percent":
        _read_percent(draft, match)
    else:
        _read_ratio(draft, match, "q" if form == "ratio" else "f")


def _read_plain(draft: Draft, match: re.Match[str]) -> None:
    marks = draft.marks
    # The groups of the production in its order.
    groups = match.groups()
    per, before, verb, per2, sign, printed, more, about = groups[1:9]
    unit, inner, more2, after, thing, after2, tail = groups[9:16]
    if before:
        marks.append((*match.span("before"), "comparator"))
        if verb:
            marks.append((*match.span("verb"), "scope"))
            draft.scope = verb
    if thing:
        marks.append((*match.span("thing"), "scope"))
    if after or after2:
        marks.append((*match.span("after" if after else "after2"), "comparator"))
        draft.kind = resolve(draft, before or "", after or after2)
    elif before:
        draft.kind = resolve(draft, before, "")
    start, end = match.span("number")
    if sign:
        start = match.start("sign")
        printed = match.string[start:end]
    marks.append((start, end, "number"))
    if not set_number(draft, printed):
        return
    if about or more or more2 or inner:
        _more(draft, about or more or more2 or inner)
        place = "about" if about else "more" if more else "more2" if more2 else "inner"
        marks.append((*match.span(place), "comparator"))
    if unit:
        start, end = match.span("unit")
        if inner is None:
            set_unit(draft, start, end, unit)
        else:
            at = match.start("inner")
            marks += [(start, at, "unit"), (at + 1, end, "unit")]
            draft.measure_unit = known_unit(unit.replace(inner, "", 1))
    elif thing and len(thing) <= 3:
        marks.remove((*match.span("thing"), "scope"))
        set_unit(draft, *match.span("thing"), thing)
    for group, said in (("per", per), ("per2", per2), ("tail", tail)):
        if said:
            marks.append((*match.span(group), "per"))
            draft.per = per_word(said)


def set_number(draft: Draft, printed: str) -> bool:
    """Store a printed number; a vague one becomes bounds. False where it cannot be kept."""
    bounds = read_number(printed)
    if bounds is None:
        draft.kind = "not_understood"
        draft.doubt("guess", "数字太长或写法不明，不能照原样保存")
        return False
    low, high = bounds
    draft.number = low
    if "成" in printed:
        draft.measure_unit = known_unit("成")
    if " " in printed:
        draft.doubt("likely", "数字中有空格，连起来读")
    if high is not None:
        if draft.kind == "exactly":
            draft.kind = "between"
            draft.upper = high
        draft.doubt("likely", f"“{printed}”是约数，按 {low} 至 {high} 读")
    elif printed[0] in "上过" and draft.kind == "exactly":
        draft.kind = "at_least"
        draft.doubt("likely", f"“{printed}”是约数，按不少于 {low} 读")
    return True


def _more(draft: Draft, word: str) -> None:
    """「500多」, 「十余」, 「100+」: at least or more than the number, unless a comparator says more."""
    if word[0] == "±":
        draft.doubt("likely", f"“{word}”是允许的偏差")
        return
    if draft.kind == "exactly":
        draft.stated = True
        draft.kind = "exactly" if word == "来" else "at_least" if word == "+" else "more_than"
    draft.doubt("likely", f"“{word}”表示约数")


def set_unit(draft: Draft, start: int, end: int, unit: str) -> None:
    """Store a unit printed in the value; one that the units file lacks is kept and doubted."""
    draft.marks.append((start, end, "unit"))
    printed = draft.text[start:end]
    found = unit_table().get(unit)
    if found is None:
        found = known_unit(unit)
    if printed != found.text:
        found = MeasureUnit(
            printed, found.canonical, found.dimension, "value", found.base, found.factor
        )
    draft.measure_unit = found
    if "/" in unit:
        draft.per = per_of(unit) or draft.per
    if found.canonical is None:
        draft.doubt("likely", f"计量单位“{printed}”不在单位表中")
    elif found.dimension == "number":
        draft.doubt("likely", f"只印了“{printed}”，没有计量单位")


def per_word(printed: str) -> str | None:
    """What ``per`` calls a printed period.

    >>> per_word("每季度"), per_word("三年累计"), per_word("/年"), per_word("各")
    ('quarter', 'cumulative_3_years', 'year', 'each')
    """
    printed = printed.strip("() ")
    listed: dict[str, str] = words()["periods"]
    if (known := listed.get(printed)) is not None:
        return known
    if years := _YEARS.search(printed):
        count = read_number(years["years"])
        return (
            "year" if count and count[0] == 1 else f"cumulative_{count[0]}_years" if count else None
        )
    bare = printed.lstrip("/每一")
    return PER_WORDS.get(bare, "each" if printed[0] == "每" else bare or None)


def _read_range(draft: Draft, match: re.Match[str]) -> None:
    marks = draft.marks
    low, high = read_number(match["r_low"]), read_number(match["r_high"])
    marks += [(*match.span("r_low"), "number"), (*match.span("r_high"), "upper")]
    if low is None or high is None or low[1] is not None or high[1] is not None:
        draft.kind = "not_understood"
        draft.doubt("guess", "区间的上下限写法不明")
        return
    draft.kind, draft.stated = "between", True
    draft.number, draft.upper = low[0], high[0]
    for group in ("r_before", "r_before2", "r_to", "r_after", "r_note1", "r_note"):
        if match[group]:
            marks.append((*match.span(group), "comparator"))
    draft.lower_inclusive, draft.upper_inclusive = (
        not (match[group] or "").startswith("(不") for group in ("r_note1", "r_note")
    )
    said = f"{match['r_before'] or ''}{match['r_after'] or ''}"
    if any(
        kind != "exactly"
        for word, kind in comparators().before.items()
        if word in said and word not in comparators().soft
    ):
        draft.doubt("likely", "区间之外又有比较词")
    if match["r_unit1"]:
        marks.append((*match.span("r_unit1"), "unit"))
    if match["r_unit"]:
        set_unit(draft, *match.span("r_unit"), match["r_unit"])
        if match["r_unit1"] and not _same_unit(match["r_unit1"], match["r_unit"]):
            draft.doubt("guess", "区间两端的计量单位不同")
    elif match["r_unit1"]:
        set_unit(draft, *match.span("r_unit1"), match["r_unit1"])
    if draft.number >= draft.upper:
        draft.doubt("guess", "区间的下限不小于上限")


def _same_unit(one: str, other: str) -> bool:
    """Whether both ends of a range have one unit: 3万元-5万元, and 5万-10万元."""
    first = known_unit(one)
    if first.dimension == "number":
        return other.startswith(one)
    return first.canonical == known_unit(other).canonical


def _read_enclosed(draft: Draft, match: re.Match[str]) -> None:
    """「90%≤满意度≤100%」: two bounds round the thing that is measured."""
    low, high = read_number(match["e_low"]), read_number(match["e_high"])
    for group, role in (("e_low", "number"), ("e_unit1", "unit"), ("e_sign1", "comparator"), ("e_thing", "scope"),
                        ("e_sign2", "comparator"), ("e_high", "upper")):  # fmt: skip
        if match[group]:
            draft.marks.append((*match.span(group), role))
    if low is None or high is None:
        draft.kind = "not_understood"
        draft.doubt("guess", "区间的上下限写法不明")
        return
    draft.kind, draft.stated = "between", True
    draft.number, draft.upper = low[0], high[0]
    draft.lower_inclusive, draft.upper_inclusive = (
        match[sign] != "<" for sign in ("e_sign1", "e_sign2")
    )
    draft.scope = match["e_thing"].strip() or None
    if match["e_unit"]:
        set_unit(draft, *match.span("e_unit"), match["e_unit"])


def _read_interval(draft: Draft, match: re.Match[str]) -> None:
    """「[90%,100%)」: a bracket includes its bound, a round one does not."""
    low, high = read_number(match["i_low"]), read_number(match["i_high"])
    start, end = match.span()
    draft.marks += [(start, start + 1, "comparator"), (end - 1, end, "comparator")]
    between = (match.end("i_unit1" if match["i_unit1"] else "i_low"), match.start("i_high"))
    draft.marks += [
        (*match.span("i_low"), "number"),
        (*between, "comparator"),
        (*match.span("i_high"), "upper"),
    ]
    if match["i_unit1"]:
        draft.marks.append((*match.span("i_unit1"), "unit"))
    if low is None or high is None:
        draft.kind = "not_understood"
        draft.doubt("guess", "区间的上下限写法不明")
        return
    draft.kind, draft.stated = "between", True
    draft.number, draft.upper = low[0], high[0]
    draft.lower_inclusive, draft.upper_inclusive = match["i_open"] == "[", match["i_close"] == "]"
    if printed := match["i_unit"] or match["i_unit1"]:
        set_unit(draft, *match.span("i_unit" if match["i_unit"] else "i_unit1"), printed)
    if draft.number >= draft.upper:
        draft.doubt("guess", "区间的下限不小于上限")


def _read_percent(draft: Draft, match: re.Match[str]) -> None:
    marks = draft.marks
    draft.kind = resolve(draft, match["p_before"] or "", match["p_after"] or "")
    for group, role in (("p_before", "comparator"), ("p_unit", "unit"), ("p_number", "number"),
                        ("p_thing", "scope"), ("p_after", "comparator")):  # fmt: skip
        if match[group]:
            marks.append((*match.span(group), role))
    sign = known_unit(PERCENT_SIGNS[match["p_unit"]])
    printed = draft.text[slice(*match.span("p_unit"))]
    draft.measure_unit = MeasureUnit(
        printed, sign.canonical, sign.dimension, "value", sign.base, sign.factor
    )
    set_number(draft, match["p_number"])


def _read_ratio(draft: Draft, match: re.Match[str], group: str) -> None:
    """「1:1.5」, 「2/5」: number and upper are the two terms. 「三分之一」 is 1 and 3."""
    marks = draft.marks
    under = "q_upper" if group == "q" else "f_under"
    draft.kind = resolve(draft, match[f"{group}_before"] or "", match[f"{group}_after"] or "")
    for name, role in ((f"{group}_before", "comparator"), (f"{group}_number", "number"),
                       (under, "upper"), (f"{group}_after", "comparator")):  # fmt: skip
        if match[name]:
            marks.append((*match.span(name), role))
    number, upper = read_number(match[f"{group}_number"]), read_number(match[under])
    if number is None or upper is None:
        draft.kind = "not_understood"
        draft.doubt("guess", "比的写法不明")
        return
    draft.number, draft.upper = number[0], upper[0]
    sign = match["q_sign"] if group == "q" else "分之"
    if group == "q":
        marks.append((*match.span("q_sign"), "unit"))
    else:
        marks.append((match.end("f_under"), match.start("f_number"), "unit"))
    printed = draft.text[slice(*match.span("q_sign"))] if group == "q" else sign
    draft.measure_unit = MeasureUnit(printed, "比", "proportion", base="比", factor=Decimal(1))
    if sign == ";":
        draft.doubt("likely", "“；”按比号“：”读")
    elif sign == "/":
        draft.doubt("likely", "“/”按分数读")
