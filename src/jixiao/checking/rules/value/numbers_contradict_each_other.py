"""VAL121 numbers-contradict-each-other."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._often import often_in
from jixiao.checking.rules.value._quoting import places
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.checking.terms import Term

_MANY = 4096  # targets, which come again and again
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_SHARE = re.compile(rf"[^0-9,;、。+]{{1,14}}?(?P<share>{_NUMBER})%")
_WHOLE = 100
_ROUNDED = Decimal(1)
_MOST = 200  # a sum beyond it is of rates that stand side by side
_PAIR = 2
_IN_ALL = re.compile(
    r"(?:全年|年度|一年|年内)(?:共计?|合计|累计|总计|服务|举办|开展|完成)*(?P<total>[0-9]+)(?P<times>人次|[次场期轮遍回])"
)
_MORE = re.compile(
    r"至少|不少于|不低于|以上|≥|加密|增加|另|各|不超过|不多于|汛期|旺季|暑|寒|学期|高峰|重点"
)
_TAUGHT = re.compile(r"学期|学校|校园|学生|教学|课")
_DAYS_AND_HOURS = re.compile(
    rf"(?P<days>{_NUMBER})[天日](?!前)[,、]?(?:每期|每班|培训|总计|合计|累计|共计?|计|不少于|≥)*(?P<hours>{_NUMBER})个?(?P<unit>学时|课时|小时)"
)
_MOST_A_DAY = 16  # lessons of 45 minutes from morning to night
_SEATS = re.compile(
    rf"(?P<seats>{_NUMBER})(?:[个张]|余)?(?P<thing>座(?!谈)|床|席位|泊位|车位|停车位|工位|个?座位)[^,;。0-9]{{0,6}}[,、]?"
    rf"[^,;。0-9]{{0,4}}(?P<how>每场|单场|每车次|每车|每班|每次|同时|每场次)[^,;。0-9日年]{{0,10}}(?P<held>{_NUMBER})(?P<unit>人|名|辆|位)(?!次)"
)
_PLACES = re.compile(
    rf"(?:床位|泊位|车位|停车位|座位|席位|工位)(?P<seats>{_NUMBER})[张个][,、]?(?P<how>同时)[^,;。0-9日年]{{0,10}}(?P<held>{_NUMBER})(?P<unit>人|名|辆|位)(?!次)"
)
_TIGHT = Decimal("1.2")  # a class may stand closer


@rule(
    "VAL121",
    since="0.3",
    says=(
        "比例",
        "权重",
        "构成",
        "组成",
        "来源",
        "付款",
        "占",
        "全年",
        "年内",
        "学时",
        "课时",
        "小时",
        "座",
        "床",
        "席位",
        "泊位",
        "车位",
        "工位",
    ),
)
def numbers_contradict_each_other(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """一个指标值里的几个数互相矛盾。

    分担比例加起来是110%；“每月2场，全年20场”不是24场；3天上不了160学时；300座的剧场坐不下2500人。总有一个数写错。

    Not allowed:
        1、1-产出指标；12-质量指标；保费分担比例；实施周期指标值：省40%、市30%、县25%、农户15%；年度指标值：省40%、市30%、县25%、农户15%。

        1、1-产出指标；11-数量指标；讲座场次；实施周期指标值：每月2场，全年20场；年度指标值：每月2场，全年20场。

        1、1-产出指标；11-数量指标；培训学时；实施周期指标值：3天共160学时；年度指标值：3天共160学时。

        1、1-产出指标；11-数量指标；单场观众人数；实施周期指标值：在300座剧场每场不少于2500人；年度指标值：在300座剧场每场不少于2500人。

    Allowed:
        1、1-产出指标；12-质量指标；保费分担比例；实施周期指标值：省40%、市30%、县15%、农户15%；年度指标值：省40%、市30%、县15%、农户15%。

        1、1-产出指标；11-数量指标；讲座场次；实施周期指标值：每月2场，全年24场；年度指标值：每月2场，全年24场。

        1、1-产出指标；11-数量指标；培训学时；实施周期指标值：5天共40学时；年度指标值：5天共40学时。

        1、2-效益指标；22-社会效益；观影人次；实施周期指标值：在120座影厅全年不少于5000人次；年度指标值：在120座影厅全年不少于5000人次。

    Known limits:
        比例只看名称说分担、来源、权重、构成、付款的，或者每一项都写“占”的；频次写“至少”、分淡旺季、学校按月数少算的放宽；座位只看每场、同时的人数。
    """
    for one in project.indicators:
        found = [(term, said) for term in one.terms if (said := _wrong(term, one, policy))]
        if found:
            terms = [term for term, _ in found]
            yield Found(
                f"“{one.name}”的{terms[0].label}“{terms[0].text}”自相矛盾：{found[0][1]}。",
                "请核对哪个数写错了。",
                at=places(terms),
                about=one,
                unclear=one.damaged,
            )


def _wrong(term: Term, indicator: IndicatorSubject, policy: Policy) -> str | None:
    text = term.whole_key
    if not _says_two_numbers(text):
        return None
    return (
        _shares(text, indicator.name_key, policy)
        or _rhythm(text, indicator, policy)
        or _days(text)
        or _held(text)
    )


@lru_cache(_MANY)
def _says_two_numbers(text: str) -> bool:
    """Whether there are two numbers in a folded target that may contradict each other."""
    return text.count("%") >= _PAIR or any(
        one.search(text) is not None for one in (_IN_ALL, _DAYS_AND_HOURS, _SEATS, _PLACES)
    )


def _shares(text: str, name: str, policy: Policy) -> str | None:
    if text.count("%") < _PAIR or "(" in text:
        return None
    parts = list(_SHARE.finditer(text))
    if len(parts) != text.count("%"):
        return None
    if policy.pattern("value_shared_out").search(name) is None and not all(
        "占" in one[0] for one in parts
    ):
        return None
    total = sum((Decimal(one["share"]) for one in parts), Decimal(0))
    if not _WHOLE + _ROUNDED < total <= _MOST or any(
        Decimal(one["share"]) >= _WHOLE for one in parts
    ):
        return None
    return f"各部分合计{total.normalize():f}%"


def _rhythm(text: str, indicator: IndicatorSubject, policy: Policy) -> str | None:
    total = _IN_ALL.search(text)
    often = list(often_in(text)) if total is not None else []
    if total is None or len(often) != 1 or often[0].times != total["times"]:
        return None
    each, stated = often[0], Decimal(total["total"])
    exact = each.in_a_year
    least = exact
    if each.unit in ("天", "日"):
        least *= policy.limit("consistency_share_of_days")
    elif each.unit in ("周", "星期", "工作日"):
        least *= policy.limit("consistency_share_of_weeks")
    said = f"{indicator.project.name_key};{indicator.name_key};{text}"
    if _TAUGHT.search(said):
        least *= policy.limit("consistency_share_of_school_year")
    if least <= stated and (stated <= exact or _MORE.search(text) or stated % each.number):
        if stated <= exact or _MORE.search(text):
            return None
    elif stated < least and re.search("汛期|学期|暑|寒|旺季|淡季", text):
        return None
    return f"按频次一年是{exact.normalize():f}{each.times}"


def _days(text: str) -> str | None:
    match = _DAYS_AND_HOURS.search(text)
    if match is None or "线上" in text or "网络" in text or "人" in match[0]:
        return None
    days, hours = Decimal(match["days"]), Decimal(match["hours"])
    if not days or hours <= days * _MOST_A_DAY:
        return None
    return f"平均每天{(hours / days).quantize(Decimal(1))}{match['unit']}"


def _held(text: str) -> str | None:
    match = _SEATS.search(text) or _PLACES.search(text)
    if match is None or Decimal(match["held"]) <= Decimal(match["seats"]) * _TIGHT:
        return None
    return f"只有{match['seats']}个位置，容不下{match['held']}{match['unit']}"
