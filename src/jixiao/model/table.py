"""项目支出绩效目标表 as records: table, spending unit, project, indicator, target."""

from decimal import Decimal
from enum import StrEnum

import msgspec

from jixiao.model.place import Place
from jixiao.model.target_value import TargetValue

FUNDING_FIELDS = ("fiscal_appropriation", "special_account_appropriation", "other_funds")
AMOUNT_FIELDS = ("total", *FUNDING_FIELDS)


class TargetTerm(StrEnum):
    """指标值的期限: 实施周期 or 年度."""

    PERIOD = "实施周期指标值"
    ANNUAL = "年度指标值"


class Verdict(StrEnum):
    """Outcome of a sum: exact, rounding, gap, or undecided where an addend is not known."""

    EXACT = "exact"
    ROUNDING = "rounding"
    GAP = "gap"
    UNDECIDED = "undecided"


class Funding(msgspec.Struct, frozen=True, gc=False):
    """资金: amounts in the table's amount unit as printed; blank is None, never zero."""

    total: Decimal | None = None
    fiscal_appropriation: Decimal | None = None
    special_account_appropriation: Decimal | None = None
    other_funds: Decimal | None = None


class Level(msgspec.Struct, frozen=True, gc=False):
    """一级 or 二级指标: code and label as printed, also when wrong; None where none is printed."""

    code: str | None = None
    label: str | None = None


class Target(msgspec.Struct, frozen=True, gc=False):
    """指标值: text as printed and its places; ``value`` is what it says, None until it is typed."""

    text: str
    value: TargetValue | None = None
    at: tuple[Place, ...] = ()


class Doubt(msgspec.Struct, frozen=True, gc=False):
    """存疑: something about a record that could not be read for certain."""

    kind: str
    message: str


class Indicator(msgspec.Struct, frozen=True, gc=False):
    """绩效指标: one numbered item of a project.

    ``class_`` (JSON ``class``) is the level-2 code where code and label agree, else None.
    ``text`` is the whole entry as printed. A target that is not printed is None.
    """

    number: int | None
    text: str
    level1: Level
    level2: Level
    class_: str | None = msgspec.field(name="class")
    name: str | None
    period_target: Target | None
    annual_target: Target | None
    at: tuple[Place, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets that are printed, period before annual."""
        return tuple(t for t in (self.period_target, self.annual_target) if t is not None)


class ProjectPlaces(msgspec.Struct, frozen=True, gc=False):
    """Where the parts of a project row stood; several places where a page cut the row."""

    name: tuple[Place, ...] = ()
    total: tuple[Place, ...] = ()
    objective: tuple[Place, ...] = ()
    fiscal_appropriation: tuple[Place, ...] = ()
    special_account_appropriation: tuple[Place, ...] = ()
    other_funds: tuple[Place, ...] = ()


class Project(msgspec.Struct, frozen=True, gc=False):
    """项目: name, funding, 绩效目标 (``objective``) and 绩效指标."""

    name: str | None
    funding: Funding
    objective: str | None
    at: ProjectPlaces
    indicators: tuple[Indicator, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class SpendingUnit(msgspec.Struct, frozen=True, gc=False):
    """资金使用单位: a row that groups the projects after it; the name is None where no row is printed."""

    name: str | None
    funding: Funding
    at: tuple[Place, ...]
    projects: tuple[Project, ...] = ()


class Origins(msgspec.Struct, frozen=True, gc=False):
    """Where a fact about the table came from: ``caller``, ``print``, ``file_name`` or None."""

    department: str | None = None
    budget_year: str | None = None
    amount_unit: str | None = None


class ArithmeticCheck(msgspec.Struct, frozen=True, gc=False):
    """勾稽: one sum of the table.

    ``of`` is grand_total, spending_unit or project; ``by`` says what was added up: spending_units,
    projects or funding; ``column`` the amount column. ``addends`` is their number.
    """

    of: str
    by: str
    name: str | None
    column: str
    printed: Decimal | None
    computed: Decimal | None
    addends: int
    verdict: Verdict


class TablePlaces(msgspec.Struct, frozen=True, gc=False):
    """Where the parts of a table stood that have no record of their own.

    ``head`` is its title, or the first of its labels where it has none; ``grand_total`` the 合计 row.
    """

    head: tuple[Place, ...] = ()
    grand_total: tuple[Place, ...] = ()


class ObjectiveTable(msgspec.Struct, frozen=True, gc=False):
    """项目支出绩效目标表: one department, one budget year."""

    kind: str
    dialect: str | None
    title: str | None
    department: str | None
    budget_year: int | None
    amount_unit: str | None
    origins: Origins
    grand_total: Funding
    spending_units: tuple[SpendingUnit, ...]
    arithmetic: tuple[ArithmeticCheck, ...]
    at: TablePlaces = TablePlaces()

    @property
    def projects(self) -> tuple[Project, ...]:
        """All projects in printed order."""
        return tuple(p for unit in self.spending_units for p in unit.projects)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in printed order."""
        return tuple(i for p in self.projects for i in p.indicators)
