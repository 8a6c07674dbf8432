"""What every page may name."""

from django.http import HttpRequest
from django.urls import reverse

import jixiao
from jixiao.web.accounts.selectors import roles_anywhere
from jixiao.web.config.navigation import NAVIGATION, OFFICE_TABS, Entry


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The links for this person, and the version for the foot of the page."""
    roles = roles_anywhere(request.user) if hasattr(request, "user") else frozenset()
    tabs = [reverse(name) for name, _title in OFFICE_TABS]
    links = [
        {"address": reverse(one.name), "title": one.title, "current": _current(request, one, tabs)}
        for one in NAVIGATION
        if not one.roles or one.roles & roles
    ]
    return {
        "navigation": links,
        "office_tabs": OFFICE_TABS,
        "jixiao_version": jixiao.__version__,
    }


def _current(request: HttpRequest, one: Entry, tabs: list[str]) -> str:
    """Of a link what `aria-current` says: "page", or "true" on a page below it; or nothing."""
    address, path = reverse(one.name), request.path
    if path == address:
        return "page"
    below = tabs if address in tabs else [address]
    return "true" if any(place != "/" and path.startswith(place) for place in below) else ""
