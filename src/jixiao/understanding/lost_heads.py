"""Find the head of an entry that is misread beyond the pattern: by its number, or by a level."""

import re

from jixiao.understanding.entry_draft import Draft
from jixiao.understanding.entry_tokens import NUMBER_MARKS, SEPARATORS, is_level, read_level

_FIELD = re.compile(f"[^{SEPARATORS}]+")
_NUMBERED = re.compile(rf"(?:^|(?<=[{SEPARATORS}]))(\d{{1,3}})[{NUMBER_MARKS}]")

_CODED = re.compile(r"[、.．､]\s*\d{1,2}\s*[-－—–一]")
_CUT_HEAD = re.compile(r"\d{1,3}[、.．､](?:\d{0,2}[-－—]?[㐀-鿿]{0,5})?")


def is_cut(draft: Draft, text: str, end: int) -> bool:
    """Whether only the beginning of a head is left, at the very end of the cell."""
    return end == len(text) and bool(_CUT_HEAD.fullmatch(text, draft.start, end))


def coded_head(text: str, start: int, end: int, expected: int) -> Draft | None:
    """As `head_between`, but only a number that the code of a level follows, which may be cut."""
    found = head_between(text, start, end, expected)
    sure = found and found.number and _CODED.match(text, found.number[1])
    return found if sure else None


def head_between(text: str, start: int, end: int, expected: int | None) -> Draft | None:
    """A head by its number or by a field that is a level, anywhere in ``text[start:end]``.

    With ``expected`` only that number counts. None where the stretch holds no head.
    """
    begin = None
    for match in _NUMBERED.finditer(text, start, end):
        if expected is None or int(match[1]) == expected:
            begin = match
            break
    fields = list(_FIELD.finditer(text, start, end))
    if begin is not None:
        draft = Draft(begin.start(), number=begin.span(1))
        position = begin.end()
        # The first field starts behind the number and its mark.
        first = next((i for i, f in enumerate(fields) if f.end() > position), len(fields))
    else:
        first = next((i for i, f in enumerate(fields) if is_level(f.group())), len(fields))
        if first == len(fields):
            return None
        position = fields[first].start()
        draft = Draft(position)
    draft.open_at = position
    spans = [(max(match.start(), position), match.end()) for match in fields[first:]]
    levels = []
    for low, high in spans[:2]:
        # The last field is the name, unless it carries the code of a level.
        coded = text[low : low + 1].isdigit()
        if not is_level(text[low:high]) or (not coded and high == spans[-1][1]):
            break
        levels.append((low, high))
    if len(levels) == 1:
        second = read_level(text[slice(*levels[0])], second=True).understood
        draft.level1, draft.level2 = (None, levels[0]) if second else (levels[0], None)
    elif levels:
        draft.level1, draft.level2 = levels
    if levels:
        draft.open_at = min(levels[-1][1] + 1, end)
    return draft
