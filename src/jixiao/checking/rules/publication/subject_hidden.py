"""PUB003 subject-hidden."""

import re
from collections.abc import Iterator

from jixiao.checking.many_texts import ManyTexts
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject

_NAMED = re.compile(r"[一-鿿]{3}\($")
_LETTERS = 3  # at least: 人才(RC) is no name with its abbreviation


def _maybe_hidden(texts: ManyTexts, policy: Policy) -> list[int]:
    """Those that begin with the name of a project that the rule looks at more closely."""
    hidden = policy.pattern("publication_hidden")
    short = policy.pattern("publication_abbreviations")
    return [
        number
        for number, key in enumerate(texts.keys)
        if hidden.search(name := key.partition("\0")[0]) or short.search(name)
    ]


@rule("PUB003", since="0.2", picked=_maybe_hidden, despite_damage=True)
def subject_hidden(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """项目名称用缩写、代号或遮蔽，看不出是什么项目。

    公开是为了让人看懂钱花在哪里；拼音缩写、星号、“某项目”使公众和人大代表都无从监督。

    Not allowed:
        项目：白云区国家重大RC项目配套 | 150.00
        目标：充分发挥各类人才的作用。
        1、1-产出指标；11-数量指标；发放补助人员数量；实施周期指标值：2名；年度指标值：2名。

        项目：XX专项经费 | 150.00
        1、1-产出指标；11-数量指标；发放补助人员数量；实施周期指标值：2名；年度指标值：2名。

    Allowed:
        项目：重大人才项目配套 | 150.00
        目标：充分发挥各类人才的作用。
        1、1-产出指标；11-数量指标；发放补助人员数量；实施周期指标值：2名；年度指标值：2名。

        项目：5G基站和APP运维项目 | 15.00
        1、1-产出指标；11-数量指标；基站数量；实施周期指标值：2个；年度指标值：2个。

    Known limits:
        只看项目名称；通行的英文缩写在词表里，不在其中的会提示，由人决定；后面不是“项目”“工程”“经费”等词的程度较轻。涉密项目按保密规定办理。
    """
    key = project.name_key
    hidden = policy.pattern("publication_hidden").search(key)
    if hidden is not None:
        yield Found(
            f"项目名称“{project.name}”有遮蔽或代号，看不出是什么项目。",
            "请写出项目的通用名称；依法不公开的，整个项目不列入公开表。",
        )
        return
    known = policy.pattern("publication_known_abbreviations")
    for match in policy.pattern("publication_abbreviations").finditer(key):
        if known.fullmatch(match.group()) or _is_explained(match, policy):
            continue
        yield Found(
            f"项目名称里的“{match.group()}”是缩写或代号，公众看不懂。",
            "请写出中文全称，例如把拼音缩写“RC”写成“人才”。",
            lighter=not key.startswith(policy.words("publication_project_words"), match.end()),
        )
        return


def _is_explained(short: re.Match[str], policy: Policy) -> bool:
    """Whether what it is short for stands before it: 电子航道图(ENC), but not 人才项目(RCXM)."""
    key, begin, end = short.string, *short.span()
    return (
        end - begin >= _LETTERS
        and key.startswith(")", end)
        and _NAMED.search(key, 0, begin) is not None
        and not key[: begin - 1].endswith(policy.words("publication_project_words"))
    )
