"""Strings only: folding for comparison, similarity, near-duplicates, short content keys.

Nothing here knows what a target table is.
"""

from jixiao.text.fold import (
    ZERO_WIDTH,
    content_key,
    fold,
    is_blank,
    likeness,
    narrow,
    without_years,
)
from jixiao.text.shingles import bands, resemblance, shingles

__all__ = [
    "ZERO_WIDTH",
    "bands",
    "content_key",
    "fold",
    "is_blank",
    "likeness",
    "narrow",
    "resemblance",
    "shingles",
    "without_years",
]
