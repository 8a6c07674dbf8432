"""CON021 shares-above-whole."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_SHARE = ("占比", "比例", "比重", "份额")
_LAST = re.compile("(?:占比|比例|比重|份额)$")
_OF_THE_WHOLE = re.compile(
    "[^占比]{0,4}占[^占比]+(?:比例|比重)$|(?:资金|投入|收入|支出|增加值|产值|利用|处理|消费|消费量|运输|办理|渠道|方式|用量|业务|人数|件|量|老人|人员|对象|就餐|服务|就诊|参与|事项){0,3}"
    "(?:占比|比重|份额)$"
)
_REST = re.compile(r"(?:[及和与、]?)(?:其他|其它|其余|剩余)(?:方式|途径|类型|种类)?")
_KINDS = frozenset({"exactly", "at_least", "more_than"})
_WHOLE = 100
_ROUNDED = Decimal(1)  # 33.4 three times
_PAIR = 2
_STEM = 2  # characters that the names of parts with an 其他 share before 占比
_IN_GOAL = re.compile(
    r"([^0-9,、;。:和及]{1,10}?)(?:占比?|比例|比重)(?:为|达到?|约)?([0-9]+(?:\.[0-9]+)?)%"
)
_NOT_OF_ONE = re.compile(r"[,、;和及]?(?:分别)?$")


@rule("CON021", since="0.3", says=(*_SHARE, "占"))
def shares_above_whole(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """同一总数的各部分占比加起来超过100%。

    肥料化占55%、饲料化占30%、其他占25%，合计110%：总数只有一个，至少一个比例写错了。

    Not allowed:
        1、1-产出指标；11-数量指标；肥料化利用占利用总量比例；实施周期指标值：55%；年度指标值：55%。
        2、1-产出指标；11-数量指标；饲料化利用占利用总量比例；实施周期指标值：30%；年度指标值：30%。
        3、1-产出指标；11-数量指标；燃料化及其他利用占利用总量比例；实施周期指标值：25%；年度指标值：25%。

        目标：支持秸秆综合利用，其中肥料化占55%、饲料化占30%、燃料化占25%，减少露天焚烧。

    Allowed:
        1、1-产出指标；11-数量指标；肥料化利用占利用总量比例；实施周期指标值：55%；年度指标值：55%。
        2、1-产出指标；11-数量指标；饲料化利用占利用总量比例；实施周期指标值：30%；年度指标值：30%。
        3、1-产出指标；11-数量指标；燃料化及其他利用占利用总量比例；实施周期指标值：15%；年度指标值：15%。

        1、1-产出指标；11-数量指标；参训女学员占比；实施周期指标值：≥60%；年度指标值：≥60%。
        2、1-产出指标；11-数量指标；参训青年学员占比；实施周期指标值：≥50%；年度指标值：≥50%。

    Known limits:
        只看词表里不会重叠的分类，和有一项写明“其他”、名称结尾相同的几项；按上限（≤）考核的不加。
    """
    shares: dict[tuple[str, str], list[tuple[str, IndicatorSubject, Decimal]]] = {}
    for one in project.indicators:
        if "比" not in one.measure_key and "份额" not in one.measure_key:
            continue
        value = one.value
        unit = value.measure_unit if value is not None else None
        if (
            value is None
            or value.number is None
            or value.kind not in _KINDS
            or value.baseline is not None
            or unit is None
            or unit.canonical != "%"
        ):
            continue
        for key, part in _parts_of(one.measure_key, policy):
            shares.setdefault(key, []).append((part, one, value.number))
    told: set[int] = set()
    for (kind, _), parts in shares.items():
        names = {part for part, *_ in parts}
        total = sum((number for *_, number in parts), Decimal(0))
        if len(parts) < _PAIR or len(names) < len(parts) or total <= _WHOLE + _ROUNDED:
            continue
        if (not kind and "" not in names) or id(parts[-1][1]) in told:
            continue
        told.add(id(parts[-1][1]))
        said = "、".join(
            f"“{one.name}”{one.target.text.strip() if one.target is not None else ''}"
            for _, one, _ in parts
        )
        last = parts[-1][1]
        yield Found(
            f"{said}，都是同一总数的一部分，合计{total.normalize():f}%，超过100%。",
            "请核对各部分的比例，合计不应超过100%；不是同一总数的，请在名称里写明各占什么。",
            at=tuple(
                place for _, one, _ in parts if one.target is not None for place in one.target.at
            ),
            about=last,
            unclear=any(one.damaged for _, one, _ in parts),
        )
    yield from _in_the_goal(project, policy)


def _in_the_goal(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    text = project.objective_key
    if "占" not in text and "比例" not in text and "比重" not in text:
        return
    found: list[tuple[str, str, Decimal]] = []
    end = -1
    for match in [*_IN_GOAL.finditer(text), None]:
        beside = match is not None and _NOT_OF_ONE.fullmatch(text, max(end, 0), match.start())
        if found and not (beside and end >= 0):
            total = sum((number for *_, number in found), Decimal(0))
            if total > _WHOLE + _ROUNDED and _is_a_partition([name for name, *_ in found], policy):
                yield Found(
                    f"绩效目标里{'、'.join(f'“{said}”' for _, said, _ in found)}"
                    f"合计{total.normalize():f}%，超过100%。",
                    "请核对各部分的比例，合计不应超过100%；不是同一总数的，请写明各占什么。",
                    at=project.record.at.objective,
                )
            found = []
        if match is not None:
            found.append((match[1], match[0], Decimal(match[2])))
            end = match.end()


def _is_a_partition(names: list[str], policy: Policy) -> bool:
    """Whether each name is another part of one line of the list, or the rest."""
    if len(names) < _PAIR:
        return False
    for line in _partitions(policy):
        parts = [match[0] for one in names if (match := line.search(_REST.sub("", one)))]
        rest = [one for one in names if _REST.search(one) and not line.search(_REST.sub("", one))]
        if len(set(parts)) == len(parts) and len(parts) + len(rest[:1]) == len(names) and parts:
            return True
    return False


@lru_cache(4096)
def _parts_of(name: str, policy: Policy) -> tuple[tuple[tuple[str, str], str], ...]:
    """Of which wholes a name tells a share, and of which part of each; the rest has no name.

    A whole is a line of the list with the words beside, or what stands before 占比 where one part
    is called 其他.
    """
    if _LAST.search(name) is None:
        return ()
    rest = _REST.search(name) is not None
    plain = _REST.sub("", name)
    found: list[tuple[tuple[str, str], str]] = []
    for number, line in enumerate(_partitions(policy)):
        match = line.search(plain)
        if match is not None:
            before, behind = plain[: match.start()], plain[match.end() :]
            # 农村居民参保比例 is a share of those in the country, no part of one whole.
            if _OF_THE_WHOLE.match(behind):
                found.append(((str(number), f"{before}□{behind}"), match[0]))
    stem = name[-(_STEM + len(_SHARE[0])) :]
    if len(plain) > _STEM and not name.endswith("比例"):
        found.append((("", stem), "" if rest else plain))
    return tuple(found)


@lru_cache(8)
def _partitions(policy: Policy) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(line) for line in policy.words("consistency_partitions"))
