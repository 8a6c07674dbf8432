"""``{% load public %}``: words of the static site, places, typed targets, and charts."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jixiao import model
from jixiao.publishing.official.form import printed_amount
from jixiao.publishing.site.view import read_as
from jixiao.publishing.site.words import words
from jixiao.text import shown as visible
from jixiao.web.records.assembly import tidy

register = template.Library()


@register.filter
def word(key: str, section: str) -> str:
    """What the static site says for a key, in the language of the page."""
    pair = words().get(f"{section}.{key}")
    return key if pair is None else pair[1 if get_language() == "en" else 0]


@register.filter
def shown(text: str | None) -> str:
    """A text of the document with its invisible characters made visible."""
    return visible(text or "")


@register.filter
def shown_lines(text: str | None) -> str:
    """The same, in the lines that it has."""
    return "\n".join(map(visible, (text or "").split("\n")))


@register.filter
def amount(value: Decimal | int | None) -> str:
    """With thousands separators; money with the decimals as printed, a count without."""
    return f"{value:,}" if isinstance(value, int) else printed_amount(value)


@register.filter
def tidied(value: Decimal | None) -> Decimal | None:
    """An amount of the database without the zeros that it fills in."""
    return tidy(value)


@register.filter
def printed_at(places: tuple[model.Place, ...]) -> str:
    """Where a text stood in its document; blank where it was typed in here."""
    return _("、").join(dict.fromkeys(filter(None, map(_place, places or ()))))


def _place(place: model.Place) -> str:
    if place.page is not None:
        return _("印在第 %(n)s 页") % {"n": place.page}
    if place.line is not None:
        return _("印在第 %(n)s 行") % {"n": place.line}
    if place.cell is not None:
        sheet = visible(place.sheet or "")
        return _("印在工作表“%(sheet)s”%(cell)s") % {"sheet": sheet, "cell": place.cell}
    return ""


@register.filter
def typed(target: model.Target | None) -> str:
    """What a target says, as it is compared."""
    parts = [
        " ".join(filter(None, (word(kind, "kind"), visible(said))))
        for kind, said in read_as(target)
    ]
    return " · ".join(parts)


@register.simple_tag
def chart(bars: list[Any], section: str = "") -> dict[str, Any]:
    """The data of a chart; amounts as text, so that nothing is lost on the way."""
    labels = [word(one.label, section) if section else visible(one.label) for one in bars]
    values = [str(one.value) for one in bars]
    return {"labels": labels, "values": values, "said": [amount(one.value) for one in bars]}


@register.simple_tag(takes_context=True)
def asked_with(context: dict[str, Any], name: str, value: Any) -> str:
    """The address of the search with one thing changed; blank takes it away."""
    query = {key: text for key, text in context["query"].items() if key not in (name, "page")}
    if value not in ("", None):
        query[name] = value
    return "?" + urlencode(query)
