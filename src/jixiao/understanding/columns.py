"""Which cell of a row belongs to which column: by the header, and by content where cells are lost."""

import re
from functools import lru_cache

from jixiao.model import AMOUNT_FIELDS, RawCell
from jixiao.text import fold, is_blank
from jixiao.understanding.amounts import is_nothing
from jixiao.understanding.official import amount_with_unit, column_of, words

CANONICAL = ("name", *AMOUNT_FIELDS, "objective", "indicators")
"""The seven official columns in printed order."""

Columns = tuple[str | None, ...]

_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
# A misread amount still shows its decimals, unlike a name or text that holds a number.
_DAMAGED = re.compile(
    r"[^\dA-Za-z㐀-鿿]{0,3}[㐀-鿿]?[\dOoIlQSBZzbDgq|丨〇○,，、.。'’]{1,15}[.．。·,，]"
    r"[\dOoIlQSBZzbDgq|丨〇○]{2}[^\d]{0,1}"
)
_CODE = re.compile(r"\d[-－—一]")  # without a label, every entry shows one
# No character of these becomes a digit or a mark of a number when it is folded.
_WORDS = re.compile(r"[㐀-鿿A-Za-z（）()、“”《》\s]+")
_ENTRY = re.compile(
    r"指标值|\d[、.．]\d{1,2}[-－—一]|\d[-－—一][㐀-鿿]{1,8}(?:指标|效益|影响|满意度)|指标[;；,，:：]\d\d[-－—一]"
)
_BRACKETED = re.compile(r"[(（].*?[)）]")
_LATIN = re.compile(r"[(（]?[A-Za-z][A-Za-z\s()（）,.'&/-]*")
_EXACT_ENOUGH = 0.8
_FEWEST = 3  # header cells that must be recognised

# Score of a cell of a class (row) in a column of a kind; whole numbers, so that equal is equal.
_SCORES = {
    "text": {"name": 30, "amount": -40, "objective": 30, "indicators": 0, "sequence": -40},
    "amount": {"name": -40, "amount": 40, "objective": -40, "indicators": -40, "sequence": 40},
    "damaged": {"name": 10, "amount": 30, "objective": -20, "indicators": -40, "sequence": -40},
    "mark": {"name": 10, "amount": 30, "objective": -20, "indicators": -40, "sequence": -40},
    "indicators": {"name": -30, "amount": -80, "objective": -40, "indicators": 50, "sequence": -80},
    "blank": {"name": 0, "amount": 10, "objective": 5, "indicators": 5, "sequence": 5},
}
_LOST_COLUMN = -6
_LOST_NAME = -40
_LOST_BLANK = -5
_LOST_CELL = -60
_AS_PRINTED = 20  # a cell, where the row has as many cells as the header
_MONEY = (None, *AMOUNT_FIELDS)
_UNNAMED_BLANK = 10  # a blank cell in a column whose head is blank too
# Where a row has cells too many, the blank one that is too many stands before its amounts:
# every row has a total, and most have nothing else than 财政拨款.
_TOO_MANY = {"total": -2, "fiscal_appropriation": -1}


def cell_class(text: str) -> str:
    """Blank, amount, damaged (an amount with misread characters), mark, indicators or text."""
    short = len(text) <= 40
    if short and _AMOUNT.fullmatch(text):
        return "amount"
    if is_nothing(text):
        return "blank"
    if "指标值" in text:
        return "indicators"
    # 无, … and the like are no words of an objective: they stand where they are printed.
    if len(text) <= 3 and (len(text.strip()) == 1 or not any(map(str.isalnum, text))):
        return "mark"
    if short and _WORDS.fullmatch(text) is None:
        key = fold(text)
        if _AMOUNT.fullmatch(key) or (
            (with_unit := amount_with_unit().fullmatch(key))
            and (_AMOUNT.fullmatch(with_unit["number"]))
        ):
            return "amount"
        if (
            len(key) <= 20
            and _DAMAGED.fullmatch(key)
            and sum(c.isdigit() for c in key) * 2 >= len(key)
        ):
            return "damaged"
    # What tells an entry stands near its start; a cell with neither of these words has none.
    head = "".join(text[:400].split())
    if _CODE.search(head) is None and "指标值" not in head:
        return "text"
    told = any(word in head for word in ("指标", "效益", "影响", "满意度", "、"))
    return "indicators" if told and _ENTRY.search(head) else "text"


def header_columns(row: tuple[RawCell, ...]) -> Columns | None:
    """The columns that a header row names, or None when the row is no header.

    A misread cell is told by likeness; one beyond likeness by its position, where its
    neighbours stand in the official order.
    """
    texts = tuple([cell.text for cell in row])
    if len(row) < _FEWEST or max(map(len, texts)) > 40:
        return None
    return _named_columns(texts)


@lru_cache(maxsize=256)  # each page prints the same header again
def _named_columns(texts: tuple[str, ...]) -> Columns | None:
    keys = [fold(text) for text in texts]
    found = [
        (None, 0.0)
        if _names_two(key)
        else max(map(column_of, _ways_to_name(key)), key=lambda pair: pair[1])
        for key in keys
    ]
    if {("name", 1.0), ("objective", 1.0), ("indicators", 1.0)} <= set(found):
        # Only beside these: other budget tables have such words over their money too.
        groups = words()["column_groups"]["total"]
        found = [
            ("total", 1.0) if _BRACKETED.sub("", key) in groups else pair
            for key, pair in zip(keys, found, strict=True)
        ]
    fields = [field for field, _ in found if field]
    sure = [field for field, score in found if field and score >= _EXACT_ENOUGH]
    if len(set(fields)) < _FEWEST or not sure or "amount" in map(cell_class, texts):
        return None
    # A list of findings or tasks speaks of projects and indicators too, but of no money.
    money = {field for field in fields if field in AMOUNT_FIELDS}
    if len(money) < 2 and money.isdisjoint(sure):
        return None
    # Other budget tables share the money columns; objective or indicators make it one of ours.
    ours = {"objective", "indicators"} & set(fields) or {"name", *AMOUNT_FIELDS} <= set(sure)
    if not ours:
        return None
    columns: list[str | None] = []
    for field, _ in found:
        columns.append(field if field not in columns else None)
    for index, field in enumerate(columns):
        if field is None and texts[index].strip():
            columns[index] = _by_position(columns, index)
    return tuple(columns)


def _ways_to_name(key: str) -> list[str]:
    """A head, without what stands in brackets, and without its English, which may stand below."""
    ways = [_BRACKETED.sub("", key), key]
    chinese = _LATIN.sub("", key)
    return [*ways, chinese, _BRACKETED.sub("", chinese)] if chinese not in ("", key) else ways


def _names_two(key: str) -> bool:
    """Whether the names of two columns ran together: which of them its cells belong to is unknown."""
    fields = {name: field for field, names in words()["columns"].items() for name in names}
    ways = ((key[:cut], key[cut:]) for cut in range(2, len(key) - 1))
    return any(
        one in fields and other in fields and fields[one] != fields[other] for one, other in ways
    )


def _by_position(columns: list[str | None], index: int) -> str | None:
    before = columns[index - 1] if index else None
    after = columns[index + 1] if index + 1 < len(columns) else None
    for position, field in enumerate(CANONICAL):
        previous = CANONICAL[position - 1] if position else None
        following = CANONICAL[position + 1] if position + 1 < len(CANONICAL) else None
        if field not in columns and previous == before and (after in (None, following)):
            return field
    return None


_WIDEST = 100  # columns that are looked at


@lru_cache(maxsize=4096)
def assign(classes: tuple[str, ...], columns: Columns) -> tuple[tuple[str, int], ...]:
    """Which cell of a row (its index) stands in which column; a lost column is left out.

    By the classes of the cells (see `cell_class`), in order; of equally good ways the leftmost
    columns. A row with as many cells as the header is read as printed unless its content says
    otherwise.
    """
    # No form is so wide: a sheet with a stray cell far to the right is.
    columns = columns[:_WIDEST]
    rows, width = len(classes), len(columns)
    if rows > 4 * width:
        classes = classes[: 4 * width]
        rows = len(classes)
    best: dict[tuple[int, int], tuple[int, str]] = {}
    for cell in range(rows, -1, -1):
        for column in range(width, -1, -1):
            if cell == rows and column == width:
                best[cell, column] = (0, "")
                continue
            moves: list[tuple[int, str]] = []
            if cell < rows and column < width:
                field = columns[column]
                bonus = _AS_PRINTED if rows == width and cell == column else 0
                score = _score(classes[cell], field, too_many=rows > width)
                moves.append((score + bonus + best[cell + 1, column + 1][0], "match"))
            if column < width:
                lost = _LOST_NAME if columns[column] == "name" else _LOST_COLUMN
                moves.append((lost + best[cell, column + 1][0], "column"))
            if cell < rows:
                lost = _LOST_BLANK if classes[cell] == "blank" else _LOST_CELL
                moves.append((lost + best[cell + 1, column][0], "cell"))
            best[cell, column] = max(moves, key=lambda move: move[0])
    mapping = []
    cell = column = 0
    while (cell, column) != (rows, width):
        move = best[cell, column][1]
        field = columns[column] if column < width else None
        if move == "match":
            if field is not None:
                mapping.append((field, cell))
            cell, column = cell + 1, column + 1
        elif move == "column":
            column += 1
        else:
            cell += 1
    return tuple(mapping)


def second_line(row: tuple[RawCell, ...], columns: Columns) -> Columns | None:
    """The columns of a header whose second line names the parts of a merged cell, or None.

    >>> cells = tuple(RawCell(t, 0, 1, 1) for t in ("", "总计", "财政拨款", "", ""))
    >>> second_line(cells, ("name", "total", None, "objective", "indicators"))
    ('name', 'total', 'fiscal_appropriation', 'objective', 'indicators')
    """
    if len(row) != len(columns):
        return None
    found, said = list(columns), False
    for index, cell in enumerate(row):
        if not cell.text or is_blank(cell.text):
            continue
        key = _BRACKETED.sub("", fold(cell.text))
        if columns[index] in _MONEY and key in words()["column_groups"]["within"]:
            said = True
            continue
        field, score = column_of(key)
        if field is None or score < _EXACT_ENOUGH or columns[index] not in (None, "total", field):
            return None
        found[index], said = field, True
    named = [field for field in found if field is not None]
    return tuple(found) if said and len(set(named)) == len(named) else None


def is_header_part(row: tuple[RawCell, ...]) -> bool:
    """Whether a row holds only pieces of column names: a header that was printed in two lines."""
    names = [name for group in words()["columns"].values() for name in group]
    pieces = [key for cell in row if (key := fold(cell.text).strip("()"))]
    if any(piece in words()["labels"]["grand_total"] for piece in pieces):
        return False
    return bool(pieces) and all(
        len(piece) > 1 and any(piece in name for name in names) for piece in pieces
    )


def _score(found: str, field: str | None, *, too_many: bool) -> int:
    """How well a cell of a class stands in a column."""
    if field is None:
        return _UNNAMED_BLANK if found == "blank" else 0
    score = _SCORES[found][_kind(field)]
    return score + _TOO_MANY.get(field, 0) if too_many and found == "blank" else score


def _kind(field: str) -> str:
    return "amount" if field in AMOUNT_FIELDS else field
