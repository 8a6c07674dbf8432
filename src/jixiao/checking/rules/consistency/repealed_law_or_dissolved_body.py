"""CON024 repealed-law-or-dissolved-body."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._sentences import sentence_to
from jixiao.checking.subjects import ProjectSubject

_TITLES = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"")
_LISTS = (
    ("matters_repealed_laws", True, False),
    ("matters_repealed_laws_unquoted", True, True),
    ("matters_dissolved_bodies", False, False),
    ("matters_dissolved_bodies_short", False, True),
)  # each: its name, whether it is of laws, whether it is less certain


class _Lapsed(NamedTuple):
    words: re.Pattern[str]
    year: int
    now: str


@rule("CON024", since="0.3", words=("matters_lapsed_words",), needs=("budget_year",))
def repealed_law_or_dissolved_body(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """引用已经废止的法律、已经撤并的机构。

    依据过期的法律、请已经不在的机构配合，多半照搬了多年前的表，做起来没有依据也找不到对方。

    Not allowed:
        年度：2025
        目标：依据《中华人民共和国合同法》与企业签订协议，促进创新。
        1、1-产出指标；11-数量指标；签订协议；实施周期指标值：10份；年度指标值：10份。

        年度：2025
        目标：会同区卫生和计划生育局开展健康宣传月活动，提高居民健康意识。
        1、1-产出指标；11-数量指标；活动场次；实施周期指标值：10场；年度指标值：10场。

    Allowed:
        年度：2025
        目标：普及《劳动合同法》，整修原县国土资源局宿舍，会同县文化旅游局、县工商联开展活动。
        1、1-产出指标；11-数量指标；活动场次；实施周期指标值：10场；年度指标值：10场。

        年度：2018
        目标：会同区卫生和计划生育局开展健康宣传月活动，提高居民健康意识。
        1、1-产出指标；11-数量指标；活动场次；实施周期指标值：10场；年度指标值：10场。

    Known limits:
        知道预算年度、而且晚于废止或改组的年份时才看。书名号、引号里的机构名称不看；说原机构、旧文件、开发区机构的句子不看，各地保留的名称以当地为准。没有书名号的法律、机构的简称只作提示。
    """
    known = project.table.budget_year
    if known is None:
        return
    for text in project.texts:
        bodies = _TITLES.sub("", text.key)
        for name, of_laws, unsure in _LISTS:
            key = text.key if of_laws else bodies
            for one in _lapsed(name, policy):
                found = one.words.search(key) if known.year > one.year else None
                if found is None or _is_own(project, found[0], of_laws=of_laws):
                    continue
                if policy.pattern("matters_of_old").search(
                    _TITLES.sub("", sentence_to(key, found))
                ):
                    continue
                since = "废止" if of_laws else "改组"
                yield Found(
                    f"{text.label}写的“{found[0]}”，一般在{one.year}年前后已经{since}"
                    f"（现在是{one.now}），早于{known.said}，请核对。",
                    f"请换成现行的名称，例如{one.now}；说的是过去的事的，请写明“原”。",
                    at=text.at,
                    about=text.of,
                    lighter=unsure,
                )
                return


def _is_own(project: ProjectSubject, body: str, *, of_laws: bool) -> bool:
    """Whether the table's own department or unit still has this name."""
    return not of_laws and body in project.unit.office_key


@lru_cache(maxsize=32)
def _lapsed(name: str, policy: Policy) -> tuple[_Lapsed, ...]:
    found = []
    for line in policy.words(name):
        # A pattern may hold the sign itself: (?=…).
        words, year, now = line.rsplit("=", 2)
        found.append(_Lapsed(re.compile(words), int(year), now))
    return tuple(found)
