"""Read sound entries straight from the printed cell; at any damage the caller goes the long way."""

import re

from jixiao.model import Doubt, Indicator, RawCell, Target
from jixiao.understanding.dialect import Dialect
from jixiao.understanding.entry_tokens import (
    ANNUAL_GROUP,
    NAME_GROUP,
    PERIOD_GROUP,
    SEPARATORS,
    SOUND_ENTRY,
    sound_levels,
)
from jixiao.understanding.ledger import Claims
from jixiao.understanding.passage import Passage

_PAIR = re.compile(rf"\d-[^{SEPARATORS}]{{2,10}}[{SEPARATORS}]")
# A further head, numbered or not, in the last value of a cell.
_HIDDEN_HEAD = re.compile(
    rf"[{SEPARATORS}](?:\d{{1,3}}[、.．､]|\d{{1,2}}[-－—–][㐀-鿿]{{2,8}}[{SEPARATORS}])"
)
Texts = tuple[str, ...]
"""The groups of an entry."""

_NO_DOUBT: tuple[Doubt, ...] = ()


def read_sound_cell(
    cell: RawCell, claims: Claims, dialect: Dialect
) -> tuple[Indicator, ...] | None:
    """The entries of a cell that holds nothing but sound entries 1, 2, 3, …; None of another."""
    text = cell.text
    begin = position = len(text) - len(text.lstrip())
    found: list[tuple[re.Match[str], Texts]] = []
    for number, match in enumerate(SOUND_ENTRY.finditer(text), start=1):
        texts = match.groups()
        # The next number inside the last value may be the next head, its separator lost.
        if (
            match.start() != position
            or texts[0] != f"{number}、"
            or f"{number + 1}、" in texts[ANNUAL_GROUP - 1]
        ):
            return None
        found.append((match, texts))
        position = match.end()
    if not found or position != len(text):
        return None
    last = "".join("".join(texts[PERIOD_GROUP:]).split())
    if _HIDDEN_HEAD.search(last) or 2 * len(found) != "".join(text.split()).count("指标值"):
        return None
    entries = []
    for match, texts in found:
        entry = _indicator(match, texts, cell)
        if entry is None:
            return None
        entries.append(entry)
    read = [texts for _, texts in found]
    claims.entries(cell, begin, position, read)
    dialect.inside.update([texts[gap] for texts in read for gap in (NAME_GROUP, PERIOD_GROUP)])
    dialect.between.update([texts[ANNUAL_GROUP] for texts in read[:-1]])
    return tuple(entries)


def read_sound_entry(passage: Passage, sound: re.Match[str], claims: Claims) -> Indicator | None:
    """One sound entry of a passage, straight from its print; None where that is parted or marked."""
    piece = passage.plain_piece(sound.start(), sound.end(ANNUAL_GROUP))
    if piece is None:
        return None
    cell, start, end = piece
    printed = SOUND_ENTRY.match(cell.text, start)
    if printed is None or printed.end(ANNUAL_GROUP) != end:
        return None
    texts = printed.groups()
    entry = _indicator(printed, texts, cell)
    if entry is not None:
        claims.entries(cell, start, end, [(*texts[:-1], "")])
    return entry


def _indicator(match: re.Match[str], texts: Texts, cell: RawCell) -> Indicator | None:
    """The record of an entry; None where its levels are not known, or its name holds a head."""
    number, _, one, _, two, _, name, _, _, _, period, _, _, _, annual, _ = texts
    levels = sound_levels(one, two)
    if levels is None or ("-" in name and _PAIR.search("".join(name.split()))):
        return None
    start, (low, high), (last, end) = (
        match.start(),
        match.span(PERIOD_GROUP),
        match.span(ANNUAL_GROUP),
    )
    return Indicator(
        int(number[:-1]),
        cell.text[start:end],
        levels.level1,
        levels.level2,
        levels.code,
        name,
        Target(period, None, (cell.at(low, high),)),
        Target(annual, None, (cell.at(last, end),)),
        (cell.at(start, end),),
        _NO_DOUBT,
    )
