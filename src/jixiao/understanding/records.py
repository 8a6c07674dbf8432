"""Build the records of a table from its rows and the chosen readings of their amounts."""

from jixiao.model import (
    AMOUNT_FIELDS,
    Funding,
    Place,
    Project,
    ProjectPlaces,
    SpendingUnit,
)
from jixiao.text import fold
from jixiao.understanding.body import BodyRow
from jixiao.understanding.context import Context
from jixiao.understanding.dialect import Dialect
from jixiao.understanding.indicator_list import read_indicators
from jixiao.understanding.ledger import UNREAD
from jixiao.understanding.passage import Passage, plain_span
from jixiao.understanding.row_kinds import Group
from jixiao.understanding.typed import with_values


class Builder:
    """Turns rows into records, and claims what stands in them."""

    def __init__(self, context: Context, *, values: bool) -> None:
        self.context = context
        self.values = values
        self.claims = context.claims
        self.dialect = Dialect()

    def unit(self, group: Group, funding: Funding, fundings: list[Funding]) -> SpendingUnit:
        """A spending unit with its projects; ``fundings`` are those of the projects, in order."""
        name, at = (None, ()) if group.row is None else self.name(group.row, "spending_unit")
        if group.row is not None:
            self._amounts(group.row, funding)
            for column in ("objective", "indicators"):
                self._whole(group.row.passage(column), UNREAD)
        projects = tuple(
            self._project(row, name, money)
            for row, money in zip(group.projects, fundings, strict=True)
        )
        return SpendingUnit(name, funding, at, projects)

    def total(self, row: BodyRow, funding: Funding) -> tuple[Place, ...]:
        """Claim the grand total's row; where it stood."""
        name = row.passage("name")
        self.claims.furniture(name, 0, len(name.text), "label")
        amounts = self._amounts(row, funding)
        for column in ("objective", "indicators"):
            self._whole(row.passage(column), UNREAD)
        return name.places(0, len(name.text)) or next(iter(amounts.values()), ())

    def name(self, row: BodyRow, kind: str) -> tuple[str | None, tuple[Place, ...]]:
        """The name of a row as printed; halves that repeat it count once."""
        return self._text(row, "name", kind)

    def _project(self, row: BodyRow, unit: str | None, funding: Funding) -> Project:
        name, name_at = self.name(row, "project_name")
        objective, objective_at = self._text(row, "objective", "objective")
        amounts = self._amounts(row, funding)
        indicators = read_indicators(
            row.passage("indicators"), self.context.about(unit, name), self.dialect
        )
        if self.values:
            indicators = with_values(indicators)
        places = ProjectPlaces(
            name=name_at,
            objective=objective_at,
            **amounts,
        )
        return Project(name, funding, objective, places, indicators)

    def _text(self, row: BodyRow, column: str, kind: str) -> tuple[str | None, tuple[Place, ...]]:
        cells = row.cells.get(column, ())
        span = plain_span(cells[0]) if len(cells) == 1 else None
        if span is not None:
            cell, (start, end) = cells[0], span
            self.claims.spans.append((cell.offset + start, cell.offset + end, kind))
            return cell.text[start:end], (cell.at(start, end),)
        passages = [p.passage(column) for p in row.parts] if row.parts else [row.passage(column)]
        seen: set[str] = set()
        texts: list[str] = []
        places: list[Place] = []
        for passage in passages:
            length = len(passage.text)
            if not length:
                continue
            if fold(passage.text) in seen:
                self._whole(passage, "repeat")
                continue
            seen.add(fold(passage.text))
            self._whole(passage, kind)
            texts.append(passage.printed(0, length))
            places += passage.places(0, length)
        return "".join(texts) or None, tuple(places)

    def _amounts(self, row: BodyRow, funding: Funding) -> dict[str, tuple[Place, ...]]:
        found: dict[str, tuple[Place, ...]] = {}
        for part in row.parts or (row,):
            for column in AMOUNT_FIELDS:
                amount = part.amounts.get(column)
                if amount is None or amount.blank:
                    continue
                cell, decided = amount.cell, getattr(funding, column)
                span = None if amount.damaged else plain_span(cell)
                if span is not None:
                    self.claims.spans.append(
                        (cell.offset + span[0], cell.offset + span[1], "amount")
                    )
                    # Of the halves of a row, the place is that of the chosen amount.
                    if decided is None or amount.value == decided:
                        found[column] = (*found.get(column, ()), cell.at(*span))
                    continue
                if amount.value is None and decided is None:
                    self._whole(Passage.of(cell), UNREAD)
                    continue
                position = 0
                for low, high in (*amount.noise, (len(cell.text), len(cell.text))):
                    passage = Passage.of(cell.part(position, low))
                    self._whole(passage, "amount")
                    self._whole(Passage.of(cell.part(low, high)), UNREAD)
                    places = passage.places(0, len(passage.text))
                    found[column] = (*found.get(column, ()), *places)
                    position = high
        return found

    def _whole(self, passage: Passage, kind: str) -> None:
        self.claims.claim(passage, 0, len(passage.text), kind)
