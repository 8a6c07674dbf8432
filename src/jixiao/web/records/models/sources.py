"""Files that were brought in, what was read in them, and people's corrections of the reading."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceFile(models.Model):
    """来源文件: bytes by their hash; the same content is kept once for a department."""

    department = models.ForeignKey("accounts.OrgUnit", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("文件名"), max_length=255)
    size = models.PositiveBigIntegerField(_("大小"))
    uploaded_at = models.DateTimeField(_("上传时间"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """Once for a department."""

        constraints = (
            models.UniqueConstraint(fields=("department", "sha256"), name="source_once"),
        )

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """导入: one reading of a file, waiting to be accepted; nothing is in a table before that.

    ``reading`` is the JSON of `jixiao.keeping`, compressed; ``summary`` what lists say of it.
    ``asked`` grows each time it is to be read, so that only the answer to the last asking counts;
    ``attempts`` are the beginnings of that reading by the worker. ``undo`` is what the table held
    before it was accepted, or, once that is undone, what it held then; ``revision_after`` is the
    table's revision at that moment.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("排队中")
        READING = "reading", _("识读中")
        READY = "ready", _("待采用")
        FAILED = "failed", _("读不了")
        CANCELLED = "cancelled", _("已取消")
        ACCEPTED = "accepted", _("已采用")
        UNDONE = "undone", _("已撤销")

    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="imports")
    department = models.ForeignKey("accounts.OrgUnit", models.PROTECT, related_name="imports")
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    asked = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(_("问题"), blank=True)
    advice = models.TextField(_("建议"), blank=True)
    reading = models.BinaryField(null=True)
    summary = models.JSONField(default=dict, blank=True)
    amount_unit = models.CharField(_("金额单位（表上没有印）"), max_length=10, blank=True)
    table_number = models.PositiveSmallIntegerField(_("文件里第几张表"), default=0)
    undo = models.BinaryField(null=True)
    revision_after = models.PositiveIntegerField(null=True, blank=True)
    table = models.ForeignKey(
        "records.ObjectiveTable", models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="import_progress_is_percent"
            ),
        )

    def __str__(self) -> str:
        return self.source.name


class ReadingCorrection(models.Model):
    """更正: a person's answer to a repair or question, replayed when the content is read again.

    ``content`` has the fields of `jixiao.model.Correction`; ``about`` is the repair or question as
    it was, which a reading that follows the answer no longer shows.
    """

    department = models.ForeignKey("accounts.OrgUnit", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.JSONField()
    about = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.sha256[:8]} {self.content.get('action')}"
