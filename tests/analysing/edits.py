"""Random tables, and known changes to them together with what a difference must say."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
from tests.analysing.builders import indicator, project, reading, table, target, unit

from jixiao.model import ObjectiveTable, Project, Reading, SpendingUnit

_replace: Any = msgspec.structs.replace

# Names far enough from one another that a change of two characters is never another project.
TOPICS = (
    "教师培训", "道路保洁", "展会补贴", "数字档案", "社区养老", "水质监测", "科普宣传", "图书采购",
    "应急抢险", "专利资助", "外贸稳增长", "口岸查验", "园区招商", "节能改造", "安全生产", "退休干部活动",
)  # fmt: skip
THINGS = (
    "企业数量",
    "活动场次",
    "完工面积",
    "服务人次",
    "检测样本",
    "发放册数",
    "受理案件",
    "巡查里程",
)


def random_project(rnd: random.Random, topic: str) -> Project:
    indicators = [
        indicator(
            f"{topic}{thing}",
            f"≥{rnd.randrange(10, 900)}个",
            number=number,
            period=rnd.choice([None, "≥1000个"]),
        )
        for number, thing in enumerate(rnd.sample(THINGS, rnd.randrange(1, 5)), start=1)
    ]
    indicators.append(indicator(f"{topic}完成时间", "2024年11月底前", "13", number=9))
    indicators.append(indicator(f"{topic}满意度", f"≥{rnd.randrange(80, 95)}%", "31", number=10))
    amount = f"{rnd.randrange(100, 99999)}.{rnd.randrange(100):02}"
    text = "".join(rnd.choice("按时完成各项任务推动发展提高水平保障运行") for _ in range(30))
    return project(f"{topic}经费", amount, f"{topic}：{text}。", indicators)


def random_reading(seed: int) -> Reading:
    rnd = random.Random(seed)
    topics = rnd.sample(TOPICS, rnd.randrange(3, 12))
    cut = rnd.randrange(1, len(topics))
    units = [
        unit(name, *(random_project(rnd, topic) for topic in part), total="1.00")
        for name, part in (("某某局本级", topics[:cut]), ("某某中心", topics[cut:]))
    ]
    return reading(table(*units, total="2.00"))


def edited(one: Reading, seeds: list[int]) -> Reading:
    """Several changes one after the other, as long as each unit has projects left."""
    for seed in seeds:
        if all(len(each.projects) > 1 for each in one.tables[0].spending_units):
            one = edit(one, seed).reading
    return one


class Edit(NamedTuple):
    """A changed reading and what is to be found: kind, project, and what else tells it."""

    reading: Reading
    expected: tuple[object, ...]


def _with(
    one: Reading, unit_at: int, change: Callable[[tuple[Project, ...]], tuple[Project, ...]]
) -> Reading:
    made: ObjectiveTable = one.tables[0]
    units = list(made.spending_units)
    old: SpendingUnit = units[unit_at]
    units[unit_at] = _replace(old, projects=change(old.projects))
    return _replace(one, tables=(_replace(made, spending_units=tuple(units)),))  # type: ignore[no-any-return]


def _swap(one: Reading, unit_at: int, at: int, new: Project) -> Reading:
    return _with(one, unit_at, lambda old: (*old[:at], new, *old[at + 1 :]))


def edit(one: Reading, seed: int) -> Edit:
    """One change, chosen by the seed."""
    rnd = random.Random(seed)
    unit_at = rnd.randrange(2)
    projects = one.tables[0].spending_units[unit_at].projects
    at = rnd.randrange(len(projects))
    old = projects[at]
    which = rnd.choice(
        ["money", "blank", "objective", "rename", "add", "drop", "move",
         "indicator added", "indicator dropped", "indicator renamed", "class", "raised", "lowered",
         "earlier", "later"]
    )  # fmt: skip
    name = old.name
    if not {"11", "13"} <= {each.class_ for each in old.indicators}:
        which = "objective"  # other changes took away what is to be changed
    if which == "money":
        new = (old.funding.total or 0) + Decimal("7.25")
        made = _replace(old, funding=_replace(old.funding, total=new))
        return Edit(_swap(one, unit_at, at, made), ("money", name, "total", Decimal("7.25")))
    if which == "blank":
        made = _replace(old, funding=_replace(old.funding, fiscal_appropriation=None))
        expected = ("money", name, "fiscal_appropriation", None)
        return Edit(_swap(one, unit_at, at, made), expected)
    if which == "objective":
        made = _replace(old, objective=f"{old.objective}确保到位")
        return Edit(_swap(one, unit_at, at, made), ("objective", name, "确保到位"))
    if which == "rename":
        made = _replace(old, name=f"{name}补助")
        return Edit(_swap(one, unit_at, at, made), ("renamed", name, f"{name}补助"))
    if which == "add":
        fresh = project(
            "全新设立的信用体系项目", "33.00", "建立信用档案。", [indicator("信用档案数", "≥5份")]
        )
        changed = _with(one, unit_at, lambda old: (*old[:at], fresh, *old[at:]))
        return Edit(changed, ("added", fresh.name))
    if which == "drop":
        return Edit(_with(one, unit_at, lambda old: (*old[:at], *old[at + 1 :])), ("dropped", name))
    if which == "move":
        without = _with(one, unit_at, lambda old: (*old[:at], *old[at + 1 :]))
        moved = _with(without, 1 - unit_at, lambda others: (*others, old))
        return Edit(moved, ("moved", name))
    return _edit_indicator(one, unit_at, at, which, rnd)


def _edit_indicator(one: Reading, unit_at: int, at: int, which: str, rnd: random.Random) -> Edit:
    old = one.tables[0].spending_units[unit_at].projects[at]
    counts = [n for n, each in enumerate(old.indicators) if each.class_ == "11"]
    place = rnd.choice(counts)
    if which in ("earlier", "later"):
        place = next(n for n, each in enumerate(old.indicators) if each.class_ == "13")
    it = old.indicators[place]
    indicators = list(old.indicators)
    expected: tuple[object, ...] = (which, old.name, it.name)
    if which == "indicator added":
        indicators.insert(place, indicator("全新设立的信用档案数", "≥5份", "12", number=77))
        expected = (which, old.name, "全新设立的信用档案数")
    elif which == "indicator dropped":
        del indicators[place]
    elif which == "indicator renamed":
        indicators[place] = _replace(it, name=f"{it.name}（含下属）")
        expected = (which, old.name, it.name, f"{it.name}（含下属）")
    elif which == "class":
        moved = indicator(it.name or "", "≥1个", "12")
        indicators[place] = _replace(it, class_="12", level2=moved.level2)
    elif which in ("raised", "lowered"):
        number = 950 if which == "raised" else 5
        text = f"≥{number}个"
        indicators[place] = _replace(it, annual_target=target(text, it.name or "", "11"))
        expected = (which, old.name, it.name, text)
    else:
        text = "2024年10月底前" if which == "earlier" else "2024年12月底前"
        indicators[place] = _replace(it, annual_target=target(text, it.name or "", "13"))
        expected = (which, old.name, it.name, text)
    return Edit(_swap(one, unit_at, at, _replace(old, indicators=tuple(indicators))), expected)
