"""The fields of a project on its page."""

from collections.abc import Mapping

from django import template

from jixiao.web.records.returned import Change
from jixiao.web.records.sheet import titles

register = template.Library()


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
