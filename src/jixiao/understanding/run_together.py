"""Cells that recognition ran together: amounts side by side, a name or an objective with what follows."""

import re
from itertools import pairwise

from jixiao.model import RawCell
from jixiao.understanding.notes import Notes

_AMOUNT = r"-?\d[\d,，]*\.\d\d"
_AMOUNTS = re.compile(rf"\s*{_AMOUNT}(?:\s+{_AMOUNT})+\s*")
_NAME_AND_AMOUNTS = re.compile(
    rf"\s*(?=\S*[㐀-鿿])\S.*?\s*(?=(?<![\d.])(?:{_AMOUNT}\s*)+\Z)", re.DOTALL
)
# Not a measure, with which an objective may begin.
_AMOUNT_AND_TEXT = re.compile(
    rf"\s*(?:{_AMOUNT}\s*|[无/—–－-]\s+)(?=[㐀-鿿“《（(])(?![百千万亿元美个人次家倍项])"
)
_FIRST_HEAD = re.compile(r"1\s*[、.．]\s*\d{1,2}\s*[-－—–]\s*[㐀-鿿]{2}")
_DIGIT = re.compile(r"\d")
_SHORTEST_OBJECTIVE = 6
_LONGEST_NAME = 80


def parted(row: tuple[RawCell, ...], columns: int, notes: Notes) -> tuple[RawCell, ...]:
    """The row with cells that hold two or more columns taken apart, each a recorded repair.

    Only where the row has too few cells, and into no more than are missing.
    """
    missing = columns - len(row)
    for index in range(len(row) - 1, -1, -1):
        cuts = _cuts(row, index)
        if not 0 < len(cuts) <= missing:
            continue
        cell = row[index]
        edges = [0, *cuts, len(cell.text)]
        parts = [cell.part(low, high) for low, high in pairwise(edges)]
        texts = [part.text.strip()[:_LONGEST_NAME] for part in parts]
        if notes.repair(
            "cells_parted",
            at=(cell.at(0, len(cell.text)),),
            before="".join(texts),
            after="|".join(texts),
            reason="这一行少了几格，而这一格里有相邻几栏的内容，是识别时连成了一格。",
            confidence="likely",
        ):
            row = (*row[:index], *parts, *row[index + 1 :])
            missing -= len(cuts)
    return row


def _cuts(row: tuple[RawCell, ...], index: int) -> list[int]:
    """Where a cell is to be cut; nowhere in most."""
    text = row[index].text
    if index and (amount := _AMOUNT_AND_TEXT.match(text)):
        return [amount.end()]
    if _DIGIT.search(text) is None:
        return []
    if _AMOUNTS.fullmatch(text):
        return [match.start() for match in re.finditer(_AMOUNT, text)][1:]
    if index == 0 and len(text) <= _LONGEST_NAME and (name := _NAME_AND_AMOUNTS.match(text)):
        return [match.start() for match in re.compile(_AMOUNT).finditer(text, name.end())]
    head = _FIRST_HEAD.search(text)
    if head is None or _is_residue(text[: head.start()]):
        return []
    return [head.start()]


def _is_residue(lead: str) -> bool:
    """Whether what stands before the first entry is too short for an objective, or of an entry."""
    words = "".join(lead.split())
    return len(words) < _SHORTEST_OBJECTIVE or "指标" in words or words[-1] in "：:；;、"
