"""Two texts laid over each other, by characters and words as a Chinese reader would mark them."""

import re
from itertools import groupby

from jixiao.model import Piece, TextChange
from jixiao.text import ZERO_WIDTH, fold

_WHITE = re.compile(rf"[\s{ZERO_WIDTH}]+")
# A number or a Latin word changes as a whole; of Chinese each character counts.
_TOKEN = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]+|[A-Za-z]+|\s+|.", re.DOTALL)
_LARGEST = 400_000_000  # cells of the comparison; more would take too much memory
_SHORT = 2  # what stays the same between two changes must be longer to be worth showing


def squeezed(text: str | None) -> str:
    """A text without white space, which pages and cells put in at will.

    >>> squeezed("会 议数量"), squeezed(None)
    ('会议数量', '')
    """
    return _WHITE.sub("", text) if text else ""


def same_text(one: str | None, other: str | None) -> bool:
    """Whether two texts print the same but for white space."""
    return one == other or squeezed(one) == squeezed(other)


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two texts differ at most in the way of writing: full or half width, white space."""
    return same_text(one, other) or fold(one or "") == fold(other or "")


def text_change(before: str | None, after: str | None) -> TextChange:
    """What was deleted and inserted.

    >>> [(p.kind, p.text) for p in text_change("培训20次以上", "培训30次以上").pieces]
    [('same', '培训'), ('deleted', '20'), ('inserted', '30'), ('same', '次以上')]
    """
    one, other = before or "", after or ""
    # Which of several equally short ways is taken must not depend on the direction.
    if one <= other:
        return TextChange(before, after, _pieces(one, other))
    turned = {"deleted": "inserted", "inserted": "deleted", "same": "same"}
    pieces = [Piece(turned[one.kind], one.text) for one in _pieces(other, one)]  # type: ignore[arg-type]
    return TextChange(before, after, _ordered(pieces))


def _pieces(one: str, other: str) -> tuple[Piece, ...]:
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    most = min(len(left), len(right)) - head
    while tail < most and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    middle = _middle(left[head : len(left) - tail], right[head : len(right) - tail])
    pieces = [
        Piece("same", "".join(left[:head])),
        *middle,
        Piece("same", "".join(left[len(left) - tail :])),
    ]
    return _ordered([one for one in pieces if one.text])


def _middle(left: list[str], right: list[str]) -> list[Piece]:
    """The part between the common head and tail; runs of one kind."""
    if not left or not right or len(left) * len(right) > _LARGEST:
        return [Piece("deleted", "".join(left)), Piece("inserted", "".join(right))]
    # Comparing is all that needs the library.
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415

    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(token, len(numbers)) for token in side] for side in (left, right)]
    runs: list[tuple[bool, list[str], list[str]]] = []
    for same, steps in groupby(LCSseq.opcodes(*coded), key=lambda step: step.tag == "equal"):
        members = list(steps)
        old = left[members[0].src_start : members[-1].src_end]
        new = right[members[0].dest_start : members[-1].dest_end]
        runs.append((same, old, new))
    pieces: list[Piece] = []
    for number, (same, old, new) in enumerate(runs):
        around = runs[number - 1 : number] + runs[number + 1 : number + 2]
        if same and not _is_scrap(old, around):
            pieces.append(Piece("same", "".join(old)))
        else:
            pieces += [Piece("deleted", "".join(old)), Piece("inserted", "".join(new))]
    return pieces


def _is_scrap(same: list[str], around: list[tuple[bool, list[str], list[str]]]) -> bool:
    """Whether what stays the same between two changes reads better as a part of both.

    Between words that were only put in, or only taken out, even a single character is kept.
    """
    replaces = any(old for _, old, _ in around) and any(new for _, _, new in around)
    return len(around) == 2 and replaces and len("".join(same)) <= _SHORT


def _ordered(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Each change as one deletion and one insertion, in this order."""
    done: list[Piece] = []
    for same, run in groupby(pieces, key=lambda one: one.kind == "same"):
        members = list(run)
        for kind in ("same",) if same else ("deleted", "inserted"):
            text = "".join(one.text for one in members if one.kind == kind)
            if text:
                done.append(Piece(kind, text))  # type: ignore[arg-type]
    return tuple(done)
