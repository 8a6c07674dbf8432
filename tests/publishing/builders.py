"""Checks made by hand, with whatever a report has to show."""

from collections.abc import Sequence

from jixiao.model import (
    STAGES,
    Basis,
    Check,
    Deduction,
    Edit,
    Finding,
    IndicatorName,
    NotRun,
    Occurrence,
    Outcome,
    Place,
    Ruleset,
    RuleSummary,
    Score,
    ScorePart,
    Severity,
    Source,
    Suppression,
)

HOSTILE = "<script>alert(1)</script>]]>&\"'\x00\x1b\u202e\ud800\ufffe{0}[x](http://y)${7*7}{{7*7}}"
"""Text that could do harm in one of the formats."""


def rule(
    code: str = "VAL004", title: str = "指标值重复指标名称", severity: Severity = "warning"
) -> RuleSummary:
    return RuleSummary(
        code=code,
        name="target-repeats-name",
        title=title,
        subject="indicator",
        severity=dict.fromkeys(STAGES, severity),
        opinion_code=4,
        review_kind="完整性",
        basis=Basis("某文件", "second_hand"),
        fix="none",
        since="0.2",
        needs=(),
        why="年底无法判断是否完成。",
        not_allowed=("会议数量：会议数量",),
        allowed=("会议数量：2次",),
        limits="换一种说法的不会发现。",
    )


def finding(  # noqa: PLR0913 - one for each thing that a report shows
    code: str = "VAL004",
    *,
    severity: Severity = "warning",
    project: str | None = "会议经费",
    message: str = "年度指标值与指标名称相同。",
    at: Sequence[Place] = (Place(line=20, column=7, start=30, end=36),),
    also_at: Sequence[Occurrence] = (),
    unclear: bool = False,
    suppressed: Suppression | None = None,
    edits: Sequence[Edit] = (),
    table: int = 0,
    unit: str | None = "某某局本级",
) -> Finding:
    return Finding(
        rule=code,
        severity=severity,
        outcome="insufficient_data" if unclear else "found",
        subject="indicator" if project else "table",
        table=table,
        spending_unit=unit if project else None,
        project=project,
        indicator=IndicatorName(3, "会议数量") if project else None,
        at=tuple(at),
        also_at=tuple(also_at),
        count=1 + len(also_at),
        message=message,
        advice="请写出要达到的数量。",
        basis=Basis("某文件", "second_hand"),
        opinion_code=4,
        review_kind="完整性",
        fix="safe" if edits else "none",
        edits=tuple(edits),
        suppressed=suppressed,
    )


def occurrence(
    project: str | None, line: int, number: int = 1, name: str = "会议数量"
) -> Occurrence:
    return Occurrence(project, IndicatorName(number, name), line, 7, 3, 8)


def check(
    *findings: Finding,
    not_run: Sequence[NotRun] = (),
    outcomes: dict[str, Outcome] | None = None,
    name: str = "目标表.txt",
    score: bool = True,
    unused: Sequence[str] = (),
) -> Check:
    if outcomes is None:
        outcomes = {one.rule: one.outcome for one in findings}
        outcomes |= {one.rule: one.outcome for one in not_run}
    return Check(
        schema="jixiao.check/1",
        source=Source(name, "ab" * 32, "tabbed-text", True),
        ruleset=Ruleset("2026.1", "cd" * 32, "national", "review", "通用"),
        findings=tuple(findings),
        not_run=tuple(not_run),
        score=_score(findings) if score else None,
        outcomes=outcomes,
        unused_suppressions=tuple(unused),
    )


def _score(findings: Sequence[Finding]) -> Score:
    taken: dict[tuple[str | None, str], list[Deduction]] = {}
    for index, one in enumerate(findings):
        if one.project and one.outcome == "found" and one.suppressed is None:
            key = (one.spending_unit, one.project)
            taken.setdefault(key, []).append(Deduction(index, one.rule, "4"))
    parts = [ScorePart("table", "某某局", "90.00", ())]
    units = dict.fromkeys(unit for unit, _ in taken)
    for unit in units:
        parts.append(ScorePart("spending_unit", unit, "90.00", ()))
        for (owner, name), deductions in taken.items():
            if owner == unit:
                left = f"{100 - 4 * len(deductions)}.00"
                parts.append(ScorePart("project", name, left, tuple(deductions)))
    return Score("项目得分 = 100 − 扣分。", tuple(parts))


def everything() -> Check:
    """One of each: severities, unclear, accepted, folded, with changes, hostile text, not run."""
    return check(
        finding("TAB001", severity="error", project=None, message="表中没有合计行。", at=()),
        finding("VAL004", also_at=[occurrence("培训经费", 21), occurrence("会议经费", 22)]),
        finding("VAL004", message="实施周期指标值与指标名称相同。", suppressed=Suppression("entry", "已核对", "张三", "2027-01-01")),
        finding("IND002", severity="info", edits=[Edit("level2.label", "数量指杯", "数量指标")], at=[Place(line=3, column=1, start=4, end=8)]),
        finding("WRD001", severity="error", project="培训经费", message=f"写着{HOSTILE}。", unclear=True),
        finding("AMT001", severity="error", project=f"项目{HOSTILE}", at=[Place(page=3, box=(1.0, 2.0, 3.0, 4.0))]),
        not_run=[
            NotRun("CON009", 0, "insufficient_data", "没有给出以前年度的目标表"),
            NotRun("LIB001", 0, "not_applicable", "表中没有这条规则所看的内容"),
            NotRun("PUB001", 0, "could_not_run", f"规则本身出错（KeyError{HOSTILE}）"),
            NotRun("WRD001", 0, "insufficient_data", "有关文字在识别中残损，不能判断"),
        ],
        outcomes={
            "TAB001": "found", "AMT001": "found", "IND002": "found", "VAL004": "found",
            "CON009": "insufficient_data", "LIB001": "not_applicable", "WRD001": "insufficient_data",
            "PUB001": "could_not_run", "OBJ001": "passed",
        },
        unused=[f"VAL009 会议经费{HOSTILE}"],
    )  # fmt: skip


RULES = (
    rule("TAB001", "没有合计行", "error"),
    rule("AMT001", "金额相加不符", "error"),
    rule("OBJ001", "没有绩效目标"),
    rule("IND002", "类别文字有误", "info"),
    rule(),
    rule("CON009", "与上年不一致"),
    rule("LIB001", "整段照搬"),
    rule("WRD001", "错别字", "error"),
    rule("PUB001", "公开了个人信息", "error"),
)
