"""The page of a rule, from its docstring: title, why, examples, known limits."""

import re
from typing import NamedTuple

from jixiao.checking.rule import Rule

_SECTIONS = {"Not allowed:": "not_allowed", "Allowed:": "allowed", "Known limits:": "limits"}


class Page(NamedTuple):
    """What a rule says of itself; an example is a table in the notation of the cases."""

    title: str
    why: str
    not_allowed: tuple[str, ...]
    allowed: tuple[str, ...]
    limits: str


def read_page(rule: Rule) -> Page:
    """The parts of a rule's docstring; examples are parted by blank lines."""
    title, _, rest = rule.page.partition("\n")
    parts: dict[str, list[str]] = {"why": [], **{name: [] for name in _SECTIONS.values()}}
    current = "why"
    for line in rest.splitlines():
        current = _SECTIONS.get(line.strip(), current)
        if line.strip() not in _SECTIONS:
            parts[current].append(line.strip())
    texts = {name: "\n".join(lines).strip() for name, lines in parts.items()}
    return Page(
        title,
        texts["why"],
        _blocks(texts["not_allowed"]),
        _blocks(texts["allowed"]),
        " ".join(texts["limits"].split()),
    )


def _blocks(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in re.split(r"\n\s*\n", text) if one.strip())
