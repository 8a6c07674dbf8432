"""Words of the library and of data files in the language of the page; loaded in every template."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def said(word: str | None) -> str:
    """A word such as a state, a step or an amount unit, or several of them.

    `translations/make.py` names where such words stand; any other is told as it is.
    """
    return _("、").join(_(one) for one in word.split("、")) if word else ""
