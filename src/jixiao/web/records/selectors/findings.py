"""What the rules say of a working copy, as the pages show it."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.cache import caches
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jixiao import model
from jixiao.analysing.wording import text_change
from jixiao.checking import InvalidProfile, summaries
from jixiao.checking.draft import Draft
from jixiao.checking.folding import fold_findings
from jixiao.web.accounts.models import User
from jixiao.web.records.models import AcceptedFinding, Indicator, ObjectiveTable, Project
from jixiao.web.records.places import places_words
from jixiao.web.records.selectors.examining import (
    Examination,
    acceptance_of,
    accepted_key,
    examine,
    finding_id,
    folded,
    ground_of,
    policy_of,
    profile_of,
    told_of,
)
from jixiao.web.records.selectors.fields import field_of
from jixiao.web.records.selectors.tables import Scope, scope_of
from jixiao.workflow import Role, State

MAY_ACCEPT = frozenset({Role.PREPARER, Role.HEAD})
"""Who may accept a finding with a reason."""


class Spot(NamedTuple):
    """One place of a finding: rows by their keys, empty where it is a unit or the table."""

    project: str
    project_name: str
    unit_name: str
    indicator: str
    indicator_name: str
    number: int | None
    field: str
    place: str


class Change(NamedTuple):
    """One edit of a proposed fix, with what it puts in and takes out."""

    field: str
    before: str
    after: str
    pieces: tuple[model.Piece, ...]


class Remark(NamedTuple):
    """One finding, or several that say the same; ``accepted`` are the ids of the entries.

    ``may_fix``, ``may_accept``: whether this person may do so now at all of its places.
    """

    id: str
    rule: str
    title: str
    severity: str
    unclear: bool
    message: str
    advice: str
    basis: model.Basis
    opinion_code: int | None
    review_kind: str | None
    fix: str
    changes: tuple[Change, ...]
    spots: tuple[Spot, ...]
    suppressed: model.Suppression | None
    accepted: tuple[int, ...]
    may_fix: bool
    may_accept: bool

    @property
    def counts(self) -> bool:
        """Whether it still asks for something: neither accepted nor undecidable."""
        return self.suppressed is None and not self.unclear

    @property
    def project(self) -> str:
        """The key of its project; empty where it is about several, a unit or the table."""
        keys = {one.project for one in self.spots}
        return keys.pop() if len(keys) == 1 else ""


class Judgement(NamedTuple):
    """The verdict on a table as far as a person sees it; ``problem`` says why there is none."""

    remarks: tuple[Remark, ...]
    not_run: tuple[tuple[model.RuleSummary, model.NotRun], ...]
    score: model.Score | None
    projects_of_score: tuple[str, ...]
    ruleset: model.Ruleset | None
    unused: tuple[AcceptedFinding, ...]
    partial: bool
    problem: str

    def tally(self) -> dict[str, int]:
        """How many open findings of each severity, places counted."""
        found = dict.fromkeys(model.SEVERITIES, 0)
        for one in self.remarks:
            if one.counts:
                found[one.severity] += len(one.spots)
        return found

    def tally_by_project(self) -> dict[str, dict[str, int]]:
        """How many open findings of each severity have a place in a project, by its key."""
        found: dict[str, dict[str, int]] = {}
        for one in self.remarks:
            if one.counts:
                for key in {spot.project for spot in one.spots if spot.project}:
                    own = found.setdefault(key, dict.fromkeys(model.SEVERITIES, 0))
                    own[one.severity] += 1
        return found


def findings(*, for_user: User, table: ObjectiveTable) -> Judgement:
    """All findings of a table that a person may see; its scope has been asked for with `table_for`.

    Who sees only some units gets the rules that look no further than a unit, over his units.
    """
    scope = scope_of(for_user=for_user, table=table)
    accepted = list(table.accepted_findings.select_related("author"))
    key = _key(table, scope, accepted)
    kept = caches["judgements"].get(key)
    if kept is None:
        kept = _judge(table, scope, accepted)
        caches["judgements"].set(key, kept)
    return kept


def _key(table: ObjectiveTable, scope: Scope, accepted: Sequence[AcceptedFinding]) -> str:
    """All that a judgement depends on: whoever goes from project to project waits for one alone.

    A change of anything in a table makes its revision grow.
    """
    said = [(one.pk, one.rule, one.reason, one.until, str(one.author)) for one in accepted]
    on = [getattr(table, column.attname) for column in table._meta.concrete_fields]
    on.append(table.department.name)
    # The row in hand may be older than what is in it by now.
    now = ObjectiveTable.objects.values_list("revision", "changed_at").get(pk=table.pk)
    who = (sorted(scope.roles), scope.units, scope.editable)
    ground = (*ground_of(table), timezone.localdate(), get_language())
    return hashlib.sha256(repr((on, now, who, said, ground)).encode()).hexdigest()


def _judge(table: ObjectiveTable, scope: Scope, accepted: list[AcceptedFinding]) -> Judgement:
    try:
        found = examine(table, scope.units)
    except InvalidProfile as error:
        return Judgement((), (), None, (), None, (), scope.units is not None, str(error))
    acceptance = acceptance_of(accepted)
    check = found.checker.judge(found.reading, found.examined, acceptance)
    suppressions = acceptance.suppressions(found.examined.drafts, found.examined.tables)
    _, members = fold_findings(found.examined.drafts, suppressions)
    titles = {one.code: one.title for one in found.checker.rules}
    remarks = _Remarks(found, scope, accepted)
    told = told_of(found.checker)
    by_code = {one.code: one for one in told}
    return Judgement(
        remarks=tuple(
            remarks.made(one, drafts, titles.get(one.rule, one.rule))
            for one, drafts in zip(check.findings, members, strict=True)
        ),
        not_run=tuple(
            (by_code[one.rule], one)
            for one in check.not_run
            if one.outcome != "not_applicable" and one.rule in by_code
        ),
        score=check.score,
        projects_of_score=tuple(
            str(project.key)
            for unit in found.rows.units
            for project in found.rows.projects[unit.pk]
        ),
        ruleset=check.ruleset,
        unused=tuple(one for one in accepted if one.pk not in remarks.met)
        if scope.units is None
        else (),
        partial=found.partial,
        problem="",
    )


def remarks_of(judgement: Judgement, project: str) -> tuple[Remark, ...]:
    """The findings that have a place in a project, that place first."""
    found = []
    for one in judgement.remarks:
        own = tuple(spot for spot in one.spots if spot.project == project)
        if own:
            others = tuple(spot for spot in one.spots if spot.project != project)
            found.append(one._replace(spots=own + others))
    return tuple(found)


def rules_of(*, table: ObjectiveTable | None = None) -> tuple[model.RuleSummary, ...]:
    """What there is to say of every rule, by the profile of a table's year or the general one."""
    policy = policy_of(None if table is None else profile_of(table))
    return summaries(policy)


def rule_of(*, code: str) -> model.RuleSummary:
    """One rule.

    Raises:
        Http404: There is none of that code.
    """
    for one in rules_of():
        if one.code == code.upper():
            return one
    raise Http404


def may_accept(scope: Scope, table: ObjectiveTable, units: Sequence[int | None]) -> bool:
    """Whether somebody may accept findings of these unit rows now; None is the table itself."""
    if Role.HEAD in scope.roles and State(table.state) in (
        State.DRAFT, State.RETURNED, State.SUBMITTED,
    ):  # fmt: skip
        return True
    return may_change(scope, units)


def may_change(scope: Scope, units: Sequence[int | None]) -> bool:
    """Whether somebody may change all of these unit rows now; None is the table itself."""
    return bool(units) and all(
        scope.may_edit_all if one is None else scope.may_edit(one) for one in units
    )


class _Remarks:
    """Makes remarks of folded findings."""

    def __init__(
        self, found: Examination, scope: Scope, accepted: Sequence[AcceptedFinding]
    ) -> None:
        self._found = found
        self._scope = scope
        self._entries: dict[tuple[str, str, str], int] = {
            folded((one.rule, one.project, one.indicator)): one.pk for one in accepted
        }
        self.met: set[int] = set()

    def made(self, one: model.Finding, drafts: Sequence[Draft], title: str) -> Remark:
        """The remark of one folded finding."""
        subjects = [(draft, part) for draft in drafts for part in self._found.parts(draft)]
        units = {self._unit(part) for _, part in subjects}
        keys = {folded(accepted_key(draft)) for draft in drafts}
        entries = () if one.suppressed is None else self._met(keys)
        table = self._found.table
        return Remark(
            id=finding_id(drafts[0]),
            rule=one.rule,
            title=title,
            severity=one.severity,
            unclear=one.outcome != "found",
            message=one.message,
            advice=one.advice,
            basis=one.basis,
            opinion_code=one.opinion_code,
            review_kind=one.review_kind,
            fix=one.fix if one.outcome == "found" else "none",
            changes=tuple(
                Change(e.field, e.before, e.after, text_change(e.before, e.after).pieces)
                for e in one.edits
            ),
            spots=tuple(self._spot(draft, part) for draft, part in subjects),
            suppressed=one.suppressed,
            accepted=entries,
            may_fix=may_change(self._scope, list(units)),
            may_accept=may_accept(self._scope, table, list(units)),
        )

    def _met(self, keys: set[tuple[str, str, str]]) -> tuple[int, ...]:
        found = tuple(self._entries[key] for key in sorted(keys) if key in self._entries)
        self.met.update(found)
        return found

    def _unit(self, part: Any) -> int | None:
        unit, _, _ = self._found.rows_about(part)
        return None if unit is None else unit.pk

    def _spot(self, draft: Draft, part: Any) -> Spot:
        unit, project, indicator = self._found.rows_about(part)
        return Spot(
            project=str(project.key) if project else "",
            project_name=_name(project),
            unit_name=unit.name if unit else "",
            indicator=str(indicator.key) if indicator else "",
            indicator_name=indicator.name if indicator else "",
            number=indicator.number if indicator else None,
            field=field_of(draft, part),
            place=_("、").join(places_words(draft.at if part is draft.about else part.at)),
        )


def _name(row: Project | Indicator | None) -> str:
    return "" if row is None else str(row)
