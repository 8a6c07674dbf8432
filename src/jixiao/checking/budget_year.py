"""What is known of a table's budget year, and in which years its deadlines end."""

import re
from itertools import pairwise
from typing import NamedTuple

from jixiao.model import Target, TargetValue

_LAST = re.compile(r"(20[0-9]{2})(?:[-T][0-9-]*)?$")
_YEAR = re.compile(r"(20[0-9]{2})年度?")


class BudgetYear(NamedTuple):
    """``year``, or where not ``exact`` the earliest it can be; ``why`` is empty where it was given.

    ``said`` are the words for a message that goes by it.
    """

    year: int
    exact: bool
    why: str

    @property
    def said(self) -> str:
        """预算年度2025年, and how that is known."""
        if not self.why:
            return f"预算年度{self.year}年"
        if self.exact:
            return f"预算年度{self.year}年（表上没有写，{self.why}）"
        return f"预算年度（表上没有写，{self.why}，不会早于{self.year}年）"


def years_of(target: Target | None) -> list[int]:
    """The years in which a target's deadlines end, also those before an amount: 6月底前发放500万元."""
    if target is None or target.value is None:
        return []
    found = []
    for one in target.value.parts or (target.value,):
        if one.date is None or (one.kind != "deadline" and not _is_by_then(one)):
            continue
        last = _LAST.match(one.date.rsplit("/", 1)[-1])
        # 2025年每月15日前: the day comes round, the year stands for itself.
        year = last or _YEAR.fullmatch(one.scope or "")
        if year is not None:
            found.append(int(year[1]))
    return found


def _is_by_then(value: TargetValue) -> bool:
    """Whether a number is to be reached by its date: 前 stands behind it."""
    roles = [span.role for span in value.spans]
    return any(pair == ("date", "comparator") for pair in pairwise(roles))
