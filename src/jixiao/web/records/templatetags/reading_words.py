"""The words for what a reading calls by English keys, and for places and amounts."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jixiao import model
from jixiao.publishing.site.words import words
from jixiao.web.records.models.fields import AMOUNT_TITLES
from jixiao.web.records.places import places_words

register = template.Library()
_MOST_PLACES = 3


def _said(section: str, key: str) -> str:
    chinese, english = words().get(f"{section}.{key}", (key, key))
    return english if (get_language() or "").startswith("en") else chinese


@register.filter
def repair_word(kind: str) -> str:
    """What kind of repair it is."""
    return _said("repair", kind)


@register.filter
def repaired(text: str, kind: str) -> str:
    """What stood there before a repair of some kind, or stands there after it."""
    return model.repaired_text(text, kind)


@register.filter
def question_word(kind: str) -> str:
    """What kind of doubt it is."""
    return _said("question", kind)


@register.filter
def amount(value: Decimal | str | None) -> str:
    """An amount with thousands separators; nothing where it is blank.

    >>> amount(Decimal("29458.63")), amount(None)
    ('29,458.63', '')
    """
    return "" if value is None or value == "" else format(Decimal(value), ",f")


@register.filter
def amount_title(field: str) -> str:
    """The title of an amount column."""
    return AMOUNT_TITLES.get(field, field)


@register.filter
def places(at: Iterable[Any]) -> str:
    """Where to look: the first few places, each once. Places may be records or dictionaries."""
    once = places_words(
        place if isinstance(place, model.Place) else model.Place(**place) for place in at or ()
    )
    words_ = _("、").join(once[:_MOST_PLACES])
    if len(once) > _MOST_PLACES:
        return _("%(places)s等 %(count)s 处") % {"places": words_, "count": len(once)}
    return words_


@register.filter
def sum_words(check: model.ArithmeticCheck) -> str:
    """What was added up, and what came of it."""
    added = {
        "spending_units": _("各单位"),
        "projects": _("各项目"),
        "funding": _("各资金来源"),
    }[check.by]
    return _("“%(name)s”%(column)s：印 %(printed)s，%(added)s相加 %(computed)s") % {
        "name": check.name or _("合计"),
        "column": AMOUNT_TITLES[check.column],
        "printed": amount(check.printed) or _("（空白）"),
        "added": added,
        "computed": amount(check.computed) or _("（空白）"),
    }


@register.filter
def verdict_word(check: model.ArithmeticCheck) -> str:
    """How a sum came out."""
    if check.verdict is model.Verdict.EXACT:
        return _("相符")
    if check.printed is None or check.computed is None:
        return _("不能判断")
    gap = amount(abs(check.printed - check.computed))
    return {
        model.Verdict.ROUNDING: _("四舍五入差 %s") % gap,
        model.Verdict.GAP: _("不符，差 %s") % gap,
        model.Verdict.UNDECIDED: _("不能判断"),
    }[check.verdict]


@register.filter
def level_words(one: model.Indicator) -> str:
    """The class of an indicator as printed, in short."""
    return one.level2.label or one.level1.label or ""


@register.filter
def joined(one: object, other: object) -> str:
    """Two texts or numbers as one text.

    >>> joined("p3.i", 0)
    'p3.i0'
    """
    return f"{one}{other}"


@register.filter
def field_of(record: Any, name: str) -> Any:
    """The field of a record that a variable names."""
    return getattr(record, name, None)
