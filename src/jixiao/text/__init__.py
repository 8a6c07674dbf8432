"""Strings only: folding for comparison, similarity, short content keys.

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

__all__ = ["ZERO_WIDTH", "content_key", "fold", "is_blank", "likeness", "narrow", "without_years"]
