"""Read sound entries straight from the printed cell; at any damage the caller goes the long way."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jixiao.model import Doubt, Indicator, Place, RawCell, Target
from jixiao.understanding.dialect import Dialect
from jixiao.understanding.entry_tokens import ENTRY_PARTS, SEPARATORS, SOUND_ENTRY, sound_levels
from jixiao.understanding.ledger import Claims
from jixiao.understanding.passage import Passage

_PAIR = re.compile(rf"\d-[^{SEPARATORS}]{{2,10}}[{SEPARATORS}]")
# A further head, numbered or not, in the last value of a cell.
_HIDDEN_HEAD = re.compile(
    rf"[{SEPARATORS}](?:\d{{1,3}}[、.．､]|\d{{1,2}}[-－—–][㐀-鿿]{{2,8}}[{SEPARATORS}])"
)
_NO_DOUBT: tuple[Doubt, ...] = ()


class SoundEntries(NamedTuple):
    """The records of entries, and the texts of their parts and of what stands between these."""

    indicators: tuple[Indicator, ...]
    parts: list[tuple[str, ...]]
    gaps: list[str]


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
    entries = None if _HIDDEN_HEAD.search(last) else sound_entries(cell, found)
    if entries is None:
        return None
    gaps = entries.gaps
    claims.entries(cell, found[0].start(), found[-1].end(8), entries.parts, gaps)
    dialect.inside.update(gaps[3::8])
    dialect.inside.update(gaps[5::8])
    dialect.between.update(gaps[7::8])
    return entries.indicators


def read_sound_entry(passage: Passage, sound: re.Match[str], claims: Claims) -> Indicator | None:
    """One sound entry of a passage, straight from its print; None where that is parted or marked."""
    piece = passage.plain_piece(sound.start(), sound.end(8))
    printed = None if piece is None else SOUND_ENTRY.match(piece.cell.text, piece.start)
    if piece is None or printed is None or printed.end(8) != piece.end:
        return None
    entries = sound_entries(piece.cell, [printed])
    if entries is None:
        return None
    claims.entries(*piece, entries.parts, entries.gaps)
    return entries.indicators[0]


def sound_entries(cell: RawCell, found: Sequence[re.Match[str]]) -> SoundEntries | None:
    """Sound entries that follow one another in a cell.

    None where the levels of one are not known, or its name holds a head.
    """
    text, line, column, base = cell.text, cell.line, cell.column, cell.base
    built: list[Indicator] = []
    parts = []
    gaps: list[str] = []
    position = None
    for match in found:
        texts = match.groups()
        number, one, two, name, _, period, _, annual = texts
        levels = sound_levels(one, two)
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
    return SoundEntries(tuple(built), parts, gaps)
