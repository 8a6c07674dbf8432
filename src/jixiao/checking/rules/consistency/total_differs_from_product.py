"""CON029 total-differs-from-product."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import common_run, quoted
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_THINGS = "期|场次|场|班次|班|批次|批|轮|村|社区|乡镇|镇|街道|学校|校|所|家|户|人|名|位|台|套|座|处|支|组|队|辆|条|车次"
_MADE = (
    "人天|人次|场次|场|课时|学时|节|次|人|名|份|册|套|台|件|盏|个|株|棵|天|只|米|亩|吨|块|张|篇|期"
)
_EACH = re.compile(
    rf"(?:每(?:(?:一|个)?(?P<thing>{_THINGS})|(?P<its>个))|(?P<apart>(?<![一-鿿])各))(?!年|月|周|天|日|季)(?P<words>[^0-9,;。:、每]{{0,8}}?)"
    rf"(?P<number>{_NUMBER})(?P<unit>{_MADE})(?![/次]|以内|内)"
)
_COUNT = re.compile(
    rf"(?<![0-9.第])(?P<number>{_NUMBER})(?P<times>万)?(?:(?:个[一-鿿]{{0,4}}?)?(?P<place>村|社区|乡镇|镇|街道|学校|校)|(?P<counted>{_THINGS}|个))"
)
_TIMES = re.compile("[×xX*]")
_SPAN = re.compile(
    rf"(?<![0-9.第])(?P<count>[0-9]+)(?P<thing>期|场|班|批|轮)[×xX*](?P<number>{_NUMBER})(?P<unit>天|课时|学时|人|名)"
)
_NOUN = re.compile("[一-鿿]{2,10}")
_PAIR = 2
_TOTAL = re.compile(r"总|累计|合计|全年|共")
_OF_EACH = re.compile(r"每|均|单[期场次户人村]|/")
_KINDS = ("exactly", "at_least", "more_than")
_PERSONS = {
    "名": "人",
    "位": "人",
    "人次": "人",
    "场次": "场",
    "学时": "课时",
    "节": "课时",
    "棵": "株",
    "批次": "批",
    "班次": "班",
}
_LOOSE = re.compile("不超过|不多于|至多|最多|以内|以下|[1-9]-|不等|~|至[0-9]|左右")


@rule("CON029", since="0.4", facts=("number_in_goal",))
def total_differs_from_product(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """指标值少于绩效目标里的个数乘以每个的数。

    目标写举办4期、每期5天，一共是20天；指标只写10天，按指标算完成了，目标却只做了一半。

    Not allowed:
        目标：举办骨干教师培训4期，每期5天，提升教学能力。
        1、1-产出指标；11-数量指标；培训期数；实施周期指标值：4期；年度指标值：4期。
        2、1-产出指标；11-数量指标；培训总天数；实施周期指标值：10天；年度指标值：10天。

        目标：赴30个行政村送戏，每村演出4场，丰富农村文化生活。
        1、1-产出指标；11-数量指标；演出场次；实施周期指标值：90场；年度指标值：90场。

    Allowed:
        目标：举办骨干教师培训4期，每期5天，提升教学能力。
        1、1-产出指标；11-数量指标；培训期数；实施周期指标值：4期；年度指标值：4期。
        2、1-产出指标；11-数量指标；每期培训天数；实施周期指标值：5天；年度指标值：5天。

        目标：赴30个行政村送戏，每村演出4场，丰富农村文化生活。
        1、1-产出指标；11-数量指标；演出场次；实施周期指标值：≥120场；年度指标值：≥120场。

    Known limits:
        只看同一句里一个个数、一个“每”；指标值比乘积多的不算；目标自己写了总数的由CON001看。
    """
    text = project.objective_key
    for made, count, each, unit, start, end in _products(text):
        if re.search(rf"(?<![0-9.共计]){made.normalize():f}{unit}", text):
            continue
        totals = []
        for one in project.indicators:
            number = _counted(one, unit)
            if (
                number is None
                or one.class_ not in ("11", "22", "21")
                or _OF_EACH.search(one.name_key)
            ):
                continue
            if number in (count, each) and not _TOTAL.search(one.name_key):
                continue
            said = text[max(text.rfind(stop, 0, start) for stop in "。;") + 1 : end]
            if _is_about(one, said, unit, policy):
                totals.append((one, number))
        if not totals or any(number >= made for _, number in totals):
            continue
        one, _ = totals[0]
        if len(totals) > 1 or (totals[0][1] != each and _is_said(text, totals[0][1], unit)):
            continue
        target = one.target
        yield Found(
            f"绩效目标写“{_sentence(text, start, end)}”，{count.normalize():f}乘以{each.normalize():f}是"
            f"{made.normalize():f}{unit}，指标“{one.name}”的指标值却是“{target.text if target is not None else ''}”。",
            "请核对个数、每个的数和总数，哪个写错了。",
            at=target.at if target is not None else None,
            about=one,
        )


def _products(text: str) -> Iterator[tuple[Decimal, Decimal, Decimal, str, int, int]]:
    """Of 4期,每期5天 the product, both numbers, the unit of it, and where they stand."""
    for match in _SPAN.finditer(text) if _TIMES.search(text) is not None else ():
        count, each = Decimal(match["count"]), Decimal(match["number"])
        yield count * each, count, each, match["unit"], match.start(), match.end()
    for match in _EACH.finditer(text) if "每" in text or "各" in text else ():
        begin = max(text.rfind(stop, 0, match.start()) for stop in "。;") + 1
        thing = _plain(match["thing"] or match["its"] or "")
        before = [
            one
            for one in _COUNT.finditer(text, begin, match.start())
            if not thing or _thing(one) == thing
        ]
        if thing == "个":
            # 180个小区 and 每个小区: what is counted is named behind both.
            before = [one for one in before if _are_named_alike(text, one.end(), match)]
        if len(before) != 1 or _LOOSE.search(text, begin, match.end()):
            continue
        if match["unit"] == _thing(before[0]) or text.startswith("元", match.end()):
            continue
        count = Decimal(before[0]["number"]) * (10_000 if before[0]["times"] else 1)
        each = Decimal(match["number"])
        if count > 1:
            yield count * each, count, each, match["unit"], before[0].start(), match.end()


def _plain(thing: str) -> str:
    """A unit in one form: 人 of 名, 所 of 校."""
    return _PERSONS.get(thing, thing)


def _are_named_alike(text: str, counted: int, each: re.Match[str]) -> bool:
    """Whether the noun behind a count is the one behind 每个, or none stands there."""
    named = each["words"]
    after = _NOUN.match(text, counted)
    return not named or (after is not None and (named[:_PAIR] in after[0] or after[0] in named))


def _thing(match: re.Match[str]) -> str:
    return _plain(match["place"] or match["counted"])


def _counted(one: IndicatorSubject, unit: str) -> Decimal | None:
    """The number of a target in the unit of the product."""
    value = one.value
    its = value.measure_unit if value is not None else None
    if value is None or its is None or value.number is None or value.kind not in _KINDS:
        return None
    if value.parts or value.baseline is not None or value.per is not None:
        return None
    if _plain(its.text) == _plain(unit):
        return value.number
    if its.text == f"万{unit}":
        return value.number * 10_000
    return None


def _is_about(one: IndicatorSubject, said: str, unit: str, policy: Policy) -> bool:
    name = policy.pattern("consistency_count_ends").sub("", one.measure_key)
    name = _TOTAL.sub("", name).removesuffix("天数").removesuffix(unit)
    return common_run(name, said) > 0


def _is_said(text: str, number: Decimal, unit: str) -> bool:
    """Whether the goal itself has the number in this unit."""
    return re.search(rf"(?<![0-9.]){number.normalize():f}{unit}", text) is not None


def _sentence(text: str, start: int, end: int) -> str:
    begin = max(text.rfind(stop, 0, start) for stop in ",。;") + 1
    return quoted(text, begin, end) if end - begin < len(text) else text[begin:end]
