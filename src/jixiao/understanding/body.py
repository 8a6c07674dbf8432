"""The body of a table before it is understood: rows by column, and columns printed apart."""

from dataclasses import dataclass, field
from functools import cache

from jixiao.model import Place, RawCell
from jixiao.text import fold
from jixiao.understanding.amounts import AmountCell
from jixiao.understanding.columns import Columns
from jixiao.understanding.front import Front
from jixiao.understanding.official import words
from jixiao.understanding.passage import Passage, untagged

Cells = tuple[RawCell, ...]


@dataclass(slots=True)
class BodyRow:
    """A row under the header: its cells by column. A joined row has several cells in a column.

    ``says_nothing`` is what it says in words that it has none of: ``text``, or, of a
    unit, ``unit``; ``nameless`` that it says so of its name. ``lead`` is a line before the row
    that may be the start of its name.

    All its parts but itself are tuples and slots, which the garbage collector need not visit: of
    a large table its visits would else take a quarter of the time.
    """

    cells: dict[str, Cells]
    amounts: dict[str, AmountCell]
    after_gap: bool = False
    incomplete: bool = False
    misread_total: bool = False
    says_nothing: str | None = None
    nameless: bool = False
    parts: tuple["BodyRow", ...] = ()
    lead: RawCell | None = None
    _name: str | None = None
    _printed_name: str | None = None

    @property
    def name(self) -> str:
        """The name of the row, folded."""
        if self._name is None:
            self._name = fold("".join([cell.text for cell in self.cells.get("name", ())]))
        return self._name

    @property
    def is_total(self) -> bool:
        """Whether the row is 合计."""
        return self.misread_total or is_grand_total(self.name)

    @property
    def is_subtotal(self) -> bool:
        """Whether the row is 小计, of a page or a unit, and nothing else."""
        return self.is_bare and self.name.rstrip(_ENDS) in _labels("subtotal")

    @property
    def printed_name(self) -> str:
        """The name of the row as printed, without tags; halves are joined without a gap."""
        if self._printed_name is None:
            name = "".join([cell.text.strip() for cell in self.cells.get("name", ())])
            self._printed_name = untagged(name) if "<" in name else name
        return self._printed_name

    def printed_amount(self, column: str) -> str:
        """What is printed in an amount column; of a joined row, the halves with | between."""
        amounts = [part.amounts.get(column) for part in self.parts or (self,)]
        return "|".join(a.cell.text.strip() for a in amounts if a is not None and not a.blank)

    def amount_places(self, column: str) -> tuple[Place, ...]:
        """Where the amounts of a column stood."""
        amounts = [part.amounts.get(column) for part in self.parts or (self,)]
        return tuple(a.place for a in amounts if a is not None and not a.blank)

    @property
    def is_bare(self) -> bool:
        """Whether the row has neither objective nor indicators, and does not say so itself."""
        none = "objective" not in self.cells and "indicators" not in self.cells
        return none and self.says_nothing != "text"

    @property
    def has_amounts(self) -> bool:
        """Whether anything is printed in an amount column."""
        return False in [amount.blank for amount in self.amounts.values()]

    def passage(self, column: str) -> Passage:
        """All text of a column with its places."""
        cells = self.cells.get(column)
        return Passage.of(*cells) if cells else _NOTHING


_NOTHING = Passage("", [], [], [], [])


@dataclass
class Block:
    """A column printed apart from its table: its cells in order."""

    column: str
    cells: list[RawCell] = field(default_factory=list)


@dataclass
class TableLayout:
    """One table of the document, before its rows are understood.

    ``strays`` are cells that stand in no column; ``unknown`` those of columns that the form does
    not have, by column number. ``first`` and ``last`` are the numbers, in the document, of its
    first row (of its front) and its last.
    """

    front: Front
    columns: Columns
    has_header: bool
    first: int
    last: int
    rows: list[BodyRow] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    strays: list[RawCell] = field(default_factory=list)
    unknown: dict[int, list[RawCell]] = field(default_factory=dict)


def is_grand_total(name: str) -> bool:
    """Whether a folded row name is 合计."""
    return name.rstrip(_ENDS) in _labels("grand_total")


_ENDS = ":。.、"


@cache
def _labels(kind: str) -> frozenset[str]:
    return frozenset(words()["labels"][kind])
