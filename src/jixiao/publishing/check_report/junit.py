"""JUnit XML: a testsuite for each document, a testcase for each rule.

Build servers read it without a plug-in. A rule with findings fails; accepted findings and those
below the severity asked for do not fail it, but are told in its output. A rule without a verdict
is skipped, with the reason; a rule that could not run is an error.
"""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from jixiao.model import (
    OUTCOME_WORDS,
    SEVERITIES,
    SEVERITY_WORDS,
    UNCLEAR,
    Check,
    Finding,
    RuleSummary,
    Severity,
    family,
)
from jixiao.publishing.check_report.said import places_words, subject_words, suppression_words
from jixiao.text import shown

_SKIPPED = ("insufficient_data", "not_applicable")


class _Case(NamedTuple):
    element: ET.Element
    verdict: str


def report_junit(
    checks: Sequence[Check], rules: Sequence[RuleSummary] = (), *, severity: Severity = "info"
) -> bytes:
    """One testsuite for each check.

    Args:
        checks: One for each document.
        rules: What there is to say of the rules; their titles become part of the names.
        severity: The least that fails a testcase.
    """
    titles = {rule.code: rule.title for rule in rules}
    failing = SEVERITIES[: SEVERITIES.index(severity) + 1]
    root = ET.Element("testsuites", name="jixiao")
    totals = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for check in checks:
        suite, counts = _suite(check, titles, failing)
        root.append(suite)
        totals = {key: totals[key] + counts[key] for key in totals}
    root.attrib |= {key: str(count) for key, count in totals.items()}
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _suite(
    check: Check, titles: dict[str, str], failing: Sequence[Severity]
) -> tuple[ET.Element, dict[str, int]]:
    suite = ET.Element("testsuite", name=shown(check.source.name))
    properties = ET.SubElement(suite, "properties")
    facts = {
        "source.sha256": check.source.sha256,
        "ruleset.version": check.ruleset.version,
        "ruleset.sha256": check.ruleset.sha256,
        "ruleset.profile": check.ruleset.profile,
        "ruleset.stage": check.ruleset.stage,
    }
    for name, value in facts.items():
        ET.SubElement(properties, "property", name=name, value=shown(value))
    cases = [_case(check, code, titles.get(code, ""), failing) for code in check.outcomes]
    suite.extend(case.element for case in cases)
    counts = {
        "tests": len(cases),
        "failures": sum(case.verdict == "failure" for case in cases),
        "errors": sum(case.verdict == "error" for case in cases),
        "skipped": sum(case.verdict == "skipped" for case in cases),
    }
    suite.attrib |= {key: str(count) for key, count in counts.items()}
    if check.unused_suppressions:
        lines = [f"接受项没有用上：{shown(one)}" for one in check.unused_suppressions]
        ET.SubElement(suite, "system-out").text = "\n".join(lines)
    return suite, counts


def _case(check: Check, code: str, title: str, failing: Sequence[Severity]) -> _Case:
    name = shown(f"{code} {title}".strip())
    case = ET.Element("testcase", classname=f"jixiao.{family(code)}", name=name)
    findings = [one for one in check.findings if one.rule == code]
    reasons = [one.reason for one in check.not_run if one.rule == code]
    outcome = check.outcomes[code]
    counted = [one for one in findings if outcome != "could_not_run" and _fails(one, failing)]
    verdict = ""
    if outcome == "could_not_run":
        verdict = "error"
        _say(case, verdict, outcome, _joined(reasons))
    elif counted:
        verdict = "failure"
        number = sum(one.count for one in counted)
        element = _say(case, verdict, counted[0].severity, f"{number} 处：{counted[0].message}")
        element.text = "\n".join(_line(one) for one in counted)
    elif outcome in _SKIPPED:
        verdict = "skipped"
        _say(case, verdict, None, f"{OUTCOME_WORDS[outcome]}：{_joined(reasons)}")
    others = [one for one in findings if one not in counted]
    if others:
        ET.SubElement(case, "system-out").text = "\n".join(_line(one) for one in others)
    return _Case(case, verdict)


def _fails(finding: Finding, failing: Sequence[Severity]) -> bool:
    return finding.outcome == "found" and finding.suppressed is None and finding.severity in failing


def _say(case: ET.Element, tag: str, kind: str | None, message: str) -> ET.Element:
    element = ET.SubElement(case, tag, message=shown(message))
    if kind is not None:
        element.set("type", kind)
    return element


def _line(finding: Finding) -> str:
    """One finding on a line of its own."""
    word = SEVERITY_WORDS[finding.severity]
    marks = [word] if finding.outcome == "found" else [UNCLEAR, word]
    if finding.suppressed is not None:
        marks.append(suppression_words(finding.suppressed))
    where = places_words(finding.at)
    times = f"（共 {finding.count} 处）" if finding.count > 1 else ""
    about = f"{subject_words(finding)}{f'（{where}）' if where else ''}"
    said = shown(f"{finding.message} {finding.advice}".strip())
    return f"[{'，'.join(marks)}] {about}{times}：{said}"


def _joined(reasons: Sequence[str]) -> str:
    return "；".join(dict.fromkeys(reasons)) or "没有说明"
