"""``{% load looking %}``: words for what the library calls by English keys."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.checking import load_pack, profiles
from jixiao.web.accounts.models import ROLE_TITLES
from jixiao.web.records import words
from jixiao.web.records.assembly import tidy
from jixiao.web.records.models.tables import GATES, STATE_TITLES
from jixiao.web.records.revisions import title_of
from jixiao.web.records.selectors.fields import column_of

register = template.Library()
_TOLD = {
    "state": {state.value: title for state, title in STATE_TITLES.items()},
    "role": {role.value: title for role, title in ROLE_TITLES.items()},
    "submit_gate": dict(GATES) | {"": gettext_lazy("不拦")},
    "disclosure_gate": dict(GATES),
    "profile": {"": gettext_lazy("通用")},
}
"""Fields of the trail whose values are keys, and the words of these."""


@register.filter
def word(key: str, kind: str) -> str:
    """The word of a key, such as ``{{ one.severity|word:"SEVERITIES" }}``; the key where it has none."""
    return getattr(words, kind).get(key, key)


@register.filter
def profile_title(name: str) -> str:
    """What a profile of rules is called; its name where there is no longer one of that name."""
    return load_pack(name).description if name in profiles() else name


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
def trail_value(value: object, key: str = "") -> str:
    """What a field of the trail says, in words; what is nested is told in order, never as code."""
    if isinstance(value, str) and value in _TOLD.get(key, {}):
        return str(_TOLD[key][value])
    if value in (None, "", [], {}):
        return "—"
    if isinstance(value, dict):
        parts = (f"{trail_word(name)}：{trail_value(one, name)}" for name, one in value.items())
        return "；".join(parts)
    if isinstance(value, list):
        return _("、").join(trail_value(one) for one in value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)


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
