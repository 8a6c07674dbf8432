"""CON023 usually-not-allowed."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Matter, Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._sentences import sentence_to
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.checking.texts import Text
from jixiao.checking.words import Signs


@rule("CON023", since="0.3", words=("matters",))
def usually_not_allowed(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """计划了通常不允许做的事。

    施工单位垫资、由企业作行政处罚、不经采购定供应商、评比收费、把结余转给社团、按授权资助专利、宴请送礼，列进目标就等于计划去做。

    Not allowed:
        目标：新建道路10公里，资金缺口由施工企业垫资，自2027年起归还。
        1、1-产出指标；11-数量指标；新建道路；实施周期指标值：10公里；年度指标值：10公里。

        1、1-产出指标；12-质量指标；采购方式；实施周期指标值：不经招标，直接委托某某设备有限公司供货；年度指标值：不经招标，直接委托某某设备有限公司供货。

    Allowed:
        目标：严禁施工企业垫资，开展招投标检查，查处规避招标、直接委托某某有限公司等问题。
        1、1-产出指标；11-数量指标；检查项目数；实施周期指标值：10个；年度指标值：10个。

    Known limits:
        只看数据包里列的几种事和它们的常见写法；句子里说查处、禁止、偿还旧账等的不算，目标是0的不算。依据都未核对原文，各有例外，由人决定。
    """
    signs, matters = _matters(policy)
    words = frozenset(signs.words_in(project.text_key, project.pairs))
    for matter, pattern, unless in matters if words else ():
        held = words.intersection(matter.holds)
        if not held:
            continue
        known = project.table.budget_year
        if matter.from_year is not None and known is not None and known.year < matter.from_year:
            continue
        for number, key in enumerate(project.keys):
            found = pattern.search(key) if any(word in key for word in held) else None
            if found is None:
                continue
            text = project.text(number)
            if _is_zero(text):
                continue
            sentence = sentence_to(key, found)
            if unless.search(sentence) or policy.pattern("matters_fought").search(sentence):
                continue
            yield Found(
                f"{text.label}写的“{found[0]}”像是{matter.what}，通常不允许，请核对。",
                f"{matter.advice}可以对照{matter.source}。",
                at=text.at,
                about=text.of,
                lighter=matter.doubtful,
            )
            break


def _is_zero(text: Text) -> bool:
    """Whether it belongs to an indicator of something that is not to happen: 宴请次数0次."""
    one = text.of
    return isinstance(one, IndicatorSubject) and one.value is not None and one.value.number == 0


@lru_cache(maxsize=8)
def _matters(
    policy: Policy,
) -> tuple[Signs, tuple[tuple[Matter, re.Pattern[str], re.Pattern[str]], ...]]:
    """The words of each matter; the matters with what they look for, and what excuses it."""
    matters = policy.matters.values()
    return Signs([[word for one in matters for word in one.holds]]), tuple(
        (one, re.compile("|".join(one.patterns)), re.compile("|".join(one.unless) or "(?!)"))
        for one in matters
    )
