"""Find the tables of a document: front, header, body rows, and columns printed apart."""

import re

from jixiao.model import AMOUNT_FIELDS, PageCell, RawCell, RawDocument, SheetCell
from jixiao.text import fold, is_blank
from jixiao.understanding.amounts import AmountCell, is_nothing, read_amount
from jixiao.understanding.body import Block, BodyRow, Cells, TableLayout, is_grand_total
from jixiao.understanding.broken_lines import breaks_off, may_lead
from jixiao.understanding.columns import (
    CANONICAL,
    Columns,
    assign,
    cell_class,
    header_columns,
    is_header_part,
    second_line,
)
from jixiao.understanding.front import Front, label_lines, labels_in, unit_inside
from jixiao.understanding.ledger import PAGE_NUMBER, Claims
from jixiao.understanding.notes import Notes
from jixiao.understanding.nothing import is_rule, says_nothing
from jixiao.understanding.official import column_of
from jixiao.understanding.outside import ask_about_entries, beside, outside
from jixiao.understanding.passage import Passage
from jixiao.understanding.run_together import parted
from jixiao.understanding.running_lines import running_lines

Row = tuple[RawCell, ...]
Classes = tuple[str, ...]

_LONG_RULE = 5  # characters; fewer may stand for an empty cell
_PAGE_NUMBER = re.compile(PAGE_NUMBER)
_SURE = 0.7
_LONGEST_LABEL = 40
_FEWEST_CELLS = 5  # of a row that may begin a table without a header
_FOREIGN_TITLE = re.compile(r"[^。；;，,]{2,30}表(?:[(（].{0,20}[)）])?")
_FEWEST_RUN = 3  # cells of a row in which cells may have run together
_SHORT = 16
_FEWEST_HEADS = 3  # cells of the header of another table
_LONGEST_FRONT = 12  # rows from the first label of a front to the header
_FOREIGN_ROWS = 3  # so many rows of another table behind a label, and the label was that table's


def find_tables(raw: RawDocument, claims: Claims, notes: Notes) -> list[TableLayout]:
    """All tables in printed order; furniture is claimed on the way."""
    walk = _Walk(claims, notes, running_lines(raw))
    for table in raw.tables:
        if table.apart:
            walk.part()
        for row in table.rows:
            walk.take(row)
    found = [table for table in walk.tables if table.rows and _is_ours(table)]
    if found:
        passages = outside(raw, [(table.first, table.last) for table in found])
        claims.leave_outside(sorted(passages + beside(walk.aside)))
        ask_about_entries(raw, passages, notes)
    return found


def _is_ours(table: TableLayout) -> bool:
    """Whether a table speaks of objectives or indicators: other budget tables have 合计 too."""
    return (
        not {"objective", "indicators"}.isdisjoint(table.columns if table.has_header else ())
        or any(
            cell_class(cell.text) == "indicators"
            for row in table.rows
            for cell in row.cells.get("indicators", ())
        )
        or bool(table.blocks)
    )


def _is_foreign_header(row: Row, filled: list[RawCell]) -> bool:
    """Whether a row below a title or a department, which is no header of ours, is another's."""
    exact = isinstance(row[0], (PageCell, SheetCell))
    return exact and len(filled) >= _FEWEST_HEADS and all(len(c.text) <= _SHORT for c in filled)


def _has_money(classes: Classes) -> bool:
    """Whether a row shows an amount, or at least two that are misread."""
    return "amount" in classes or classes.count("damaged") > 1


class _Walk:
    """Goes through the rows of a document, and knows where it stands.

    ``boundary`` is set between a table's front or header and its next body row, ``closed`` once
    something else than our table has begun, ``gap`` after whatever parts two rows, ``fronted`` after
    a title or a department, until a header or a row. ``begun`` is
    the number of the row where the front in hand begins, ``dropped`` counts rows of other tables
    behind it.
    """

    def __init__(self, claims: Claims, notes: Notes, running: frozenset[int]) -> None:
        self.claims, self.notes = claims, notes
        # Heads and feet of pages: inside a table they part its rows, and are no text of it.
        self.running = running
        self.aside: list[RawCell] = []
        self.heads: list[RawCell] = []  # since the last row; behind the last one they are outside
        self.tables: list[TableLayout] = []
        self.front = Front()
        self.columns: Columns | None = None
        self.boundary = self.closed = self.gap = self.fronted = False
        self.block: Block | None = None
        # Text between rows is asked about; behind the last row it is no part of the table.
        self.strays: list[RawCell] = []
        self.early: tuple[Row, Classes, int] | None = None
        self.number = -1
        self.begun: int | None = None
        self.dropped = 0

    def part(self) -> None:
        """What comes now does not go on from before: another sheet, another table of a text."""
        self.columns, self.block, self.early = None, None, None
        self.closed, self.gap = bool(self.tables), True

    def take(self, row: Row) -> None:
        self.number += 1
        width = len(self.columns or ())
        if self.notes.repairing and _FEWEST_RUN <= len(row) < width:
            row = parted(row, width, self.notes)
        classes = tuple([cell_class(cell.text) if cell.text else "blank" for cell in row])
        if "amount" in classes and len(row) >= len(self.columns or CANONICAL):
            self._body(row, classes)
            return
        filled = [cell for cell in row if cell.text and not is_blank(cell.text)]
        if not filled:
            self.gap = True
        elif self._rule_line(filled):
            pass
        elif (columns := header_columns(row)) is not None:
            self._header(filled, columns)
        elif len(filled) == 1 and len(row) < len(self.columns or CANONICAL):
            for cell in label_lines(filled[0]):
                self._single(cell, Passage.of(cell))
        elif _has_money(classes) or not self._front_row(row, filled, classes):
            self._body(row, classes)

    def _rule_line(self, filled: list[RawCell]) -> bool:
        """Take a line of rules; text that ran into most of one is text between rows."""
        rules = [cell for cell in filled if is_rule(cell)]
        others = [cell for cell in filled if cell not in rules] if rules else filled
        if 2 * len(others) >= len(filled):
            return False
        long = sum(is_rule(cell, _LONG_RULE) for cell in rules)
        if others and not (is_rule(filled[0]) or long > 1):
            return False
        self._furniture(rules, "rule_line")
        self.gap = True
        if self.tables and not self.closed:
            self.tables[-1].last = self.number
            self.strays += others
        return True

    def _begin(self) -> None:
        """A part of a front stands in this row; one long before, or another table's, is forgotten."""
        old = self.begun is not None and self.number - self.begun > _LONGEST_FRONT
        if old or self.dropped >= _FOREIGN_ROWS:
            self.front, self.begun = Front(), None
        self.dropped = 0
        if self.begun is None:
            self.begun = self.number

    def _header(self, filled: list[RawCell], columns: Columns) -> None:
        self._begin()
        self._furniture(filled, "header_cell")
        for cell in filled:
            bracketed = "(" in cell.text or "（" in cell.text
            for kind, labelled in unit_inside(Passage.of(cell)) if bracketed else ():
                if self.front.amount_unit is None:
                    self.front.put(kind, labelled)
        self.columns = columns
        self.boundary = self.gap = True
        self.closed = self.fronted = False
        self.block = None

    def _front_row(self, row: Row, filled: list[RawCell], classes: Classes) -> bool:
        """A row without amounts that is no body row: labels, half a header, or another table's."""
        lines = [line for cell in filled for line in label_lines(cell)]
        labels = [self._labels(Passage.of(line)) for line in lines]
        if any(labels):
            self.gap = True
            return True
        if self.boundary and (wider := second_line(row, self.columns or ())) is not None:
            self._furniture(filled, "header_cell")
            self.columns = wider
            return True
        if self.boundary and is_header_part(row):
            self._furniture(filled, "header_cell")
            return True
        if self.fronted and self.tables and _is_foreign_header(row, filled):
            self.closed = True
            return True
        columns = self.columns or CANONICAL
        foreign = len(row) < len(columns) and "indicators" not in classes
        # Two short pieces may be of a line that recognition broke.
        told = len(filled) >= _FEWEST_HEADS or isinstance(row[0], (PageCell, SheetCell))
        if foreign and told and all(len(cell.text) <= _SHORT for cell in filled):
            self.closed = bool(self.tables)
        return foreign

    def _single(self, cell: RawCell, passage: Passage) -> None:
        kind = cell_class(cell.text)
        if kind != "indicators" and self._labels(passage):
            self.gap = True
        elif (self.tables or self.boundary) and _PAGE_NUMBER.fullmatch(cell.text.strip()):
            self.claims.whole(cell, "page_number")
            self.gap = True
        elif self.boundary and is_header_part((cell,)):
            self._furniture([cell], "header_cell")
        elif self.tables and not self.closed and cell.offset in self.running:
            self.heads.append(cell)
            self.gap = True
        elif self.tables and not self.closed:
            self._in_table(cell, passage, kind)

    def _in_table(self, cell: RawCell, passage: Passage, kind: str) -> None:
        table = self.tables[-1]
        before = table.last
        table.last = self.number
        length = len(passage.text)
        column, score = column_of(fold(cell.text)) if length < _LONGEST_LABEL else (None, 0.0)
        if column and score >= _SURE and column not in table.columns:
            self.claims.furniture(passage, 0, length, "label")
            self.block = Block(column)
            table.blocks.append(self.block)
        elif self.block is not None and (self.block.column != "indicators" or kind == "indicators"):
            self.block.cells.append(cell)
        elif kind == "indicators" and "indicators" not in table.columns:
            self.block = Block("indicators", [cell])
            table.blocks.append(self.block)
        elif kind == "indicators" or self._goes_on(table.rows, cell):
            # The rest of a cut cell, printed without the empty columns before it.
            table.rows.append(BodyRow({"indicators": (cell,)}, {}, after_gap=True))
        elif self.gap and _FOREIGN_TITLE.fullmatch(passage.text):
            self.closed = True
            table.last = before
        else:
            self.fronted = self.fronted or _FOREIGN_TITLE.fullmatch(passage.text) is not None
            self.strays.append(cell)
            table.last = before

    def _goes_on(self, rows: list[BodyRow], cell: RawCell) -> bool:
        """Whether a line right behind a row is the rest of its last value."""
        printed = isinstance(cell, (PageCell, SheetCell))
        return not (printed or self.gap or not rows) and breaks_off(rows[-1], cell.text)

    def _leads(self, stray: RawCell, first: RawCell) -> bool:
        """Whether a line stands right before the row that ``first`` begins."""
        printed = isinstance(first, (PageCell, SheetCell))
        return not (printed or self.gap) and stray.line == first.line - 1

    def _labels(self, passage: Passage) -> bool:
        """Take title, department, amount unit or year; True when the cell held one of them."""
        found = labels_in(passage)
        own_unit = self.tables and not (self.boundary or self.closed or self.fronted)
        aside = {"continued", "amount_unit"} if own_unit else {"continued"}
        if not aside.issuperset(kind for kind, _ in found):
            self._begin()
        for kind, labelled in found:
            if kind == "continued":
                self.claims.furniture(passage, *labelled.value, "continued")
                continue
            if kind == "title":
                self.claims.furniture(passage, *labelled.value, "title")
                self.front.title = self.front.title or labelled
            # A unit line may stand behind the table: then it still belongs to it.
            elif kind == "amount_unit" and own_unit:
                self.tables[-1].front.put(kind, labelled)
                self.tables[-1].last = self.number
                continue
            else:
                self.front.put(kind, labelled)
            if kind in ("title", "department"):
                self.boundary = self.fronted = True
                self.block = None
        return bool(found)

    def _body(self, row: Row, classes: Classes) -> None:
        if self.closed:
            self.dropped += 1
            return
        columns = self.columns
        if columns is None:
            columns = CANONICAL
            if len(row) < _FEWEST_CELLS or not self._begins_without_header(row, classes):
                self.dropped += 1
                return
        if isinstance(row[0], PageCell) and 2 * len(row) < len(columns):
            # A grid keeps its empty columns: so few cells are another table's.
            self.closed = bool(self.tables)
            self.dropped += 1
            return
        mapping = assign(classes, columns)
        cells: dict[str, Cells] = {}
        amounts: dict[str, AmountCell] = {}
        said: list[str] = []
        for field, index in mapping:
            cell, money = row[index], field in AMOUNT_FIELDS
            if (not money or classes[index] == "mark") and (kind := says_nothing(field, cell)):
                said.append(kind)
                self.claims.whole(cell, "blank_mark")
                continue
            if money:
                amounts[field] = read_amount(cell)
            elif is_rule(cell, _LONG_RULE):  # one that ran into a row is no name and no text
                self.claims.whole(cell, "rule_line")
                continue
            if classes[index] != "blank":
                cells[field] = (cell,)
        body = BodyRow(
            cells,
            amounts,
            after_gap=self.gap or self.boundary,
            incomplete=len(row) < len(columns),
            says_nothing=next((kind for kind in said if kind in ("text", "unit")), None),
            nameless="name" in said,
        )
        if self._starts_table(total=is_grand_total(body.name)):
            first = self.number if self.begun is None else self.begun
            known = self.columns is not None
            self.tables.append(TableLayout(self.front, columns, known, first, self.number))
        elif self.boundary:
            self.tables[-1].front.repeat(self.front)
        self.front, self.begun, self.dropped = Front(), None, 0
        if self.strays and self._leads(self.strays[-1], row[0]) and may_lead(self.strays[-1], body):
            body.lead = self.strays.pop()
        self._keep(body, row, mapping, columns)
        if "blank" in classes:
            marks = [c for c, kind in zip(row, classes, strict=True) if kind == "blank" and c.text]
            self._furniture([c for c in marks if not is_blank(c.text)], "blank_mark")
        self.boundary = self.gap = self.fronted = False
        self.block = None

    def _keep(
        self, body: BodyRow, row: Row, mapping: tuple[tuple[str, int], ...], columns: Columns
    ) -> None:
        table = self.tables[-1]
        table.last = self.number
        table.rows.append(body)
        if len(table.rows) > 1:
            table.strays += self.strays
            self.aside += self.heads
        self.strays, self.heads = [], []
        sequence = body.cells.pop("sequence", None)
        if sequence:
            self._furniture(list(sequence), "row_number")
        if len(mapping) == len(row):
            return
        taken = {index for _, index in mapping}
        for index, cell in enumerate(row):
            if index not in taken and not is_nothing(cell.text):
                known = len(row) != len(columns) or columns[index] is not None
                place = table.strays if known else table.unknown.setdefault(index + 1, [])
                place.append(cell)

    def _begins_without_header(self, row: Row, classes: Classes) -> bool:
        """Whether a row without header before it begins a table: 合计, or entries and an amount.

        A row with amounts alone may be the unit's row before: it is kept until it is known.
        """
        if self.tables:
            return True
        name = dict(assign(classes, CANONICAL)).get("name")
        if "amount" not in classes or name is None:
            return False
        if is_grand_total(fold(row[name].text)):
            return True
        if "indicators" not in classes:
            self.early = (row, classes, self.number)
            return False
        if self.early is not None:
            (early, its_classes, number), self.early = self.early, None
            self.columns = CANONICAL
            self.begun = number if self.begun is None else min(self.begun, number)
            self._body(early, its_classes)
            self.columns = None
            self.tables[-1].has_header = False
        return True

    def _starts_table(self, *, total: bool) -> bool:
        if not self.tables:
            return True
        table = self.tables[-1]
        if total:
            return any(is_grand_total(row.name) for row in table.rows)
        if not self.boundary:
            return False
        said = [f.department and fold(f.department.understood) for f in (table.front, self.front)]
        return all(said) and said[0] != said[1]

    def _furniture(self, cells: list[RawCell], kind: str) -> None:
        for cell in cells:
            self.claims.whole(cell, kind)
