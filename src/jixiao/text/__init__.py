"""Strings only: folding, similarity, near-duplicates, short content keys, safe display.

Nothing here knows what a target table is.
"""

from jixiao.text.beginnings import quick_pattern
from jixiao.text.fold import (
    ZERO_WIDTH,
    content_key,
    fold,
    is_blank,
    likeness,
    narrow,
    without_years,
)
from jixiao.text.radicals import RADICALS, plain_forms
from jixiao.text.shingles import bands, resemblance, shingles
from jixiao.text.spreadsheet import guarded, unguarded
from jixiao.text.trie import trie_pattern
from jixiao.text.visible import shown

__all__ = [
    "RADICALS",
    "ZERO_WIDTH",
    "bands",
    "content_key",
    "fold",
    "guarded",
    "is_blank",
    "likeness",
    "narrow",
    "plain_forms",
    "quick_pattern",
    "resemblance",
    "shingles",
    "shown",
    "trie_pattern",
    "unguarded",
    "without_years",
]
