"""What a check says, as a page for people: by project, the worst in figures first."""

from collections import Counter
from collections.abc import Iterable, Sequence

from jixiao.cli import words
from jixiao.cli.page import Column, Page, Row
from jixiao.cli.wrap import elide
from jixiao.model import Check, Finding, Fixed, NotRun
from jixiao.model.finding import SEVERITIES

_COLOUR = {"error": "red", "warning": "yellow", "info": ""}
_LONGEST_NAME = 60
_MOST_FINDINGS = 2000
_SHORT_HASH = 12


def show_check(check: Check, page: Page, *, statistics: bool = False) -> None:
    """Head, findings by project, rules without a verdict, score; or the counts by rule alone."""
    _show_head(check, page)
    counted = [one for one in check.findings if one.suppressed is None]
    if statistics:
        _show_statistics(counted, page)
    else:
        _show_findings(counted[:_MOST_FINDINGS], page)
        if len(counted) > _MOST_FINDINGS:
            page.paragraph(f"另有 {len(counted) - _MOST_FINDINGS:,} 条，见 --format json。", "dim")
    _show_not_run(check.not_run, page)
    if check.unused_suppressions:
        page.heading("没有用上的接受条目")
        page.numbered([(one, "yellow")] for one in check.unused_suppressions)
    _show_score(check, page)


def _show_head(check: Check, page: Page) -> None:
    rules = check.ruleset
    found = [one for one in check.findings if one.outcome == "found"]
    times = Counter[str]()
    for one in found:
        if one.suppressed is None:
            times[one.severity] += one.count
    counts = "，".join(f"{words.SEVERITIES[s]} {times[s]:,} 处" for s in SEVERITIES)
    extra = []
    if unclear := sum(one.count for one in check.findings if one.outcome != "found"):
        extra.append(f"识别残损、不能判断 {unclear:,} 处")
    if accepted := sum(one.count for one in found if one.suppressed is not None):
        extra.append(f"已接受、不计 {accepted:,} 处")
    page.facts(
        [
            ("文件", check.source.name),
            (
                "规则集",
                f"{rules.version}，{rules.profile_words}，{words.STAGES[rules.stage]}环节，"
                f"{rules.sha256[:_SHORT_HASH]}",
            ),
            ("问题", counts if found else "没有发现问题"),
            *([("另有", "；".join(extra))] if extra else []),
        ]
    )


def _show_findings(findings: Sequence[Finding], page: Page) -> None:
    groups: dict[tuple[int, str | None, str | None], list[Finding]] = {}
    for one in findings:
        groups.setdefault(_heading_key(one), []).append(one)
    for (table, unit, project), members in groups.items():
        title = project or unit or "全表"
        number = f"第 {table + 1} 张表　" if table else ""
        page.heading(f"{number}{elide(title, _LONGEST_NAME)}")
        page.numbered(_note(one) for one in members)


def _heading_key(finding: Finding) -> tuple[int, str | None, str | None]:
    """What is alike in several projects stands with the whole table."""
    elsewhere = any(one.project != finding.project for one in finding.also_at)
    if finding.subject in ("table", "tables") or elsewhere:
        return finding.table, None, None
    return finding.table, finding.spending_unit, finding.project


def _note(finding: Finding) -> list[tuple[str, str]]:
    unclear = "（不能判断）" if finding.outcome == "insufficient_data" else ""
    colour = "dim" if unclear else _COLOUR[finding.severity]
    first = f"{words.SEVERITIES[finding.severity]}{unclear} {finding.rule}　{finding.message}"
    where = [one for one in (_indicator(finding), words.places(finding.at)) if one]
    if finding.project is not None and _heading_key(finding)[2] is None:
        where.insert(0, finding.project)
    if finding.count > 1:
        where[:1] = [
            f"共 {finding.count:,} 处，首处：{where[0]}" if where else f"共 {finding.count:,} 处"
        ]
    note = [(first, colour), (f"怎么办：{finding.advice}", "")]
    basis = f"依据：{finding.basis.document}（{words.BASES[finding.basis.status]}）"
    return [*note, ("　".join([*where, basis]), "dim")]


def _indicator(finding: Finding) -> str:
    if finding.indicator is None:
        return ""
    number = f"{finding.indicator.number}、" if finding.indicator.number is not None else ""
    return f"指标 {number}{elide(finding.indicator.name or '（无名称）', _LONGEST_NAME)}"


def _show_statistics(findings: Iterable[Finding], page: Page) -> None:
    counts: dict[tuple[str, str], list[int]] = {}
    for one in findings:
        if one.outcome == "found":
            entry = counts.setdefault((one.rule, one.severity), [0, 0])
            entry[0] += 1
            entry[1] += one.count
    page.heading("各条规则")
    if not counts:
        page.paragraph("没有发现问题。")
        return
    rows = [
        Row([rule, words.SEVERITIES[severity], f"{number:,}", f"{times:,}"], _COLOUR[severity])
        for (rule, severity), (number, times) in sorted(counts.items(), key=lambda x: -x[1][1])
    ]
    page.table(
        [Column("规则"), Column("程度"), Column("条", right=True), Column("处", right=True)], rows
    )


def _show_not_run(not_run: Sequence[NotRun], page: Page) -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    for one in not_run:
        if one.outcome != "not_applicable":
            groups.setdefault((one.outcome, one.reason), []).append(one.rule)
    if not groups:
        return
    page.heading("没有结论的规则（不算通过）")
    page.numbered(
        [(f"{words.OUTCOMES[outcome]}：{reason}", "red" if outcome == "could_not_run" else ""),
         ("、".join(dict.fromkeys(rules)), "dim")]
        for (outcome, reason), rules in groups.items()
    )  # fmt: skip


def _show_score(check: Check, page: Page) -> None:
    if check.score is None:
        return
    page.heading("质量分")
    for part in check.score.parts:
        if part.of == "table":
            page.paragraph(f"{part.name or '本表'}　{part.score} 分")
    page.paragraph(check.score.formula, "dim")


def diff_of(fixed: Fixed) -> str:
    """The changes of a fix, each field before and after."""
    name = fixed.reading.source.name
    lines = [f"--- {name}", f"+++ {name}（改后）"] if fixed.changes else []
    for one in fixed.changes:
        subject = one.project or "（无名称）"
        if one.indicator is not None:
            subject += f" › {one.indicator.number or '?'}、{one.indicator.name or '（无名称）'}"
        field = words.RECORD_FIELDS.get(one.field, one.field)
        lines.append(f"@@ {subject} › {field}（{one.rule}，{words.FIXES[one.fix]}）")
        lines += [f"-{line}" for line in one.before.split("\n")]
        lines += [f"+{line}" for line in one.after.split("\n")]
    return "\n".join([*lines, ""]) if lines else ""
