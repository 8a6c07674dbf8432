"""What rules look at: the records with what several rules ask of them, worked out once.

Indicator ⊂ project ⊂ spending unit ⊂ table ⊂ tables. All names and texts ending in ``_key`` are
folded: compare with these, quote the record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from jixiao.checking.budget_year import BudgetYear
from jixiao.checking.companions import NOTHING_GIVEN, Companions
from jixiao.checking.run_ons import marked_run_ons
from jixiao.checking.terms import terms_of
from jixiao.checking.texts import (
    OWN_TEXTS,
    Text,
    measure_key_of,
    own_text,
    printed_text,
    texts_of,
)
from jixiao.model import (
    Indicator,
    ObjectiveTable,
    Place,
    Project,
    Question,
    Reading,
    Repair,
    SpendingUnit,
    Target,
    TargetValue,
)
from jixiao.text import fold

# A fault of the department that the reader saw too; every other doubt is damage to the text.
_NO_DAMAGE = frozenset(
    {"annual_missing", "period_missing", "numbering", "number_missing", "level_unclear"}
)
_TORN = frozenset({
    "department_unclear", "unread_text", "value_twice", "name_missing", "name_unclear", "stray_text",
    "undecodable",
})  # fmt: skip
_TEXT_LOST = frozenset({"unread_text", "stray_text", "detached_column", "cell_too_long"})

TEN_THOUSAND = Decimal(10_000)
_YUAN = {"元": Decimal(1), "万元": TEN_THOUSAND, "百万元": Decimal(10**6), "亿元": Decimal(10**8)}


class IndicatorSubject:
    """One 绩效指标 in its project.

    ``class_`` is the level-2 code where it is certain. ``level`` is the level-1 code that goes
    with it. ``damaged`` means recognition lost part of its text. ``target`` is the annual target, the
    period's where no annual one is printed; ``value`` is what it says. ``terms`` are the printed
    targets: period before annual, one where both say the same.
    """

    __slots__ = (
        "annual", "annual_key", "class_", "damaged", "level", "name", "name_key", "period",
        "period_key", "project", "record", "target", "target_key", "terms", "value",
    )  # fmt: skip

    def __init__(
        self, record: Indicator, project: "ProjectSubject", keys: Iterator[str], *, recognised: bool
    ) -> None:
        self.record = record
        self.project = project
        self.class_ = record.class_
        self.level = record.class_[0] if record.class_ else None
        self.name = record.name or ""
        annual, period = self.annual, self.period = record.annual_target, record.period_target
        self.name_key = next(keys)
        # In the order of `printed_text`.
        self.period_key = self.annual_key = "" if period is None else next(keys)
        if annual is None:
            self.annual_key = ""
        elif period is None or period.text != annual.text:
            self.annual_key = next(keys)
        doubts = record.doubts
        self.target = target = period if annual is None else annual
        self.target_key = self.period_key if annual is None else self.annual_key
        self.value = None if target is None else target.value
        self.damaged = recognised and doubts != () and any(d.kind not in _NO_DAMAGE for d in doubts)
        self.terms = terms_of(period, self.period_key, annual, self.annual_key)

    @property
    def unit(self) -> "UnitSubject":
        """The spending unit of its project."""
        return self.project.unit

    @property
    def at(self) -> tuple[Place, ...]:
        """Where it stood."""
        return self.record.at

    @property
    def measure_key(self) -> str:
        """The folded name without brackets and punctuation at its end: it ends in the measure."""
        return measure_key_of(self.name_key)

    def damaged_but_for(self, *kinds: str) -> bool:
        """Whether recognition lost more than what these doubts say, for rules despite damage."""
        return self.damaged and any(
            one.kind not in _NO_DAMAGE and one.kind not in kinds for one in self.record.doubts
        )

    @property
    def targets(self) -> tuple[tuple[str, Target, TargetValue], ...]:
        """The printed targets: JSON field, target, typed value; period before annual."""
        found = []
        for field, target in (("period_target", self.period), ("annual_target", self.annual)):
            if target is not None and target.value is not None:
                found.append((field, target, target.value))
        return tuple(found)

    @property
    def says_the_same(self) -> bool:
        """Whether both targets are printed, with the same words."""
        return (
            self.period is not None
            and self.annual is not None
            and self.period_key == self.annual_key
        )


class ProjectSubject:
    """One 项目 in its spending unit; ``indicators`` in printed order.

    ``at`` is where its name stood. ``outputs`` and ``benefits`` are those of level-1 code 1 and 2,
    ``unclassed`` those whose class is not certain: with one, absence of a class is not sure.
    ``ten_thousands`` is 总计 in 万元 for comparing with thresholds; None where amount or unit is not
    known. ``pairs`` are what `Signs.words_in` wants, for a rule that asks for words it declares.
    ``in_order`` is whether its entries are numbered from 1 on. ``goal_numbers`` are kept by the rules
    that compare the numbers of the objective.
    """

    __slots__ = (
        "_texts", "at", "benefits", "classes", "damaged", "goal_numbers", "in_order", "indicators",
        "keys", "name", "name_key", "objective", "objective_key", "outputs", "pairs", "printed_text",
        "project", "record", "run_ons", "table", "ten_thousands", "text_key", "unclassed", "unit",
        "whole_objective_key",
    )  # fmt: skip

    def __init__(
        self, record: Project, unit: "UnitSubject", *, recognised: bool, lost_text: bool
    ) -> None:
        self.record = record
        self.project = self  # each subject says which project it is or belongs to
        self.unit = unit
        self.table = unit.table
        self.at = record.at.name
        self.name = record.name or ""
        self.objective = record.objective or ""
        # All texts in one, parted by NUL: a look at it tells whether a word occurs at all.
        self.printed_text = printed_text(record)
        self.text_key = fold(self.printed_text)
        self.keys = tuple(self.text_key.split("\0"))  # of its `texts`, in their order
        keys = iter(self.keys)
        self.name_key = next(keys)
        self.whole_objective_key = next(keys)
        self.objective_key = self.whole_objective_key.rstrip("。.;；")
        self.indicators = tuple(
            [IndicatorSubject(one, self, keys, recognised=recognised) for one in record.indicators]
        )
        self.damaged = recognised and (
            lost_text
            or any(d.kind not in _NO_DAMAGE for d in record.doubts)
            or True in [one.damaged for one in self.indicators]
        )
        numbers = [one.number for one in record.indicators]
        self.in_order = numbers == list(range(1, len(numbers) + 1))
        self.run_ons = () if self.in_order else marked_run_ons(self.indicators)
        self.classes = frozenset([one.class_ for one in self.indicators])
        self.outputs = tuple([one for one in self.indicators if one.level == "1"])
        self.benefits = tuple([one for one in self.indicators if one.level == "2"])
        self.unclassed = (
            tuple([one for one in self.indicators if one.class_ is None])
            if None in self.classes
            else ()
        )
        self.pairs: Sequence[int] | None = None
        self.goal_numbers: Sequence[Any] | None = None
        self._texts: tuple[Text, ...] | None = None
        total, factor = record.funding.total, self.table.amount_factor
        self.ten_thousands = None if total is None or factor is None else total * factor

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its texts: name, objective, names and targets of its indicators."""
        if self._texts is None:
            self._texts = texts_of(self)
        return self._texts

    def text(self, number: int) -> Text:
        """One of its texts; most findings are about the first two, which need no others made."""
        return own_text(self, number) if number < OWN_TEXTS else self.texts[number]

    def let_go(self) -> None:
        """Cut the ways back to it from its parts and to its unit: see `TableSubject.let_go`."""
        del self.project, self.unit, self.table, self._texts
        for one in self.indicators:
            del one.project


class UnitSubject:
    """One 资金使用单位 with its projects; the name is empty where no row is printed."""

    project: ProjectSubject | None = None

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
        self.damaged = True in [one.damaged for one in self.projects]

    @cached_property
    def office_key(self) -> str:
        """The folded names of the department and of the unit."""
        return fold(f"{self.table.record.department or ''}\n{self.name}")

    @property
    def unit(self) -> "UnitSubject":
        """Itself: each subject says which unit it is or belongs to."""
        return self


class TableSubject:
    """One 项目支出绩效目标表; ``number`` counts the document's tables from 0."""

    project: ProjectSubject | None = None
    unit: UnitSubject | None = None

    def __init__(
        self,
        record: ObjectiveTable,
        reading: Reading,
        number: int = 0,
        companions: Companions = NOTHING_GIVEN,
    ) -> None:
        self.record = record
        self.number = number
        self.budget_year: BudgetYear | None = None  # what is known of it: see `dating`
        self.companions = companions
        yuan = _YUAN.get(record.amount_unit or "")
        self.amount_factor = None if yuan is None else yuan / TEN_THOUSAND  # to 万元
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
        self.tag_characters = reading.ledger.by_kind.get("tag", 0)
        self.units = tuple(UnitSubject(one, self) for one in record.spending_units)
        self.projects = tuple([p for unit in self.units for p in unit.projects])
        self.indicators = tuple([i for p in self.projects for i in p.indicators])
        self.at = record.at.head
        self.damaged = False

    def let_go(self) -> None:
        """Cut the ways back from the parts to the whole, once nobody looks at any of them again.

        Then all memory is free at once; the collector would find such circles only later.
        """
        for unit in self.units:
            del unit.table
        for project in self.projects:
            project.let_go()

    @property
    def year(self) -> int | None:
        """The budget year, given or told from most of the table's dates."""
        known = self.budget_year
        if known is None:
            return self.record.budget_year
        return known.year if known.exact else None

    @cached_property
    def printed_levels(self) -> Mapping[str, str]:
        """How the table prints each level-1 and level-2 code, such as ``31-服务对象满意度``."""
        found: dict[str, str] = {}
        for one in self.indicators:
            top, level = one.record.level1, one.record.level2
            if one.class_ is None or (level.code in found and top.code in found):
                continue
            for each in (top, level):
                code = each.code
                if code and each.label and code not in found and one.class_.startswith(code):
                    found[code] = f"{code}-{each.label}"
        return found

    @cached_property
    def project_named(self) -> Mapping[tuple[str | None, str | None], ProjectSubject]:
        """Projects by (unit, name) as printed, as repairs and questions name them."""
        return {(p.unit.record.name, p.record.name): p for p in reversed(self.projects)}

    @cached_property
    def repairs_of(self) -> Mapping[tuple[str | None, str | None], tuple[Repair, ...]]:
        """Repairs inside a project, by (unit, project) as printed."""
        found: dict[tuple[str | None, str | None], list[Repair]] = {}
        for one in self.repairs:
            if one.subject.project is not None:
                key = (one.subject.spending_unit, one.subject.project)
                found.setdefault(key, []).append(one)
        return {key: tuple(many) for key, many in found.items()}

    @cached_property
    def is_torn(self) -> bool:
        """Whether recognition lost text somewhere in the table: half a sentence may be its fault."""
        return self.recognised and any(one.kind in _TORN for one in self.questions)

    @cached_property
    def classes(self) -> frozenset[str]:
        """The level-2 codes that occur."""
        return frozenset(one.class_ for one in self.indicators if one.class_)

    @cached_property
    def cost_share(self) -> Decimal:
        """Which part of its projects with indicators shows cost; 0 where none has any."""
        shown = [
            any(code.startswith(("14", "4")) for code in one.classes if code)
            for one in self.projects
            if one.indicators
        ]
        return Decimal(sum(shown)) / len(shown) if shown else Decimal(0)

    @cached_property
    def odd_costs(self) -> str | None:
        """The first figure of the cost codes that fewer indicators have, where both are used."""
        old = sum(one.class_ == "14" for one in self.indicators)
        new = sum((one.class_ or "")[:1] == "4" for one in self.indicators)
        return ("4" if new < old else "1") if old and new else None

    @cached_property
    def printed_terms(self) -> frozenset[str]:
        """Of ``period`` and ``annual`` those that any indicator has."""
        return frozenset(
            term
            for term in ("period", "annual")
            if any(getattr(one, term) is not None for one in self.indicators)
        )

    @cached_property
    def filled_period_share(self) -> Decimal:
        """Which part of the printed period targets is not a placeholder; 0 where none is printed."""
        printed = [
            one.period.value.kind != "not_stated"
            for one in self.indicators
            if one.period is not None and one.period.value is not None
        ]
        return Decimal(sum(printed)) / len(printed) if printed else Decimal(0)


class TablesSubject:
    """A table with the same department's tables of earlier years, the newest first."""

    project: ProjectSubject | None = None
    unit: UnitSubject | None = None

    def __init__(self, table: TableSubject, earlier: Iterable[TableSubject]) -> None:
        self.table = table
        self.earlier = tuple(earlier)
        self.at = table.at
        self.damaged = False


AnySubject = IndicatorSubject | ProjectSubject | UnitSubject | TableSubject | TablesSubject
