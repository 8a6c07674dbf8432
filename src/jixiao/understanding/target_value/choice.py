"""Which numbers of a clause are its targets, and which only say what they are about."""

import re
from functools import cache
from itertools import pairwise

from jixiao.understanding.target_value.quantity import QUANTITIES
from jixiao.understanding.target_value.tokens import (
    DATES,
    LATEST,
    Clause,
    Token,
    compared,
    is_duration,
    says_how_often,
)
from jixiao.understanding.target_value.units import known_unit
from jixiao.understanding.target_value.words import any_of

_ATTRIBUTE = re.compile(
    "的|学历|职称|规模|级别|工作经|年龄|资质|老年|老人|儿童|婴|青少年|妇女|学生"
)
_RATE = re.compile("(?:率|比例|占比|比重)[为达]?[ ]?$")
_SORT = re.compile("项目|企业|工程|设备|合同|单位|作品|稿件|文章|视频")
_OF_THINGS = frozenset(
    {"voltage", "temperature", "sound", "letter", "data", "power", "apparent_power", "pressure"}
)
_NOUN = re.compile("(?![每各共并且及和与])[㐀-鿿]")
_SIZES = frozenset("宽高长深厚")
_SHORT = 8
_LIST_WORD = 4
_SHORT_NOUN = 2
_JOINS = frozenset({"", "+", "/", "×", "x", "X", "*"})
_TIMES = re.compile("[ ]?[㐀-鿿]{0,3}[ ]?[×xX*][ ]?")
_FORMULA_END = re.compile("[㐀-鿿)][ ]?[×xX*][ ]?$")
_RESPECTIVE = "分别"
AND = re.compile("[ ]?(?:以及|和|及|与)[ ]?")
_COUNTED = frozenset({"count", "occasions", "length", "area", "volume", "mass"})
_UNITS = {"quantity": "unit", "range": "r_unit"}
_FIRST = {
    "quantity": "before",
    "percent": "p_before",
    "fraction": "f_before",
    "ratio": "q_before",
    "range": "r_before",
    "enclosed": "e_sign1",
    "interval": "i_open",
}


def clauses_of(t: str, tokens: list[Token], name: str) -> list[Clause]:
    """The clauses, each with its targets and deadlines chosen."""
    clause = Clause(0)
    clauses = [clause]
    for token in tokens:
        form = token.form
        if form == "separator" or (form == "mark" and clause.tokens):
            clause.end = token.start
            clause = Clause(token.end if form == "separator" else token.start)
            clauses.append(clause)
        if form != "separator":
            clause.tokens.append(token)
    clause.end = len(t)
    short = len(t.strip()) <= _SHORT
    for clause in clauses:
        if clause.tokens:
            _choose(clause, t, name, short=short)
            clause.deadlines = [
                token
                for token in clause.tokens
                if token.form in DATES and LATEST.match(t, token.end)
            ]
    if len(clauses) > 1:
        _drop_lists(clauses, t)
    return clauses


def only_target(token: Token, t: str) -> Clause | None:
    """The clause of a text whose one token is its target: words, a number, words."""
    if token.form != "quantity" or not (
        compared(token) or token.match["number"][0] in "0123456789"
    ):
        return None
    clause = Clause(0, len(t))
    if _is_age(clause, token, t):
        return None
    clause.tokens = clause.targets = [token]
    return clause


def _drop_lists(clauses: list[Clause], t: str) -> None:
    """A clause that is only a day of a list belongs to no target of its own."""
    asked = [clause for clause in clauses if clause.targets]
    strong = [clause for clause in asked if any(compared(token) for token in clause.targets)]
    if not strong or len(asked) == len(strong):
        return
    for clause in asked:
        # 「围绕3个方面，完成不少于5篇」: a number without comparator before a noun is a thing.
        if clause not in strong and all(
            not _ends(clause, token, t) and not token.match[0][:1].isdecimal()
            for token in clause.targets
        ):
            clause.targets = []


def _choose(clause: Clause, t: str, name: str, *, short: bool) -> None:
    found = [
        token for token in clause.tokens
        if token.form in QUANTITIES
        and (short or _counts(clause, token, t))
        and not _is_age(clause, token, t)
    ]  # fmt: skip
    if found and ("/" in t or "÷" in t):
        found = [token for token in found if not _is_of_formula(clause, token, t)]
    if len(found) > 1 and respective(t, found[0].start) and _by_and(found, t):
        clause.targets = found
        return
    if len(found) > 1 and _are_multiplied(found, t):
        clause.targets = found
        return
    if len(found) > 1:
        found = [token for token in found if not _is_title(token, t)] or found
    if len(found) > 1:
        found = _without_frames(found, clause, t)
    if len(found) > 1:
        strong = [token for token in found if compared(token)]
        if len(strong) > 1:
            # 「80%以上的企业…不少于5家」: what stands in front without its own comparator is scope.
            leading = [token for token in strong if token.match[_FIRST[token.form]]]
            strong = leading if leading and leading[-1] is strong[-1] else strong
        if strong:
            found = strong
        elif not (
            _is_list(found, clause, t)
            or _are_joined(found, clause, t)
            or _are_of_two_sorts(found, clause, t)
        ):
            clause.rivals = len(found) - 1
            found = [_nearest(found, clause, t, name)]
    clause.targets = found


def respective(t: str, start: int) -> bool:
    """Whether the numbers from here on belong to one thing each: 「分别不低于90%、95%」."""
    return _RESPECTIVE in t[:start]


def _by_and(found: list[Token], t: str) -> bool:
    return all(AND.fullmatch(t, one.end, other.start) for one, other in pairwise(found))


def _without_frames(found: list[Token], clause: Clause, t: str) -> list[Token]:
    """Drop what only frames another number: a time it takes (3天内), a share of whom (2/5的村)."""
    if says_how_often(found[0]) and found[0].end == found[1].start:
        found = found[1:]
    found = [
        token
        for token, after in pairwise(found)
        if not _names_how_many(token, after) and not _is_each(clause, token, t)
    ] + found[-1:]
    counted = [
        token for token in found if not is_duration(token) or token.match[_FIRST[token.form]]
    ]  # fmt: skip
    found = counted or found
    if len(found) > 1:
        kept = [token for token in found[:-1] if not _is_attribute(token, clause, t)]
        found = [*kept, found[-1]]
    return found


def _names_how_many(token: Token, after: Token) -> bool:
    """Whether a number says how many times the next is meant: 四个100%."""
    return (
        token.form == "quantity"
        and token.match["unit"] == "个"
        and not compared(token)
        and token.end == after.start
        and after.match[0].endswith(("%", "百分百", "百分之百"))
    )


def _is_each(clause: Clause, token: Token, t: str) -> bool:
    """Whether a number says for each of what another is: 每新增1家奖励10万元."""
    return (
        token.form == "quantity"
        and token.match["number"] in ("1", "一")
        and not compared(token)
        and _each().search(t, clause.start, token.match.start("number")) is not None
    )


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"每{any_of('each')}[㐀-鿿]{{0,6}}$")


def _is_title(token: Token, t: str) -> bool:
    """Whether a number without unit or comparator stands right before a word: 110联动, 120急救."""
    return (
        token.form == "quantity"
        and not token.match["unit"]
        and not compared(token)
        and "㐀" <= t[token.end : token.end + 1] <= "鿿"
    )


def _is_list(found: list[Token], clause: Clause, t: str) -> bool:
    """Whether the numbers count several things in the same unit: 省级1个市级3个."""
    units = {token.match["unit"] if token.form == "quantity" else None for token in found}
    gaps = [found[0].start - clause.start]
    gaps += [after.start - token.end for token, after in pairwise(found)]
    return (
        len(units) == 1
        and None not in units
        and "" not in units
        and all(1 <= gap <= _LIST_WORD for gap in gaps)
        and _ends(clause, found[-1], t)
    )


def _are_joined(found: list[Token], clause: Clause, t: str) -> bool:
    """Whether the numbers stand side by side and count different things: 2期100人次, 70%(中央)+30%(地方)."""
    for one, other in pairwise(found):
        if one.form != "quantity" or other.form != "quantity":
            return False
        unit, next_unit = known_unit(one.match["unit"]), known_unit(other.match["unit"])
        behind = past_note(clause, one)
        between = t[behind : other.start].strip() + (other.match["sign"] or "")
        if between not in _JOINS or None in (unit.canonical, next_unit.canonical):
            return False
        things = {unit.dimension, next_unit.dimension} <= _COUNTED
        differ = things and unit.canonical != next_unit.canonical
        if between not in ("+", "/") and behind == one.end and not differ:
            return False
    return _ends(clause, found[-1], t)


def _is_of_formula(clause: Clause, token: Token, t: str) -> bool:
    """Whether a number is the 100% that a formula ends in: 完成率=实际完成/计划完成*100%."""
    return _FORMULA_END.search(t, clause.start, token.start) is not None and (
        token.form == "quantity" and token.match["number"] == "100"
    )


def _are_multiplied(found: list[Token], t: str) -> bool:
    """Whether the numbers are the factors of a sum: 5人×200元/天×3天, 30000元/村*8个村."""
    return all(
        one.form == other.form == "quantity"
        and one.match["unit"]
        and other.match["unit"]
        and not compared(one)
        and not compared(other)
        and _TIMES.fullmatch(t, one.end, other.start) is not None
        for one, other in pairwise(found)
    )


def _are_of_two_sorts(found: list[Token], clause: Clause, t: str) -> bool:
    """Whether how many and how much are printed, or each number has its own words before it.

    培训500人发放补贴10万元; 发放宣传册1000份张贴海报50张.
    """
    if any(token.form != "quantity" or not token.match["unit"] for token in found):
        return False
    units = [known_unit(token.match["unit"]) for token in found]
    dimensions = [(unit.dimension or "").partition("/")[0] for unit in units]
    if len(found) == 2 and sorted(dimensions) in (["count", "money"], ["money", "occasions"]):
        return True
    ends = [clause.start, *(token.end for token in found)]
    gaps = [token.start - end for token, end in zip(found, ends, strict=False)]
    return (
        all(gaps)
        and {*dimensions} <= _COUNTED
        and (max(gaps[1:]) <= _SHORT_NOUN or len({unit.canonical for unit in units}) == len(units))
        and (max(gaps[1:]) <= _SHORT_NOUN or _ends(clause, found[-1], t))
    )


def past_note(clause: Clause, token: Token) -> int:
    """Where a number ends, the bracket right behind it included."""
    for other in clause.tokens:
        if other.form == "note" and other.start == token.end:
            return other.end
    return token.end


def _is_attribute(token: Token, clause: Clause, t: str) -> bool:
    """Whether a number only says what kind of thing is meant: 2/5的村, 1000人规模以上的活动."""
    if _ATTRIBUTE.match(t, token.end):
        return True
    if token.form != "quantity":
        return False
    thing, after, unit = token.match.group("thing", "after", "unit")
    if thing is not None and _ATTRIBUTE.match(thing):
        return True
    if not unit:
        return False
    dimension = known_unit(unit).dimension
    if after is not None:  # 「100万元以上项目20个」, 「收入5万元以上的村占80%」
        if dimension == "ratio" or after.endswith("的"):
            return after.endswith("的")
        # 「500亩以上连片基地8个」: what begins the clause and goes on in a noun says which things.
        opens = not token.match["before"] and not t[clause.start : token.start].strip()
        noun = _NOUN.match(t, token.end) is not None
        return (opens and noun) or _SORT.match(t, token.end) is not None
    return dimension in _OF_THINGS or (
        dimension == "length" and t[token.end : token.end + 1] in _SIZES
    )


def _is_age(clause: Clause, token: Token, t: str) -> bool:
    """Whether a number is the age of those who are served: 65岁以上老人."""
    if token.form not in _UNITS or not token.match[_UNITS[token.form]]:
        return False
    if known_unit(token.match[_UNITS[token.form]]).dimension != "age":
        return False
    rest = t[token.end : clause.end].strip()
    return bool(rest) and rest[0] != "("


def _nearest(found: list[Token], clause: Clause, t: str, name: str) -> Token:
    """Of several plain numbers the rate, or the one whose words the name shares; else the first."""
    for token in found:
        if (
            token.form == "quantity"
            and token.match["unit"] == "%"
            and _RATE.search(t, clause.start, token.start)
        ):
            return token
    best, most = found[0], -1
    for index, token in enumerate(found):
        before = found[index - 1].end if index else clause.start
        after = found[index + 1].start if index + 1 < len(found) else clause.end
        words_around = t[before : token.start] + t[token.end : after]
        shared = sum(words_around[i : i + 2] in name for i in range(len(words_around) - 1))
        if shared > most:
            best, most = token, shared
    return best


def _counts(clause: Clause, token: Token, t: str) -> bool:
    """Whether a number is more than a word of the sentence: a Chinese numeral needs a reason."""
    if token.form != "quantity" or token.match["number"][:1] in "0123456789" or compared(token):
        return True
    return bool(token.match["per"]) or _ends(clause, token, t)


def _ends(clause: Clause, token: Token, t: str) -> bool:
    rest = t[token.end : clause.end].lstrip()
    return not rest or rest[0] == "("
