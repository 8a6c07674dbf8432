"""The gate before publication: what stops it, said all at once."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jixiao.model import SEVERITIES, Check, Finding, Reading, Severity, Verdict

_MOST_TOLD = 8


class Blocker(NamedTuple):
    """One reason against publishing: its kind, what it is in words, and the finding if it is one."""

    kind: str
    message: str
    finding: Finding | None = None


def blockers(
    reading: Reading, check: Check, *, severity: Severity = "error", personal: Iterable[str] = ()
) -> tuple[Blocker, ...]:
    """Everything that stops a reading from being published.

    Args:
        reading: What would be published.
        check: What the rules say of it at the stage ``disclosed``.
        severity: Findings at least as grave stop it.
        personal: Codes of the rules on personal data: any finding of theirs stops it, be it sure
            or not.
    """
    found: list[Blocker] = []
    for number, table in enumerate(reading.tables, start=1):
        which = f"第 {number} 张表" if len(reading.tables) > 1 else "表"
        if table.budget_year is None:
            found.append(Blocker("missing_year", f"{which}没有预算年度；请用 --year 给出。"))
        for sum_ in table.arithmetic:
            if sum_.verdict is Verdict.GAP:
                whole = "合计" if sum_.of == "grand_total" else f"“{sum_.name}”"
                found.append(
                    Blocker(
                        "failing_sum",
                        f"{whole}印的是 {sum_.printed}，相加得 {sum_.computed}，不符。",
                    )
                )
    codes = frozenset(personal)
    grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
    counted = [one for one in check.findings if one.suppressed is None]
    found += [Blocker("personal_data", _words(one), one) for one in counted if one.rule in codes]
    found += [
        Blocker("finding", _words(one), one)
        for one in counted
        if one.outcome == "found" and one.severity in grave and one.rule not in codes
    ]
    found += [
        Blocker("could_not_run", f"规则 {rule.rule} 没能运行：{rule.reason}。")
        for rule in check.not_run
        if rule.outcome == "could_not_run"
    ]
    return tuple(found)


def _words(finding: Finding) -> str:
    where = f"“{finding.project}”" if finding.project else ""
    times = f"（共 {finding.count} 处）" if finding.count > 1 else ""
    return f"{finding.rule} {where}{finding.message}{times}"


def told(found: Sequence[Blocker]) -> str:
    """The list for a person; a long one is cut, with its length."""
    lines = [f"  {one.message}" for one in found[:_MOST_TOLD]]
    if len(found) > _MOST_TOLD:
        lines.append(f"  ……共 {len(found)} 条，全部见 jixiao check --stage disclosed。")
    return "\n".join(lines)
