"""One row of the fill-in workbook: its cells by column, and the indicator in it."""

from decimal import Decimal
from typing import NamedTuple

from jixiao.model import (
    AMOUNT_FIELDS,
    Doubt,
    Indicator,
    Level,
    Place,
    RawCell,
    Sign,
    Subject,
    Target,
    TargetTerm,
    TargetValue,
    fill_in_signs,
    from_triple,
    to_triple,
)
from jixiao.text import fold
from jixiao.understanding.amounts import is_nothing, read_amount
from jixiao.understanding.context import Context
from jixiao.understanding.entry_draft import DOUBTS
from jixiao.understanding.entry_tokens import read_level
from jixiao.understanding.passage import Passage
from jixiao.understanding.target_value import known_unit, parse_target

_LONGEST_NUMBER = 4
_QUALITATIVE = 6
_OF_INDICATOR = {
    "number": "entry_number",
    "level1": "level",
    "level2": "level",
    "name": "indicator_name",
    **{f"period_{part}": "period_target" for part in ("sign", "target", "unit")},
    **{f"annual_{part}": "annual_target" for part in ("sign", "target", "unit")},
}


class Row(NamedTuple):
    """The cells of a row by column."""

    cells: dict[str, RawCell]

    def text(self, key: str) -> str:
        """What is written in a column, without space around it."""
        cell = self.cells.get(key)
        return "" if cell is None else cell.text.strip()

    def filled(self) -> bool:
        """Whether anything is written."""
        return any(cell.text.strip() for cell in self.cells.values())

    def has_indicator(self) -> bool:
        """Whether anything of an indicator is written."""
        return any(self.text(key) for key in _OF_INDICATOR)

    def amounts(self) -> dict[str, Decimal | None]:
        """The amounts that can be read."""
        cells = {field: self.cells.get(field) for field in AMOUNT_FIELDS}
        return {
            field: None if cell is None or is_nothing(cell.text) else read_amount(cell).value
            for field, cell in cells.items()
        }

    def number(self) -> int | None:
        """The indicator's number."""
        text = fold(self.text("number")).rstrip("、.")
        whole = text.removesuffix(".0").removesuffix(".00")
        plain = whole.isascii() and whole.isdecimal() and len(whole) <= _LONGEST_NUMBER
        return int(whole) if plain else None

    def claim(self, key: str, kind: str, context: Context) -> None:
        """What is written in a column is understood."""
        cell = self.cells.get(key)
        if cell is not None:
            passage = Passage.of(cell)
            context.claims.claim(passage, 0, len(passage.text), kind)


def indicator_of(row: Row, context: Context, *, values: bool) -> Indicator:
    """The indicator of a row; the parts of a target are kept in its value."""
    number = row.number()
    if "number" in row.cells:
        context.claims.whole(row.cells["number"], "entry_number")
    for key, kind in _OF_INDICATOR.items():
        if key != "number":
            row.claim(key, kind, context)
    levels = [
        read_level("".join(row.text(key).split()), second=key == "level2")
        for key in ("level1", "level2")
    ]
    name = row.text("name") or None
    code = levels[1].understood
    targets = {
        term: _target(row, term, (name or "", code), context, values=values)
        for term in ("period", "annual")
    }
    doubts = []
    if number is None:
        doubts.append("number_missing")
    if not row.text("level1") or not row.text("level2"):
        doubts.append("level_missing")
    elif code is None or any(one.misread for one in levels):
        doubts.append("level_unclear")
    doubts += [] if name else ["name_missing"]
    doubts += [f"{term}_missing" for term, target in targets.items() if target is None]
    for doubt in doubts:
        if doubt == "level_unclear" or (doubt == "number_missing" and row.text("number")):
            context.notes.question(
                doubt, f"指标“{name or '（无名称）'}”{DOUBTS[doubt]}。", "请在表里改正后再读。",
                at=_places(row, ("number", "level1", "level2")),
                subject=Subject(*_about(context), number),
            )  # fmt: skip
    return Indicator(
        number=number,
        text=_entry(row, targets),
        level1=Level(levels[0].code, levels[0].label),
        level2=Level(levels[1].code, levels[1].label),
        class_=None if "level_unclear" in doubts else code,
        name=name,
        period_target=targets["period"],
        annual_target=targets["annual"],
        at=_places(row, tuple(_OF_INDICATOR)),
        doubts=tuple(Doubt(doubt, DOUBTS[doubt]) for doubt in doubts),
    )


def _about(context: Context) -> tuple[int | None, str | None, str | None]:
    subject = context.subject
    return subject.table, subject.spending_unit, subject.project


def _places(row: Row, keys: tuple[str, ...]) -> tuple[Place, ...]:
    cells = [row.cells[key] for key in keys if row.text(key)]
    return tuple(cell.at(0, len(cell.text)) for cell in cells)


def _entry(row: Row, targets: dict[str, Target | None]) -> str:
    """The entry as the official form would print it."""
    parts = [row.text("level1"), row.text("level2"), row.text("name")]
    for term, word in (("period", TargetTerm.PERIOD), ("annual", TargetTerm.ANNUAL)):
        target = targets[term]
        parts += [] if target is None else [f"{word.value}：{target.text}"]
    number = row.text("number")
    return (f"{number}、" if number else "") + "；".join(part for part in parts if part)


def _target(
    row: Row, term: str, about: tuple[str, str | None], context: Context, *, values: bool
) -> Target | None:
    """A target composed of comparator, value and unit."""
    written, number, unit = (row.text(f"{term}_{part}") for part in ("sign", "target", "unit"))
    if not (written or number or unit):
        return None
    sign = _sign(written)
    if written and sign is None:
        context.notes.question(
            "fill_in_sign", f"计算符号“{written[:20]}”不在可选的里面，照写的拼在指标值前面。",
            "请从下拉列表里选。", at=_places(row, (f"{term}_sign",)), subject=context.subject,
        )  # fmt: skip
    before = written if sign is None else sign.printed
    # Who chose a comparator may have written it before the number as well.
    text = f"{'' if before and fold(number).startswith(fold(before)) else before}{number}{unit}"
    places = _places(row, tuple(f"{term}_{part}" for part in ("sign", "target", "unit")))
    if not values:
        return Target(text, None, places)
    return Target(text, _value(text, sign, number, unit, about), places)


def _value(
    text: str, sign: Sign | None, number: str, unit: str, about: tuple[str, str | None]
) -> TargetValue:
    """What the text says, unless the parts say otherwise: then what they say."""
    said = parse_target(text, *about)
    if sign is None or sign.code == _QUALITATIVE:
        return said
    if to_triple(said) == (sign.code, number, unit):
        return said
    made = from_triple(sign.code, number, known_unit(unit) if unit else None)
    return made if made.text == text and made.kind != "not_understood" else said


def _sign(text: str) -> Sign | None:
    key = fold(text)
    for one in fill_in_signs():
        if key in {fold(one.sign), *map(fold, one.also)}:
            return one
    return None
