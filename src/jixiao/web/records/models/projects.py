"""Projects and their indicators: the working copy that people fill in."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.web.records.models.fields import WithFunding, amount
from jixiao.web.records.models.tables import ObjectiveTable, TableUnit


class Project(WithFunding):
    """项目: the columns of the published form, and what only the declaration asks for.

    ``key`` stays the same through all versions. ``objective`` is 年度绩效目标, the one that is
    published. ``copied`` names the fields taken over from elsewhere and not touched since;
    ``places`` says where each part stood in the source (as in `jixiao.model.ProjectPlaces`).
    ``responsible_person`` is never published.
    """

    class Continuity(models.TextChoices):
        """项目属性."""

        NEW = "new", _("新增")
        CONTINUING = "continuing", _("延续")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(ObjectiveTable, models.CASCADE, related_name="projects")
    unit = models.ForeignKey(TableUnit, models.CASCADE, related_name="projects")
    position = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    name = models.TextField(_("项目名称"), blank=True)
    code = models.CharField(_("项目代码"), max_length=21, blank=True)
    category = models.CharField(_("项目类别"), max_length=60, blank=True)
    continuity = models.CharField(_("项目属性"), max_length=12, choices=Continuity, blank=True)
    start_year = models.PositiveSmallIntegerField(_("开始年度"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("结束年度"), null=True, blank=True)
    supervising_department = models.CharField(_("主管部门"), max_length=200, blank=True)
    implementing_unit = models.CharField(_("实施单位"), max_length=200, blank=True)
    responsible_person = models.CharField(_("负责人"), max_length=60, blank=True)
    basis = models.TextField(_("立项依据"), blank=True)
    objective = models.TextField(_("年度绩效目标"), blank=True)
    period_objective = models.TextField(_("实施周期绩效目标"), blank=True)
    period_total = amount(_("实施周期总计"))
    period_fiscal_appropriation = amount(_("实施周期财政拨款"))
    period_special_account_appropriation = amount(_("实施周期财政专户拨款"))
    period_other_funds = amount(_("实施周期其他资金"))
    copied = models.JSONField(default=list, blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    doubts = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=dict, blank=True)
    source = models.ForeignKey(
        "records.Import", models.SET_NULL, null=True, blank=True, related_name="projects"
    )
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """In printed order."""

        ordering = ("unit__position", "position", "id")
        indexes = (models.Index(fields=("table", "unit", "position")),)

    def __str__(self) -> str:
        return self.name or str(_("（未命名项目）"))


class Indicator(models.Model):
    """绩效指标: one row of the grid. A target that is not filled in is null, never an empty text.

    ``raw_text`` holds an entry that could only be read as a whole. ``copied`` as in `Project`;
    ``suggested`` stays for ever on what was taken from the library.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="indicators")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    level1_code = models.CharField(max_length=4, blank=True)
    level1_label = models.CharField(_("一级指标"), max_length=60, blank=True)
    level2_code = models.CharField(max_length=4, blank=True)
    level2_label = models.CharField(_("二级指标"), max_length=60, blank=True)
    name = models.TextField(_("指标名称"), blank=True)
    period_target = models.TextField(_("实施周期指标值"), null=True, blank=True)
    annual_target = models.TextField(_("年度指标值"), null=True, blank=True)
    raw_text = models.TextField(blank=True)
    weight = models.DecimalField(_("权重"), max_digits=6, decimal_places=2, null=True, blank=True)
    basis = models.TextField(_("设定依据"), blank=True)
    scoring_standard = models.TextField(_("评（扣）分标准"), blank=True)
    data_source = models.TextField(_("数据来源"), blank=True)
    evidence = models.TextField(_("佐证材料"), blank=True)
    copied = models.JSONField(default=list, blank=True)
    suggested = models.BooleanField(_("取自指标库"), default=False)
    doubts = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=dict, blank=True)

    class Meta:
        """In printed order."""

        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name


class ProjectRevision(models.Model):
    """修订: a project with its indicators after a save, for undo and for three-way merges.

    ``is_deletion`` marks what it was when it was deleted, for as long as it is not brought back.
    """

    project_key = models.UUIDField(db_index=True)
    table = models.ForeignKey(ObjectiveTable, models.CASCADE, related_name="project_revisions")
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    is_deletion = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """Newest first."""

        ordering = ("-revision",)
        indexes = (
            models.Index(
                fields=("table",), condition=models.Q(is_deletion=True), name="deleted_projects"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("project_key", "revision"), name="project_revision_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_key}#{self.revision}"


class TemplateIssue(models.Model):
    """填报模板: a workbook that was issued to be filled in, kept by its hash for the merge."""

    table = models.ForeignKey(ObjectiveTable, models.CASCADE, related_name="template_issues")
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField(_("时间"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.table} {self.issued_at:%Y-%m-%d %H:%M}"
