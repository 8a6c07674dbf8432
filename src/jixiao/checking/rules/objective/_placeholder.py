"""Whether a goal says nothing, or only where something may be read."""

import re

from jixiao.checking.policy import Policy

_LONGEST = 48
_CLAUSE_ENDS = re.compile("[,;。]")


def says_nothing(key: str, policy: Policy) -> bool:
    """Whether each clause of a folded goal is a placeholder or a reference."""
    if len(key) > _LONGEST:
        return False
    nothing = policy.pattern("objective_placeholders")
    return all(nothing.fullmatch(one) for one in _CLAUSE_ENDS.split(key) if one)
