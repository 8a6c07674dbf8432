"""What a folded name or target tells under a policy, worked out when first asked for."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

from jixiao.checking.policy import Policy

_MOST = 20_000
_POLICIES = 8

_Told = TypeVar("_Told")


class _ByText(dict[str, _Told]):
    def __init__(self, tells: Callable[[str, Policy], _Told], policy: Policy) -> None:
        super().__init__()
        self._tells = tells
        self._policy = policy

    def __missing__(self, key: str) -> _Told:
        if len(self) >= _MOST:
            self.clear()
        found = self[key] = self._tells(key, self._policy)
        return found


def by_text(tells: Callable[[str, Policy], _Told]) -> Callable[[Policy], Mapping[str, _Told]]:
    """What a function says of each text, as a mapping for a policy.

    Names and targets come again and again, and a look-up needs no call: where a rule asks for
    most of them, it is faster than a cache of calls.
    """

    @lru_cache(_POLICIES)
    def of(policy: Policy) -> Mapping[str, _Told]:
        return _ByText(tells, policy)

    return of
