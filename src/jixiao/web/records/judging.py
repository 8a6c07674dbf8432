"""What the rules say of a table's reading, with the findings that people accepted there."""

import datetime
from functools import lru_cache

from jixiao import model
from jixiao.checking import Acceptance, Accepted, Checker, assemble
from jixiao.web.records.models import BudgetYear, ObjectiveTable


def judged(
    table: ObjectiveTable, reading: model.Reading, *, stage: str, today: datetime.date
) -> model.Check:
    """The check of a reading of this table by the profile of its year.

    Args:
        table: For its year's profile and its accepted findings.
        reading: The working copy or a version.
        stage: One of `jixiao.model.STAGES`.
        today: For accepted findings with a last day.
    """
    checker = checker_for(year_of(table).profile, stage)
    # A blank name is meant as it stands (a finding of the table or of the project itself), never as
    # any name: else one accepted finding would open the gate for all of its rule.
    entries = [
        Accepted(one.rule, one.reason, str(one.author), one.project, one.indicator, one.until)
        for one in table.accepted_findings.select_related("author")
    ]
    examined = checker.examine(reading)
    return checker.judge(reading, examined, Acceptance(entries, today=today))


@lru_cache(maxsize=32)
def checker_for(profile: str, stage: str) -> Checker:
    """The rules of a profile; blank is the general ones."""
    return assemble(profile=profile or None, stage=stage)


def year_of(table: ObjectiveTable) -> BudgetYear:
    """The year of a table's department, with its gates and profile; the usual ones where none is kept."""
    found = BudgetYear.objects.filter(department=table.department, year=table.year).first()
    return found or BudgetYear(department=table.department, year=table.year)
