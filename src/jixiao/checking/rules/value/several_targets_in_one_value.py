"""VAL010 several-targets-in-one-value."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import folded
from jixiao.checking.rules.value._quoting import places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term


def _stand_side_by_side(term: Term, policy: Policy) -> bool:  # noqa: ARG001
    return _side_by_side(term)


# The head of the next indicator has run into the target: WRD003 tells of it.
_RUN_ON = re.compile(r"[1-4][0-9]?-[一-鿿]{2,5}指标")


@rule("VAL010", since="0.2", stated=_stand_side_by_side)
def several_targets_in_one_value(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """一个指标值里有几项目标。

    几项目标写在一个指标值里，完成一项、没完成一项时无法计分。

    Not allowed:
        1、1-产出指标；11-数量指标；落实领导互访交流；实施周期指标值：区主要领导1次,分管领导2次；年度指标值：区主要领导1次,分管领导2次。

        1、1-产出指标；11-数量指标；组织企业开展对接活动；实施周期指标值：对接活动4次，累计发动企业参与不少于40家；年度指标值：对接活动4次，累计发动企业参与不少于40家。

    Allowed:
        1、1-产出指标；11-数量指标；组织健康检查、卫生知识培训；实施周期指标值：各1次；年度指标值：各1次。

        1、1-产出指标；13-时效指标；突发事件信息报送时限；实施周期指标值：甲类1小时内、乙类12小时内；年度指标值：甲类1小时内、乙类12小时内。

        1、1-产出指标；11-数量指标；补助企业数量；实施周期指标值：≥2家（其中保税物流企业不低于1家）；年度指标值：≥2家（其中保税物流企业不低于1家）。

    Known limits:
        先写总数、再写“其中”多少的，以及名称所数的一件事用同一个单位分种类写的（“大修1次、巡检12次”），为较轻的程度。括号里的分项、“各1次”、分城乡或昼夜写的时限、分月份写的进度、频次加完成期限（“每月1次，12月底前完成”）不算；几件事写成没有数字的一句话的，不会发现。
    """
    terms = [one for one in indicator.terms if _side_by_side(one)]
    if not terms:
        return
    if policy.pattern("value_returning").search(indicator.name_key):
        terms = [one for one in terms if any(part.kind != "deadline" for part in one.value.parts)]
    # 城区45分钟、农村90分钟: one thing, measured by where or when it happens.
    where = policy.pattern("value_circumstances")
    terms = [
        one
        for one in terms
        if not (
            _by_circumstance(one, where, indicator.measure_key)
            or _by_date(one)
            or _by_rhythm(one)
            or _by_turn(one, policy.pattern("value_turns"))
            or _by_occasion(one)
            or _is_broken_down(one)
            or _adds_up(one)
            or _is_worded_as_one(one.key)
        )
    ]
    if terms:
        yield Found(
            f"{quote(terms)}里有几项目标，无法分别计分。",
            "请拆分为几个指标，每个指标只写一个目标值。",
            at=places(terms),
            lighter=all(
                ("其中" in one.key and _PART_OF_IT.search(one.key) is not None)
                or _is_of_one_kind(one, indicator)
                for one in terms
            ),
        )


_MONTH = re.compile(r"[0-9]月|季度")
# 培训5期并覆盖300人: the second number is read as the part that the first one speaks of.
_ALONGSIDE = re.compile(
    r"[0-9][^,;。()]{0,8}(?:并|且|同时)[^,;。()0-9]{0,8}[0-9]+(?![0-9]|年|月|日|个月|天|小时)"
)
# 5月、11月底前: the same comes round in both.
_MONTHS = re.compile(
    r"^(?:20[0-9]{2}年)?(?:每年)?[0-9]{1,2}月(?:[初中底末]|[0-9]{1,2}日)?前?(?:[、和及][0-9]{1,2}月(?:[初中底末]|[0-9]{1,2}日)?前?)+[^,;。0-9]{0,8}$"
)
_DATED = re.compile(r"[0-9]{1,2}月|[0-9]{1,2}日")
_DATE = re.compile(
    r"(?:(?:20[0-9]{2})年)?[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬)?(?:[初中底末]|之?[前后]|内|完成)*|[,、;()]"
)
_SPAN = r"(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日?(?:至|到|-|~|—)(?:20[0-9]{2}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日"
_SPANS = re.compile(rf"{_SPAN}(?:[,、;和及]{_SPAN})+")
_PIECES = re.compile(r"[,;、]")
_OF_EACH = re.compile(
    r"每(?:[次场期班批人户村校车站库家店所馆候点]|个[一-鿿]{1,3})[^0-9]{0,6}[0-9]"
)
_IN_ALL = re.compile(r"(?:全年|年度?|合计|一?共计?|总计|累计)[^0-9每]{0,6}[0-9]")
_PART_OF_IT = re.compile(r"^[^,;。、其]*[0-9][^,;。、其]*,其中")  # 180家,其中加油站90家
_SCHEDULE = re.compile(  # 6月底前30家、11月底前30家
    r"(?:^|,)(?:[0-9]{1,2}月[上中下旬底末初]{0,2}之?前?[^0-9,;。、]{0,4}[0-9.]+[一-鿿]{1,3}[、,;]?){2,}$"
)
_CEILING = re.compile(r"左右,(?:最[高多])?不超过[0-9.]+[一-鿿/]{1,4}$")  # 5万元左右,不超过5.2万元
_EACH_OF_THEM = re.compile(  # 4期,每期不少于50人,共200人次
    r"[^,;。、0-9]{0,4}(?P<of>[0-9.]+)(?P<unit>[期场班批次门家户站所处村校车组队台套年月季周天]),"
    r"每(?P=unit)[^0-9,;。]{0,6}(?P<each>[0-9.]+)[^0-9,;。]{1,4}"
    r"(?:,(?:一?共计?|合计|总计|累计|全年)[^0-9,;。]{0,6}(?P<all>[0-9.]+)[^0-9,;。]{1,4})?"
)
# 汛前、汛后各1轮,共2轮: the number of each, and of all.
_EACH_AND_ALL = re.compile(r"各[0-9.]+([一-鿿]{1,2}),(?:一?共计?|合计|总计|累计)[0-9.]+\1$")
_LARGE_AND_SMALL = re.compile(r"[0-9]个?大([项类])[、,和及][0-9]+个?小\1$")  # 8个大项、56个小项
# 抽100本,合格98本以上: how many are looked at, and how many of them are right.
_OF_A_SAMPLE = re.compile(
    r"^(?:随机)?抽[查检样取测]?[0-9.]+([一-鿿]{1,2}),[一-鿿]{0,6}(?:合格|达标|完好|正确|满意)[^0-9,;。]{0,6}[0-9.]+\1(?:以上|及以上)?$"
)
_AS_ONE = (  # each with what it holds wherever it is found
    ("月", _MONTHS),
    ("月", _SCHEDULE),
    ("左右", _CEILING),
    ("-", _RUN_ON),
    ("各", _EACH_AND_ALL),
    ("抽", _OF_A_SAMPLE),
    ("大", _LARGE_AND_SMALL),
)
_HEAD_OF_PART = re.compile(r"([^0-9,;。、]*)[0-9]")
_TIMES_A_YEAR = {"half_year": 2, "quarter": 4, "month": 12, "week": 52}
_TWO, _SHORT = 2, 4
_RATE = re.compile(r"[百千万亿]*元/")
_STANDARDS = ("标准", "单价", "金额", "额度")
_BRACKETS = re.compile(r"\([^()]*\)")


def _by_circumstance(term: Term, where: re.Pattern[str], measure_key: str) -> bool:
    """Whether every part is a length of time, or a rate of money, under a circumstance of its own."""
    parts = term.value.parts
    units = [one.measure_unit for one in parts]
    if len(parts) > 1 and all(unit is not None and _RATE.match(unit.text) for unit in units):
        return True  # 国家标准30万元/项，地方标准10万元/项
    dimension = "money" if measure_key.endswith(_STANDARDS) else "duration"
    return len(where.findall(term.key)) >= len(parts) > 1 and all(
        unit is not None and unit.dimension == dimension for unit in units
    )


def _by_date(term: Term) -> bool:
    """6月完成60%，12月完成100%: steps of one share or one number."""
    parts = term.value.parts
    return len(parts) > 1 and all(
        (unit := one.measure_unit) is not None
        and unit.dimension in ("ratio", "count")
        and _MONTH.search(one.text) is not None
        for one in parts
    )


def _by_turn(term: Term, turns: re.Pattern[str]) -> bool:
    """春季学期5月底前，秋季学期11月底前: one deadline for each time it comes round."""
    parts = term.value.parts
    return len(parts) > 1 and all(
        one.kind == "deadline" and turns.search(folded(one.text)) is not None for one in parts
    )


def _by_occasion(term: Term) -> bool:
    """春节慰问1月27日前、八一慰问7月31日前, 5月10日至16日、6月1日至30日: when each time comes."""
    parts = term.value.parts
    if len(parts) < _TWO:
        return False
    if all(one.kind == "deadline" and _DATED.search(folded(one.text)) for one in parts):
        said = [_DATE.sub("", folded(one.text)) for one in parts]
        heads = [one for one in said if one]
        return not heads or (len(heads) == len(said) and len({one[-_TWO:] for one in heads}) == 1)
    return _SPANS.fullmatch(term.key) is not None


def _is_worded_as_one(key: str) -> bool:
    return any(held in key and pattern.search(key) is not None for held, pattern in _AS_ONE)


def _is_broken_down(term: Term) -> bool:
    """每次至少2人,全年不少于48人次; 4期,每期50人: what each takes, and how many there are."""
    if "每" not in term.key:
        return False
    each = _EACH_OF_THEM.fullmatch(term.key)
    if each is not None:
        product = Decimal(each["of"]) * Decimal(each["each"])
        return each["all"] is None or Decimal(each["all"]) == product
    pieces = _PIECES.split(term.key)
    return len(pieces) == _TWO and any(
        _OF_EACH.match(one) is not None and _IN_ALL.match(other) is not None
        for one, other in (pieces, pieces[::-1])
    )


def _adds_up(term: Term) -> bool:
    """氮肥5000吨、复合肥3000吨,合计8000吨: a total and its parts."""
    numbers = [one.number for one in term.value.parts]
    if len(numbers) <= _TWO or _IN_ALL.match(_PIECES.split(term.key)[-1]) is None:
        return False
    *parts, total = numbers
    return total is not None and sum(one or 0 for one in parts) == total


def _is_of_one_kind(term: Term, indicator: IndicatorSubject) -> bool:
    """大修1次、巡检12次; 校长班2期、教师班4期 of 培训期数; 3日内启动、7日内办结.

    Kinds of what the name counts, each by the same unit, in few words.
    """
    parts = term.value.parts
    units = {one.measure_unit.text if one.measure_unit is not None else None for one in parts}
    heads = [_HEAD_OF_PART.match(folded(one.text)) for one in parts]
    if not parts or None in units or not all(heads) or "," in term.key:
        return False
    if {one.measure_unit.dimension for one in parts if one.measure_unit} == {"duration"}:
        return True
    said = [one[1] for one in heads if one is not None]
    if len(units) > 1:
        return False
    if len(said) == _TWO and all(1 <= len(one) <= _SHORT for one in said):
        return True
    (unit,) = units
    counted = indicator.measure_key.endswith((f"{unit}数", f"{unit}次", "数量"))
    return counted and all(said) and len({one[-1] for one in said}) == 1


def _by_rhythm(term: Term) -> bool:
    """每月1次，12月底前完成12次: how often, until when, and how often in all."""
    numbers = [one for one in term.value.parts if one.kind != "deadline"]
    often = [one for one in numbers if one.per in _TIMES_A_YEAR]
    if len(often) != 1 or len(term.value.parts) < _TWO:
        return False
    unit = often[0].measure_unit
    times = (often[0].number or 0) * _TIMES_A_YEAR[often[0].per or ""]
    return all(
        one is often[0]
        or (one.number == times and unit is not None and one.measure_unit is not None
            and one.measure_unit.canonical == unit.canonical)
        for one in numbers
    )  # fmt: skip


def _side_by_side(term: Term) -> bool:
    """Whether two different targets stand outside brackets."""
    printed = term.whole_key
    if term.kind != "compound":
        return term.value.scope is not None and _ALONGSIDE.search(printed) is not None
    outside = _without_brackets(printed)
    parts = {folded(part.text).strip("()。;,") for part in term.value.parts}
    return sum(_without_brackets(part) in outside for part in parts) > 1


def _without_brackets(text: str) -> str:
    return _BRACKETS.sub("", text) if "(" in text else text
