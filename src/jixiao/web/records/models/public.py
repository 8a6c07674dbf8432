"""What is public now, as rows to list, search and count; made anew from each disclosed version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.web.records.models.tables import ObjectiveTable, TableVersion


class PublicTable(models.Model):
    """公开的目标表. The row and its ``key`` stay when it is retracted, so that links can say so.

    ``key`` is the id of the static site. ``version`` is null while nothing is public.
    """

    table = models.OneToOneField(ObjectiveTable, models.CASCADE, related_name="public")
    key = models.CharField(max_length=12, unique=True)
    version = models.ForeignKey(
        TableVersion, models.RESTRICT, null=True, blank=True, related_name="+"
    )
    department = models.CharField(_("部门"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    amount_unit = models.CharField(_("金额单位"), max_length=10, blank=True)
    total = models.DecimalField(_("合计"), max_digits=20, decimal_places=6, null=True, blank=True)
    project_count = models.PositiveIntegerField(default=0)
    indicator_count = models.PositiveIntegerField(default=0)
    quantified_count = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(_("公开时间"))
    withdrawn_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)

    class Meta:
        """Newest year first."""

        ordering = ("-year", "department", "id")

    def __str__(self) -> str:
        return _("%(whose)s %(year)s 年") % {"whose": self.department, "year": self.year}


class PublicProject(models.Model):
    """公开的项目. A row whose project is no longer public keeps its ``key`` alone."""

    public_table = models.ForeignKey(PublicTable, models.CASCADE, related_name="projects")
    key = models.CharField(max_length=12)
    is_current = models.BooleanField(default=True)
    number = models.PositiveIntegerField(default=0)
    unit = models.CharField(_("单位"), max_length=300, blank=True)
    name = models.TextField(_("项目"), blank=True)
    objective = models.TextField(_("绩效目标"), blank=True)
    total = models.DecimalField(_("总计"), max_digits=20, decimal_places=6, null=True, blank=True)
    searched = models.TextField(blank=True)

    class Meta:
        """In printed order."""

        ordering = ("public_table_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("public_table", "key"), name="public_project_once"),
        )
        indexes = (
            models.Index(fields=("is_current", "public_table", "unit"), name="public_facets"),
        )

    def __str__(self) -> str:
        return self.name


class PublicIndicator(models.Model):
    """公开的指标; ``key`` is unique inside its project."""

    project = models.ForeignKey(PublicProject, models.CASCADE, related_name="indicators")
    key = models.CharField(max_length=12)
    position = models.PositiveIntegerField()
    class_code = models.CharField(_("类别"), max_length=5)
    is_quantified = models.BooleanField(_("定量"))
    name = models.TextField(_("指标"), blank=True)
    period_target = models.TextField(_("实施周期指标值"), blank=True)
    annual_target = models.TextField(_("年度指标值"), blank=True)
    searched = models.TextField(blank=True)

    class Meta:
        """In printed order."""

        ordering = ("project_id", "position")
        constraints = (
            models.UniqueConstraint(fields=("project", "key"), name="public_indicator_once"),
        )
        indexes = (
            models.Index(fields=("class_code", "is_quantified"), name="public_class_facets"),
        )

    def __str__(self) -> str:
        return self.name
