"""A short way to write a table, for rule pages and cases; it goes through the real reader.

One thing a line, all but the entries optional:

    部门：某局            年度：2024           金额单位：万元
    合计：30.00           the grand total; left out, it is the sum
    单位：某局 | 30.00     a spending unit; left out, there is one, with the sum
    项目：甲项目 | 10.00 | 8.00 | | 2.00     总计, 财政拨款, 专户, 其他 (财政拨款 left out: as 总计)
    目标：……              its objective
    1、1-产出指标；……      its entries, as printed
    批复：2024-02-01       公开：2024-02-18      项目支出：30.00      说明：……    (`Companions`)
    上年：                 from here on it is the table of the year before

What begins with 「项目名称」 after 「原表：」 is taken as it stands, tabs and all. A tab may be written
⇥: a docstring keeps none.
"""

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import jixiao
from jixiao.checking import Companions
from jixiao.model import Reading

_HEADER = "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标"
_LINE = re.compile(
    r"^(部门|年度|金额单位|合计|单位|项目|目标|批复|公开|项目支出|说明)[：:]\s*(.*)$"
)


class Example(NamedTuple):
    """What a notation says."""

    reading: Reading
    earlier: tuple[Reading, ...]
    companions: Companions


def read_example(text: str) -> Example:
    """Read a notation through the real reader."""
    now, _, before = text.partition("上年：")
    reading, companions = _read(now)
    earlier = (_read(before)[0],) if before.strip() else ()
    return Example(reading, earlier, companions)


def _read(text: str) -> tuple[Reading, Companions]:
    facts: dict[str, str] = {}
    units: list[list[str]] = []
    projects: list[tuple[int, list[str], list[str], list[str]]] = []
    if "原表：" in text:
        head, _, raw = text.partition("原表：")
        facts = {
            match[1]: match[2] for line in head.splitlines() if (match := _LINE.match(line.strip()))
        }
        return _finish(raw.strip("\n").replace("⇥", "\t"), facts)
    for line in (line.strip() for line in text.splitlines()):
        match = _LINE.match(line)
        if not line:
            continue
        if match and match[1] == "单位":
            units.append(_cells(match[2]))
        elif match and match[1] == "项目":
            cells = _cells(match[2])
            projects.append((len(units), [*cells, "10.00"] if len(cells) == 1 else cells, [], []))
        elif match and match[1] != "目标":
            facts[match[1]] = match[2]
        else:
            if not projects:
                projects.append((len(units), ["某项目", "10.00"], [], []))
            (projects[-1][2] if match else projects[-1][3]).append(match[2] if match else line)
    units = units or [[facts.get("部门", "某局")]]
    lines = []
    sums = []
    for number, unit in enumerate(units):
        rows = [one for one in projects if max(1, one[0]) == number + 1]
        total = unit[1] if len(unit) > 1 else _sum(one[1][1] for one in rows)
        sums.append(total)
        lines.append("\t".join([unit[0], total, total, "", "", "", ""]))
        for _, money, objective, entries in rows:
            cells = [money[0], money[1], *(money[2:] or [money[1]])]
            cells += [""] * (5 - len(cells))
            lines.append("\t".join([*cells, "".join(objective), "".join(entries)]))
    grand = facts.get("合计", _sum(sums))
    table = [_HEADER, "\t".join(["合计", grand, grand, "", "", "", ""]), *lines]
    return _finish("\n".join(table), facts)


def _finish(table: str, facts: dict[str, str]) -> tuple[Reading, Companions]:
    head = [
        "项目支出绩效目标表", "", f"部门名称：{facts.get('部门', '某局')}", "",
        f"单位：{facts.get('金额单位', '万元')}", "",
    ]  # fmt: skip
    year = int(facts["年度"]) if "年度" in facts else None
    reading = jixiao.read("\n".join([*head, table]).encode(), "例.txt", year=year)
    days = {
        field: datetime.date.fromisoformat(facts[word])
        for word, field in (("批复", "approved_on"), ("公开", "disclosed_on"))
        if word in facts
    }
    money = Decimal(facts["项目支出"]) if "项目支出" in facts else None
    return reading, Companions(facts.get("说明"), money, **days)


def _cells(text: str) -> list[str]:
    return [one.strip() for one in text.split("|")]


def _sum(amounts: Iterable[str]) -> str:
    total = Decimal(0)
    for amount in amounts:
        try:
            total += Decimal(amount.replace(",", "") or "0")
        except InvalidOperation:
            continue
    return f"{total:.2f}"
