"""The marks by which entries of an indicator cell are found: heads and the two target labels."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from jixiao.model import Level, level_codes
from jixiao.text import fold, likeness

SEPARATORS = ";；:：,，。"
_SEP = f"[{SEPARATORS}]"
_DASH = "[-－—–‐‑]"
_LOOSE_DASH = "[-－—–‐‑−一~～_]"
NUMBER_MARKS = "、.．､"
_ALIKE = 0.66  # two of three characters of a label

_ENDINGS = ";；,，:："
# What makes the words a label: a colon, or a number right behind, or the end of a cut cell.
_COLON = r"(?:[:：;；]+|(?=[\d≥≤>＞<＜$])|$)"
PERIOD, ANNUAL, HEAD = "p", "y", "h"
PERIOD_LABEL, ANNUAL_LABEL = "实施周期指标值", "年度指标值"


class Token(msgspec.Struct, frozen=True):
    """One mark. Spans are (start, end) or None; ``noise`` is what stands glued before a label.

    ``sound`` is the match of `SOUND_ENTRY` that a head begins, where its entry is undamaged.
    """

    kind: str
    start: int
    end: int
    number: tuple[int, int] | None = None
    level1: tuple[int, int] | None = None
    level2: tuple[int, int] | None = None
    noise: tuple[int, int] | None = None
    sound: re.Match[str] | None = None


def _sound_entry() -> re.Pattern[str]:
    """An undamaged entry: 「2、1-产出指标；11-数量指标；名称；实施周期指标值：1；年度指标值：1。」.

    White space may stand anywhere, but not inside a number. The groups are, in turn, a part (see
    `ENTRY_PARTS`) and the separators and white space behind it; together they are the entry.
    Names and values are trimmed as by `trimmed`, or, where this pattern cannot, not matched.
    """
    period, annual = (r"\s*".join(label) for label in (PERIOD_LABEL, ANNUAL_LABEL))
    plain = rf"[^\s{SEPARATORS}]++"
    words = rf"({plain}(?:[\s{SEPARATORS}]++(?!\d{{1,3}}、|{period}|{annual}){plain})*+。?)"
    tail = rf"[\s{_ENDINGS}]*{_SEP}\s*"
    level = rf"\s*{_DASH}\s*[㐀-鿿\s]{{2,20}}(?<!\s))(\s*{_SEP}\s*)"
    return re.compile(
        rf"(\d{{1,3}}、)(\s*)(\d{{1,2}}{level}(\d\d{level}{words}({tail})"
        rf"({period}\s*[:：])(\s*){words}({tail})({annual}\s*[:：])(\s*){words}"
        rf"({tail}(?:(?=\d{{1,3}}、)|\Z)|(?<!。)\s*\Z)"
    )


SOUND_ENTRY = _sound_entry()
ENTRY_PARTS = (
    "entry_number", "level", "level", "indicator_name",
    "label", "period_target", "label", "annual_target",
)  # fmt: skip
"""The parts of a sound entry, as kinds of the ledger."""
NAME_GROUP, PERIOD_GROUP, ANNUAL_GROUP = 7, 11, 15
"""Groups of `SOUND_ENTRY`; the group behind each is what stands between it and the next part."""


@cache
def _loose_pattern() -> re.Pattern[str]:
    """Heads and labels with one character misread, or a lost number or separator."""
    codes = level_codes()
    labels = "|".join(sorted({*codes.level1, *codes.level2}, key=len, reverse=True))
    first = rf"[\dlI|丨]{{1,2}}{_LOOSE_DASH}[㐀-鿿]{{2,10}}?"
    second = rf"[\dlI|丨]{{2}}{_LOOSE_DASH}(?:(?:{labels})|[㐀-鿿]{{2,10}}?(?={_SEP}|$))"
    period = _one_off(PERIOD_LABEL)
    annual = _one_off(ANNUAL_LABEL)
    return re.compile(
        # Where a mark can begin at all; the rest is tried nowhere else.
        rf"(?:(?<={_SEP})|(?=[\dlI|丨(（{PERIOD_LABEL[0]}{ANNUAL_LABEL[0]}]))(?:"
        rf"(?P<h>(?:[(（]?(?P<n>\d{{1,3}})[{NUMBER_MARKS},，)）])?(?P<l1>{first}){_SEP}*(?P<l2>{second}){_SEP}*)"
        rf"|(?:(?<={_SEP})(?P<pn>[0-9A-Za-z]{{1,2}}))?(?P<p>(?:{PERIOD_LABEL}|{period}){_COLON})"
        rf"|(?:(?<={_SEP})(?P<yn>[0-9A-Za-z]{{1,2}}))?(?P<y>(?:{ANNUAL_LABEL}|{annual}){_COLON})"
        # A label without its colon, or with a comma: taken only where the entry has no better one.
        rf"|(?<={_SEP})(?P<w>(?:(?P<wp>{PERIOD_LABEL})|{ANNUAL_LABEL})[,，]?)(?=[^{SEPARATORS}]))"
    )


def _one_off(label: str) -> str:
    """The label with any one character misread or lost, after a separator and before a colon."""
    variants = [
        f"{label[:index]}[^{SEPARATORS}]?{label[index + 1 :]}" for index in range(len(label))
    ]
    return rf"(?<={_SEP})(?:{'|'.join(variants)})(?=[:：])"


@lru_cache(maxsize=8)  # one damaged cell is looked at by several steps in a row
def loose_tokens(text: str) -> tuple[Token, ...]:
    """All marks of a text, damaged ones included, in order.

    Sound entries are found first, and the loose pattern looks only between them.
    """
    tokens: list[Token] = []
    weak: set[int] = set()
    position = 0
    for sound in SOUND_ENTRY.finditer(text):
        start = sound.start()
        if start < position or not _is_proven(sound):
            continue
        # No mark begins with a separator; there is mostly nothing else between two entries.
        if start > position and text[position:start].strip(SEPARATORS):
            position = _loose_between(text, position, start, tokens, weak)
        if start >= position:
            number, one, two, name, period, _, annual, value = sound.regs[1::2]
            span = (number[0], number[1] - 1)
            tokens += (
                Token(HEAD, start, name[0], span, one, two, sound=sound),
                Token(PERIOD, *period),
                Token(ANNUAL, *annual),
            )
            position = value[1]
    _loose_between(text, position, len(text) + 1, tokens, weak)
    return _without_weak(tokens, weak) if weak else tuple(tokens)


# What may hold a mark for the loose pattern: a piece of a label, or of a code.
_OF_LABEL = (":", "：", "指标", "标值", "度指", "期指")
_OF_CODE = re.compile(rf"[\dlI|丨]{_LOOSE_DASH}")


def _is_proven(sound: re.Match[str]) -> bool:
    """Whether the loose pattern too would find the three marks of an entry and no others."""
    start = sound.start()
    _, one, two, name, _, period, _, annual = sound.groups()[::2]
    words = f"{name}\n{period}\n{annual}"
    return (
        (start == 0 or sound.string[start - 1] in SEPARATORS)
        and sound_levels(one, two) is not None
        and _OF_CODE.search(words) is None
        and not any(piece in words for piece in _OF_LABEL)
    )


def _loose_between(text: str, position: int, stop: int, tokens: list[Token], weak: set[int]) -> int:
    """Append the marks that begin before ``stop``; the end of the last of them."""
    for match in _loose_pattern().finditer(text, position):
        if match.start() >= stop:
            break
        position = match.end()
        if match["h"]:
            number, one, two = (_span(match, group) for group in ("n", "l1", "l2"))
            tokens.append(Token(HEAD, match.start(), match.end(), number, one, two))
            continue
        period = match["p"] or match["wp"]
        group = "w" if match["w"] else "p" if period else "y"
        noise = None if match["w"] else _span(match, "pn" if period else "yn")
        if match["w"]:
            weak.add(len(tokens))
        tokens.append(Token(PERIOD if period else ANNUAL, *match.span(group), noise=noise))
    return position


def _without_weak(tokens: list[Token], weak: set[int]) -> tuple[Token, ...]:
    """Labels without colon are words of a name or value where the entry has the real label."""
    kept = []
    for index, token in enumerate(tokens):
        if index in weak:
            entry = _entry_around(tokens, index)
            strong = any(tokens[i].kind == token.kind and i not in weak for i in entry)
            behind_head = index > 0 and tokens[index - 1].end == token.start
            if strong or (behind_head and tokens[index - 1].kind == HEAD):
                continue
        kept.append(token)
    return tuple(kept)


def _entry_around(tokens: list[Token], index: int) -> range:
    first = index
    while first > 0 and tokens[first].kind != HEAD:
        first -= 1
    last = index + 1
    while last < len(tokens) and tokens[last].kind != HEAD:
        last += 1
    return range(first, last)


def _span(match: re.Match[str], group: str) -> tuple[int, int] | None:
    return match.span(group) if match[group] else None


def trimmed(text: str, start: int, end: int) -> int:
    """The end of a value or name without the separators after it.

    A full stop is dropped only where nothing else ends the value: before another separator it
    is part of the value.
    """
    kept = len(text[start:end].rstrip(_ENDINGS)) + start
    if kept == end and end > start and text[end - 1] == "。":
        kept = len(text[start : end - 1].rstrip(_ENDINGS)) + start
    return kept


class ReadLevel(NamedTuple):
    """A level as printed (code, label), what it is understood as, and whether it was misread."""

    code: str | None
    label: str | None
    understood: str | None
    misread: bool


_LEVEL = re.compile(
    rf"(?P<code>[\dlI|丨]{{1,2}})?(?P<dash>{_LOOSE_DASH})?(?P<label>\S*)", re.DOTALL
)


@lru_cache(maxsize=4096)
def read_level(text: str, *, second: bool) -> ReadLevel:
    """Split 「11-数量指标」 into code and label, and find the code it means.

    The code is understood where code and label agree, the label up to one misread character in
    three; or where only the label is left and it is exact.

    >>> read_level("1一产出指标", second=False)
    ReadLevel(code='1', label='产出指标', understood='1', misread=True)
    >>> read_level("12-数量指标", second=True).understood is None
    True
    """
    match = _LEVEL.fullmatch(text)
    assert match is not None
    code = fold(match["code"]) if match["code"] else None
    label = match["label"] or None
    codes = level_codes()
    known = codes.level2 if second else codes.level1
    if label is None:
        return ReadLevel(code, None, None, misread=False)
    key = fold(label)
    by_label = known.get(key)
    plain = match["dash"] is None or fold(match["dash"]) in "-—–‐‑"
    if by_label is not None:
        digits = code.translate(str.maketrans("lI|丨", "1111")) if code else by_label
        understood = by_label if digits == by_label else None
        return ReadLevel(
            code, label, understood, misread=not (plain and digits == (code or digits))
        )
    if code is not None:
        alike = [
            c
            for other, c in known.items()
            if c == code and likeness(other, key, least=_ALIKE) >= _ALIKE
        ]
        if alike:
            return ReadLevel(code, label, alike[0], misread=True)
    return ReadLevel(code, label, None, misread=False)


class SoundLevels(NamedTuple):
    """The levels of an undamaged head, and the code of the second."""

    level1: Level
    level2: Level
    code: str


_SOUND_LEVEL = re.compile(r"(\d+).(.+)")


@lru_cache(maxsize=4096)
def sound_levels(one: str, two: str) -> SoundLevels | None:
    """The levels of an undamaged head; None where a label is not known or does not fit its code."""
    first, second = (_SOUND_LEVEL.fullmatch("".join(level.split())) for level in (one, two))
    assert first is not None
    assert second is not None
    codes = level_codes()
    if not {first[2], second[2]} <= {*codes.level1, *codes.level2}:
        return None
    code = read_level(f"{second[1]}-{second[2]}", second=True).understood
    if code is None:
        return None
    return SoundLevels(Level(fold(first[1]), first[2]), Level(fold(second[1]), second[2]), code)


def is_level(text: str) -> bool:
    """Whether a field of an entry is a level, perhaps cut or misread, and not a name."""
    match = _LEVEL.fullmatch(text)
    if match is None or not match["label"]:
        return False
    codes = level_codes()
    labels = {*codes.level1, *codes.level2}
    key = fold(match["label"])
    if match["code"] and match["dash"]:
        return any(likeness(label, key, least=_ALIKE) >= _ALIKE for label in labels)
    return key in labels
