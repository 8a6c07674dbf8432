"""CON006 same-outputs-for-different-money."""

from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject, TableSubject

_NAME = attrgetter("name_key")
_COUNTS = frozenset({"count", "occasions", "number", "area", "length", "mass", "volume"})


@rule("CON006", since="0.2", needs=("amount_unit",))
def same_outputs_for_different_money(table: TableSubject, policy: Policy) -> Iterator[Found]:
    """几个项目的产出指标和指标值相同，资金却不同。

    要办的事一样多，花的钱却不一样，资金与目标不相匹配，也分不清各自办什么。

    Not allowed:
        项目：稳增长措施专项资金 | 2220.00
        1、1-产出指标；11-数量指标；支持企业数量；实施周期指标值：10家以上；年度指标值：10家以上。
        2、1-产出指标；12-质量指标；支付正确率；实施周期指标值：90%以上；年度指标值：90%以上。
        项目：稳增长措施专项资金一 | 780.00
        1、1-产出指标；11-数量指标；支持企业数量；实施周期指标值：10家以上；年度指标值：10家以上。
        2、1-产出指标；12-质量指标；支付正确率；实施周期指标值：90%以上；年度指标值：90%以上。

    Allowed:
        项目：稳增长措施专项资金 | 2220.00
        1、1-产出指标；11-数量指标；支持企业数量；实施周期指标值：30家以上；年度指标值：30家以上。
        2、1-产出指标；12-质量指标；支付正确率；实施周期指标值：90%以上；年度指标值：90%以上。
        项目：稳增长措施专项资金一 | 780.00
        1、1-产出指标；11-数量指标；支持企业数量；实施周期指标值：10家以上；年度指标值：10家以上。
        2、1-产出指标；12-质量指标；支付正确率；实施周期指标值：90%以上；年度指标值：90%以上。

    Known limits:
        至少有两个产出指标、其中一个是数量时才比较；全是比率的相同，由照搬的规则提示。
    """
    groups: dict[tuple[tuple[str, str, str], ...], list[ProjectSubject]] = {}
    names = [frozenset(map(_NAME, one.outputs)) for one in table.projects]
    often = Counter(names)  # those that are there once have no equal
    for project in [one for one, its in zip(table.projects, names, strict=True) if often[its] > 1]:
        key = _outputs(project)
        if key is not None:
            groups.setdefault(key, []).append(project)
    times = policy.limit("consistency_money_differs")
    for projects in groups.values():
        if len(projects) < 2:
            continue
        amounts = [one.ten_thousands for one in projects]
        known = [one for one in amounts if one is not None and one > 0]
        if len(known) < 2 or max(known) < min(known) * times:
            continue
        shown = "、".join(
            f"“{one.name}”{one.record.funding.total}{table.record.amount_unit}"
            for one in projects[:5]
            if one.record.funding.total is not None
        )
        yield Found(
            f"{len(projects)} 个项目的产出指标和指标值相同，资金却不同：{shown}。",
            "请按各自的资金测算产出数量；同一件事分两笔资金的，请合并，或在名称和指标里写明各办什么。",
            about=projects[0],
            also=tuple(projects[1:]),
            unclear=any(one.damaged for one in projects),
        )


def _outputs(project: ProjectSubject) -> tuple[tuple[str, str, str], ...] | None:
    outputs = project.outputs
    if len(outputs) < 2:
        return None
    counted = False
    key = []
    for one in outputs:
        value = one.value
        if value is None:
            return None
        if not counted:
            first = value.parts[0] if value.parts else value
            unit = first.measure_unit
            counted = first.number is not None and (unit.dimension if unit else "number") in _COUNTS
        key.append((one.class_ or "", one.name_key, one.target_key))
    return tuple(sorted(key)) if counted else None
