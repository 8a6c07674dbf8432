"""WRD007 word-doubled."""

import re
from collections.abc import Iterator

from jixiao.checking.many_texts import ManyTexts
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.wording._near_words import near_words
from jixiao.checking.subjects import ProjectSubject

_DOUBLED = re.compile(r"([㐀-鿿]{2,4})\1")
_LENGTHS = (2, 3, 4)


def _with_doubled(texts: ManyTexts, _: Policy) -> set[int]:
    return set().union(*map(texts.with_doubled, _LENGTHS))


@rule("WRD007", since="0.2", picked=_with_doubled)
def word_doubled(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """一个词连写了两次。

    多半是改稿时留下的，例如“各合作园区园区培训”。

    Not allowed:
        1、1-产出指标；11-数量指标；召开各合作园区园区培训及调研、会议数量；实施周期指标值：2次；年度指标值：不少于2次。

    Allowed:
        1、1-产出指标；11-数量指标；召开各合作园区培训及调研、会议数量；实施周期指标值：2次；年度指标值：不少于2次。

    Known limits:
        只看两到四个字的词；本来就叠用的词（“方方面面”不算，“家家户户”不算）和词表里的除外。
    """
    allowed = policy.pattern("wording_doubled_allowed")
    for text in project.texts:
        for match in _DOUBLED.finditer(text.key):
            if allowed.fullmatch(match.group()) or near_words(policy).overlap_twice(
                text.key, match.start(), match.end(1), match.end()
            ):
                continue
            word = match[1]
            yield Found(
                f"{text.label}里“{word}”连写了两次（“{match.group()}”）。",
                f"请核对，多写的删去，改为“{word}”。",
                at=text.at,
                about=text.of,
                edits=text.edits(text.text.replace(word * 2, word)),
            )
            break
