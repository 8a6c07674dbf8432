"""What people say beside a table: comments on a line, findings accepted with a reason."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.web.records.models.tables import ObjectiveTable


class Comment(models.Model):
    """批注 on a table, a project, an indicator or one field of it, until it is resolved.

    ``suggested`` is what the author would write into the field; null is no suggestion, an empty
    text suggests to leave it blank. ``outcome`` says how it was resolved, ``answer`` in what words.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        ACCEPTED = "accepted", _("已采纳")
        RESOLVED = "resolved", _("已处理")

    table = models.ForeignKey(ObjectiveTable, models.CASCADE, related_name="comments")
    project_key = models.UUIDField(null=True, blank=True, db_index=True)
    indicator_key = models.UUIDField(null=True, blank=True)
    field = models.CharField(max_length=60, blank=True)
    text = models.TextField(_("批注"))
    suggested = models.TextField(_("建议值"), null=True, blank=True)
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(_("答复"), blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.text[:40]


class AcceptedFinding(models.Model):
    """接受的问题: a finding that stays, and why; as `jixiao.checking.Accepted`, keyed on names."""

    table = models.ForeignKey(ObjectiveTable, models.CASCADE, related_name="accepted_findings")
    rule = models.CharField(max_length=20)
    project = models.TextField(_("项目名称"), blank=True)
    indicator = models.TextField(_("指标名称"), blank=True)
    reason = models.TextField(_("理由"))
    until = models.DateField(_("有效期至"), null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once for a finding of a table."""

        constraints = (
            models.UniqueConstraint(
                fields=("table", "rule", "project", "indicator"), name="accepted_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.project}"
