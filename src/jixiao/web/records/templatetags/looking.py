"""``{% load looking %}``: words for what the library calls by English keys."""

from decimal import Decimal

from django import template

from jixiao.web.records import words
from jixiao.web.records.assembly import tidy
from jixiao.web.records.revisions import title_of
from jixiao.web.records.selectors.fields import column_of

register = template.Library()


@register.filter
def word(key: str, kind: str) -> str:
    """The word of a key, such as ``{{ one.severity|word:"SEVERITIES" }}``; the key where it has none."""
    return getattr(words, kind).get(key, key)


@register.filter
def field_word(field: str) -> str:
    """What people call a field of a finding or a revision."""
    column = column_of(field)
    return words.FIELDS.get(column) or title_of(column)


@register.filter
def trail_word(key: str) -> str:
    """What people call a field of an entry of the trail."""
    return words.TRAIL.get(key) or field_word(key)


@register.filter
def printed(value: Decimal | None) -> str:
    """A number with thousands separators, as exact as it is."""
    if value is None:
        return ""
    text = format(value, ",f")
    return text.rstrip("0").rstrip(".") if "." in text and len(text.partition(".")[2]) > 2 else text


@register.filter
def money(value: Decimal | None) -> str:
    """An amount as printed, with two decimals at least; nothing for nothing."""
    return "" if value is None else format(tidy(value), ",f")


@register.filter
def without_command(reason: str) -> str:
    """A reason without the advice for the command line."""
    return reason.partition("；请用 --")[0]
