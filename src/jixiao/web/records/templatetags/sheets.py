"""The fields of a project on its page."""

from collections.abc import Mapping
from decimal import Decimal

from django import template

from jixiao.analysing.wording import text_change
from jixiao.model import Piece
from jixiao.model.table import AMOUNT_FIELDS
from jixiao.web.records.returned import Change
from jixiao.web.records.sheet import PERIOD_AMOUNTS, titles

register = template.Library()
_AMOUNTS = frozenset((*AMOUNT_FIELDS, *PERIOD_AMOUNTS))
_LONG = 20
"""Of a longer text one does not see at once what changed."""


@register.filter
def item(texts: Mapping[str, str], name: str) -> str:
    """One text of a sheet."""
    return texts[name]


@register.simple_tag
def field_title(name: str) -> str:
    """What a field of a project is called."""
    return titles()["project"][name]


@register.filter
def cell_title(cell: Change) -> str:
    """What the field of a changed cell is called."""
    return titles()["indicators" if cell.key else "project"][cell.field]


@register.filter
def cell_text(text: str, cell: Change) -> str:
    """The text of a changed cell; amounts with thousands marked."""
    return f"{Decimal(text):,}" if text and cell.field in _AMOUNTS and not cell.key else text


@register.filter
def cell_pieces(cell: Change) -> tuple[Piece, ...]:
    """A long text that changed, laid over what it was; nothing for others."""
    long = min(len(cell.ours), len(cell.theirs)) > _LONG
    return text_change(cell.ours, cell.theirs).pieces if long else ()
