"""The library's rules over a working copy, every finding tied to the rows it is about."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import msgspec
from django.utils import timezone

from jixiao import model
from jixiao.checking import (
    Acceptance,
    Accepted,
    Checker,
    Companions,
    Examined,
    Policy,
    Rule,
    Settings,
    known,
    summaries,
)
from jixiao.checking.draft import Draft
from jixiao.pipeline import recorded
from jixiao.text import fold
from jixiao.web.records.assembly import Rows, name_of, record_of, rows_of, unpack
from jixiao.web.records.models import (
    AcceptedFinding,
    BudgetYear,
    Indicator,
    ObjectiveTable,
    Project,
    TableUnit,
    TableVersion,
)
from jixiao.workflow import State

_STAGES = {
    State.DRAFT: "draft",
    State.RETURNED: "draft",
    State.SUBMITTED: "review",
    State.APPROVED: "approved",
    State.DISCLOSED: "disclosed",
}
_PARTS = ("indicator", "project", "spending_unit")
_SIGNED = (TableVersion.Occasion.APPROVED, TableVersion.Occasion.DISCLOSED)

AcceptedKey = tuple[str, str, str]


class Examination(NamedTuple):
    """What the rules said, and the row behind each subject that they looked at.

    ``partial``: only the rules that look no further than a unit, for who sees only some units.
    """

    table: ObjectiveTable
    rows: Rows
    reading: model.Reading
    checker: Checker
    examined: Examined
    row_of: dict[int, tuple[TableUnit | None, Project | None, Indicator | None]]
    partial: bool

    def rows_about(self, subject: Any) -> tuple[TableUnit | None, Project | None, Indicator | None]:
        """Unit, project and indicator row of a subject; none where it is the table."""
        return self.row_of.get(id(subject), (None, None, None))

    def parts(self, draft: Draft) -> Iterator[Any]:
        """All subjects that a finding is about."""
        yield draft.about
        yield from draft.found.also


def examine(table: ObjectiveTable, units: tuple[int, ...] | None = None) -> Examination:
    """Run the rules of the table's year and state over its working copy.

    Args:
        table: With its department.
        units: Ids of the unit rows that may be looked at; None for all.
    """
    rows = rows_of(table, units)
    reading = recorded(name_of(table), [record_of(table, rows=rows)])
    partial = units is not None
    checker = checker_of(profile_of(table), stage_of(table), partial=partial)
    examined = checker.examine(
        reading,
        earlier=() if partial else _last_year(table, reading.table.department),
        companions=_companions(table),
    )
    return Examination(
        table, rows, reading, checker, examined, _rows_of_subjects(examined, rows), partial
    )


def judged(
    table: ObjectiveTable, reading: model.Reading, *, stage: str, today: dt.date
) -> model.Check:
    """The check of any reading of this table, a version perhaps, as `examine` checks the working copy.

    Args:
        table: For its year's profile, its earlier years and its accepted findings.
        reading: What to check.
        stage: One of `jixiao.model.STAGES`.
        today: For accepted findings with a last day.
    """
    checker = checker_of(profile_of(table), stage)
    examined = checker.examine(
        reading,
        earlier=_last_year(table, reading.tables[0].department) if reading.tables else (),
        companions=_companions(table),
    )
    accepted = acceptance_of(table.accepted_findings.select_related("author"), today=today)
    return checker.judge(reading, examined, accepted)


def year_of(table: ObjectiveTable) -> BudgetYear:
    """The year of a table's department, with gates and profile; the usual ones where none is kept."""
    found = BudgetYear.objects.filter(department=table.department, year=table.year).first()
    return found or BudgetYear(department=table.department, year=table.year)


def stage_of(table: ObjectiveTable) -> str:
    """The stage of checking that a state stands for."""
    return _STAGES[State(table.state)]


def profile_of(table: ObjectiveTable) -> str | None:
    """The profile of rules of the table's year; None for the general one."""
    found = BudgetYear.objects.filter(department_id=table.department_id, year=table.year)
    return found.values_list("profile", flat=True).first() or None


@cache
def checker_of(profile: str | None, stage: str, *, partial: bool = False) -> Checker:
    """A checker, made once a process.

    Raises:
        InvalidProfile: There is no such profile.
    """
    rules, policy, broken = _known(profile)
    if not partial:
        return Checker(policy, stage=stage, rules=rules, broken=broken)
    return Checker(policy, stage=stage, rules=[one for one in rules if one.subject in _PARTS])


@cache
def _known(profile: str | None) -> tuple[list[Rule], Policy, dict[str, str]]:
    """Rules, policy and what could not be loaded, for all stages of a profile.

    A policy keeps its lists as patterns; to compile them takes far longer than to use them.
    """
    return known(Settings(), profile)


@cache
def told_of(checker: Checker) -> tuple[model.RuleSummary, ...]:
    """What there is to say of the rules of a checker, which lasts as long as the process."""
    return summaries(checker.policy, checker.rules)


def policy_of(profile: str | None) -> Policy:
    """The policy of a profile."""
    return _known(profile)[1]


def acceptance_of(
    accepted: Iterable[AcceptedFinding], *, today: dt.date | None = None
) -> Acceptance:
    """The entries of a table as the library takes them, as of a day, or today.

    A blank name is meant as it stands (a finding of the table or of the project itself), never as
    any name: else one accepted finding would open the gate for all of its rule.
    """
    entries = [
        Accepted(one.rule, one.reason, str(one.author), one.project, one.indicator, until=one.until)
        for one in accepted
    ]
    return Acceptance(entries, today=today or timezone.localdate())


def accepted_key(draft: Draft) -> AcceptedKey:
    """What an entry must say to mean a finding: rule, project and indicator."""
    project, record = draft.project, getattr(draft.about, "record", None)
    indicator = record.name or "" if isinstance(record, model.Indicator) else ""
    return draft.rule.code, (project.record.name or "" if project else ""), indicator


def folded(key: AcceptedKey) -> AcceptedKey:
    """A key for comparing: white space and width do not count."""
    return key[0], fold(key[1]), fold(key[2])


def finding_id(draft: Draft) -> str:
    """The same for all findings that are shown as one; another as soon as they say another thing."""
    found = draft.found
    edits = [(one.field, one.before, one.after) for one in found.edits]
    content = repr((draft.rule.code, draft.unclear, found.message, edits))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _rows_of_subjects(
    examined: Examined, rows: Rows
) -> dict[int, tuple[TableUnit | None, Project | None, Indicator | None]]:
    """The rows behind the subjects: both are in printed order."""
    found: dict[int, tuple[TableUnit | None, Project | None, Indicator | None]] = {}
    (table,) = examined.tables
    for unit, unit_row in zip(table.units, rows.units, strict=True):
        found[id(unit)] = (unit_row, None, None)
        for project, row in zip(unit.projects, rows.projects[unit_row.pk], strict=True):
            found[id(project)] = (unit_row, row, None)
            for one, line in zip(project.indicators, rows.indicators[row.pk], strict=True):
                found[id(one)] = (unit_row, row, line)
    return found


def ground_of(table: ObjectiveTable) -> tuple[Any, ...]:
    """Which profile and which table of the year before a check of this one looks at."""
    before = _before(table)
    if before is None:
        return profile_of(table), None
    return profile_of(table), before.pk, before.revision, before.changed_at, _signed(before)


def _before(table: ObjectiveTable) -> ObjectiveTable | None:
    earlier = ObjectiveTable.objects.filter(
        department_id=table.department_id, year__lt=table.year
    ).select_related("department")
    return earlier.order_by("-year").first()


def _signed(table: ObjectiveTable) -> tuple[int, str] | None:
    """The last version that somebody signed: its id and hash."""
    signed = table.versions.filter(occasion__in=_SIGNED).order_by("-number")
    return signed.values_list("pk", "sha256").first()


@lru_cache(maxsize=64)
def _said_in(version_id: int, sha256: str) -> model.Reading:
    """What a version says; by its hash, as it never changes."""
    return unpack(TableVersion.objects.values_list("content", flat=True).get(pk=version_id))


def _last_year(table: ObjectiveTable, department: str | None) -> tuple[model.Reading, ...]:
    """The department's table of the year before, as it was signed, or as it stands."""
    before = _before(table)
    if before is None:
        return ()
    signed = _signed(before)
    if signed is None:
        reading = recorded(name_of(before), [record_of(before)])
    else:
        reading = _said_in(*signed)
    # It is known to be the same department, however each of the two prints its name.
    tables = tuple(
        msgspec.structs.replace(one, department=department, budget_year=before.year)
        for one in reading.tables[:1]
    )
    return (msgspec.structs.replace(reading, tables=tables),)


def _companions(table: ObjectiveTable) -> Companions:
    days = [
        None if at is None else timezone.localdate(at)
        for at in (table.approved_at, table.disclosed_at)
    ]
    return Companions(approved_on=days[0], disclosed_on=days[1])
