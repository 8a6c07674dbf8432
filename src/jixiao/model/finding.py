"""What checking says about a table: findings with place, reason, advice and basis."""

from typing import Literal

import msgspec

from jixiao.model.place import Box, Place
from jixiao.model.reading import Reading, Source

Severity = Literal["error", "warning", "info"]
Outcome = Literal["found", "passed", "not_applicable", "insufficient_data", "could_not_run"]
SubjectKind = Literal["indicator", "project", "spending_unit", "table", "tables"]
FixKind = Literal["safe", "unsafe", "none"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""严重程度, the worst first: 错误, 警告, 信息."""

STAGES = ("draft", "review", "approved", "disclosed")
"""环节: 填报, 审核, 批复, 公开."""


class Basis(msgspec.Struct, frozen=True, gc=False):
    """依据: the document that asks for it, and whether anybody here has read it.

    ``status`` is read (its text was read), counted (seen in published tables), second_hand
    (reported by others) or unverified.
    """

    document: str
    status: Literal["read", "counted", "second_hand", "unverified"]


class RuleSummary(msgspec.Struct, frozen=True, gc=False):
    """规则: what there is to say of one rule without running it.

    ``severity`` by stage. ``needs`` are facts without which it gives no verdict. ``why`` is the
    reason, ``not_allowed`` and ``allowed`` are examples, ``limits`` what it is known to miss.
    ``off`` says that the profile switched it off. Where a rule of ``gives_way_to`` speaks of the
    same text, it says nothing.
    """

    code: str
    name: str
    title: str
    subject: SubjectKind
    severity: dict[str, Severity]
    opinion_code: int | None
    review_kind: str | None
    basis: Basis
    fix: FixKind
    since: str
    needs: tuple[str, ...]
    why: str
    not_allowed: tuple[str, ...]
    allowed: tuple[str, ...]
    limits: str
    off: bool = False
    gives_way_to: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """Its page as plain text."""
        parts = [f"{self.title}。", self.why]
        for heading, examples in (("不妥", self.not_allowed), ("妥当", self.allowed)):
            parts += [f"{heading}：\n{example}" for example in examples]
        if self.limits:
            parts.append(f"已知局限：{self.limits}")
        return "\n\n".join(part for part in parts if part)


class Edit(msgspec.Struct, frozen=True, gc=False):
    """改动: one field of a record, before and after; ``field`` such as ``annual_target.text``."""

    field: str
    before: str
    after: str


class IndicatorName(msgspec.Struct, frozen=True, gc=False):
    """Which indicator: number and name as printed."""

    number: int | None
    name: str | None


class Occurrence(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A further place of the same finding: project, indicator, and the members of `Place`."""

    project: str | None
    indicator: IndicatorName | None
    line: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    cell: str | None = None


class Suppression(msgspec.Struct, frozen=True, gc=False):
    """Why a finding is not counted: ``by`` is baseline or a person's entry."""

    by: Literal["baseline", "entry"]
    reason: str | None = None
    author: str | None = None
    until: str | None = None


class Finding(msgspec.Struct, frozen=True, gc=False):
    """问题: what a rule says about one subject, or about several alike.

    ``message`` says what is wrong, ``advice`` what to do. ``outcome`` is found, or
    insufficient_data where recognition damaged the text, so that nobody is accused. ``at`` holds
    the places of the first occurrence, ``also_at`` the others, ``count`` their number. ``edits``
    are what a fix would change; ``fix`` says whether it is safe.
    """

    rule: str
    severity: Severity
    outcome: Literal["found", "insufficient_data"]
    subject: SubjectKind
    table: int
    spending_unit: str | None
    project: str | None
    indicator: IndicatorName | None
    at: tuple[Place, ...]
    also_at: tuple[Occurrence, ...]
    count: int
    message: str
    advice: str
    basis: Basis
    opinion_code: int | None
    review_kind: str | None
    fix: FixKind
    edits: tuple[Edit, ...] = ()
    suppressed: Suppression | None = None


class NotRun(msgspec.Struct, frozen=True, gc=False):
    """A rule without a verdict on one table, and why; it never counts as passed."""

    rule: str
    table: int
    outcome: Outcome
    reason: str


class Ruleset(msgspec.Struct, frozen=True, gc=False):
    """规则集: which rules and data gave the verdict; the hash changes with any of them.

    ``profile`` is the name that ``--profile`` takes, ``profile_title`` what people call it.
    """

    version: str
    sha256: str
    profile: str
    stage: str
    profile_title: str = ""

    @property
    def profile_words(self) -> str:
        """通用（national）: what people call the profile, and its name."""
        return f"{self.profile_title}（{self.profile}）" if self.profile_title else self.profile


class Deduction(msgspec.Struct, frozen=True, gc=False):
    """扣分: points that one finding takes; ``finding`` is its index."""

    finding: int
    rule: str
    points: str


class ScorePart(msgspec.Struct, frozen=True, gc=False):
    """得分 of one subject: 100 less its deductions, or the mean of its parts."""

    of: SubjectKind
    name: str | None
    score: str
    deductions: tuple[Deduction, ...]


class Score(msgspec.Struct, frozen=True, gc=False):
    """质量分: the formula in words, and every part down to the findings."""

    formula: str
    parts: tuple[ScorePart, ...]


class Check(msgspec.Struct, frozen=True, gc=False):
    """校验结果 of one document.

    ``outcomes`` gives each rule's outcome, the worst of its tables; ``unused_suppressions`` are
    entries that met no finding or are past their day.
    """

    schema: str
    source: Source
    ruleset: Ruleset
    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...]
    score: Score | None
    outcomes: dict[str, Outcome]
    unused_suppressions: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, gc=False):
    """改动: one edit that a fix made, with the rule that proposed it and whether it is safe."""

    rule: str
    fix: FixKind
    table: int
    project: str | None
    indicator: IndicatorName | None
    field: str
    before: str
    after: str
    at: tuple[Place, ...]


class Fixed(msgspec.Struct, frozen=True, gc=False):
    """改后的表: a copy of the reading with the changes made; the document is as it was."""

    schema: str
    reading: Reading
    changes: tuple[Change, ...]
