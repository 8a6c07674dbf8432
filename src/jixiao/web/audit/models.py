"""The trail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """审计记录: one act; names are copied, so that it stays readable when what it names is gone.

    ``digest`` is keyed with the installation's secret over this entry and the digest before it in
    the same ``chain``, so a changed, dropped or inserted entry shows.
    """

    chain = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField(_("时间"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField(_("人员"), max_length=150)
    action = models.CharField(_("操作"), max_length=60, db_index=True)
    org = models.ForeignKey(
        "accounts.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    org_name = models.CharField(_("单位"), max_length=200, blank=True)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=64, blank=True, db_index=True)
    subject_name = models.CharField(_("对象"), max_length=500, blank=True)
    before = models.JSONField(_("之前"), null=True, blank=True)
    after = models.JSONField(_("之后"), null=True, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        """The order in a chain."""

        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("chain", "number"), name="audit_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.chain}#{self.number} {self.action}"


class AuditHead(models.Model):
    """The end of a chain: how many entries it has and the last digest, keyed itself."""

    chain = models.CharField(max_length=40, primary_key=True)
    count = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
    seal = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.chain}: {self.count}"
