"""The main navigation: what there is, and for which roles."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jixiao.workflow import Role


class Entry(NamedTuple):
    """One link; no roles means everybody who is logged in."""

    name: str
    title: Promise
    roles: frozenset[Role] = frozenset()


NAVIGATION = (
    Entry("home", _("我的工作")),
    Entry("library", _("指标库")),
    Entry("search", _("检索")),
)
