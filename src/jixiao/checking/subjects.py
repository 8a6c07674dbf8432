"""What rules look at: the records with what several rules ask of them, worked out once.

Indicator ⊂ project ⊂ spending unit ⊂ table ⊂ tables. All names and texts ending in ``_key`` are
folded: compare with these, quote the record.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

import msgspec

from jixiao.model import (
    Indicator,
    ObjectiveTable,
    Place,
    Project,
    Question,
    Reading,
    SpendingUnit,
    Target,
    TargetValue,
)
from jixiao.text import fold

# A fault of the department that the reader saw too; every other doubt is damage to the text.
_NO_DAMAGE = frozenset(
    {"annual_missing", "period_missing", "numbering", "number_missing", "level_unclear"}
)
_TEXT_LOST = frozenset({"unread_text", "stray_text", "detached_column", "cell_too_long"})

TEN_THOUSAND = Decimal(10_000)
_YUAN = {"元": Decimal(1), "万元": TEN_THOUSAND, "百万元": Decimal(10**6), "亿元": Decimal(10**8)}


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


class IndicatorSubject:
    """One 绩效指标 in its project.

    ``class_`` is the level-2 code where it is certain. ``level`` is the level-1 code that goes
    with it. ``damaged`` means recognition lost part of its text.
    """

    __slots__ = (
        "annual", "class_", "damaged", "level", "name", "name_key", "period", "project", "record",
    )  # fmt: skip

    def __init__(self, record: Indicator, project: "ProjectSubject", *, recognised: bool) -> None:
        self.record = record
        self.project = project
        self.class_ = record.class_
        self.level = record.class_[0] if record.class_ else None
        self.name = record.name or ""
        self.name_key = fold(self.name)
        self.annual = record.annual_target
        self.period = record.period_target
        self.damaged = recognised and any(d.kind not in _NO_DAMAGE for d in record.doubts)

    @property
    def at(self) -> tuple[Place, ...]:
        """Where the entry stood."""
        return self.record.at

    @property
    def targets(self) -> tuple[tuple[str, Target, TargetValue], ...]:
        """The printed targets: JSON field, target, typed value; period before annual."""
        found = []
        for field, target in (("period_target", self.period), ("annual_target", self.annual)):
            if target is not None and target.value is not None:
                found.append((field, target, target.value))
        return tuple(found)

    @property
    def distinct_targets(self) -> tuple[tuple[str, Target, TargetValue], ...]:
        """As `targets`, but the annual one alone where both say the same."""
        both = self.targets
        return (
            both[1:] if len(both) == 2 and fold(both[0][1].text) == fold(both[1][1].text) else both
        )

    @property
    def value(self) -> TargetValue | None:
        """What the annual target says; the period's where no annual one is printed."""
        target = self.annual or self.period
        return target.value if target is not None else None


class ProjectSubject:
    """One 项目 in its spending unit; ``indicators`` in printed order."""

    def __init__(
        self, record: Project, unit: "UnitSubject", *, recognised: bool, lost_text: bool
    ) -> None:
        self.record = record
        self.unit = unit
        self.name = record.name or ""
        self.name_key = fold(self.name)
        self.objective = record.objective or ""
        self.indicators = tuple(
            IndicatorSubject(one, self, recognised=recognised) for one in record.indicators
        )
        self.damaged = recognised and (
            lost_text
            or any(d.kind not in _NO_DAMAGE for d in record.doubts)
            or any(one.damaged for one in self.indicators)
        )

    @property
    def at(self) -> tuple[Place, ...]:
        """Where its name stood."""
        return self.record.at.name

    @property
    def table(self) -> "TableSubject":
        """The table it stands in."""
        return self.unit.table

    @cached_property
    def objective_key(self) -> str:
        """The folded objective without its final full stop."""
        return fold(self.objective).rstrip("。.;；")

    @cached_property
    def by_class(self) -> Mapping[str, tuple[IndicatorSubject, ...]]:
        """Indicators by level-2 code, and by level-1 code (``"1"`` all outputs)."""
        found: dict[str, list[IndicatorSubject]] = {}
        for one in self.indicators:
            if one.class_:
                found.setdefault(one.class_, []).append(one)
                found.setdefault(one.class_[0], []).append(one)
        return {code: tuple(many) for code, many in found.items()}

    @cached_property
    def unclassed(self) -> tuple[IndicatorSubject, ...]:
        """Indicators whose class is not certain: with one, absence of a class is not sure."""
        return tuple(one for one in self.indicators if one.class_ is None)

    @cached_property
    def ten_thousands(self) -> Decimal | None:
        """总计 in 万元 for comparing with thresholds; None where amount or unit is not known."""
        total, factor = self.record.funding.total, _YUAN.get(self.table.record.amount_unit or "")
        return None if total is None or factor is None else total * factor / TEN_THOUSAND


class UnitSubject:
    """One 资金使用单位 with its projects; the name is empty where no row is printed."""

    def __init__(self, record: SpendingUnit, table: "TableSubject") -> None:
        self.record = record
        self.table = table
        self.name = record.name or ""
        self.at = record.at
        recognised = table.recognised
        self.projects = tuple(
            ProjectSubject(
                one, self, recognised=recognised,
                lost_text=recognised and (record.name, one.name) in table.lost_text,
            )
            for one in record.projects
        )  # fmt: skip
        self.damaged = any(one.damaged for one in self.projects)


class TableSubject:
    """One 项目支出绩效目标表; ``number`` counts the document's tables from 0."""

    def __init__(
        self,
        record: ObjectiveTable,
        reading: Reading,
        number: int = 0,
        companions: Companions = NOTHING_GIVEN,
    ) -> None:
        self.record = record
        self.number = number
        self.year = record.budget_year
        self.companions = companions
        self.recognised = reading.source.recognised
        self.repairs = tuple(r for r in reading.repairs if r.subject.table in (None, number))
        self.questions: tuple[Question, ...] = tuple(
            q for q in reading.questions if q.subject.table in (None, number)
        )
        self.lost_text = {
            (q.subject.spending_unit, q.subject.project)
            for q in self.questions
            if q.kind in _TEXT_LOST and q.subject.project is not None
        }
        self.units = tuple(UnitSubject(one, self) for one in record.spending_units)
        self.projects = tuple(p for unit in self.units for p in unit.projects)
        self.indicators = tuple(i for p in self.projects for i in p.indicators)
        self.at: tuple[Place, ...] = ()
        self.damaged = False

    @cached_property
    def printed_levels(self) -> Mapping[str, str]:
        """How the table prints each level-1 and level-2 code, such as ``31-服务对象满意度``."""
        found: dict[str, str] = {}
        for one in self.indicators:
            for level in (one.record.level1, one.record.level2):
                if one.class_ and level.code and level.label and one.class_.startswith(level.code):
                    found.setdefault(level.code, f"{level.code}-{level.label}")
        return found


class TablesSubject:
    """A table with the same department's tables of earlier years, the newest first."""

    def __init__(self, table: TableSubject, earlier: Iterable[TableSubject]) -> None:
        self.table = table
        self.earlier = tuple(earlier)
        self.at: tuple[Place, ...] = ()
        self.damaged = False


AnySubject = IndicatorSubject | ProjectSubject | UnitSubject | TableSubject | TablesSubject

_DIGITS = re.compile(r"[0-9]")


def has_digit(text: str) -> bool:
    """Whether a text holds a digit of any width."""
    return _DIGITS.search(text) is not None or any(c.isdigit() for c in text)
