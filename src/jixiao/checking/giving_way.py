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
    giving_way = {id(one.about) for one in drafts if one.entry.gives_way_to}
    if not giving_way:
        return list(drafts)
    said: dict[tuple[int, str], set[Place]] = defaultdict(set)
    for one in drafts:
        if id(one.about) in giving_way and not one.unclear:
            said[id(one.about), one.rule.code].update(one.at)
    return [one for one in drafts if not (one.entry.gives_way_to and _is_said(one, said))]


def _is_said(one: Draft, said: dict[tuple[int, str], set[Place]]) -> bool:
    codes = one.entry.gives_way_to
    # What stands beside in another value would be lost, so all of it has to be said.
    places = [said[id(one.about), code] for code in codes if (id(one.about), code) in said]
    return bool(places) and set().union(*places).issuperset(one.at)
