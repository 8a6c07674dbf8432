"""Amounts as officials read them."""

from decimal import Decimal

from django import template

from jixiao.model.table import AMOUNT_FIELDS

register = template.Library()


@register.filter
def amount(value: Decimal | None) -> str:
    """An amount with thousands marked; nothing where there is none.

    >>> amount(Decimal("77452.61")), amount(None)
    ('77,452.61', '')
    """
    return "" if value is None else f"{value:,}"


@register.filter
def columns(funding: object) -> list[Decimal | None]:
    """The four amounts of a row in their order."""
    return [getattr(funding, name) for name in AMOUNT_FIELDS]
