"""Columns that several records share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jixiao.model.table import AMOUNT_FIELDS

AMOUNT_TITLES = dict(
    zip(AMOUNT_FIELDS, (_("总计"), _("财政拨款"), _("财政专户拨款"), _("其他资金")), strict=True)
)


def amount(title: str) -> models.DecimalField:
    """An amount in the table's own unit; blank is null, never zero."""
    return models.DecimalField(title, max_digits=20, decimal_places=6, null=True, blank=True)


class WithFunding(models.Model):
    """资金: the four columns of the published form."""

    total = amount(_("总计"))
    fiscal_appropriation = amount(_("财政拨款"))
    special_account_appropriation = amount(_("财政专户拨款"))
    other_funds = amount(_("其他资金"))

    class Meta:
        """Columns only."""

        abstract = True
