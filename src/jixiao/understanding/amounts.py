"""Read an amount cell: the number as printed, or what it may be where characters are misread."""

import re
from decimal import Decimal

import msgspec

from jixiao.model import Place, RawCell, SheetCell
from jixiao.text import ZERO_WIDTH, is_blank
from jixiao.understanding.official import amount_with_unit, confusable, words
from jixiao.understanding.passage import untagged

_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3}){1,6}|[1-9]\d{0,17})(?:\.\d{1,6})?")
# A comma and a full stop read for one another: groups of three, and two decimals.
_MARKED = re.compile(r"-?\d{1,3}(?:[,.]\d{3})*[,.]\d{2}")
# Groups of three and a last one of five: its point is lost.
_RUN_ON = re.compile(r"-?\d{1,3}(?:,\d{3})*,\d{5}")
# White space where the point was: two digits alone at the end, and no point before.
_POINT_LOST = re.compile(r"\A\s*-?\d[\d,\s]*(?<=\d)\s+\d\d\s*\Z")
_LOOSE = re.compile(r"-?\d[\d,]{0,24}(?:\.\d{1,6})?")
_NOISY = re.compile(
    r"(?P<before>[^\d\s]{1,3})?(?P<number>-?[\d,]+(?:\.\d{1,6})?)(?P<after>[^\d\s]{1,2})?"
)
_MOST_DIGITS = 18
_NOTHING = {"-", "—", "–", "－", "--", "——", "/"}
_LONGEST_NOTHING = 8
_LONGEST_TAGGED = 100
# Width only: NFKC would also make digits of circled and raised ones.
_NARROW = {
    **{0xFF10 + d: str(d) for d in range(10)},
    0xFF0C: ",",
    0xFF0E: ".",
    0xFF0D: "-",
} | dict.fromkeys(map(ord, ZERO_WIDTH), "")


def is_nothing(text: str) -> bool:
    """Whether a cell prints nothing, or only a dash for nothing; tags print nothing.

    >>> is_nothing(" -- "), is_nothing("<td>-<br>-</td>"), is_nothing("-5")
    (True, True, False)
    """
    if is_blank(text):
        return True
    if len(text) <= _LONGEST_TAGGED and "<" in text:
        text = untagged(text)
    return len(text) <= _LONGEST_NOTHING and (is_blank(text) or text.strip() in _NOTHING)


class AmountCell(msgspec.Struct, frozen=True, gc=False):
    """What an amount cell says.

    ``value`` is the number where it can be read as printed (None: blank or not readable);
    ``guess`` the number that misread characters stand for; ``noise`` the ranges of the cell
    that belong to no number; ``damaged`` where anything but a plain number is printed; ``blank``
    where nothing is. ``number`` is what stands before a ``unit``, the usual name of the one printed;
    an amount with its unit or a sign of currency is not ``bare``.
    """

    cell: RawCell
    value: Decimal | None
    guess: Decimal | None
    damaged: bool
    noise: tuple[tuple[int, int], ...] = ()
    blank: bool = False
    number: Decimal | None = None
    unit: str | None = None
    bare: bool = True

    def in_unit(self, unit: str | None) -> "AmountCell":
        """The cell where its unit is that of the table, so that it says a plain number."""
        if self.unit is None or self.unit != unit:
            return self
        return AmountCell(self.cell, self.number, None, damaged=False, bare=False)

    @property
    def place(self) -> Place:
        """Where the number stands: the cell, without the unit or sign of currency around it."""
        text = self.cell.text
        if self.bare:
            return self.cell.at(0, len(text))
        digits = [at for at, one in enumerate(text) if one.isdigit()]
        return self.cell.at(digits[0], digits[-1] + 1)


def read_amount(cell: RawCell) -> AmountCell:
    """The number of an amount cell: white space, width and thousands separators aside, as printed.

    >>> read_amount(RawCell("29, 458. 63", 0, 1, 1)).value
    Decimal('29458.63')
    >>> read_amount(RawCell("12.5万元", 0, 1, 1)).in_unit("万元").value
    Decimal('12.5')
    >>> read_amount(RawCell("专 353.00", 0, 1, 1)).guess
    Decimal('353.00')
    >>> read_amount(RawCell("1O0.0o", 0, 1, 1)).guess
    Decimal('100.00')
    """
    if isinstance(cell, SheetCell) and cell.exact:
        return msgspec.structs.replace(read_amount(RawCell(cell.exact, 0, 0, 0)), cell=cell)
    if not cell.text or is_nothing(cell.text):
        return AmountCell(cell, None, None, damaged=False, blank=True)
    key = cell.text if cell.text.isascii() else cell.text.translate(_NARROW)
    squeezed = "".join(key.split())
    pointless = _POINT_LOST.search(key) if len(squeezed) < len(key) else None
    key = f"{squeezed[:-2]}.{squeezed[-2:]}" if pointless else squeezed
    if pointless is None and _PLAIN.fullmatch(key):
        return AmountCell(cell, Decimal(key.replace(",", "")), None, damaged=False)
    with_unit = amount_with_unit().fullmatch(key)
    if pointless is None and with_unit and _PLAIN.fullmatch(with_unit["number"]):
        number = Decimal(with_unit["number"].replace(",", ""))
        if with_unit["unit"] is None:
            return AmountCell(cell, number, None, damaged=False, bare=False)
        unit = words()["amount_units"]["short"].get(with_unit["unit"], with_unit["unit"])
        return AmountCell(cell, None, None, damaged=True, number=number, unit=unit)
    table = confusable()["digits"]
    noisy = _NOISY.fullmatch(key)
    if noisy and (noisy["before"] or noisy["after"]):
        letters = (noisy["before"] or "") + (noisy["after"] or "")
        if not any(table.get(character, "").isdigit() for character in letters):
            return AmountCell(cell, None, _number(noisy["number"]), True, _noise(cell.text))
    unconfused = "".join(table.get(character, character) for character in key)
    unconfused = re.sub(r"[.,]{2,}", ".", unconfused)
    return AmountCell(cell, None, _number(unconfused), damaged=True)


def _number(text: str) -> Decimal | None:
    if _MARKED.fullmatch(text):
        text = f"{text[:-3]}.{text[-2:]}".replace(",", "").replace(".", "", text[:-3].count("."))
    elif _RUN_ON.fullmatch(text):
        text = f"{text[:-2]}.{text[-2:]}"
    if not _LOOSE.fullmatch(text):
        return None
    digits = text.replace(",", "")
    if sum(c.isdigit() for c in digits) > _MOST_DIGITS:
        return None
    whole = digits.lstrip("-")
    if len(whole) > 1 and whole[0] == "0" and whole[1] != ".":
        return None
    return Decimal(digits)


def _noise(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges of a cell that are neither digits nor signs of a number nor white space."""
    return tuple(m.span() for m in re.finditer(r"[^\d\s,，.．\-－]+", text))
