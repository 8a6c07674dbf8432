"""IND113 same-indicator-as-output-and-benefit."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao.checking.by_text import by_text
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed
from jixiao.checking.rules.indicator._name import head
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.model import TargetValue
from jixiao.text import fold

_MANY = 4096  # names, which come again and again
_folded = lru_cache(_MANY)(fold)
_COUNTED = frozenset({"count", "occasions", "money", "area", "length"})
_LESS = (0, 1)
_SHORTEST_THING, _MORE = 3, 6  # letters of a thing, and of what may stand before it
_LONG_CORE, _A_VERB = 5, 2
_FEW = 4  # letters that one name may have more
_TALLY = re.compile(r"[0-9.,]+万?[一-鿿]{0,2}$")  # 购买体检车2辆
_PERSONS = frozenset({"人", "名", "位", "个", "人次"})


@rule("IND113", since="0.2")
def same_indicator_as_output_and_benefit(
    project: ProjectSubject, policy: Policy
) -> Iterator[Found]:
    """同一项指标既作产出又作效益。

    同一件事算两次，效益就成了产出的重复，分值也算了两遍。

    Not allowed:
        1、1-产出指标；11-数量指标；带动就业人数；实施周期指标值：50人；年度指标值：50人。2、2-效益指标；22-社会效益；带动就业人数；实施周期指标值：50人；年度指标值：50人。

        1、1-产出指标；11-数量指标；聘用政府雇员数量；实施周期指标值：不超过19个；年度指标值：不超过19个。2、2-效益指标；21-经济效益；提供就业岗位数量；实施周期指标值：不超过19个；年度指标值：不超过19个。

    Allowed:
        1、1-产出指标；11-数量指标；培训人数；实施周期指标值：100人；年度指标值：100人。2、2-效益指标；22-社会效益；培训后新增就业人数；实施周期指标值：50人；年度指标值：50人。

        1、1-产出指标；11-数量指标；聘用巡护员人数；实施周期指标值：16人；年度指标值：16人。2、2-效益指标；22-社会效益；为脱贫劳动力提供就业岗位数量；实施周期指标值：16个；年度指标值：16个。

        1、1-产出指标；11-数量指标；扶持企业数量；实施周期指标值：20家；年度指标值：20家。2、2-效益指标；21-经济效益；新增规上企业数量；实施周期指标值：5家；年度指标值：5家。

    Known limits:
        名称完全相同的为重；意思相同的（去掉“完成”“工作”等常用词后相同，或大部分字相同且值相同，或聘用人数与就业岗位数值相同）为轻，请人判断。
    """
    outputs, benefits = project.outputs, project.benefits
    if not outputs or not benefits:
        return
    shortest = policy.limit("ind_shortest_core")
    core_of = _cores(policy)
    cores = [core_of[one.name_key] for one in outputs]
    for benefit in benefits:
        name, value = benefit.name_key, benefit.value
        if not name:
            continue
        core = core_of[name]
        if core in cores:
            same = [one for one in outputs if core_of[one.name_key] == core][-1]
            named = [one for one in outputs if one.name_key == name]
            if named:
                yield _found(benefit, named[-1], "名称相同", lighter=False)
                continue
            if len(core) >= shortest:
                yield _found(benefit, same, f"都是“{core}”", lighter=True)
                continue
        if value is None or value.measure_unit is None:
            continue
        number = value.number
        for output in outputs:
            if output.value is None or output.value.number != number:
                continue
            if value.measure_unit.dimension == "ratio":
                reason = _same_rate(output.name_key, name, shortest)
            elif (counted := _number(value)) is not None and counted == _number(output.value):
                reason = _same_meaning(output, benefit, policy)
            else:
                continue
            if reason is not None:
                yield _found(benefit, output, reason, lighter=True)
                break


def _same_rate(one: str, other: str, shortest: Decimal) -> str | None:
    """诉前调解成功率 and 调解成功率, both ≥45%: a folded name that only says more or less."""
    one, other = head(one), head(other)
    alike = min(len(one), len(other)) >= shortest and (
        one.endswith(other) or other.endswith(one) or _is_within(one, other)
    )
    return "名称相近，值相同" if alike else None


def _is_within(one: str, other: str) -> bool:
    """数据质检通过率 and 普查数据质检一次通过: all letters of the shorter one, in their order."""
    short, long = one.removesuffix("率"), other.removesuffix("率")
    if len(short) > len(long):
        short, long = long, short
    if len(short) <= _FEW or len(long) - len(short) > _FEW:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


@by_text
def _cores(name_key: str, policy: Policy) -> str:
    """The name without the words that any indicator may have."""
    return policy.pattern("ind_generic").sub("", head(name_key))


def _number(value: TargetValue) -> tuple[Decimal, str] | None:
    """A target that hardly two indicators share by chance: a counted number above one."""
    unit = value.measure_unit
    if (
        unit is None
        or unit.dimension not in _COUNTED
        or value.number is None
        or value.number in _LESS
    ):
        return None
    text = _folded(unit.text)
    return value.number, "人" if text in _PERSONS else text


def _found(
    benefit: IndicatorSubject, output: IndicatorSubject, why: str, *, lighter: bool
) -> Found:
    return Found(
        f"效益指标“{benefit.name}”与产出指标“{output.name}”是同一件事（{why}）。",
        f"请保留{filed(output)}下的一项，效益改写由此带来的变化，例如“带动产值增加：500万元”。",
        about=benefit,
        at=(*benefit.at, *output.at),
        lighter=lighter,
        unclear=output.damaged,
    )


def _same_meaning(
    output: IndicatorSubject, benefit: IndicatorSubject, policy: Policy
) -> str | None:
    """Why two indicators with the same number are one thing."""
    one, other = head(output.name_key), head(benefit.name_key)
    taken_on = policy.pattern("ind_people_taken_on")
    jobs = policy.pattern("ind_jobs")
    if taken_on.search(one) and jobs.search(other) and not taken_on.search(other):
        whom = policy.pattern("ind_jobs_for")
        if whom.search(other) and not whom.search(one):
            return None
        return "聘用的人数与岗位数相同"
    core_of = _cores(policy)
    pairs = ((one, other), (core_of[one], core_of[other]))
    if any(_only_adds(*pair, policy) or _only_adds(*pair[::-1], policy) for pair in pairs):
        return "名称只多几个字，值相同"
    if sorted(one) == sorted(other) or _likeness(one, other) >= policy.limit("ind_alike"):
        return "名称相近，值相同"
    if _bare(one, policy) == _bare(other, policy) or _in_another_order(*pairs[1], policy):
        return "说的是同一件事，值相同"
    if _is_one_thing(_made(one, policy), _made(other, policy), policy):
        return "说的是同样的东西，值相同"
    return None


@lru_cache(_MANY)
def _made(name: str, policy: Policy) -> str:
    """What is made or bought: 服务站点 of 新建服务站点个数; empty where the name has no such verb."""
    making = policy.pattern("ind_making")
    if making.search(name) is None:
        return ""
    core = policy.pattern("ind_generic").sub("", making.sub("", _TALLY.sub("", name)))
    return policy.pattern("ind_counted_end").sub("", core)


def _is_one_thing(one: str, other: str, policy: Policy) -> bool:
    """防护服 and 消防员灭火防护服: one is named more fully, and no effect is told of it."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_THING or not long.endswith(short):
        return False
    more = long.removesuffix(short)
    return len(more) <= _MORE and policy.pattern("ind_effect").search(more) is None


@lru_cache(_MANY)
def _same_words(name: str, policy: Policy) -> str:
    """The name with one word for each group that says the same: 购买 and 采购 become 购置."""
    for pattern, word in _groups(policy):
        name = pattern.sub(word, name)
    return name


@lru_cache(maxsize=8)
def _groups(policy: Policy) -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = (line.partition("=") for line in policy.words("ind_same_word"))
    return tuple((re.compile(words), word) for words, _, word in lines)


@lru_cache(_MANY)
def _bare(name: str, policy: Policy) -> list[str] | str:
    """The letters of what is counted: 改造户厕数量 and 户厕改造户数 are one; a short name is itself."""
    core = policy.pattern("ind_generic").sub("", _same_words(_TALLY.sub("", name), policy))
    core = policy.pattern("ind_counted_end").sub("", core)
    return sorted(core) if len(core) >= policy.limit("ind_shortest_core") else name


def _only_adds(short: str, long: str, policy: Policy) -> bool:
    """康复救助儿童人数 and 康复救助残疾儿童人数: a word is left out, and none that tells an effect."""
    if not policy.limit("ind_shortest_core") <= len(short) < len(long) <= len(short) + _FEW:
        return False
    if short[:1] != long[:1] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    if not all(letter in rest for letter in short):
        return False
    effect = policy.pattern("ind_effect")
    return effect.search(long) is None or effect.search(short) is not None


def _in_another_order(one: str, other: str, policy: Policy) -> bool:
    """新生注册 and 招收注册新生: all letters of one in the other, which has a verb more."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG_CORE or len(long) - len(short) > _A_VERB:
        return False
    if Counter(short) - Counter(long):
        return False
    effect = policy.pattern("ind_effect")
    return effect.search(long) is None or effect.search(short) is not None


def _likeness(one: str, other: str) -> Decimal:
    """The share of letter pairs that both names have, from 0 to 1."""
    pairs = {one[n : n + 2] for n in range(len(one) - 1)}
    pairs2 = {other[n : n + 2] for n in range(len(other) - 1)}
    both = len(pairs) + len(pairs2)
    return Decimal(2 * len(pairs & pairs2)) / both if both else Decimal(0)
