"""OBJ002 objective-without-effect."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.objective._placeholder import repeats_name, says_nothing
from jixiao.checking.subjects import ProjectSubject

_CLAUSE_ENDS = re.compile(r"[,;。:!]+")
_NUMBERED = re.compile(r"^\(?[0-9一二三四五六七八九十]{1,2}[.、)]")
_LONG_NAME = 4  # characters
_SEVERAL = 3  # clauses of work: the last is hardly an effect then


@rule("OBJ002", since="0.2")
def objective_without_effect(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """绩效目标只列工作，没有写效果。

    “做什么”之外还要写“为了什么”。只列工作内容、资金用途，年底只能说事情做了，说不出钱起了什么作用。

    Not allowed:
        项目：区管退休干部节日慰问经费 | 1.50
        目标：做好2024年15名退休区管干部的节日慰问工作，按时按量发放。
        1、1-产出指标；13-时效指标；采购及时性；实施周期指标值：及时；年度指标值：及时。

    Allowed:
        项目：区管退休干部节日慰问经费 | 1.50
        目标：做好15名退休区管干部的节日慰问工作，使退休干部感受到组织关怀，增强归属感。
        1、1-产出指标；13-时效指标；采购及时性；实施周期指标值：及时；年度指标值：及时。

        项目：储备仓建设 | 150.00
        目标：新建高标准仓房2座，新增仓容1.5万吨。
        1、1-产出指标；11-数量指标；新建仓房；实施周期指标值：2座；年度指标值：2座。

    Known limits:
        只看有没有表示效果的词（提升、促进、保障、改善等）；写了“促进发展”一类空话的不会发现。最后一句不像是工作、也许写了效果的，或者写明覆盖、接待多少人，为谁提供服务的，为较轻的程度。很短的目标不判断。
    """
    key = project.objective_key
    said = key
    if project.name_key[:_LONG_NAME] in key:
        said = _without_own_name(key, project.name_key, policy)
    effects, titles = policy.pattern("objective_effects"), policy.pattern("objective_titles")
    # What the work is for stands last, and a title does not reach over a comma.
    last = said[said.rfind(",") + 1 :]
    if effects.search(last) and titles.search(last) is None:
        return
    if len(key) < policy.limit("objective_shortest"):
        return
    if effects.search(said) and effects.search(titles.sub("", said)):
        return
    if policy.pattern("objective_states").search(said):
        return
    if "率" in key and policy.pattern("objective_rates").search(key):
        return
    if says_nothing(key, policy) or repeats_name(project, policy):
        return
    # What the work is for stands last; words of effects are many, those of work are fewer.
    clauses = [_NUMBERED.sub("", one) for one in _CLAUSE_ENDS.split(key.rstrip("。.;,!"))]
    work = policy.pattern("objective_work")
    only_work = work.search(clauses[-1]) is not None or (
        sum(work.search(one) is not None for one in clauses) >= _SEVERAL
    )
    yield Found(
        "绩效目标只写了要做的工作或资金用途，没有写要达到的效果。",
        "请在工作之后补上受益对象和变化，能量化的写出数字，例如“……，使 50 家企业的办理时间缩短到 3 天以内”。",
        at=project.record.at.objective,
        # What recognition lost of a text may be its effect.
        unclear=project.table.is_torn and project.objective.rstrip()[-1] not in "。.！",
        lighter=not only_work or policy.pattern("objective_reach").search(key) is not None,
    )


def _without_own_name(key: str, name: str, policy: Policy) -> str:
    """The goal without the project's own name where it only says whose work is done.

    开展商贸流通发展各项工作 speaks of no development.
    """
    own = policy.pattern("objective_name_tail").sub("", name)
    at = key.find(own) if len(own) >= _LONG_NAME else -1
    work = policy.pattern("objective_work_of_name")
    kept, done = "", 0
    while at >= 0:
        match = work.match(key, at + len(own))
        if match is not None:
            kept, done = kept + key[done:at], match.end()
        at = key.find(own, at + 1 if match is None else done)
    return kept + key[done:]
