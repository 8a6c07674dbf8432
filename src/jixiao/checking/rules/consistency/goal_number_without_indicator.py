"""CON001 goal-number-without-indicator."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import AFTER, GoalNumber, numbers_in, numbers_of
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_GRAM = 3
_SHORT = 4  # characters of a name that is shorter than the goal's
_Stated = tuple[IndicatorSubject, Decimal, str, str]
"""An indicator, one of its numbers, the family of its unit, and the unit."""
_NO_WORD = re.compile(r"[^\w]|[0-9□]")
_BEFORE_WORDS = re.compile(r"^.*(?:□|年度?)|^[0-9]+")


@rule("CON001", since="0.2")
def goal_number_without_indicator(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """绩效目标里的数字在指标里没有，或者与指标不一致。

    目标里写了数，就要有指标来考核；两处的数不同，年底按哪个算说不清。

    Not allowed:
        目标：推动广清一体化高质量发展。预期当年投产企业30家，产值约15亿，带动就业人员3000人。
        1、1-产出指标；11-数量指标；新增投产企业数量；实施周期指标值：≥ 10 家；年度指标值：≥ 10 家。
        2、2-效益指标；24-可持续影响；带动就业人数；实施周期指标值：≥ 3000 人；年度指标值：≥ 3000 人。

    Allowed:
        目标：根据《实施意见》(穗府〔2020〕5号)，聘用19名政府雇员，保障工作。
        1、1-产出指标；11-数量指标；聘用政府雇员数量；实施周期指标值：不超过19个；年度指标值：不超过19个。

    Known limits:
        中文数字不看；目标与指标说法不同的（“带动就业”与“提供岗位”），数不同时当作没有指标。
    """
    if not project.objective or not project.indicators:
        return
    named = numbers_in(project.objective_key, policy)
    goal = _promises(named, project, policy)
    if not goal:
        return
    stated = [
        (one, number, family, unit)
        for one in project.indicators
        for _, _, value in one.targets
        for number, family, unit in numbers_of(value)
    ]
    # The month of a date is no count.
    texts = " ".join(
        part
        for one in project.indicators
        for part in (one.name_key, *(t.whole_key for t in one.terms if t.kind != "deadline"))
    )
    promised = {one.number for one in goal}
    together: dict[str, Decimal] = {}  # 2间 and 3间 of a goal may be one target, 5间
    for one in goal:
        together[one.unit] = together.get(one.unit, Decimal(0)) + one.number
    missing = []
    beside: dict[str, str] = {}
    for promise in goal:
        taken = {id(one) for one, number, *_ in stated if number in promised - {promise.number}}
        if (
            _is_met(promise, {one.number for one in named}, stated, texts)
            or any(
                unit == promise.unit and number == together[unit] for _, number, _, unit in stated
            )
        ) and not _is_gainsaid(promise, stated, taken, policy):
            continue
        about = _same_thing(promise, project, taken, policy) or _alike(
            promise, stated, taken, policy
        )
        if about is None:
            near = _persons_elsewhere(promise, goal, stated, taken, policy)
            missing.append(f"“{_shown(promise)}”")
            beside |= {} if near is None else {near.name: near.target.text if near.target else ""}
            continue
        target = about.annual or about.period
        if target is None or not _differs(promise, about, policy):
            continue
        yield Found(
            f"绩效目标写“{_shown(promise)}”，指标“{about.name}”的指标值却是“{target.text}”。",
            "请核对哪个数是对的，把目标和指标值改成一致。",
            at=target.at,
            about=about,
        )
    if missing:
        yield Found(
            f"绩效目标里的{'、'.join(dict.fromkeys(missing))}没有相应的指标"
            f"{''.join(f'，指标“{name}”写的却是“{text}”' for name, text in beside.items())}。",
            "请为它设一个指标；只是说明背景的，可以从目标里去掉数字。",
            at=project.record.at.objective or None,
            lighter=True,
        )


def _promises(
    numbers: list[GoalNumber], project: ProjectSubject, policy: Policy
) -> list[GoalNumber]:
    """Numbers that promise a result: not the background, the money given, or a yearly split."""
    background = policy.pattern("consistency_background")
    given = policy.pattern("consistency_money_given")
    years = Counter(one.unit for one in numbers if one.year is not None)
    money = project.ten_thousands
    found = []
    for one in numbers:
        if background.search(one.words) or (one.year is not None and years[one.unit] > 1):
            continue
        if one.family in ("money", "currency") and (
            given.search(one.words)
            or given.match(one.after)
            or one.after.startswith(("/", "每"))
            or (money is not None and one.number == money * 10000)
        ):
            continue
        if one.unit == "%" and one.after.startswith(
            ("资金", "配套", "比例", "股", "的补", "的奖", "的贴", "给予", "补", "奖")
        ):
            continue
        found.append(one)
    return found


def _is_met(
    promise: GoalNumber,
    named: set[Decimal],
    stated: list[_Stated],
    texts: str,
) -> bool:
    if any(promise.number == number for _, number, family, _ in stated if family == promise.family):
        return True
    of_unit = {id(one): number for one, number, _, unit in stated if unit == promise.unit}
    # Of 2个 and 8个, 2个 and 6个 make eight by chance: the goal names all parts, or none.
    parts = {number in named for number in of_unit.values()}
    if len(parts) == 1 and promise.number == sum(of_unit.values()):
        return True
    digits = re.match(r"[0-9.]+", promise.printed)
    return (
        digits is not None
        and promise.family == "count"
        and digits[0] in texts
        and re.search(rf"(?<![0-9.]){re.escape(digits[0])}(?![0-9.%万亿])", texts) is not None
    )


def _same_thing(
    promise: GoalNumber, project: ProjectSubject, taken: set[int], policy: Policy
) -> IndicatorSubject | None:
    """The indicator whose name shares words with the clause; not one that another number meets."""
    grams = _grams(promise, policy)
    for one in project.indicators:
        if id(one) in taken or one.value is None:
            continue
        shares = any(gram in one.name_key for gram in grams) or (
            "满意" in promise.words and "满意" in one.name_key
        )
        if shares and any(
            # 失学0人 is about others than 资助6200人.
            number != 0
            and family == promise.family
            and _interchangeable(unit, promise.unit, policy)
            for number, family, unit in numbers_of(one.value)
        ):
            return one
    return None


def _is_gainsaid(
    promise: GoalNumber,
    stated: list[_Stated],
    taken: set[int],
    policy: Policy,
) -> bool:
    """Whether an indicator named in the goal's own words has another number (聘用19名雇员).

    The number that meets the promise is then of something else (提供岗位19个).
    """
    if promise.number not in {number for _, number, *_ in stated}:
        return False
    words, behind = _around(promise, policy)
    phrase = words[-2:] + behind[:2] if behind else words[-5:]
    if len(phrase) < len("聘用雇员"):
        return False
    pairs = {(words + behind)[n : n + 2] for n in range(len(words + behind) - 1)}
    met = [one for one, number, *_ in stated if number == promise.number]
    if any(pair in one.name_key or pair in one.target_key for one in met for pair in pairs):
        return False
    named = {
        id(one): number
        for one, number, family, unit in stated
        if phrase in one.name_key
        and id(one) not in taken
        and family == promise.family
        and _interchangeable(unit, promise.unit, policy)
    }
    # 200人 may be 120 of one school and 80 of the other.
    return bool(named) and sum(named.values()) != promise.number


def _alike(
    promise: GoalNumber,
    stated: list[_Stated],
    taken: set[int],
    policy: Policy,
) -> IndicatorSubject | None:
    """An indicator in the same unit in other words: 安防工程 of 安全生命防护工程, 帮扶重点镇(乡)."""
    words, behind = _around(promise, policy)
    for common in policy.words("consistency_common_nouns"):
        behind = behind.replace(common, "")
    for one, number, family, unit in stated:
        if (
            id(one) in taken
            or number == promise.number
            or family != promise.family
            # 18个结对帮扶重点镇(乡): the counted thing stands in the unit.
            or not unit.startswith(promise.unit)
        ):
            continue
        short = one.name_key[:_SHORT]
        rest = iter(words)
        if len(short) == _SHORT and all(character in rest for character in short):
            return one
        if len(behind) >= _SHORT and set(behind[:_SHORT]) <= set(one.target_key):
            return one
    return None


def _persons_elsewhere(
    promise: GoalNumber,
    goal: list[GoalNumber],
    stated: list[_Stated],
    taken: set[int],
    policy: Policy,
) -> IndicatorSubject | None:
    """The one output that counts persons, where the goal names one number of persons."""
    persons = policy.words("consistency_persons")
    if promise.unit not in persons or sum(one.unit in persons for one in goal) > 1:
        return None
    others = {
        id(one): one
        for one, _, _, unit in stated
        if unit in persons and one.class_ == "11" and id(one) not in taken
    }
    return next(iter(others.values())) if len(others) == 1 else None


def _around(promise: GoalNumber, policy: Policy) -> tuple[str, str]:
    """What stands before the number and behind its unit, without filling words."""
    filler = policy.pattern("consistency_filler")
    return (
        _NO_WORD.sub("", filler.sub("", promise.words)),
        _NO_WORD.sub("", filler.sub("", promise.after)),
    )


def _grams(promise: GoalNumber, policy: Policy) -> list[str]:
    """Runs of three characters before the number, and the noun of two after its unit."""
    words, behind = _around(promise, policy)
    after = behind[:2]
    if len(words) <= _GRAM:
        found = [words] if len(words) > 1 else []
    else:
        found = [words[n : n + _GRAM] for n in range(len(words) - _GRAM + 1)]
    if len(after) < 2:
        return found
    # 「专项规划」: the first two characters say nothing, the four do.
    says = after not in policy.words("consistency_common_nouns")
    return [*found, after if says else behind[:4]]


def _interchangeable(one: str, other: str, policy: Policy) -> bool:
    """Whether two units may count the same thing; an area is no number of things."""
    if one == other:
        return True
    measures = policy.words("consistency_measures")
    if (one in measures) != (other in measures) and one and other:
        return False
    # 28个 are things, 48次 what is done to them.
    if "个" in (one, other) and (one.endswith("次") or other.endswith("次")):
        return False
    persons = policy.words("consistency_persons")
    anything = (*policy.words("consistency_any_unit"), "")
    return (
        (one in persons and other in persons)
        or one in anything
        or other in (*anything, "%", "元", "亿", "美元")
    )


def _differs(promise: GoalNumber, one: IndicatorSubject, policy: Policy) -> bool:
    """Whether goal and indicator cannot both be meant; a higher lower bound serves the goal."""
    value = one.value
    if value is None:
        return False
    numbers = [number for number, family, _ in numbers_of(value) if family == promise.family]
    bound = policy.pattern("consistency_at_least")
    lower = bound.search(promise.words) or bound.match(promise.after)
    return not (lower and any(number >= promise.number for number in numbers))


def _shown(promise: GoalNumber) -> str:
    """The number with the words before it, and those behind it where these say nothing."""
    words = _BEFORE_WORDS.sub("", promise.words)
    after = promise.after if len(words) <= 1 else ""
    if len(after) == AFTER:
        after += "…"
    return f"{words}{promise.printed}{after}"
