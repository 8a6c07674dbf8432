"""CON026 product-differs-in-goal."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import quoted
from jixiao.checking.subjects import ProjectSubject

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_UNITS = "人名位户株套个台辆亩所间盏头支"
_EACH = re.compile(
    rf"每(?:一|个)?(?P<unit>[{_UNITS}])(?P<words>[^0-9,;。]{{0,8}})(?P<each>{_NUMBER})(?P<times>万|百|千)?元"
)
_COUNT = re.compile(rf"(?P<count>{_NUMBER})(?P<times>万)?(?P<unit>[{_UNITS}])(?!次)")
_TOTAL = re.compile(
    rf"(?P<said>共计|合计|总计|共需|(?<![一公])共)(?!同)[^0-9,;。]{{0,8}}(?P<total>{_NUMBER})(?P<times>万|亿)?元"
)
_MONEY = re.compile(rf"{_NUMBER}[万亿百千]?元")
_TIMES = {None: 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PERSONS = frozenset("人名位")
# Where a price is a ceiling, a share or one of several the product is no total.
_LOOSE = re.compile(
    r"不超过|不高于|最高|至多|以内|以下|不低于|不少于|至少|以上|起|左右|约|平均|另|其中|等|分别|比例|%|[余多]|部分|期|学期|次|场|[天日周]|季"
)
_IN_A_YEAR = 12


@rule(
    "CON026",
    since="0.3",
    says=(
        "每人",
        "每名",
        "每位",
        "每户",
        "每株",
        "每套",
        "每个",
        "每台",
        "每辆",
        "每亩",
        "每所",
        "每间",
        "每盏",
        "每头",
        "每支",
    ),
)
def product_differs_in_goal(project: ProjectSubject) -> Iterator[Found]:
    """绩效目标里单价乘数量与写的合计不符。

    30人每人2000元是6万元，目标却写共计60万元：单价、数量、合计里总有一个写错。

    Not allowed:
        目标：为30名护林员每人发放补助2000元，共计60万元，稳定护林队伍。
        1、1-产出指标；11-数量指标；补助护林员人数；实施周期指标值：30人；年度指标值：30人。

    Allowed:
        目标：为30名护林员每人发放补助2000元，共计6万元，稳定护林队伍。
        1、1-产出指标；11-数量指标；补助护林员人数；实施周期指标值：30人；年度指标值：30人。

        目标：为30名护林员每人每月发放补助500元，共计18万元，稳定护林队伍。
        1、1-产出指标；11-数量指标；补助护林员人数；实施周期指标值：30人；年度指标值：30人。

    Known limits:
        只看同一句里一个数量、一个单价、一个合计的；有上限、约数、次数、比例或者别的金额的不算；按月的，几个月都可以。
    """
    text = project.objective_key
    for sentence in re.finditer(r"[^。;]+", text):
        said = sentence[0]
        each, total = _EACH.search(said), _TOTAL.search(said)
        if each is None or total is None or len(_MONEY.findall(said)) != len((each, total)):
            continue
        if _LOOSE.search(said, 0, total.end()) or total.start() < each.end():
            continue
        alike = _PERSONS if each["unit"] in _PERSONS else {each["unit"]}
        counts = [
            one
            for one in _COUNT.finditer(said)
            if one.start() != each.start("each") and one["unit"] in _UNITS
        ]
        if len(counts) != 1 or counts[0]["unit"] not in alike:
            continue
        number = Decimal(counts[0]["count"]) * _TIMES[counts[0]["times"]]
        price = Decimal(each["each"]) * _TIMES[each["times"]]
        stated = Decimal(total["total"]) * _TIMES[total["times"]]
        monthly = "月" in said
        months = range(1, _IN_A_YEAR + 1) if monthly else (1,)
        if any(abs(number * price * n - stated) * 100 <= stated for n in months):
            continue
        reckoned = number * price * (_IN_A_YEAR if monthly else 1)
        yield Found(
            f"绩效目标写“{quoted(text, sentence.start() + total.start(), sentence.start() + total.end())}”，"
            f"{counts[0][0]}乘以{each[0]}{'，一年' if monthly else ''}却是"
            f"{(reckoned / 10**4).normalize():f}万元。",
            "请核对数量、单价和合计，哪个写错了。",
            at=project.record.at.objective or None,
        )
        return
