"""WRD006 clause-twice."""

import re
from collections.abc import Iterator

from jixiao.checking.known_texts import OBJECTIVE, KnownTexts
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject
from jixiao.checking.texts import Text
from jixiao.text import fold

_MARKS = ";。、:"  # and the comma
_CLAUSE = re.compile(r"[^，,；;。、：:]+")
_ONCE = KnownTexts()
_SHORTEST_TEXT = 12
_SHORTEST_NEXT = 4  # two clauses in a row
_SHORTEST_APART = 8


@rule("WRD006", since="0.2")
def clause_twice(project: ProjectSubject) -> Iterator[Found]:
    """同一句话写了两遍。

    多半是复制时多粘了一次，应删去一遍。

    Not allowed:
        项目：项目评审 | 60.00
        目标：加强监督检查，提高项目办理的质量及合规性，提高项目办理的质量及合规性，防范财政运行风险。
        1、1-产出指标；11-数量指标；评审数量；实施周期指标值：280项；年度指标值：140项。

    Allowed:
        项目：项目评审 | 60.00
        目标：加强监督检查，提高项目办理的质量及合规性，防范财政运行风险。
        1、1-产出指标；11-数量指标；评审数量；实施周期指标值：280项；年度指标值：140项。

    Known limits:
        隔开的重复要有八个字以上；换了个别字的重复不会发现。删哪一遍请人决定。
    """
    keys = project.keys
    for number in (OBJECTIVE, *_ONCE.others(keys)):
        if _may_be_twice(keys[number]):
            yield from _again(project.text(number))
        else:
            _ONCE.add(number, keys[number])


def _may_be_twice(key: str) -> bool:
    """Whether two clauses of a folded text end alike, as those that say the same do."""
    if len(key) < _SHORTEST_TEXT:
        return False
    for mark in _MARKS:
        key = key.replace(mark, ",")
    clauses = key.split(",")
    ends = [one[-_SHORTEST_NEXT:] for one in clauses if len(one) >= _SHORTEST_NEXT]
    return len(ends) > len(set(ends))


def _again(text: Text) -> Iterator[Found]:
    before = ""
    seen: set[str] = set()
    for match in _CLAUSE.finditer(text.text):
        clause = fold(match.group())
        long = len(clause) >= _SHORTEST_APART
        # 「致力于盘活厂房,盘活厂房」: words that lead in stand before the first time only.
        if (
            (clause == before and len(clause) >= _SHORTEST_NEXT)
            or (long and clause in seen)
            or (long and before.endswith(clause) and text.text[match.start() - 1] != "、")
        ):
            # The mark before the second time goes with it.
            start = max(0, match.start() - 1)
            yield Found(
                f"{text.label}里“{clause}”写了两遍。",
                "请删去重复的一遍。",
                at=text.at,
                about=text.of,
                edits=text.edits(text.text[:start] + text.text[match.end() :]),
            )
            return
        before = clause
        seen.add(clause)
