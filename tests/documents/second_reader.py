"""What an independent reader, pdfplumber, finds in a document: does it print what it should?"""

import io
import logging
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

import pdfplumber
from tests.documents.as_html import AFTER, HEAD, PROSE, WATERMARK
from tests.documents.budget import before, behind
from tests.documents.tables import HEADER, TITLE, Table

from jixiao.text import fold

# Radicals that some fonts name in place of the character they look like, beyond what NFKC folds.
_RADICALS = str.maketrans(
    "⻓⺠⻋⻰⻝⻔⻛⻚⻅⻉⻢⻥⻦⻨⻩⻬⻮⻘⻄⻆⻣⻤⻙⻲⻜戶",
    "长民车龙食门风页见贝马鱼鸟麦黄齐齿青西角骨鬼韦龟飞户",
)
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def characters(text: str) -> Counter[str]:
    return Counter(fold(text).translate(_RADICALS))


class Drawn(NamedTuple):
    """A character, with the middle of its square from the top left of its page."""

    text: str
    x: float
    y: float


@lru_cache(maxsize=32)
def drawn(content: bytes) -> list[list[Drawn]]:
    """The characters of each page; what a font says of its height is not to be believed."""
    found = []
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            found.append(
                [
                    Drawn(
                        one["text"],
                        (one["x0"] + one["x1"]) / 2,
                        page.height - one["matrix"][5] - one["size"] * 0.35,
                    )
                    for one in page.chars
                ]
            )
            page.close()
    return found


def disagreement(
    content: bytes, table: Table, budget: int = 0
) -> tuple[Counter[str], Counter[str]]:
    """Characters of the table that the document does not print, and others that it prints.

    The words of title, header, page numbers and what stands around the table are no others.
    """
    other = before(budget) + behind(budget) if budget else ""
    printed = characters("".join(one.text for page in drawn(content) for one in page))
    wanted = characters("".join("".join(line.cells) for line in table.lines))
    around = characters(
        "".join((*HEADER, TITLE, HEAD, *PROSE, *AFTER, WATERMARK, table.department, other))
    )
    known = set(around) | set("部门名称单位万元预算金额骑缝章第页-:0123456789")
    others = printed - wanted
    return wanted - printed, Counter({c: n for c, n in others.items() if c not in known})


def rows(content: bytes) -> list[tuple[str, ...]]:
    """The rows of the tables that pdfplumber finds, without white space."""
    found = []
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            for table in page.extract_tables():
                found += [
                    tuple(fold(cell or "").translate(_RADICALS) for cell in row) for row in table
                ]
            page.close()
    return found
