"""Read an indicator cell: entries are found by their heads and number, never by separators."""

import re
from typing import NamedTuple

from jixiao.model import Doubt, Indicator, Level, Place, Target
from jixiao.understanding.context import Context
from jixiao.understanding.damaged_entries import read_damaged
from jixiao.understanding.dialect import Dialect
from jixiao.understanding.entry_tokens import SEPARATORS, exact_head, read_level, trimmed
from jixiao.understanding.ledger import UNREAD, Claims, Span
from jixiao.understanding.passage import Passage

_PAIR = re.compile(rf"\d-[^{SEPARATORS}]{{2,10}}[{SEPARATORS}]")
_LONGEST = 200_000  # characters; the longest printed cells have a few thousand
# A further head, numbered or not, in the last value of a cell.
_HIDDEN_HEAD = re.compile(
    rf"[{SEPARATORS}](?:\d{{1,3}}[、.．､]|\d{{1,2}}[-－—–][㐀-鿿]{{2,8}}[{SEPARATORS}])"
)


def read_indicators(passage: Passage, context: Context, dialect: Dialect) -> tuple[Indicator, ...]:
    """All indicators of a project's cell, in printed order.

    An undamaged cell takes the short way; any irregularity sends the whole cell through
    `read_damaged`.
    """
    if not passage.text:
        return ()
    if len(passage.text) > _LONGEST:
        context.claims.claim(passage, 0, len(passage.text), UNREAD)
        context.notes.question(
            "cell_too_long",
            f"绩效指标一格有 {len(passage.text)} 个字，不像一个项目的指标，没有读。",
            "请检查列与列、行与行之间的分隔是否丢失。",
            at=passage.places(0, len(passage.text)),
            subject=context.subject,
        )
        return ()
    found = _read_plain(passage, context.claims, dialect)
    if found is None:
        found = read_damaged(passage, context, dialect)
    return found


class _Plain(NamedTuple):
    level1: Level
    level2: Level
    code: str


_PLAIN_LEVELS: dict[tuple[str, str, str, str], _Plain | None] = {}


def _plain_levels(key: tuple[str, str, str, str]) -> _Plain | None:
    """Levels of an undamaged head; None where code and label of level 2 disagree."""
    if key not in _PLAIN_LEVELS:
        code1, label1, code2, label2 = key
        second = read_level(f"{code2}-{label2}", second=True)
        _PLAIN_LEVELS[key] = (
            _Plain(Level(code1, label1), Level(code2, label2), second.understood)
            if second.understood
            else None
        )
    return _PLAIN_LEVELS[key]


def _read_plain(passage: Passage, claims: Claims, dialect: Dialect) -> tuple[Indicator, ...] | None:
    """Entries of an undamaged cell, or None at the first sign of damage."""
    marks = _plain_marks(passage.text)
    cell, offsets = passage.cell, passage.offsets
    if marks is None or cell is None:
        return None
    source, line, column, base = cell.text, cell.line, cell.column, cell.base
    shift = cell.offset
    text = passage.text
    built: list[Indicator] = []
    spans: list[Span] = []
    between = []
    for number, (head, period, annual, stop) in enumerate(marks, start=1):
        start, name = head.span()
        value, other = period + _PERIOD_LENGTH, annual + _ANNUAL_LENGTH
        ends = (
            start, head.start("l1"), head.end("l1"), head.start("l2"), head.end("l2"), name,
            trimmed(text, name, period), period, value, trimmed(text, value, annual),
            annual, other, trimmed(text, other, stop),
        )  # fmt: skip
        levels = _plain_levels((head["c1"], head["t1"], head["c2"], head["t2"]))
        said_twice = _PAIR.search(text, name, ends[6])
        if (
            said_twice
            or levels is None
            or ends[6] == ends[5]
            or ends[9] == ends[8]
            or ends[12] == ends[11]
        ):
            return None
        if offsets is not None:
            at = offsets.__getitem__
            lows = [at(i) for i in ends[:-1]]
            highs = [at(i - 1) + 1 for i in ends]
            a, b, d, f, h, i, k, m = (lows[j] for j in (0, 1, 3, 5, 7, 8, 10, 11))
            b_end, c, e, g, i_start, j, l_end, n = (highs[x] for x in (1, 2, 4, 6, 8, 9, 11, 12))
        else:
            a, b, c, d, e, f, g, h, i, j, k, m, n = ends
            b_end, i_start, l_end = b, i, m
        spans += (
            (shift + a, shift + b_end, "entry_number"),
            (shift + b, shift + c, "level"),
            (shift + d, shift + e, "level"),
            (shift + f, shift + g, "indicator_name"),
            (shift + h, shift + i_start, "label"),
            (shift + i, shift + j, "period_target"),
            (shift + k, shift + l_end, "label"),
            (shift + m, shift + n, "annual_target"),
        )
        between.append(text[ends[12] : stop])
        built.append(
            Indicator(
                number,
                source[a:n],
                levels.level1,
                levels.level2,
                levels.code,
                source[f:g],
                Target(source[i:j], None, (Place(line, column, base + i, base + j),)),
                Target(source[m:n], None, (Place(line, column, base + m, base + n),)),
                (Place(line, column, base + a, base + n),),
                _NO_DOUBT,
            )
        )
    dialect.inside.update(text[mark - 1] for _, *pair, _ in marks for mark in pair)
    dialect.between.update(between[:-1])
    claims.spans += spans
    return tuple(built)


_Mark = tuple[re.Match[str], int, int, int]
_PERIOD_LENGTH = len("实施周期指标值:")
_ANNUAL_LENGTH = len("年度指标值:")


def _plain_marks(text: str) -> list[_Mark] | None:
    """For each entry its head, where its two labels begin, and where it ends.

    None unless the numbers run 1, 2, 3, … and each entry has both labels once, in order, each
    behind a separator.
    """
    count = text.count("指标值")
    if not count or count % 2 or not text.startswith("1、"):
        return None
    pattern = exact_head()
    head = pattern.match(text)
    marks: list[_Mark] = []
    for number in range(2, count // 2 + 2):
        if head is None:
            return None
        period = text.find("实施周期指标值", head.end())
        annual = text.find("年度指标值", period)
        if period < 0 or annual < 0:
            return None
        last = number > count // 2
        stop = len(text) if last else text.find(f"{number}、", annual)
        following = None if last else pattern.match(text, stop)
        before = text[period - 1] + text[annual - 1] + (text[stop - 1] if not last else ";")
        after = text[period + 7] + text[annual + 5 : annual + 6]
        if before.strip(SEPARATORS) or after.strip(":：") or stop < annual or len(after) < 2:
            return None
        marks.append((head, period, annual, stop))
        head = following
    if _HIDDEN_HEAD.search(text, marks[-1][2]):
        return None
    return marks


_NO_DOUBT: tuple[Doubt, ...] = ()
