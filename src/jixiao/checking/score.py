"""质量分: how good a table is in figures, and every point traced to a finding.

The points are the project's own proposal, data of the pack; no official measure.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from jixiao.checking.draft import Draft
from jixiao.checking.policy import Policy
from jixiao.checking.subjects import TableSubject
from jixiao.model import Deduction, Finding, Score, ScorePart, SubjectKind

_FULL, _NOTHING = Decimal(100), Decimal(0)
_CENT = Decimal("0.01")

_Deductions = dict[str, tuple[Decimal, Deduction]]


def score_of(
    tables: Sequence[TableSubject],
    findings: Sequence[Finding],
    members: Sequence[Sequence[Draft]],
    policy: Policy,
) -> Score | None:
    """The score of each project, unit and table; None where there is no project.

    Within one subject a rule takes points once, those of its gravest finding. Suppressed findings
    and insufficient data take none.
    """
    points = {one: policy.limit(f"score_{one}") for one in ("error", "warning", "info")}
    printed = {one: str(worth) for one, worth in points.items()}
    taken: dict[int, _Deductions] = defaultdict(dict)
    for index, (finding, drafts) in enumerate(zip(findings, members, strict=True)):
        if finding.outcome != "found" or finding.suppressed is not None:
            continue
        rule, worth = finding.rule, points[finding.severity]
        taking = worth, Deduction(index, rule, printed[finding.severity])
        # Whose points it takes: its project's, its unit's, or the table's.
        across = finding.subject in ("table", "tables")
        for draft in drafts:
            about = draft.about
            owner = draft.table if across else about.project or about.unit or draft.table
            of = taken[id(owner)]
            if rule not in of or of[rule][0] < worth:
                of[rule] = taking
    parts: list[ScorePart] = []
    for table in tables:
        units = []
        scores: list[Decimal] = []
        for unit in table.units:
            projects = [_part("project", one.name, _FULL, taken[id(one)]) for one in unit.projects]
            own = [Decimal(one.score) for one in projects]
            scores += own
            units.append((unit, projects, own))
        if not scores:
            continue
        parts.append(_part("table", table.record.department, _mean(scores), taken[id(table)]))
        for unit, projects, own in units:
            if projects:
                parts.append(_part("spending_unit", unit.name, _mean(own), taken[id(unit)]))
            parts += projects
    return Score(_formula(points), tuple(parts)) if parts else None


def _part(of: SubjectKind, name: str | None, full: Decimal, taken: _Deductions) -> ScorePart:
    if not taken:
        return ScorePart(of, name, _printed(full), ())
    left = max(_NOTHING, full - sum([worth for worth, _ in taken.values()]))
    return ScorePart(of, name, _printed(left), tuple([one for _, one in taken.values()]))


@lru_cache(1024)  # the same scores come again and again
def _printed(score: Decimal) -> str:
    return str(score.quantize(_CENT, ROUND_HALF_UP))


def _mean(scores: Sequence[Decimal]) -> Decimal:
    return (sum(scores, _NOTHING) / len(scores)).quantize(_CENT, ROUND_HALF_UP)


def _formula(points: dict[str, Decimal]) -> str:
    return (
        f"项目得分 = 100 − 扣分（每条规则在一个项目里只扣一次：错误 {points['error']} 分，"
        f"警告 {points['warning']} 分，信息 {points['info']} 分；最低 0 分）；"
        "单位得分 = 其项目得分的平均 − 单位本身的扣分；表得分 = 全部项目得分的平均 − 表本身的扣分；"
        "保留两位小数。已接受的问题、不能判断的问题不扣分。"
    )
