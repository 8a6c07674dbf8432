"""Strings only: folding for comparison, similarity, short content keys, safe display.

Nothing here knows what a target table is.
"""

from jixiao.text.fold import ZERO_WIDTH, content_key, fold, is_blank, likeness, narrow
from jixiao.text.visible import shown

__all__ = ["ZERO_WIDTH", "content_key", "fold", "is_blank", "likeness", "narrow", "shown"]
