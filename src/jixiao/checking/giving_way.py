"""One fault is said once: a general rule is silent where a more specific one speaks.

Which rule gives way to which stands in the rule book (``gives_way_to``).
"""

from collections import defaultdict
from collections.abc import Sequence

from jixiao.checking.draft import Draft
from jixiao.model import Place


def without_repeated(drafts: Sequence[Draft]) -> list[Draft]:
    """The findings without those that a more specific rule makes at all of the same places.

    A rule that cannot tell has said nothing.
    """
    giving_way = [one for one in drafts if one.entry.gives_way_to]
    if not giving_way:
        return list(drafts)
    abouts = {id(one.about) for one in giving_way}
    codes = frozenset().union(*{one.entry.gives_way_to for one in giving_way})
    said: dict[tuple[int, str], set[Place]] = defaultdict(set)
    for one in drafts:
        code = one.rule.code
        if code in codes and id(one.about) in abouts and not one.unclear:
            said[id(one.about), code].update(one.at)
    silent = {id(one) for one in giving_way if _is_said(one, said)}
    return [one for one in drafts if id(one) not in silent]


def _is_said(one: Draft, said: dict[tuple[int, str], set[Place]]) -> bool:
    codes = one.entry.gives_way_to
    # What stands beside in another value would be lost, so all of it has to be said.
    places = [said[id(one.about), code] for code in codes if (id(one.about), code) in said]
    return bool(places) and set().union(*places).issuperset(one.at)
