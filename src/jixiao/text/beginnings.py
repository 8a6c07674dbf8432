"""What a regular expression can begin with, so that one look passes most of a text."""

import re
from itertools import groupby

_PLAIN = re.compile(r"[^\\\[\](){}.*+?|^$](?![?*+{])")
_ONE_SET = re.compile(r"\[[^\]]+\](?![?*+{])")
_REPEATS = ("?", "*", "+", "{")
_CAPTURES = re.compile(r"\((?!\?)|\(\?P")  # told apart by their order
_LONGEST = 1000
_WIDE = re.compile(r"-[\u3400-\uffff]")  # sets such as [一-鿿] take a millisecond each to compile
_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_SET = re.compile(r"\[\]?(?:\\.|[^\]\\])*\]")
_OPTIONAL = re.compile(r"(?:[?*]|\{(?:0|,)[0-9,]*\})[?+]?")


def quick_pattern(patterns: str) -> str:
    """The same pattern, passing at once where none of its branches can begin.

    The engine does so itself where each branch begins with a plain character, or the only branch
    with a set. Those that begin alike are tried together where no other could match before them. A
    branch that begins with ``^`` and then with anything is tried at the start alone. What is no
    pattern is left for the compiler to refuse.

    >>> quick_pattern("[甲乙]级|(?<!非)丙?丁"), quick_pattern("甲级|乙"), quick_pattern("甲?(?=乙)")
    ('(?=[甲乙丙丁])(?:[甲乙]级|(?<!非)丙?丁)', '甲级|乙', '(?=[甲乙])(?:甲?(?=乙))')
    >>> quick_pattern("^.乙|丙级"), quick_pattern("甲级|乙|(?:甲等|丙)[一二]")
    ('(?:^|(?=[丙]))(?:^.乙|丙级)', '甲(?:级|等[一二])|乙|丙[一二]')
    >>> quick_pattern("提升|丁|提高|[甲乙]级|提质")
    '(?=[提丁甲乙])(?:提(?:升|高)|丁|[甲乙]级|提质)'
    """
    try:
        branches = _branches(patterns)
        opened = [one for branch in branches for one in _opened(branch)]
        if all(map(_PLAIN.match, opened)) and not _CAPTURES.search(patterns):
            return _together(opened)
        first = _beginnings(branches)
        grouped = patterns if _CAPTURES.search(patterns) else _in_runs(opened)
        if first is None:
            inside = _beginnings([one for one in branches if one[:1] != "^"])
            return grouped if inside is None else f"{_gate(inside)}(?:{grouped})"
    except IndexError:
        return patterns
    if all(map(_PLAIN.match, branches)) or (len(branches) == 1 and _ONE_SET.match(patterns)):
        return patterns
    return f"(?=[{first}])(?:{grouped})"


def _opened(branch: str) -> list[str]:
    """A branch that begins with a group as one for each branch of that, if that costs little."""
    end = _end(branch, 0) if branch.startswith("(?:") else 0
    if not end or branch[end : end + 1] in _REPEATS:
        return [branch]
    inside = _branches(branch[3 : end - 1])
    if len(inside) * (len(branch) - end) > _LONGEST or _WIDE.search(branch, end):
        return [branch]
    return [one for first in inside for one in _opened(first + branch[end:])]


def _together(branches: list[str]) -> str:
    """Those that begin with the same plain character in one group, where the first of them was."""
    found: dict[str, list[str]] = {}
    for one in branches:
        found.setdefault(one[0], []).append(one[1:])
    return "|".join(
        first + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0])
        for first, rest in found.items()
    )


def _in_runs(branches: list[str]) -> str:
    """The same branches, those together that begin alike and have only plain ones between them."""
    runs = groupby(branches, key=lambda one: _PLAIN.match(one) is not None)
    return "|".join(_together(list(run)) if plain else "|".join(run) for plain, run in runs)


def _gate(inside: str) -> str:
    """The start of a text, or one of these characters."""
    return f"(?:^|(?=[{inside}]))" if inside else "^"


def _beginnings(branches: list[str]) -> str | None:
    """The inside of a set of characters; None where a match can be empty or that is not plain."""
    found = [_beginning(branch) for branch in branches]
    return None if None in found else "".join(dict.fromkeys(one for one in found if one))


def _beginning(branch: str) -> str | None:
    found, at = "", 0
    while at < len(branch):
        one = branch[at]
        if one == "^":
            at += 1
            continue
        end = _end(branch, at)
        part = branch[at:end]
        if part.startswith(_AROUND):
            if part.startswith("(?=") and end == len(branch):  # nothing is left but to look ahead
                first = _beginnings(_branches(part[3:-1]))
                return None if first is None else found + first
            at = end
            continue
        may_be_empty = False
        if one == "(":
            inside = _branches(part[3:-1]) if part.startswith("(?:") else [""]
            may_be_empty = len(inside) > 1 and not inside[-1]
            first = _beginnings(inside[:-1] if may_be_empty else inside)
        elif one == "[":
            first = None if part[1] == "^" else _inside(part[1:-1])
        else:
            first = None if one in ".$" or (one == "\\" and part[1].isalnum()) else re.escape(part)
            first = part if one == "\\" and part[1] in "dsw" else first
        if first is None:
            return None
        found += first
        optional = _OPTIONAL.match(branch, end)
        if optional is not None:
            end = optional.end()
        elif not may_be_empty:
            return found
        at = end
    return None


def _inside(characters: str) -> str:
    """The inside of a set so that it can stand beside another's."""
    if characters[0] in "-]":
        characters = f"\\{characters}"
    return f"{characters[:-1]}\\-" if characters[-1] == "-" else characters


def _branches(pattern: str) -> list[str]:
    found, start, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "|":
            found.append(pattern[start:at])
            start = at = at + 1
        else:
            at = _end(pattern, at)
    return [*found, pattern[start:]]


def _end(pattern: str, at: int) -> int:
    """Where the character, set or group that begins here ends."""
    if pattern[at] == "\\":
        return at + 2
    if pattern[at] == "[" and (match := _SET.match(pattern, at)):
        return match.end()
    if pattern[at] != "(":
        return at + 1
    at += 1
    while pattern[at] != ")":
        at = _end(pattern, at)
    return at + 1
