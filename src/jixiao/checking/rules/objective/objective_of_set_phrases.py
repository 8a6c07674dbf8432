"""OBJ003 objective-of-set-phrases."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.objective._placeholder import says_nothing
from jixiao.checking.subjects import ProjectSubject

_CLAUSE_ENDS = re.compile(r"[,;。:!、]+")
_LONGEST = 160
_DIGIT = re.compile("[0-9]")


@rule("OBJ003", since="0.2", words=("objective_hollow_signs",))
def objective_of_set_phrases(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """绩效目标通篇套话，没有本项目的内容。

    换到任何项目都能用的目标，说不出要做什么、做多少、起什么作用，指标没有依据，年底也无从评价。

    Not allowed:
        项目：统计业务经费 | 30.00
        目标：认真落实上级工作部署，加强组织领导，确保统计各项工作顺利开展，取得良好的社会效益。
        1、1-产出指标；11-数量指标；抽样调查次数；实施周期指标值：12次；年度指标值：12次。

    Allowed:
        项目：统计业务经费 | 30.00
        目标：按月开展住户收支抽样调查，为制定民生政策提供数据，确保统计各项工作顺利开展。
        1、1-产出指标；11-数量指标；抽样调查次数；实施周期指标值：12次；年度指标值：12次。

    Known limits:
        每一个分句都是词表里的套话才算；夹有一句具体内容的不算。
    """
    key = project.objective_key
    if len(key) > _LONGEST or key[-2:] not in _ends(policy) or _DIGIT.search(key):
        return
    clauses = [one for one in _CLAUSE_ENDS.split(key) if one]
    if not _ends(policy).issuperset([one[-2:] for one in clauses]):
        return
    hollow = policy.pattern("objective_hollow")
    if all(hollow.fullmatch(one) for one in clauses) and not says_nothing(key, policy):
        yield Found(
            "绩效目标通篇是套话，没有写本项目做什么、做多少、达到什么效果。",
            "请写本项目的具体任务、数量和受益对象，例如“对 200 家企业开展检查，隐患整改率达到 95%”。",
            at=project.record.at.objective,
            unclear=project.table.is_torn and project.objective.rstrip()[-1] not in "。.！",
        )


@lru_cache(maxsize=8)
def _ends(policy: Policy) -> frozenset[str]:
    return frozenset(policy.words("objective_hollow_ends"))
