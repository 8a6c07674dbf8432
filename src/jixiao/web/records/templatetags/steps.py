"""``{% load steps %}``: the steps of a table, and how parts of a record are said."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from jixiao import model
from jixiao.publishing.official.form import printed_amount
from jixiao.web.records.models import ObjectiveTable
from jixiao.web.records.selectors.tables import Steps, steps_of

register = template.Library()


@register.simple_tag(takes_context=True)
def steps_for(context: dict[str, Any], table: ObjectiveTable) -> Steps:
    """The steps that the person of this page may take with a table."""
    return steps_of(for_user=context["request"].user, table=table, now=timezone.now())


@register.filter
def amount(value: Decimal | None) -> str:
    """With thousands separators and the decimals as printed; nothing for nothing."""
    return printed_amount(value)


@register.filter
def severity(value: str) -> str:
    """The word of a severity."""
    return {"error": _("错误"), "warning": _("警告"), "info": _("信息")}.get(value, value)


@register.filter
def level(value: model.Level) -> str:
    """Code and label of a level."""
    return "-".join(part for part in (value.code, value.label) if part)
