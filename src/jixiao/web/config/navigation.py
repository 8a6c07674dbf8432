"""The main navigation and the tabs of administration: what there is, and for which roles."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jixiao.workflow import Role


class Entry(NamedTuple):
    """One link; no roles means everybody who is logged in."""

    name: str
    title: Promise
    roles: frozenset[Role] = frozenset()


NAVIGATION = (
    Entry("home", _("我的工作")),
    Entry("imports", _("导入"), frozenset({Role.PREPARER, Role.HEAD, Role.AUDITOR})),
    Entry("library", _("指标库")),
    Entry("search", _("检索")),
    Entry("people", _("管理"), frozenset({Role.ADMINISTRATOR})),
    Entry("trail", _("审计"), frozenset({Role.AUDITOR, Role.ADMINISTRATOR})),
)

OFFICE_TABS = (
    ("people", pgettext_lazy("tab", "人员")),
    ("units", _("部门和单位")),
    ("years", pgettext_lazy("tab", "年度")),
    ("health", _("运行状况")),
)
