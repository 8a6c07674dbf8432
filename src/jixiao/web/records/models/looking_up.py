"""What is derived from records so that it can be looked up: search entries, the indicator library.

All of it can be made anew from the records at any time; nothing here is in the trail.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.web.records.models.projects import Indicator, Project
from jixiao.web.records.models.tables import ObjectiveTable, TableVersion


class SearchEntry(models.Model):
    """What can be found of one row. Ids, not references: the index must be told before it goes.

    ``marks`` are words for narrowing: kind, year, table, and every organisation it belongs to.
    """

    class Kind(models.TextChoices):
        """What kind of row."""

        PROJECT = "project", _("项目")
        INDICATOR = "indicator", _("绩效指标")
        UNIT = "unit", _("单位")
        COMMENT = "comment", _("批注")

    kind = models.CharField(max_length=10, choices=Kind)
    row = models.BigIntegerField()
    table = models.BigIntegerField(db_index=True)
    project = models.BigIntegerField(null=True, db_index=True)
    name = models.TextField(blank=True)
    body = models.TextField(blank=True)
    marks = models.TextField()

    class Meta:
        """One for a row."""

        constraints = (models.UniqueConstraint(fields=("kind", "row"), name="search_row_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"


class LibraryIndicator(models.Model):
    """指标库: what is measured, in one class; ``key`` is its folded name without years and fillers.

    ``head`` and ``tail`` are the ends of the key, to find alike ones. ``uses`` is for the order.
    """

    class_code = models.CharField(_("类别"), max_length=4, blank=True)
    key = models.CharField(max_length=300)
    name = models.TextField(_("指标名称"))
    head = models.CharField(max_length=2)
    tail = models.CharField(max_length=2)
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        """The most used first."""

        ordering = ("-uses", "id")
        constraints = (
            models.UniqueConstraint(fields=("class_code", "key"), name="library_key_once"),
        )
        indexes = (
            models.Index(fields=("-uses", "id"), name="library_order"),
            models.Index(fields=("head",), name="library_head"),
            models.Index(fields=("tail",), name="library_tail"),
        )

    def __str__(self) -> str:
        return self.name


class LibrarySource(models.Model):
    """A project of a working copy (``project``) or of a disclosed version (``version``) with uses.

    ``path`` is where it belongs: the unit's organisation, else the department; of a version the
    department. ``searched`` are the names of project, unit and department as compared.
    """

    table = models.ForeignKey(ObjectiveTable, models.CASCADE, related_name="+")
    # It stays until its table is taken in again, which counts what is gone.
    project = models.OneToOneField(
        Project, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    version = models.ForeignKey(TableVersion, models.CASCADE, null=True, related_name="+")
    name = models.TextField(_("项目名称"), blank=True)
    path = models.CharField(max_length=500)
    searched = models.TextField(blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        indexes = (models.Index(fields=("path",), name="library_path"),)

    def __str__(self) -> str:
        return self.name


class LibraryUse(models.Model):
    """One indicator of a working copy (``indicator``) or of a disclosed version.

    ``number`` is a decimal as text: a database may keep fewer digits of a number than were written.
    """

    entry = models.ForeignKey(LibraryIndicator, models.CASCADE, related_name="+", db_index=False)
    source = models.ForeignKey(LibrarySource, models.CASCADE, related_name="uses")
    indicator = models.OneToOneField(
        Indicator, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    name = models.TextField(_("指标名称"))
    period_target = models.TextField(_("实施周期指标值"), null=True)
    annual_target = models.TextField(_("年度指标值"), null=True)
    comparator = models.CharField(_("计算符号"), max_length=16, blank=True)
    measure_unit = models.CharField(_("计量单位"), max_length=40, blank=True)
    number = models.CharField(_("数"), max_length=60, blank=True)
    place = models.CharField(_("来源位置"), max_length=60, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        indexes = (models.Index(fields=("entry", "source"), name="library_use_where"),)

    def __str__(self) -> str:
        return self.name


class LibraryTally(models.Model):
    """How an entry is used at and below an organisation: counted, so that no page counts uses.

    ``org`` is an id, 0 for all; what is below an organisation is counted for it too. ``counted`` has
    how often each name, comparator, unit and number occurs (`library_counts`).
    """

    entry = models.ForeignKey(LibraryIndicator, models.CASCADE, related_name="+")
    org = models.BigIntegerField()
    is_public = models.BooleanField()
    times = models.PositiveIntegerField()
    sources = models.PositiveIntegerField()
    counted = models.JSONField()

    class Meta:
        """One for an entry in a place."""

        constraints = (
            models.UniqueConstraint(
                fields=("org", "is_public", "entry"), name="library_tally_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.times}"
