"""Rows of the data dictionary become a reading again; what contradicts itself is refused."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from jixiao.keeping.schema import READING
from jixiao.model import (
    AMOUNT_FIELDS,
    Document,
    Doubt,
    Funding,
    Indicator,
    Ledger,
    Level,
    ObjectiveTable,
    Origins,
    Place,
    Project,
    ProjectPlaces,
    Question,
    Reading,
    Source,
    SpendingUnit,
    Subject,
    TablePlaces,
    Target,
    UnreadableDocument,
)
from jixiao.model.dataset import Cell, Row, amount_columns, dictionary
from jixiao.text import content_key

ADVICE = "请用 jixiao publish 重新生成，或改正后再读。"
_NOTHING = Ledger(0, 0, 0, 0, 0, {}, ())


class Where(NamedTuple):
    """A row's place: for messages, and for the records made from it."""

    text: str
    line: int | None = None

    @property
    def at(self) -> tuple[Place, ...]:
        """The place of the whole row."""
        return () if self.line is None else (Place(line=self.line, column=1, start=0, end=0),)


class Gathered:
    """All rows of a file by resource and key, and the reading that they make."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._rows: dict[str, dict[tuple[Cell, ...], tuple[Row, Where]]] = {
            name: {} for name in dictionary()
        }
        self._questions: list[Question] = []

    def refuse(self, problem: str, where: Where | None = None) -> UnreadableDocument:
        """The error for this file."""
        place = f"{where.text}：" if where and where.text else ""
        return UnreadableDocument(self._document.name, f"{place}{problem}", ADVICE)

    def ask(self, kind: str, message: str, advice: str) -> None:
        """Note a question about the whole file."""
        key = content_key(kind, "", "", "", message)
        self._questions.append(Question(key, kind, message, advice, (), Subject()))

    def add(self, name: str, row: Row, where: Where, *, again: bool = False) -> None:
        """Take a row; with ``again`` it may come more than once, if it always says the same.

        Raises:
            UnreadableDocument: Its key is missing, known already, or said otherwise before.
        """
        resource = dictionary()[name]
        key = tuple(row.get(part) for part in resource.key)
        if None in key:
            missing = resource.key[key.index(None)]
            raise self.refuse(f"缺少 {missing}。", where)
        known = self._rows[name].setdefault(key, (row, where))
        if known[0] is row or (again and known[0] == row):
            return
        if not again:
            raise self.refuse(f"与{known[1].text}是同一{resource.title.zh}，重复了。", where)
        for field in {**known[0], **row}:
            if known[0].get(field) != row.get(field):
                raise self.refuse(
                    f"与{known[1].text}说的是同一{resource.title.zh}，但 {field} 不同。", where
                )

    def reading(self, reader: str) -> Reading:
        """The records, in the order of their numbers.

        Raises:
            UnreadableDocument: There is no table, or a row belongs to none.
        """
        if not self._rows["tables"]:
            raise self.refuse("里面没有一张目标表。")
        below = {name: self._below(name) for name in ("units", "projects", "indicators")}
        tables = tuple(
            _table(row, where.at, below["units"].get(key, []), below)
            for key, (row, where) in sorted(self._rows["tables"].items(), key=lambda item: item[0])
        )
        source = Source(self._document.name, self._document.sha256(), reader, recognised=False)
        return Reading(READING, source, tables, (), tuple(self._questions), _NOTHING)

    def _below(self, name: str) -> dict[tuple[Cell, ...], list[tuple[Row, Where]]]:
        """Rows by the row that they belong to."""
        (reference,) = dictionary()[name].references
        above = self._rows[reference.resource]
        made: dict[tuple[Cell, ...], list[tuple[Row, Where]]] = {}
        for _, (row, where) in sorted(self._rows[name].items(), key=lambda item: _order(item[0])):
            key = tuple(row.get(field) for field in reference.fields)
            if key not in above:
                said = "、".join(f"{f} {v}" for f, v in zip(reference.fields, key, strict=True))
                raise self.refuse(f"{reference.resource} 里没有 {said}。", where)
            made.setdefault(key, []).append((row, where))
        return made


def _order(key: tuple[Cell, ...]) -> tuple[int, ...]:
    return tuple(part if isinstance(part, int) else 0 for part in key)


_Below = Mapping[str, Mapping[tuple[Cell, ...], list[tuple[Row, Where]]]]


def _table(
    row: Row, at: tuple[Place, ...], units: list[tuple[Row, Where]], below: _Below
) -> ObjectiveTable:
    made = []
    for unit, where in units:
        key = (unit["table_number"], unit["unit_number"])
        projects = tuple(_project(*one, below) for one in below["projects"].get(key, []))
        made.append(
            SpendingUnit(_text(unit["spending_unit"]), _funding("unit", unit), where.at, projects)
        )
    year = row["budget_year"]
    origin = row.get("budget_year_origin")
    return ObjectiveTable(
        kind=str(row["table_kind"]),
        dialect=None,
        title=_text(row.get("title")),
        department=_text(row["department"]),
        budget_year=year if isinstance(year, int) else None,
        amount_unit=_text(row["amount_unit"]),
        origins=Origins(
            department=None if row["department"] is None else "print",
            budget_year=None if year is None else _text(origin),
            amount_unit=None if row["amount_unit"] is None else "print",
        ),
        grand_total=_funding("grand", row),
        spending_units=tuple(made),
        arithmetic=(),
        at=TablePlaces(at, at),
    )


def _project(row: Row, where: Where, below: _Below) -> Project:
    key = (row["table_number"], row["project_number"])
    return Project(
        _text(row["project"]),
        _funding("project", row),
        _text(row["objective"]),
        ProjectPlaces(name=where.at),
        tuple(_indicator(*one) for one in below["indicators"].get(key, [])),
        _doubts(row.get("project_doubts")),
    )


def _indicator(row: Row, where: Where) -> Indicator:
    number = row["indicator_number"]
    return Indicator(
        number=number if isinstance(number, int) else None,
        text=_text(row["indicator_text"]) or "",
        level1=Level(_text(row["level1_code"]), _text(row["level1_label"])),
        level2=Level(_text(row["level2_code"]), _text(row["level2_label"])),
        class_=_text(row["indicator_class"]),
        name=_text(row["indicator"]),
        period_target=_target(row["period_target"], where),
        annual_target=_target(row["annual_target"], where),
        at=where.at,
        doubts=_doubts(row.get("indicator_doubts")),
    )


def _target(text: Cell, where: Where) -> Target | None:
    return Target(text, None, where.at) if isinstance(text, str) else None


def _text(value: Cell) -> str | None:
    return value if isinstance(value, str) else None


def _funding(prefix: str, row: Row) -> Funding:
    amounts = {
        field: value
        for column, field in zip(amount_columns(prefix), AMOUNT_FIELDS, strict=True)
        if isinstance(value := row[column], Decimal)
    }
    return Funding(**amounts)


def _doubts(text: Cell) -> tuple[Doubt, ...]:
    if not isinstance(text, str):
        return ()
    pairs = (line.partition("：") for line in text.split("\n") if line)
    return tuple(Doubt(kind, message) for kind, _, message in pairs)


def spread(gathered: Gathered, row: Row, where: Where) -> None:
    """Take a row of a one-file form: a table, and as far as they are there its parts.

    Raises:
        UnreadableDocument: It contradicts an earlier row.
    """
    gathered.add("tables", _part("tables", row), where, again=True)
    for name, key in (("units", "unit_number"), ("projects", "project_number")):
        if row[key] is None:
            return
        gathered.add(name, _part(name, row), where, again=True)
    if row["indicator_position"] is not None:
        gathered.add("indicators", _part("indicators", row), where)


def _part(name: str, row: Row) -> Row:
    return {field: row[field] for field in _names(name) if field in row}


@cache
def _names(name: str) -> tuple[str, ...]:
    return tuple(field.name for field in dictionary()[name].fields)
