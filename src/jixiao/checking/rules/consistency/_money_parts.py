"""The parts of a project's money that its goal lists: 由绿化40万元、墓碑25万元、零散设施18万元组成."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.checking.policy import Policy

_UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(10**8)}
_PART = re.compile(
    r"(?P<what>[^0-9,、;。:()]{2,16}?)(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"(?P<unit>亿元|万元|元)(?![/每])"
)
_JOINS = ("以及", "和", "及", "与")
_LEAST = 2
_BEFORE, _BEHIND = 24, 12


class Parts(NamedTuple):
    """Amounts that stand in a row: ``yuan`` is their sum, ``all_`` whether they are all of the money."""

    said: str
    yuan: Decimal
    all_: bool


def parts_of(text: str, policy: Policy) -> Iterator[Parts]:
    """The rows of amounts of a folded goal, each of another work of the project."""
    row: list[re.Match[str]] = []
    for match in [*_PART.finditer(text), None]:
        if row and match is not None and _follows(text, row[-1], match):
            row.append(match)
            continue
        if len(row) >= _LEAST:
            yield from _row(text, row, policy)
        row = [match] if match is not None else []


def _follows(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether only a comma, or a word that joins them, stands between two amounts."""
    between = text[one.end() : other.start()]
    return between in ("、", ",") or (not between and other["what"].startswith(_JOINS))


def _row(text: str, row: list[re.Match[str]], policy: Policy) -> Iterator[Parts]:
    start, end = row[0].start(), row[-1].end()
    begin = max(text.rfind("。", 0, start) + 1, start - _BEFORE)
    before, behind = text[begin:start], re.split("[。;]", text[end : end + _BEHIND])[0]
    said = text[start:end]
    if policy.pattern("consistency_not_own_money").search(said + behind[:1]):
        return
    lead = before + row[0]["what"]
    if policy.pattern("consistency_part_money_lead").search(lead) is None:
        return
    more = policy.pattern("consistency_part_money_more").search(before + said + behind)
    listed = policy.pattern("consistency_part_money_all").search(lead + "□" + behind)
    yuan = sum(
        (Decimal(one["number"].replace(",", "")) * _UNITS[one["unit"]] for one in row), Decimal(0)
    )
    yield Parts(said, yuan, listed is not None and more is None)
