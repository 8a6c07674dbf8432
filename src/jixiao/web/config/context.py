"""What every page may name."""

from django.http import HttpRequest
from django.urls import reverse

import jixiao
from jixiao.web.accounts.selectors import roles_anywhere
from jixiao.web.config.navigation import NAVIGATION, OFFICE_TABS


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The links for this person, and the version for the foot of the page."""
    roles = roles_anywhere(request.user) if hasattr(request, "user") else frozenset()
    links = [
        {"address": reverse(one.name), "title": one.title}
        for one in NAVIGATION
        if not one.roles or one.roles & roles
    ]
    return {
        "navigation": links,
        "office_tabs": OFFICE_TABS,
        "jixiao_version": jixiao.__version__,
    }
