"""Many words as one pattern, with one branch for each first character."""

import re
from collections.abc import Iterable
from typing import Any


def trie_pattern(words: Iterable[str], lookahead: dict[str, str] | None = None) -> str:
    """A pattern that finds the longest of many words.

    >>> trie_pattern(["个", "个月", "家"])
    '(?:个(?:月|)|家)'
    >>> trie_pattern(["公里"])
    '(?:公里)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = (lookahead or {}).get(word, "")
    found = _branches(tree)
    return f"(?:{found})" if len(tree) == 1 and "" not in tree else found


def _branches(tree: dict[str, Any]) -> str:
    ends = tree.get("")
    branches = [re.escape(key) + _branches(node) for key, node in tree.items() if key]
    if ends is None:
        # A group that needs to be none would only take time to compile.
        return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    # An empty branch is faster than a group with a question mark.
    return f"(?:{'|'.join(branches)}|{ends})" if branches else ends
