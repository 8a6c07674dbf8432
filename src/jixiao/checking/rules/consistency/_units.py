"""Which units of goal and indicator may count the same."""

from functools import lru_cache

from jixiao.checking.policy import Policy


@lru_cache(maxsize=8)
def _groups(policy: Policy) -> dict[str, frozenset[str]]:
    """For a unit those that count the same things: 台 and 部 of lifts, 株 and 棵 of trees."""
    found: dict[str, frozenset[str]] = {}
    persons = "=".join(policy.words("consistency_persons"))
    for line in (persons, *policy.words("consistency_alike_units")):
        group = frozenset(line.split("="))
        for one in group:
            found[one] = found.get(one, frozenset()) | group
    return found


def same_unit(one: str, other: str, policy: Policy) -> bool:
    """Whether two units count the same things, one for one."""
    return one == other or other in _groups(policy).get(one, ())


def interchangeable(one: str, other: str, policy: Policy) -> bool:
    """Whether two units may count the same thing; an area is no number of things."""
    if same_unit(one, other, policy):
        return True
    measures = policy.words("consistency_measures")
    if (one in measures) != (other in measures) and one and other:
        return False
    # 28个 are things, 48次 what is done to them.
    if {"个", "项"} & {one, other} and (one.endswith("次") or other.endswith("次")):
        return False
    anything = (*policy.words("consistency_any_unit"), "")
    return one in anything or other in (*anything, "%", "元", "亿", "美元")
