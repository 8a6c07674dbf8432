"""What the HTML report shows, in the order in which it shows it; the template only lays it out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jixiao.model import (
    BASIS_STATUS_WORDS,
    FIX_WORDS,
    OUTCOME_WORDS,
    SEVERITIES,
    SEVERITY_WORDS,
    STAGE_WORDS,
    Check,
    Edit,
    Finding,
    Occurrence,
    RuleSummary,
    Source,
    family,
    family_name,
    opinion,
)
from jixiao.publishing.check_report.groups import Groups, GroupView, stands_alone
from jixiao.publishing.check_report.said import (
    departments,
    indicator_words,
    place_words,
    places_words,
    subject_words,
    suppression_words,
)
from jixiao.publishing.check_report.score_view import ScoreView, view_score

_FIELDS = {
    "annual_target.text": "年度指标值",
    "period_target.text": "实施周期指标值",
    "name": "指标名称",
    "number": "指标编号",
    "level1": "一级指标",
    "level2": "二级指标",
    "level1.code": "一级指标编码",
    "level1.label": "一级指标名称",
    "level2.code": "二级指标编码",
    "level2.label": "二级指标名称",
    "objective": "绩效目标",
    "project.name": "项目名称",
}


class Others(NamedTuple):
    """Further places of a finding in one project."""

    project: str
    places: str
    times: int


class EditView(NamedTuple):
    """One change that a fix would make."""

    field: str
    before: str
    after: str


class FindingView(NamedTuple):
    """One finding; ``numbers`` are those of its indicators, by project."""

    anchor: str
    rule: str
    title: str
    severity: str
    word: str
    unclear: bool
    suppressed: str
    where: str
    about: str
    message: str
    advice: str
    basis: str
    status: str
    status_word: str
    opinion: str
    review_kind: str
    fix: str
    times: int
    others: tuple[Others, ...]
    edits: tuple[EditView, ...]
    groups: str
    numbers: dict[str, tuple[str, ...]]


class Choice(NamedTuple):
    """What a filter offers."""

    value: str
    text: str
    times: int


class Silent(NamedTuple):
    """Rules without a verdict, for one reason."""

    outcome: str
    word: str
    reason: str
    rules: tuple[tuple[str, str], ...]


class DocumentView(NamedTuple):
    """One document."""

    anchor: str
    source: Source
    departments: tuple[str, ...]
    counts: tuple[tuple[str, str, int, int], ...]
    unclear: int
    suppressed: int
    groups: tuple[GroupView, ...]
    findings: dict[int, tuple[FindingView, ...]]
    silent: tuple[Silent, ...]
    passed: tuple[tuple[str, str], ...]
    score: ScoreView | None
    unused: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many findings are listed."""
        return sum(len(listed) for listed in self.findings.values())


class ReportView(NamedTuple):
    """The whole report."""

    documents: tuple[DocumentView, ...]
    version: str
    sha256: str
    profile: str
    stage: str
    rules: tuple[RuleSummary, ...]
    severities: tuple[Choice, ...]
    rule_choices: tuple[Choice, ...]
    family_choices: tuple[Choice, ...]

    @property
    def total(self) -> int:
        """How many findings are listed."""
        return sum(document.total for document in self.documents)


def view_report(checks: Sequence[Check], rules: Sequence[RuleSummary]) -> ReportView:
    """Everything that the template needs."""
    titles = {rule.code: rule.title for rule in rules}
    findings = [one for check in checks for one in check.findings]
    by_rule = Counter(one.rule for one in findings)
    by_family = Counter(family(one.rule) for one in findings)
    by_severity = Counter(one.severity for one in findings)
    ruleset = checks[0].ruleset if checks else None
    return ReportView(
        documents=tuple(
            _document(check, number, titles) for number, check in enumerate(checks, start=1)
        ),
        version=ruleset.version if ruleset else "",
        sha256=ruleset.sha256 if ruleset else "",
        profile=ruleset.profile_words if ruleset else "",
        stage=STAGE_WORDS.get(ruleset.stage, ruleset.stage) if ruleset else "",
        rules=tuple(rule for rule in rules if rule.code in by_rule),
        severities=tuple(Choice(one, SEVERITY_WORDS[one], by_severity[one]) for one in SEVERITIES),
        rule_choices=tuple(
            Choice(code, f"{code} {titles.get(code, '')}".strip(), by_rule[code])
            for code in _in_order(by_rule, titles)
        ),
        family_choices=tuple(
            Choice(letters, f"{letters} {family_name(letters)}", by_family[letters])
            for letters in dict.fromkeys(family(code) for code in _in_order(by_rule, titles))
        ),
    )


def _in_order(codes: Iterable[str], titles: dict[str, str]) -> list[str]:
    """Codes in the order of the catalogue, unknown ones last."""
    order = {code: index for index, code in enumerate(titles)}
    return sorted(codes, key=lambda code: (order.get(code, len(order)), code))


def _document(check: Check, number: int, titles: dict[str, str]) -> DocumentView:
    anchor = f"d{number}"
    groups = Groups(check, anchor)
    listed: dict[int, list[FindingView]] = {}
    for index, finding in enumerate(check.findings):
        own = groups.own(finding)
        related = groups.related(finding)
        view = _finding(finding, f"{anchor}-f{index}", titles, (own, *related))
        listed.setdefault(own, []).append(view)
        for other, count in related.items():
            groups.tell(other, view.anchor, finding.rule, count)
    counted = [one for one in check.findings if one.outcome == "found" and one.suppressed is None]
    counts = tuple(
        (one, SEVERITY_WORDS[one], sum(f.severity == one for f in counted),
         sum(f.count for f in counted if f.severity == one))
        for one in SEVERITIES
    )  # fmt: skip
    return DocumentView(
        anchor=anchor,
        source=check.source,
        departments=departments(check),
        counts=counts,
        unclear=sum(f.outcome != "found" and f.suppressed is None for f in check.findings),
        suppressed=sum(f.suppressed is not None for f in check.findings),
        groups=groups.in_order(),
        findings={index: tuple(many) for index, many in listed.items()},
        silent=_silent(check, titles),
        passed=tuple(
            (code, titles.get(code, ""))
            for code, outcome in check.outcomes.items()
            if outcome == "passed"
        ),
        score=view_score(check, anchor, titles),
        unused=check.unused_suppressions,
    )


def _finding(
    finding: Finding, anchor: str, titles: dict[str, str], groups: Iterable[int]
) -> FindingView:
    # The heading of its group names the project; with the whole table the finding says it.
    alone = finding.project is None or stands_alone(finding)
    return FindingView(
        anchor=anchor,
        rule=finding.rule,
        title=titles.get(finding.rule, ""),
        severity=finding.severity,
        word=SEVERITY_WORDS[finding.severity],
        unclear=finding.outcome != "found",
        suppressed="" if finding.suppressed is None else suppression_words(finding.suppressed),
        where=places_words(finding.at),
        about=indicator_words(finding.indicator) if alone else subject_words(finding),
        message=finding.message,
        advice=finding.advice,
        basis=finding.basis.document,
        status=finding.basis.status,
        status_word=BASIS_STATUS_WORDS[finding.basis.status],
        opinion=opinion(finding.opinion_code),
        review_kind=finding.review_kind or "",
        fix=FIX_WORDS[finding.fix],
        times=finding.count,
        others=_others(finding),
        edits=tuple(_edit(one) for one in finding.edits),
        groups=" ".join(str(group) for group in groups),
        numbers=_numbers(finding),
    )


def _numbers(finding: Finding) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    places: tuple[Finding | Occurrence, ...] = (finding, *finding.also_at)
    for one in places:
        numbers = found.setdefault(one.project or "", [])
        if one.indicator is not None and one.indicator.number is not None:
            numbers.append(str(one.indicator.number))
    return {project: tuple(sorted(set(numbers), key=int)) for project, numbers in found.items()}


def _others(finding: Finding) -> tuple[Others, ...]:
    """By project, and within it by place: a cell often holds many indicators."""
    by_project: dict[str | None, dict[str, list[str]]] = {}
    for one in finding.also_at:
        by_place = by_project.setdefault(one.project, {})
        by_place.setdefault(place_words(one), []).append(indicator_words(one.indicator))
    return tuple(
        Others(
            project or "全表",
            "；".join(_at(where, abouts) for where, abouts in by_place.items()),
            sum(len(abouts) for abouts in by_place.values()),
        )
        for project, by_place in by_project.items()
    )


def _at(where: str, abouts: Iterable[str]) -> str:
    named = "、".join(about for about in abouts if about)
    return "，".join(part for part in (where, named) if part) or "位置不明"


def _edit(edit: Edit) -> EditView:
    return EditView(_FIELDS.get(edit.field, edit.field), edit.before, edit.after)


def _silent(check: Check, titles: dict[str, str]) -> tuple[Silent, ...]:
    """The gravest first; rules of one reason together, each once."""
    order = ("could_not_run", "insufficient_data", "not_applicable")
    together: dict[tuple[str, str], dict[str, str]] = {}
    for one in sorted(
        check.not_run, key=lambda one: order.index(one.outcome) if one.outcome in order else 9
    ):
        rules = together.setdefault((one.outcome, one.reason), {})
        rules[one.rule] = titles.get(one.rule, "")
    return tuple(
        Silent(outcome, OUTCOME_WORDS.get(outcome, outcome), reason, tuple(rules.items()))
        for (outcome, reason), rules in together.items()
    )
