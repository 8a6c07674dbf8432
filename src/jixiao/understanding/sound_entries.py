"""Read sound entries straight from the printed cell; at any damage the caller goes the long way."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from jixiao.model import Doubt, Indicator, Level, Place, RawCell, Target
from jixiao.understanding.dialect import Dialect
from jixiao.understanding.entry_tokens import ENTRY_PARTS, SEPARATORS, SOUND_ENTRY, read_level
from jixiao.understanding.ledger import Claims
from jixiao.understanding.official import level_codes

_PAIR = re.compile(rf"\d-[^{SEPARATORS}]{{2,10}}[{SEPARATORS}]")
# A further head, numbered or not, in the last value of a cell.
_HIDDEN_HEAD = re.compile(
    rf"[{SEPARATORS}](?:\d{{1,3}}[、.．､]|\d{{1,2}}[-－—–][㐀-鿿]{{2,8}}[{SEPARATORS}])"
)
_LEVEL = re.compile(r"(\d+).(.+)")
_NO_DOUBT: tuple[Doubt, ...] = ()


class _Levels(NamedTuple):
    level1: Level
    level2: Level
    code: str


@lru_cache(maxsize=4096)
def _levels(one: str, two: str) -> _Levels | None:
    """The levels of an undamaged head; None where a label is not known or does not fit its code."""
    first, second = (_LEVEL.fullmatch("".join(level.split())) for level in (one, two))
    assert first is not None
    assert second is not None
    codes = level_codes()
    if not {first[2], second[2]} <= {*codes.level1, *codes.level2}:
        return None
    code = read_level(f"{second[1]}-{second[2]}", second=True).understood
    return _Levels(Level(first[1], first[2]), Level(second[1], second[2]), code) if code else None


def read_sound_cell(
    cell: RawCell, claims: Claims, dialect: Dialect
) -> tuple[Indicator, ...] | None:
    """The entries of a cell that holds nothing but sound entries 1, 2, 3, …; None of another."""
    text = cell.text
    found = list(SOUND_ENTRY.finditer(text))
    if not found or 2 * len(found) != "".join(text.split()).count("指标值"):
        return None
    position = len(text) - len(text.lstrip())
    for number, match in enumerate(found, start=1):
        # The next number inside the last value may be the next head, its separator lost.
        if (
            match.start() != position
            or match[1] != f"{number}、"
            or f"{number + 1}、" in match[len(ENTRY_PARTS)]
        ):
            return None
        position = match.end()
    if position != len(text):
        return None
    last = "".join(text[found[-1].end(6) :].split())
    return None if _HIDDEN_HEAD.search(last) else read_entries(cell, found, claims, dialect)


def read_entries(
    cell: RawCell, found: Sequence[re.Match[str]], claims: Claims, dialect: Dialect
) -> tuple[Indicator, ...] | None:
    """The records of sound entries that follow one another in a cell.

    None, and nothing claimed, where the levels of one are not known or its name holds a head.
    """
    text, line, column, base = cell.text, cell.line, cell.column, cell.base
    built: list[Indicator] = []
    parts = []
    gaps: list[str] = []
    position = None
    for match in found:
        texts = match.groups()
        number, one, two, name, _, period, _, annual = texts
        levels = _levels(one, two)
        if levels is None or ("-" in name and _PAIR.search("".join(name.split()))):
            return None
        (start, _), (_, a), (b, c), (d, e), (f, g), (h, i), (j, k), (m, n), (o, end) = match.regs
        if position is not None:
            gaps.append(text[position:start])
        gaps += (text[a:b], text[c:d], text[e:f], text[g:h], text[i:j], text[k:m], text[n:o])
        position = end
        parts.append(texts)
        built.append(
            Indicator(
                int(number[:-1]),
                text[start:end],
                levels.level1,
                levels.level2,
                levels.code,
                name,
                Target(period, None, (Place(line, column, base + j, base + k),)),
                Target(annual, None, (Place(line, column, base + o, base + end),)),
                (Place(line, column, base + start, base + end),),
                _NO_DOUBT,
            )
        )
    assert position is not None
    claims.entries(cell, found[0].start(), position, parts, gaps)
    dialect.inside.update(gaps[3::8])
    dialect.inside.update(gaps[5::8])
    dialect.between.update(gaps[7::8])
    return tuple(built)
