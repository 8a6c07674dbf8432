"""Where something stands in its source, in the language of the page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from jixiao import model
from jixiao.text import shown


def place_words(place: model.Place) -> str:
    """Where to look; empty where nothing is known.

    >>> place_words(model.Place(line=20, column=7)), place_words(model.Place(line=20))
    ('第 20 行第 7 列', '第 20 行')
    """
    if place.line is not None and place.column is not None:
        return _("第 %(line)s 行第 %(column)s 列") % {"line": place.line, "column": place.column}
    if place.line is not None:
        return _("第 %s 行") % place.line
    if place.page is not None:
        return _("第 %s 页") % place.page
    if place.cell is not None:
        return shown(f"{place.sheet} {place.cell}" if place.sheet else place.cell)
    return ""


def places_words(places: Iterable[model.Place]) -> tuple[str, ...]:
    """Each place once."""
    return tuple(dict.fromkeys(filter(None, map(place_words, places))))
