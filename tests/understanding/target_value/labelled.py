"""Values of published tables with what a person read in them; one file, one line a value.

A label says the kind, then the number, the upper bound and the unit, or the date of a deadline:
``at_least 95 %``, ``between 3 5 年``, ``exactly 1:1 比``, ``deadline 2024-12-31``. ``[)`` before
the numbers of an interval says which bound is included, if not both. The parts of a compound are
divided by ``; ``, two readings that are both right by `` or ``.
"""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from jixiao.model.target_value import TargetValue
from jixiao.understanding.target_value.numbers import normalised

BOUNDS = {
    "at_least": (True, None),
    "more_than": (False, None),
    "at_most": (None, True),
    "less_than": (None, False),
}


class Labelled(NamedTuple):
    """A printed value, its indicator's name, and the label."""

    text: str
    name: str
    label: str


def labelled(name: str) -> list[Labelled]:
    """The lines of a file of this folder; ``\\n`` in a value stands for a line break."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    found = [Labelled(*line.split("\t")) for line in lines if line and not line.startswith("#")]
    return [one._replace(text=one.text.replace("\\n", "\n")) for one in found]


def agrees(value: TargetValue, label: str) -> bool:
    """Whether a value says what one of the readings of a label says."""
    return any(_is(value, reading) for reading in label.split(" or "))


def _is(value: TargetValue, reading: str) -> bool:
    kind, _, rest = reading.partition(" ")
    if value.kind != kind:
        return False
    if kind == "compound":
        parts = rest.split("; ")
        return len(parts) == len(value.parts) and all(map(_is, value.parts, parts))
    if kind == "deadline" and " " not in rest:
        return not rest or value.date == rest
    numbers: list[Decimal] = []
    bounds = BOUNDS.get(kind, (None, None) if kind != "between" else (True, True))
    words = rest.replace(":", " ").split()
    if words and words[0][0] in "[(":
        bounds = (words[0][0] == "[", words.pop(0)[1] == "]")
    while words and (number := _number(words[0])) is not None:
        numbers.append(number)
        words.pop(0)
    said = [number for number in (value.number, value.upper) if number is not None]
    unit = value.measure_unit
    if unit is None or not words:
        same_unit = unit is None and not words
    else:
        same_unit = words[0] in (unit.text, normalised(unit.text), unit.canonical)
    return (
        said == numbers and same_unit and (value.lower_inclusive, value.upper_inclusive) == bounds
    )


def _number(word: str) -> Decimal | None:
    try:
        return Decimal(word)
    except InvalidOperation:
        return None
