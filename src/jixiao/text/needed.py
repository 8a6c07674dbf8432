"""Words that a pattern cannot do without, so that most texts are passed without a search."""

import importlib
from collections.abc import Iterable
from typing import Any

# The compiler's own reading of a pattern: nothing else knows for sure what a pattern asks for.
_parser: Any = importlib.import_module("re._parser")
_MOST = 400
_IGNORECASE = 2


def needed_words(pattern: str) -> frozenset[str] | None:
    """Of these words every match of a pattern holds at least one; None where there are none.

    >>> sorted(needed_words("资金.{0,8}(?:合规|合法)|经费[支到]付?率"))
    ['经费到付率', '经费到率', '经费支付率', '经费支率', '资金']
    """
    read = _parser.parse(pattern)
    if read.state.flags & _IGNORECASE:
        return None
    words = _best(_parts(read))
    if words is None:
        return None
    return frozenset(word for word in words if not any(word != o and o in word for o in words))


def _parts(items: Iterable[Any]) -> list[frozenset[str] | None]:
    """Of each stretch whose words are known in full: all of them; None parts the stretches."""
    found: list[frozenset[str] | None] = []
    stretch: frozenset[str] = frozenset({""})
    for operation, argument in items:
        words, exact = _words(str(operation), argument)
        if exact and len(stretch) * len(words or ()) <= _MOST:
            stretch = frozenset(one + other for one in stretch for other in words or ())
            continue
        found += [stretch, words]
        stretch = words if exact and words is not None else frozenset({""})
    return [*found, stretch]


def _words(operation: str, argument: Any) -> tuple[frozenset[str] | None, bool]:
    """What an item holds, and whether that is all of it."""
    if operation == "LITERAL":
        return frozenset({chr(argument)}), True
    if operation == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return frozenset(chr(code) for _, code in argument), True
    if operation in ("AT", "ASSERT", "ASSERT_NOT"):
        return frozenset({""}), True
    if operation == "SUBPATTERN":
        return (None, False) if argument[1] & _IGNORECASE else _of_branches([argument[3]])
    if operation == "BRANCH":
        return _of_branches(argument[1])
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = argument
        words, exact = _of_branches([inner])
        if exact and words is not None and (least, most) == (0, 1):
            return words | {""}, True
        return (words, exact and least == most == 1) if least else (None, False)
    return None, False


def _of_branches(branches: Iterable[Iterable[Any]]) -> tuple[frozenset[str] | None, bool]:
    found: frozenset[str] = frozenset()
    exact = True
    for branch in branches:
        parts = _parts(branch)
        best = parts[0] if len(parts) == 1 else _best(parts)
        if best is None:
            return None, False
        found |= best
        exact = exact and len(parts) == 1
    return found, exact


def _best(parts: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """The stretch with the longest words; one that may be empty says nothing."""
    telling = [one for one in parts if one and "" not in one]
    return max(telling, key=lambda one: (min(map(len, one)), -len(one)), default=None)
