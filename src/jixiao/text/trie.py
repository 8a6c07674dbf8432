"""Many words as one pattern, with one branch for each first character."""

import re
from collections.abc import Iterable
from typing import Any


def trie_pattern(words: Iterable[str], lookahead: dict[str, str] | None = None) -> str:
    """A pattern that finds the longest of many words.

    >>> trie_pattern(["个", "个月", "家"])
    '(?:个(?:月|)|家)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = (lookahead or {}).get(word, "")
    return _branch(tree)


def _branch(tree: dict[str, Any]) -> str:
    ends = tree.get("")
    branches = [re.escape(key) + _branch(node) for key, node in tree.items() if key]
    if not branches:
        return ends or ""
    joined = "|".join(branches)
    # An empty branch is faster than a group with a question mark.
    return f"(?:{joined})" if ends is None else f"(?:{joined}|{ends})"
