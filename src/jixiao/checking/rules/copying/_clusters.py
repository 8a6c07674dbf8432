"""What the rules on copying share: groups of projects that say the same, and how to show them."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence

from jixiao.checking.policy import Policy
from jixiao.checking.subjects import ProjectSubject
from jixiao.text import without_years

_SHOWN = 6
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_DOCUMENT = re.compile(r"\w{1,6}[\[【〔(]?20[0-9]{2}[\]】〕)]?[0-9]+号")
_MARKS = re.compile(r"[\W_]")
_NUMBER = re.compile(r"[一二三四五六七八九十0-9]+$")


def clusters(
    projects: Iterable[ProjectSubject], key_of: Callable[[ProjectSubject], Hashable | None]
) -> list[tuple[ProjectSubject, ...]]:
    """Projects with the same key, two or more, in printed order; a key of None joins nothing."""
    found: dict[Hashable, list[ProjectSubject]] = {}
    for project in projects:
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
    if len({_core(one.name_key, policy) for one in projects}) == 1:
        return True
    by_nature = policy.pattern("copying_alike_by_nature")
    return all(by_nature.search(one.name_key) for one in projects)


def _core(name: str, policy: Policy) -> str:
    """A folded name without document numbers, notes in brackets, funds, years, running numbers."""
    bare = _BRACKETS.sub("", _DOCUMENT.sub("", without_years(name)))
    bare = _NUMBER.sub("", bare)
    return _MARKS.sub("", policy.pattern("copying_funds").sub("", bare)) or bare or name
