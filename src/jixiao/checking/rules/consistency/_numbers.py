"""Numbers with units in running text, such as a 绩效目标: a careful scanner, no value parser.

Titles, quotations, document numbers and dates hold numbers that promise nothing; they are blotted
out first. Chinese numerals are left alone: 「三年行动」「五个提升」 are names.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.subjects import ProjectSubject
from jixiao.model import TargetValue
from jixiao.text import trie_pattern

# What begins with a set is searched fastest: what that was is looked at behind it.
_NAMES = re.compile(
    r"[《“\"「〔\[(【第0-9](?:(?<=《)[^》]*》|(?<=“)[^”]*”|(?<=\")[^\"]*\"|(?<=「)[^」]*」"
    r"|(?<=[〔\[(【])20[0-9]{2}[〕\])】][^,;。]{0,3}?[0-9]+号|(?<=第)[0-9]+"
    r"|(?<=[0-9])(?:[0-9]*号|[0-9]*(?:\.[0-9]+)?[-~至—/][0-9]+(?:\.[0-9]+)?(?![0-9.年])))"
)
_MULTIPLIERS = {None: 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_PRINTED_NUMBER = re.compile(r"([0-9.,]+)(百万|千万|千|万|亿)?[余多]?")
_TIMES = re.compile(r"(?:百万|千万|万|亿)(?=.)")
_YEAR = re.compile(r"(?<![-~至—])(20[0-9]{2})年(?![-~至—])")
_STOPS = re.compile(r"[,;。:、!?]")
_CLAUSE = re.compile(r"[^,;。:、!?]*")
_MARKED = ",;。:、!?"
_BREAKS = re.compile(f"[{_MARKED}]")
# Between two counted things: 14家卫生院和126家卫生室.
_JOINED = re.compile(r"(?<=[^0-9])(?:以及|[和及与])(?=[^,;。:、0-9]{0,8}[0-9])")
# 漏损率由18%降至12%: what falls is said before the first number.
_STARTS_FROM = re.compile(r"(?:[由从]|[由从]?(?:目前|现有|原来|上年|去年)的?)约?$")
_REACHES = re.compile(
    r"(?:进一步|逐步)?(?:下?降|减|压|缩|提|上?升|增|扩|恢复|调)[^,;。0-9]{0,4}[至到为]"
)
_LEVEL_NOW = re.compile(r"(.+(?:率|比例|比重|占比))(?:目前|现|已|只|仅|约|为|是|有)+$")
_LEVEL_THEN = re.compile(
    r"^(?!.*(?:率|比例|比重|占比)).*(?:降|减|压|升|提高|增)[^0-9]{0,3}[到至为]$"
)
_LONGEST = 30
_FAMILIES = frozenset({"ratio", "money", "duration"})
_SCALED = frozenset({"count", "occasions", "money", "number", "duration"})
_CONVERTED = frozenset({"length", "area", "mass", "power"})
_SAME_UNIT = re.compile(r"(.+)=([0-9]*)(.+)")
_LABEL = 16
_MARKS = frozenset('“”「」",;。:、!?')
_NO_COUNT = re.compile(r"(?:19|20)[0-9]{2}|[0-9]{5,}")  # 2024职工运动会, 12345群众热线
AFTER = 8
"""So many letters behind a number are kept at most."""


class GoalNumber(NamedTuple):
    """One number of a text: ``number`` with its multiplier applied, ``family`` of its unit.

    36公里 are 36000 with the unit 米; ``printed`` is as it stands in the text.

    ``words`` are those of its clause before it, ``after`` the few behind its unit; ``year`` is the
    year printed in its clause. ``start`` and ``end`` are where it is printed.
    """

    number: Decimal
    family: str
    unit: str
    printed: str
    words: str
    after: str
    year: int | None
    start: int
    end: int


@lru_cache(maxsize=8)
def _scanners(
    policy: Policy,
) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, tuple[int, str]]]:
    """Finds a digit before a unit, which most texts have not; all numbers with units; equal units.

    Of equal units how many of the second the first is: 公里 are 1000 米.
    """
    units = policy.words("consistency_units")
    unit = trie_pattern(("美元", *units))  # the longest of those that begin alike
    counted = trie_pattern((*units, *policy.words("consistency_counted_persons")))
    return (
        re.compile(rf"[0-9](?:亿|(?:百万|千万|千|万)?[余多]?(?:{counted}))"),
        re.compile(
            r"(?P<number>[0-9](?<![0-9.A-Za-z+-][0-9])"
            r"(?:[0-9]{0,2}(?:,[0-9]{3})+(?![0-9])|[0-9]*(?:\.[0-9]+)?))"
            rf"(?P<times>百万|千万|千|万|亿)?[余多]?(?P<unit>(?:{unit})?)"
        ),
        {
            same[1]: (int(same[2] or 1), same[3])
            for one in policy.words("consistency_same_units")
            if (same := _SAME_UNIT.fullmatch(one)) is not None
        },
    )


def sum_said(numbers: Iterable[GoalNumber]) -> str:
    """The sum of numbers of one unit, in the unit they are printed with if it is the same for all."""
    numbers = tuple(numbers)
    total = sum((one.number for one in numbers), Decimal(0))
    units = {_PRINTED_NUMBER.sub("", one.printed) for one in numbers}
    ratios = {
        one.number / Decimal(match[1].replace(",", "")) / _MULTIPLIERS[match[2]]
        for one in numbers
        if (match := _PRINTED_NUMBER.match(one.printed)) is not None
    }
    if len(units) == len(ratios) == 1:
        return f"{(total / ratios.pop()).normalize():f}{units.pop()}"
    return f"{total.normalize():f}{numbers[0].unit}"


def blot_out_names(text: str) -> str:
    """A folded text of the same length without titles, quotations, document numbers, ranges.

    Of a quotation the words stay: “戏曲进乡村”演出 is named so by an indicator, too.
    """
    return _NAMES.sub(_blot, text)


def _blot(match: re.Match[str]) -> str:
    if match[0][0] in '“「"':
        return "".join("□" if one.isdecimal() or one in _MARKS else one for one in match[0])
    return "□" * len(match[0])


def numbers_in(text: str, policy: Policy) -> list[GoalNumber]:
    """The numbers with units of a folded text."""
    any_number, scanner, same = _scanners(policy)
    if any_number.search(text) is None:
        return []
    blotted = blot_out_names(text)
    longer = policy.pattern("consistency_not_a_unit")
    found: list[GoalNumber] = []
    before = 0  # where the last counted number ended: its words are not the next one's
    for match in scanner.finditer(blotted):
        digits, times, unit = match.groups()
        if not unit and times != "亿":
            unit = _unit_of_persons(match, policy)
            if not unit:
                continue
        elif unit and longer.match(blotted, match.start("unit")):
            continue
        start = match.start()
        head = _STOPS.split(blotted[max(0, start - 3 * _LABEL, before) : start])[-1]
        if found and found[-1].end == start - len(head) and _REACHES.match(head):
            begun = _STARTS_FROM.search(found[-1].words)
            head = found[-1].words[: begun.start()] + head if begun else head
        before = match.end()
        tail = _CLAUSE.match(blotted, before, before + AFTER)
        year = _YEAR.search(head) if "年" in head else None
        converted, base = same.get(unit, (1, unit))
        number = Decimal(digits.replace(",", "")) * _MULTIPLIERS[times] * converted
        found.append(
            GoalNumber(
                number, _family(unit), base or "亿", match[0], head[-_LABEL:], tail[0] if tail else "",
                int(year[1]) if year else None, start, before,
            )
        )  # fmt: skip
    return found


def numbers_of_goal(project: ProjectSubject, policy: Policy) -> Sequence[GoalNumber]:
    """The numbers of a project's objective: several rules ask for them, few objectives hold one."""
    if project.goal_numbers is None:
        numbers = numbers_in(project.objective_key, policy)
        if len(numbers) > 1:
            numbers = _with_levels_named(numbers, project.objective_key)
        project.goal_numbers = numbers
    return project.goal_numbers


def _with_levels_named(numbers: Sequence[GoalNumber], text: str) -> list[GoalNumber]:
    """漏损率目前为19%,完工后降到12%以内: the second number is of the rate that the first one names."""
    found = list(numbers)
    for place, (before, one) in enumerate(pairwise(numbers), start=1):
        named = _LEVEL_NOW.search(before.words) if before.family == one.family == "ratio" else None
        if (
            named is not None
            and _LEVEL_THEN.search(one.words)
            and _BREAKS.sub("", text[before.end : one.start], count=1) == one.words
        ):
            found[place] = one._replace(words=named[1] + one.words)
    return found


def _unit_of_persons(match: re.Match[str], policy: Policy) -> str:
    """人 of 2.6万群众, 户 of 300农户: no unit is printed, but those who are counted follow."""
    if match["times"] is None and _NO_COUNT.fullmatch(match["number"]):
        return ""
    persons = policy.pattern("consistency_counted_persons").match(match.string, match.end())
    if persons is None or match.string.startswith("中", persons.end()):
        return ""  # 全区26万群众中 is whom they are taken from
    return "户" if persons[0].endswith(("户", "家庭")) else "人"


def quoted(text: str, start: int, end: int) -> str:
    """The whole clause around a number of a folded text: no word is cut, long ones are marked."""
    first = max([text.rfind(mark, 0, start) for mark in _MARKED]) + 1
    joined = [one.end() for one in _JOINED.finditer(text, first, start + 1)]
    first = joined[-1] if joined else first
    stop = _BREAKS.search(text, end)
    last = stop.start() if stop else len(text)
    following = _JOINED.search(text, end, last)
    last = following.start() if following else last
    before, behind = text[first:start], text[end:last]
    while before.count("(") != before.count(")"):
        # A number inside of brackets, or behind a pair that began in the clause before.
        before = before[max(before.rfind("("), before.rfind(")")) + 1 :]
    if behind.count("(") != behind.count(")"):
        at = behind.find(")") if behind.count(")") > behind.count("(") else behind.rfind("(")
        behind = behind[:at]
    if len(before) > _LONGEST:
        before = f"…{before[-_LONGEST:]}"
    if len(behind) > _LONGEST:
        behind = f"{behind[:_LONGEST]}…"
    return before + text[start:end] + behind


def common_run(one: str, other: str, least: int = 2) -> int:
    """The length of the longest stretch that both texts hold; 0 where it is shorter than ``least``."""
    more = least  # characters that a longer stretch than any so far has
    end = len(one)
    for start in range(end - least + 1):
        while start + more <= end and one[start : start + more] in other:
            more += 1
    return more - 1 if more > least else 0


def _family(unit: str) -> str:
    if unit == "%":
        return "ratio"
    return "money" if unit in ("", "元") else "currency" if unit == "美元" else "count"


def numbers_of(value: TargetValue, *, as_printed: bool = False) -> list[tuple[Decimal, str, str]]:
    """Numbers of a typed value with family and canonical unit, multipliers applied.

    So much for each, 400元/个, is of the family ``price``, no count. Lengths, areas and weights are
    those of their base unit, but for ``as_printed``: 3.6公里 are 3600米.
    """
    found = []
    for one in (value, *value.parts) if value.parts else (value,):
        number, upper, unit = one.number, one.upper, one.measure_unit
        if number is None and upper is None:
            continue
        family, name, factor = "count", "", None
        if unit is not None:
            dimension, factor = unit.dimension, unit.factor
            if dimension in _FAMILIES:
                family = dimension
            elif dimension is not None and dimension.startswith("money/"):
                family = "price"
            scaled = dimension in _SCALED or (dimension in _CONVERTED and not as_printed)
            if scaled and factor:
                name = unit.base or unit.canonical or unit.text
            else:
                # 18万亩 are 180000亩, as the goal's are.
                name = unit.canonical or unit.text
                times = _TIMES.match(name)
                factor = None if times is None else Decimal(_MULTIPLIERS[times[0]])
                name = name if times is None else name[times.end() :]
        found += [
            (printed if factor is None else printed * factor, family, name)
            for printed in (number, upper)
            if printed is not None
        ]
    return found
