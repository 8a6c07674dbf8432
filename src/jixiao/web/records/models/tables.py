"""Years, tables, the unit rows of a table, and its immutable versions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jixiao.web.records.models.fields import WithFunding
from jixiao.workflow import State

STATE_TITLES = {
    State.DRAFT: _("填报中"),
    State.SUBMITTED: _("待审"),
    State.RETURNED: _("已退回"),
    State.APPROVED: _("已批准"),
    State.DISCLOSED: _("已公开"),
}

GATES = (("error", _("错误")), ("warning", _("错误和警告")), ("info", _("任何问题")))


class BudgetYear(models.Model):
    """年度 of a department: whether it is open for work, and the profile of rules it is judged by.

    The gates say from which severity an unfinished finding stops a step; blank stops nothing.
    """

    department = models.ForeignKey("accounts.OrgUnit", models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("年度"))
    profile = models.CharField(_("规则方案"), max_length=60, blank=True)
    is_open = models.BooleanField(_("开放填报"), default=True)
    submit_gate = models.CharField(_("送审关口"), max_length=8, choices=GATES, blank=True)
    disclosure_gate = models.CharField(_("公开关口"), max_length=8, choices=GATES, default="error")

    class Meta:
        """Newest first."""

        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(fields=("department", "year"), name="year_once"),
            models.CheckConstraint(
                condition=models.Q(submit_gate__in=("", *dict(GATES))), name="submit_gate_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(disclosure_gate__in=[*dict(GATES)]),
                name="disclosure_gate_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=1990, year__lte=2100), name="year_is_sane"
            ),
        )

    def __str__(self) -> str:
        return _("%(whose)s %(year)s 年") % {"whose": self.department, "year": self.year}


class ObjectiveTable(WithFunding):
    """项目支出绩效目标表 of one department and year: the working copy and its state.

    The four amounts are the 合计 row as stated; null in all means that it is computed.
    ``revision`` grows with every change of anything in it.
    """

    department = models.ForeignKey("accounts.OrgUnit", models.PROTECT, related_name="tables")
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(
        _("状态"), max_length=12, choices=[(s.value, t) for s, t in STATE_TITLES.items()],
        default=State.DRAFT.value,
    )  # fmt: skip
    title = models.CharField(_("表名"), max_length=200, blank=True)
    department_printed = models.CharField(_("部门名称（印出）"), max_length=300, blank=True)
    amount_unit = models.CharField("金额单位", max_length=10, default="万元")
    revision = models.PositiveIntegerField(default=1)
    totals_are_stated = models.BooleanField(_("合计按填写"), default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    approved_at = models.DateTimeField(_("批准时间"), null=True, blank=True)
    disclosed_at = models.DateTimeField(_("公开时间"), null=True, blank=True)

    class Meta:
        """One table for a department and year."""

        ordering = ("-year", "department__path")
        constraints = (
            models.UniqueConstraint(fields=("department", "year"), name="table_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="table_state_is_known",
            ),
        )

    def __str__(self) -> str:
        return _("%(whose)s %(year)s 年") % {"whose": self.department, "year": self.year}


class TableUnit(WithFunding):
    """资金使用单位行: a row of the table that groups projects; amounts as stated, or computed.

    ``org`` is the unit it belongs to, for the scope of who may fill it in; null where the name of
    the row is no unit known here.
    """

    table = models.ForeignKey(ObjectiveTable, models.CASCADE, related_name="units")
    org = models.ForeignKey(
        "accounts.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("单位名称"), max_length=300, blank=True)
    position = models.PositiveIntegerField()
    totals_are_stated = models.BooleanField(_("小计按填写"), default=False)
    at = models.JSONField(default=list, blank=True)

    class Meta:
        """In printed order."""

        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name


class TableVersion(models.Model):
    """版本: what a table said at one moment; never changed, cited by number and hash.

    ``content`` is the reading as `jixiao.keeping` writes it, compressed with zlib; ``sha256`` is of
    the text before compression. Of a table one version at most is public; ``withdrawn_at`` is when
    it ceased to be. ``details`` of a disclosed version, never published: what was covered, what
    stood against it and why it was overridden; ``files`` are its downloads by form.
    """

    class Occasion(models.TextChoices):
        """Why a version was kept."""

        IMPORTED = "imported", pgettext_lazy("occasion", "导入")
        SUBMITTED = "submitted", pgettext_lazy("occasion", "送审")
        APPROVED = "approved", pgettext_lazy("occasion", "批准")
        DISCLOSED = "disclosed", pgettext_lazy("occasion", "公开")

    table = models.ForeignKey(ObjectiveTable, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("版本号"))
    occasion = models.CharField(_("缘由"), max_length=12, choices=Occasion)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(_("时间"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(_("说明"), blank=True)
    is_public = models.BooleanField(_("公开中"), default=False)
    withdrawn_at = models.DateTimeField(_("停止公开时间"), null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("table", "number"), name="version_once"),
            models.UniqueConstraint(
                fields=("table",), condition=models.Q(is_public=True), name="one_version_public"
            ),
        )

    def __str__(self) -> str:
        return _("%(table)s 第 %(n)s 版") % {"table": self.table, "n": self.number}
