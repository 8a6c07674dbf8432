"""What changed between two versions, or two years, of a table.

Everything is told from ``before`` to ``after``. A number of a printed table is kept as printed, in
its own table's amount unit; what is computed here says in which unit.
"""

from decimal import Decimal
from typing import Literal

import msgspec

from jixiao.model.place import Place
from jixiao.model.table import Funding, Level

Part = Literal["money", "projects", "indicators", "targets", "objectives"]
PARTS: tuple[Part, ...] = ("money", "projects", "indicators", "targets", "objectives")
"""What a difference can be narrowed to."""

ChangeKind = Literal["added", "dropped", "changed"]
ProjectKind = Literal["added", "dropped", "changed", "split", "merged"]
MatchedBy = Literal["name", "likeness", "person"]
TargetKind = Literal["added", "removed", "raised", "lowered", "earlier", "later", "reworded"]
Strictness = Literal["stricter", "looser", "same"]


class Version(msgspec.Struct, frozen=True, gc=False):
    """一方: one table of one document. ``table`` counts from 1 within the document."""

    name: str
    sha256: str
    recognised: bool
    table: int
    department: str | None
    budget_year: int | None
    amount_unit: str | None


class DifferenceNote(msgspec.Struct, frozen=True, gc=False):
    """说明: what a reader must know of the comparison itself; see the list of kinds in the docs."""

    kind: str
    before: str | None = None
    after: str | None = None


class AmountChange(msgspec.Struct, frozen=True, gc=False):
    """金额变化: one amount column.

    ``before`` and ``after`` are as printed, blank is None. ``change`` is in the ``amount_unit`` of
    the `TableChange`, None where an amount is blank. ``percent`` is of ``before``, with two
    decimals, None where that is blank, zero or negative.
    """

    field: str
    before: Decimal | None
    after: Decimal | None
    change: Decimal | None
    percent: Decimal | None


class Piece(msgspec.Struct, frozen=True, gc=False):
    """片段 of two texts laid over each other."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


class TextChange(msgspec.Struct, frozen=True, gc=False):
    """文字变化: the pieces without the inserted ones are ``before``, without the deleted ``after``."""

    before: str | None
    after: str | None
    pieces: tuple[Piece, ...]


class TargetChange(msgspec.Struct, frozen=True, gc=False):
    """指标值变化.

    ``kind``: raised, lowered (numbers, grades), earlier, later (dates), reworded where the two
    cannot be ordered or say the same in other words, added, removed. ``strictness`` says whether
    it is now harder to reach: stricter, looser, same, or None where that cannot be said.
    ``change`` is in ``unit``; ``percent`` is of the number before. ``reason`` is a key that says
    how the verdict came about or why there is none; ``confidence`` how sure the values were read.
    """

    term: Literal["period", "annual"]
    kind: TargetKind
    strictness: Strictness | None
    before: str | None
    after: str | None
    change: Decimal | None = None
    percent: Decimal | None = None
    unit: str | None = None
    reason: str | None = None
    confidence: Literal["certain", "likely", "guess"] = "certain"


class IndicatorSide(msgspec.Struct, frozen=True, gc=False, rename={"class_": "class"}):
    """An indicator as one of the two tables prints it."""

    number: int | None
    name: str | None
    level1: Level
    level2: Level
    class_: str | None
    period_target: str | None
    annual_target: str | None
    text: str
    at: tuple[Place, ...]


class IndicatorChange(msgspec.Struct, frozen=True, gc=False):
    """指标变化.

    ``changed`` holds renamed, dated (only a year or document number in the name), class, targets,
    number (the entry number alone) and form (only the way of writing: full or half width). ``unclear`` says that one of the two was not read for
    certain.
    """

    kind: ChangeKind
    changed: tuple[str, ...]
    before: IndicatorSide | None
    after: IndicatorSide | None
    score: Decimal | None
    matched_by: MatchedBy | None
    targets: tuple[TargetChange, ...]
    unclear: bool


class ProjectSide(msgspec.Struct, frozen=True, gc=False):
    """A project as one of the two tables prints it; ``indicators`` is their number."""

    spending_unit: str | None
    name: str | None
    funding: Funding
    objective: str | None
    indicators: int
    at: tuple[Place, ...]


class ProjectChange(msgspec.Struct, frozen=True, gc=False):
    """项目变化.

    ``before`` and ``after`` hold one project each; none where it was added or dropped; several
    where it was split or merged. ``changed`` holds renamed, dated, moved (to another unit),
    money, objective, indicators, targets, number and form. ``score`` says how alike the two are, from 0
    to 1. ``unclear`` says that one of the two was not read for certain.
    """

    kind: ProjectKind
    changed: tuple[str, ...]
    before: tuple[ProjectSide, ...]
    after: tuple[ProjectSide, ...]
    score: Decimal | None
    matched_by: MatchedBy | None
    amounts: tuple[AmountChange, ...]
    objective: TextChange | None
    indicators: tuple[IndicatorChange, ...]
    unclear: bool


class UnitChange(msgspec.Struct, frozen=True, gc=False):
    """资金使用单位变化: ``changed`` holds renamed, money and form."""

    kind: ChangeKind
    changed: tuple[str, ...]
    before: str | None
    after: str | None
    score: Decimal | None
    matched_by: MatchedBy | None
    amounts: tuple[AmountChange, ...]


class MatchName(msgspec.Struct, frozen=True, gc=False):
    """What a doubtful match is about; what does not apply is None."""

    spending_unit: str | None
    project: str | None = None
    indicator: str | None = None


class DoubtfulMatch(msgspec.Struct, frozen=True, gc=False):
    """存疑的对应: two that may be the same; not taken for the same until a person says so.

    ``of`` is spending_unit, project or indicator; ``reason`` is weak, several or ordinal. A person
    answers with ``key``, which depends on the names alone.
    """

    key: str
    of: Literal["spending_unit", "project", "indicator"]
    before: MatchName
    after: MatchName
    score: Decimal
    reason: str


class DifferenceCounts(msgspec.Struct, frozen=True, gc=False):
    """各类变化的数目.

    Indicators and targets are counted in projects that go on; those of added and dropped projects
    are not counted again.
    """

    projects_before: int = 0
    projects_after: int = 0
    projects_added: int = 0
    projects_dropped: int = 0
    projects_renamed: int = 0
    projects_moved: int = 0
    projects_dated: int = 0
    projects_split: int = 0
    projects_merged: int = 0
    projects_unchanged: int = 0
    amounts_changed: int = 0
    objectives_changed: int = 0
    indicators_added: int = 0
    indicators_dropped: int = 0
    indicators_renamed: int = 0
    indicators_reclassified: int = 0
    indicators_renumbered: int = 0
    targets_raised: int = 0
    targets_lowered: int = 0
    targets_earlier: int = 0
    targets_later: int = 0
    targets_reworded: int = 0
    targets_added: int = 0
    targets_removed: int = 0
    targets_stricter: int = 0
    targets_looser: int = 0
    form_only: int = 0


class TableChange(msgspec.Struct, frozen=True, gc=False):
    """一张表的变化; a table that the other document does not have is added or dropped.

    ``changed`` holds department and amount_unit; two budget years are what is compared, not a
    change. ``amount_unit`` is what all computed amounts are in.
    """

    kind: ChangeKind
    changed: tuple[str, ...]
    before: Version | None
    after: Version | None
    amount_unit: str | None
    notes: tuple[DifferenceNote, ...]
    counts: DifferenceCounts
    grand_total: tuple[AmountChange, ...]
    spending_units: tuple[UnitChange, ...]
    projects: tuple[ProjectChange, ...]
    doubtful: tuple[DoubtfulMatch, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        changes = (self.changed, self.grand_total, self.spending_units, self.projects)
        return self.kind == "changed" and not any(changes)


class Difference(msgspec.Struct, frozen=True, gc=False):
    """差异 of two documents, table by table; ``parts`` are those that it was narrowed to, or all."""

    schema: str
    tables: tuple[TableChange, ...]
    parts: tuple[Part, ...] = PARTS

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return all(table.is_empty for table in self.tables)
