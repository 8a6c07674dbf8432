"""SARIF 2.1.0: findings for programs that collect results of checkers.

What stands where:

- A finding is a result of kind fail with a level. Where recognition damaged the text it is of kind
  review: a person has to look. A rule that lacked facts (earlier years, …) is of kind open, one
  that met nothing to look at of kind notApplicable. A rule that broke is no result but a
  notification of the invocation, which then was not successful.
- Columns in SARIF count from 1 along a line; we know the cell, and the range inside it. They are
  the same only in the first cell of a line. Elsewhere the region has its line alone, and column of
  the cell, start and end stand in the properties.
- Fingerprints depend on what is said, never on lines, so that a result is known again after rows
  moved.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from jixiao.model import (
    BASIS_STATUS_WORDS,
    Basis,
    Check,
    Finding,
    NotRun,
    Occurrence,
    Place,
    RuleSummary,
    Suppression,
    family,
    family_name,
    opinion,
)
from jixiao.publishing.check_report.rule_page import rule_markdown
from jixiao.publishing.check_report.said import departments, indicator_words
from jixiao.text import content_key, shown

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_KINDS = {"insufficient_data": "open", "not_applicable": "notApplicable"}
_FINGERPRINT = "jixiaoFinding/v1"

Json = dict[str, Any]


def report_sarif(
    checks: Sequence[Check], rules: Sequence[RuleSummary] = (), *, version: str | None = None
) -> bytes:
    """One run over all documents.

    Args:
        checks: One for each document, made with one rule set.
        rules: What there is to say of the rules, in the order of their codes.
        version: Of the program.
    """
    codes = {rule.code: index for index, rule in enumerate(rules)}
    stage = checks[0].ruleset.stage if checks else "review"
    results: list[Json] = []
    broken: list[Json] = []
    unused: list[Json] = []
    for number, check in enumerate(checks):
        document = _Document(check, number, codes)
        results += document.results()
        broken += document.broken()
        unused += document.unused()
    _number_fingerprints(results)
    invocation: Json = {"executionSuccessful": not broken}
    invocation |= {"toolExecutionNotifications": broken} if broken else {}
    invocation |= {"toolConfigurationNotifications": unused} if unused else {}
    driver: Json = {"name": "jixiao", **({"version": version} if version else {})}
    driver |= {"language": "zh-CN", "rules": [_rule(rule, stage) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "artifacts": [_artifact(check) for check in checks],
        "results": results,
        "properties": {"ruleset": msgspec.to_builtins(checks[0].ruleset)} if checks else {},
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=1) + b"\n"


class _Document:
    """The results of one check."""

    def __init__(self, check: Check, number: int, codes: dict[str, int]) -> None:
        self._check = check
        self._number = number
        self._codes = codes

    def results(self) -> list[Json]:
        """Findings, then rules without a verdict that no finding speaks for."""
        check = self._check
        said = {(one.rule, one.table) for one in check.findings}
        found = [self._found(one) for one in check.findings]
        return found + [
            self._not_run(one)
            for one in check.not_run
            if one.outcome in _KINDS and (one.rule, one.table) not in said
        ]

    def broken(self) -> list[Json]:
        """A notification for each rule that could not run."""
        return [
            {
                "level": "error",
                "message": _message(f"规则 {one.rule} 没能运行：{one.reason}"),
                "descriptor": {"id": "could_not_run"},
                "associatedRule": self._reference(one.rule),
                "locations": [self._location(None)],
                "properties": {"table": one.table},
            }
            for one in self._check.not_run
            if one.outcome == "could_not_run"
        ]

    def unused(self) -> list[Json]:
        """A notification for each accepted finding that is not there any more."""
        return [
            {
                "level": "warning",
                "message": _message(f"接受项没有用上：{one}"),
                "descriptor": {"id": "unused_suppression"},
                "locations": [self._location(None)],
            }
            for one in self._check.unused_suppressions
        ]

    def _found(self, finding: Finding) -> Json:
        certain = finding.outcome == "found"
        first, *others = finding.at or (None,)
        logical = _logical(
            finding.spending_unit, finding.project, indicator_words(finding.indicator)
        )
        related = [self._location(one, text="同一个问题的另一处文字") for one in others]
        related += [
            self._location(
                one, _logical(None, one.project, indicator_words(one.indicator)), "同样的问题"
            )
            for one in finding.also_at
        ]
        result: Json = {
            **self._head(finding.rule),
            "kind": "fail" if certain else "review",
            "level": _LEVELS[finding.severity] if certain else "none",
            "message": _message(f"{finding.message} {finding.advice}".strip()),
            "locations": [self._location(first, logical)],
            "partialFingerprints": {_FINGERPRINT: self._fingerprint(finding)},
        }
        if related:
            result["relatedLocations"] = [
                {"id": number, **one} for number, one in enumerate(related, start=1)
            ]
            result["occurrenceCount"] = finding.count
        if finding.suppressed is not None:
            result["suppressions"] = [_suppression(finding.suppressed)]
        return result | {"properties": _finding_properties(finding)}

    def _not_run(self, one: NotRun) -> Json:
        return {
            **self._head(one.rule),
            "kind": _KINDS[one.outcome],
            "level": "none",
            "message": _message(one.reason),
            "locations": [self._location(None)],
            "properties": {"table": one.table, "outcome": one.outcome},
        }

    def _head(self, code: str) -> Json:
        index = self._codes.get(code)
        return {"ruleId": code} if index is None else {"ruleId": code, "ruleIndex": index}

    def _reference(self, code: str) -> Json:
        index = self._codes.get(code)
        return {"id": code} if index is None else {"id": code, "index": index}

    def _location(
        self,
        place: Place | Occurrence | None,
        logical: Sequence[Json] = (),
        text: str | None = None,
    ) -> Json:
        uri = _uri(self._check.source.name)
        physical: Json = {"artifactLocation": {"uri": uri, "index": self._number}}
        if place is not None and place.line is not None:
            physical["region"] = _region(place)
        location: Json = {"physicalLocation": physical}
        location |= {"logicalLocations": list(logical)} if logical else {}
        location |= {"message": {"text": text}} if text else {}
        properties = _place_properties(place)
        return location | ({"properties": properties} if properties else {})

    def _fingerprint(self, finding: Finding) -> str:
        # Equal findings of a table are one, so the place within it need not tell them apart.
        department = "\n".join(departments(self._check))
        return content_key(finding.rule, department, shown(finding.message))


def _region(place: Place | Occurrence) -> Json:
    region: Json = {"startLine": place.line}
    if place.column == 1 and place.start is not None:
        region["startColumn"] = place.start + 1
        if place.end is not None:
            region["endColumn"] = place.end + 1
    return region


def _place_properties(place: Place | Occurrence | None) -> Json:
    if place is None:
        return {}
    known = {
        "cellColumn": place.column,
        "cellStart": place.start,
        "cellEnd": place.end,
        "page": place.page,
        "box": place.box,
        "sheet": place.sheet and shown(place.sheet),
        "cell": place.cell and shown(place.cell),
    }
    return {key: value for key, value in known.items() if value is not None}


def _logical(unit: str | None, project: str | None, indicator: str) -> list[Json]:
    """The subject: a name, and all names from the unit down."""
    steps = (("spendingUnit", unit), ("project", project), ("indicator", indicator))
    known = [(kind, shown(name)) for kind, name in steps if name]
    if not known:
        return []
    kind, name = known[-1]
    path = "/".join(step.replace("/", "／") for _, step in known)
    return [{"name": name, "fullyQualifiedName": path, "kind": kind}]


def _suppression(suppression: Suppression) -> Json:
    # Without a status a suppression is an accepted one.
    said: Json = {"kind": "external"}
    if suppression.reason:
        said["justification"] = shown(suppression.reason)
    properties = {"by": suppression.by, "author": suppression.author, "until": suppression.until}
    return said | {"properties": {key: shown(one) for key, one in properties.items() if one}}


def _finding_properties(finding: Finding) -> Json:
    return {
        "severity": finding.severity,
        "outcome": finding.outcome,
        "subject": finding.subject,
        "table": finding.table,
        "count": finding.count,
        "message": shown(finding.message),
        "advice": shown(finding.advice),
        "basis": _basis(finding.basis),
        "opinion": opinion(finding.opinion_code),
        "reviewKind": finding.review_kind or "",
        "fix": finding.fix,
        "edits": [
            {"field": one.field, "before": shown(one.before), "after": shown(one.after)}
            for one in finding.edits
        ],
    }


def _rule(rule: RuleSummary, stage: str) -> Json:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": f"{rule.title}。"},
        "fullDescription": {"text": rule.why or f"{rule.title}。"},
        "help": {"text": rule.page, "markdown": rule_markdown(rule)},
        "defaultConfiguration": {"enabled": not rule.off, "level": _LEVELS[rule.severity[stage]]},
        "properties": {
            "tags": [family_name(rule.code), *([rule.review_kind] if rule.review_kind else [])],
            "family": family(rule.code),
            "ruleName": rule.name,
            "subject": rule.subject,
            "severity": rule.severity,
            "basis": _basis(rule.basis),
            "opinion": opinion(rule.opinion_code),
            "reviewKind": rule.review_kind or "",
            "fix": rule.fix,
        },
    }


def _basis(basis: Basis) -> str:
    return f"{basis.document}（{BASIS_STATUS_WORDS[basis.status]}）"


def _artifact(check: Check) -> Json:
    return {
        "location": {"uri": _uri(check.source.name)},
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": check.source.sha256},
    }


def _number_fingerprints(results: Iterable[Json]) -> None:
    seen: Counter[str] = Counter()
    for result in results:
        if prints := result.get("partialFingerprints"):
            key = prints[_FINGERPRINT]
            seen[key] += 1
            prints[_FINGERPRINT] = f"{key}:{seen[key]}"


def _message(text: str) -> Json:
    """Text in which nothing is a placeholder or a link, whatever a document says.

    >>> _message("见 {0} [这里](http://例)")
    {'text': '见 {{0}} [这里] (http://例)'}
    """
    text = re.sub(r"\](?=\()", "] ", shown(text))
    return {"text": text.replace("{", "{{").replace("}", "}}") or "（无说明）"}


def _uri(name: str) -> str:
    r"""A file's name as a URI reference.

    >>> _uri("表 一.txt"), _uri(r"C:\表.txt"), _uri("/a/#1.txt")
    ('%E8%A1%A8%20%E4%B8%80.txt', 'file:///C:/%E8%A1%A8.txt', 'file:///a/%231.txt')
    """
    windows = re.match(r"[A-Za-z]:[\\/]", name) or name.startswith("\\\\")
    path = quote(name.replace("\\", "/") if windows else name, safe="/", errors="replace")
    if windows and not path.startswith("/"):
        return f"file:///{name[0]}:{path[len(name[0]) + 3 :]}"
    if path.startswith("//"):
        return f"file:{path}"
    return f"file://{path}" if path.startswith("/") else path
