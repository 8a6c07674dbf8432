"""The texts of the seven cells of a row, as every printed form has them, and what it refuses."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from jixiao.publishing.carrying import CannotCarry, Uncarried, named, plain, shortened
from jixiao.publishing.official.form import Form, FormRow, RowKind, printed_amount

AMOUNT_COLUMNS = range(1, 5)
LONGEST_AMOUNT = 24
"""More characters than this leave the other columns too narrow: no budget has them."""

_KINDS = {"grand_total": "合计行", "spending_unit": "资金使用单位", "project": "项目"}


class Cells(NamedTuple):
    """One row as text; each indicator begins a line of the last cell."""

    kind: RowKind
    label: str
    texts: tuple[str, ...]


def cells_of(form: Form) -> Iterator[Cells]:
    """All rows below the header."""
    for row in form.rows:
        amounts = map(printed_amount, row.amounts)
        texts = (plain(row.name), *amounts, plain(row.objective), plain(row.indicators))
        yield Cells(row.kind, _label(row), texts)


def _label(row: FormRow) -> str:
    kind = _KINDS[row.kind]
    if row.kind == "grand_total":
        return kind
    return f"{kind}“{shortened(plain(row.name))}”"


Lacking = Callable[[str], Iterable[tuple[str, str]]]
"""The characters of a text that a kind of file cannot carry, each with the reason."""


def refuse(forms: Sequence[Form], rows: Sequence[Sequence[Cells]], lacking: Lacking) -> None:
    """Raise for everything that a kind of file cannot carry.

    Raises:
        CannotCarry: With all characters and amounts, each with its place.
    """
    problems = [
        Uncarried(where, named(character), why)
        for where, text in _texts(forms, rows)
        for character, why in lacking(text)
    ]
    problems += (
        Uncarried(f"{row.label}的{column.title}", shortened(text), "不是数，或长得金额栏里排不下。")
        for form, those in zip(forms, rows, strict=True)
        for row in those
        for column, text in list(zip(form.layout.columns, row.texts, strict=True))[1:5]
        if len(text) > LONGEST_AMOUNT or text.strip("-,.0123456789")
    )
    if problems:
        raise CannotCarry(tuple(problems))


def _texts(forms: Sequence[Form], rows: Sequence[Sequence[Cells]]) -> Iterator[tuple[str, str]]:
    for form, those in zip(forms, rows, strict=True):
        yield "表名", plain(form.title)
        yield "部门名称", plain(form.department)
        yield "金额单位", plain(form.amount_unit)
        for row in those:
            for column, text in zip(form.layout.columns, row.texts, strict=True):
                yield f"{row.label}的{column.title}", text
