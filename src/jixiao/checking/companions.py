"""What other documents say of the table that is checked."""

import datetime
from decimal import Decimal

import msgspec


class Companions(msgspec.Struct, frozen=True):
    """What other documents say of the same table; a rule that needs what is not here cannot run.

    ``narrative`` is the text of the budget that speaks of the performance table.
    ``project_expenditure`` is the department's 项目支出 in the budget tables, in the table's amount
    unit. ``approved_on`` and ``disclosed_on`` are the days of 批复 and of publication.
    """

    narrative: str | None = None
    project_expenditure: Decimal | None = None
    approved_on: datetime.date | None = None
    disclosed_on: datetime.date | None = None


NOTHING_GIVEN = Companions()
"""Nothing but the table itself."""
