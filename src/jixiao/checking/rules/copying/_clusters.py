"""What the rules on copying share: groups of projects that say the same, and how to show them."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from jixiao.checking.policy import Policy
from jixiao.checking.subjects import ProjectSubject
from jixiao.text import without_years

_SHOWN = 6
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_DOCUMENT = re.compile(r"\w{1,6}[\[【〔(]?20[0-9]{2}[\]】〕)]?[0-9]+号")
_MARKS = re.compile(r"[\W_]")
_NUMBERS = "一二三四五六七八九十0123456789"


def clusters(
    projects: Sequence[ProjectSubject],
    key_of: Callable[[ProjectSubject], Hashable | None],
    rough_of: Callable[[ProjectSubject], Hashable],
) -> list[tuple[ProjectSubject, ...]]:
    """Projects with the same key, two or more, in printed order; a key of None joins nothing.

    Projects with the same key have the same ``rough_of``, which tells of most that they are alone.
    """
    rough = list(map(rough_of, projects))
    often = Counter(rough)
    if len(often) == len(rough):
        return []
    found: dict[Hashable, list[ProjectSubject]] = {}
    for project in [one for one, its in zip(projects, rough, strict=True) if often[its] > 1]:
        key = key_of(project)
        if key is not None:
            found.setdefault(key, []).append(project)
    return [tuple(many) for many in found.values() if len(many) > 1]


def with_amounts(projects: Sequence[ProjectSubject]) -> str:
    """The projects with their amounts, as a person needs them to decide."""
    shown = []
    for one in projects[:_SHOWN]:
        total, unit = one.record.funding.total, one.table.record.amount_unit or ""
        amount = f"{total}{unit}" if total is not None else "金额不详"
        shown.append(f"“{one.name}”（{amount}）")
    more = f"等 {len(projects)} 个" if len(projects) > _SHOWN else ""
    return "、".join(shown) + more


def may_be_alike(projects: Sequence[ProjectSubject], policy: Policy) -> bool:
    """One project split over funds, their documents or units, or projects alike by nature."""
    first, *others = [one.name_key for one in projects]
    by_nature = policy.pattern("copying_alike_by_nature")
    if by_nature.search(first) and all(map(by_nature.search, others)):
        return True
    others = [one for one in others if one != first]
    core = _core(first, policy) if others else ""
    return all(_core(one, policy) == core for one in others)


def _core(name: str, policy: Policy) -> str:
    """A folded name without document numbers, notes in brackets, funds, years, running numbers."""
    bare = without_years(name)
    if "号" in name:
        bare = _DOCUMENT.sub("", bare)
    bare = _BRACKETS.sub("", bare).rstrip(_NUMBERS)
    return _MARKS.sub("", policy.pattern("copying_funds").sub("", bare)) or bare or name
