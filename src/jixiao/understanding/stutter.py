"""Text that recognition read twice: found as an immediate repeat, left out, and recorded."""

import re
from collections.abc import Iterator
from itertools import combinations

from jixiao.text import fold
from jixiao.understanding.context import Context
from jixiao.understanding.entry_tokens import ANNUAL, HEAD, PERIOD, SEPARATORS, Token, loose_tokens
from jixiao.understanding.passage import Passage

_NUMBER = re.compile(r"^(\d{1,3})[、.．]")
_LONGEST_HEAD = 240
_ROUNDS = 8  # a stretch is hardly read more often than this
_SHORTEST = 6  # a repeat shorter than a label proves nothing


def without_stutter(passage: Passage, context: Context) -> Passage:
    """The passage without stretches that stand twice in a row around a repeated mark."""
    for _ in range(_ROUNDS):
        text = _one_separator(passage.text)
        windows: list[tuple[int, int]] = []
        for start, end in _repeats(text, loose_tokens(passage.text)):
            if windows and start < windows[-1][1]:
                continue
            if context.notes.repair(
                "repeat_dropped",
                at=passage.places(start, end),
                before=passage.printed(start, end),
                after="",
                reason="同一段文字紧接着又印了一次，是识别时重读，只留一次。",
                # A character at the seam may be lost with the repeat.
                confidence="likely",
                subject=context.subject,
            ):
                context.claims.claim(passage, start, end, "repeat")
                windows.append((start, end))
        if not windows:
            break
        passage = passage.without(windows)
    return passage


def _one_separator(text: str) -> str:
    """The text with one kind of separator: recognition reads them for one another."""
    for separator in SEPARATORS:
        text = text.replace(separator, ";")
    return text


def _repeats(text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Ranges that are read again behind them: a head with what follows it, or a name and label.

    The same head twice is a repeat where the first stops before its annual value, or both
    entries are the same throughout; a period label twice in an entry where equal text leads
    to both.
    """
    last: dict[str, Token] = {}
    words = ""
    labels = 0
    for index, token in enumerate(tokens):
        if token.kind == HEAD:
            head = text[token.start : _start(tokens, index + 1, len(text))]
            if last:
                yield from _read_again(text, tokens[index - 1].end, token)
            if HEAD in last and head == words:
                start = last[HEAD].start
                entry = text[start : token.start]
                if ANNUAL not in last or text.startswith(entry, token.start):
                    yield start, token.start
            last, words, labels = {HEAD: token}, head, 0
            continue
        labels += 1
        if token.kind == PERIOD and PERIOD in last and ANNUAL not in last and HEAD in last:
            window = _tandem(text, last[PERIOD].start, token.start, last[HEAD].start)
            if window is not None:
                yield window
        if token.kind == PERIOD and HEAD in last and ";" in text[last[HEAD].end : token.start - 1]:
            window = _anywhere(text, last[HEAD].start, token.end)
            if window is not None:
                yield window
        last[token.kind] = token
        if index + 1 == len(tokens) or tokens[index + 1].kind == HEAD:
            start = last[HEAD].start if HEAD in last else 0
            stop = _start(tokens, index + 1, len(text))
            # More traces of labels than labels: one of them was read in pieces.
            if text.count("指标值", start, stop) > labels:
                window = _anywhere(text, start, stop)
                if window is not None:
                    yield window


def _read_again(text: str, low: int, head: Token) -> Iterator[tuple[int, int]]:
    """A value and the beginning of the next head, read again before that head."""
    mark = text[head.start : head.number[1] + 1] if head.number else ""
    found = text.find(mark, low, head.start) if mark else -1
    if found >= 0:
        window = _tandem(text, found, head.start, low)
        if window is not None:
            yield window


def _anywhere(text: str, low: int, high: int) -> tuple[int, int] | None:
    """The first of two equal neighbouring stretches within one head and name."""
    if high - low > _LONGEST_HEAD:
        return None
    # A stretch that stands twice shows its first characters as far apart as it is long.
    begins: dict[str, list[int]] = {}
    for position in range(low, high - _SHORTEST + 1):
        begins.setdefault(text[position : position + _SHORTEST], []).append(position)
    apart = {
        two - one
        for found in begins.values()
        for one, two in combinations(found, 2)
        if _SHORTEST <= two - one <= (high - low) // 2
    }
    for distance in sorted(apart, reverse=True):
        run = 0
        for position in range(low, high - distance):
            run = run + 1 if text[position] == text[position + distance] else 0
            if run == distance:
                return position - distance + 1, position + 1
    return None


def _start(tokens: tuple[Token, ...], index: int, end: int) -> int:
    return tokens[index].start if index < len(tokens) else end


def _tandem(text: str, one: int, other: int, floor: int) -> tuple[int, int] | None:
    """The first of two equal neighbouring stretches whose distance is ``other - one``."""
    distance = other - one
    before = 0
    while (
        one - before > floor
        and before < distance
        and text[one - before - 1] == text[other - before - 1]
    ):
        before += 1
    after = 0
    while (
        after < distance and other + after < len(text) and text[one + after] == text[other + after]
    ):
        after += 1
    if distance < _SHORTEST or before + after < distance:
        return None
    start = min(one, one + after - distance)
    return start, start + distance


def without_overlap(passage: Passage, context: Context) -> Passage:
    """The passage of a row cut by a page, without the line that both halves show.

    The second half may begin again before the place where the first one stops: then the
    stretch from that place to the cut is dropped, and its last words kept in the record,
    since the two prints of them may differ.
    """
    for joint in passage.joints:
        text = _one_separator(passage.text)
        heads = [t for t in loose_tokens(passage.text) if t.kind == HEAD and t.start >= joint]
        if not heads or heads[0].start == joint:
            continue
        lead = text[joint : heads[0].start].strip(";")
        again = text.rfind(lead, 0, joint)
        if len(lead) < _SHORTEST or again < 0:
            continue
        level = heads[0].level1 or heads[0].level2
        assert level is not None
        shown = text[again + len(lead) : joint].strip(";")
        words = text[level[0] : level[0] + len(shown) + 8]
        if not _same_head(shown, words) or _counts_on(shown, text, heads[0]):
            continue
        if context.notes.repair(
            "overlap_dropped",
            at=passage.places(again, heads[0].start),
            before=passage.printed(again, heads[0].start),
            after=passage.printed(again, again + len(lead)),
            reason="换页处上下两半各印了同一行，重复的一行只留一次，条目以后一半为准。",
            confidence="likely",
            subject=context.subject,
        ):
            end_of_kept = again + len(lead)
            _ask_about_difference(passage, (joint - len(shown), joint), level[0], context)
            context.claims.claim(passage, end_of_kept, heads[0].start, "repeat")
            return passage.without([(end_of_kept, heads[0].start)])
    return passage


def _counts_on(shown: str, text: str, head: Token) -> bool:
    """Whether the entry that the page cuts has another number than the head behind the cut."""
    cut = _NUMBER.match(shown)
    return bool(cut and head.number and cut[1] != text[slice(*head.number)])


def _ask_about_difference(
    passage: Passage, shown: tuple[int, int], other: int, context: Context
) -> None:
    """Ask where the two prints of the line that was read twice are not the same."""
    low, high = shown
    stop = other + high - low
    one, two = passage.printed(low, high), passage.printed(other, stop)
    if _one_separator(fold(_NUMBER.sub("", one))) in _one_separator(fold(two)):
        return
    context.notes.question(
        "overlap_differs",
        f"换页处同一行印了两次，文字不同：上半“{one}”，下半“{two}”，以下半为准。",
        "请对照原件，看哪一个是对的。",
        at=passage.places(low, high) + passage.places(other, stop),
        subject=context.subject,
    )


def _same_head(shown: str, words: str) -> bool:
    """Whether the cut text before the joint begins like the head after it, number aside."""
    shown = _NUMBER.sub("", shown)
    if not shown:
        return True
    common = 0
    while common < min(len(shown), len(words)) and shown[common] == words[common]:
        common += 1
    return common >= min(len(shown), _SHORTEST)
