"""What the name of an indicator measures, by the word at its end."""

import re

from jixiao.checking.by_text import by_text
from jixiao.checking.policy import Policy

_ENDS = frozenset(")。.;,:、%≥≤>")
_NEAR = 10  # letters in which money has to be named before a verb of paying
_TRAIL = re.compile(r"(?:\([^()]*\)|[。.;,:、%≥≤>])+$")


def head(name_key: str) -> str:
    """A folded name without trailing brackets and marks, so that its last word stands at the end.

    >>> head("全年消费品零售总额同比增长率(%)")
    '全年消费品零售总额同比增长率'
    """
    return name_key if name_key[-1:] not in _ENDS else _TRAIL.sub("", name_key)


def word(policy: Policy, words: str, text: str) -> str | None:
    """The first word of a list that a text holds."""
    found = policy.pattern(words).search(text)
    return found[0] if found else None


@by_text
def are_paying(name_key: str, policy: Policy) -> bool:
    """Whether a name says only that money was paid."""
    name = head(name_key)
    if policy.pattern("ind_paying").search(name) is None:
        verb = policy.pattern("ind_paid").search(name)
        if verb is None:
            return False
        before = name[max(0, verb.start() - _NEAR) : verb.start()]
        if policy.pattern("ind_money").search(before) is None:
            return False
    return policy.pattern("ind_paying_not").search(name) is None
