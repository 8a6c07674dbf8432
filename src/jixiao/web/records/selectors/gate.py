"""What stands between an approved version and the public."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from jixiao import model, pipeline
from jixiao.publishing import blockers
from jixiao.web.records.assembly import unpack
from jixiao.web.records.models import ObjectiveTable, TableVersion
from jixiao.web.records.selectors.examining import judged, year_of


class ChangedMeanwhile(Exception):  # noqa: N818 - reads as what it says
    """What the person looked at is no longer what the table says."""


PERSONAL = ("PUB001",)
"""Rules on personal data: any finding of theirs stops disclosing."""

Redactions = Sequence[model.Redaction]


class Hindrance(NamedTuple):
    """One thing that stands against disclosing, where to mend it, and whether a reason overrides it."""

    kind: str
    message: str
    project: str | None = None
    can_be_overridden: bool = True


class Gate(NamedTuple):
    """What would become public, and all that stands against it.

    ``sha256`` is of the approved version, so that nobody discloses another than he looked at.
    """

    approved: TableVersion
    sha256: str
    reading: model.Reading
    redacted: tuple[model.Redacted, ...]
    ruleset: model.Ruleset
    hindrances: tuple[Hindrance, ...]


def gate_of(table: ObjectiveTable, *, redactions: Redactions, today: date) -> Gate:
    """The last approved version with its passages covered, before the gate."""
    approved = (
        table.versions.filter(occasion=TableVersion.Occasion.APPROVED).order_by("-number").first()
    )
    if approved is None:
        raise ChangedMeanwhile
    reading, redacted = pipeline.redacted(unpack(approved.content), redactions)
    check = judged(table, reading, stage="disclosed", today=today)
    severity = year_of(table).disclosure_gate
    found = [
        Hindrance(one.kind, one.message, one.finding.project if one.finding else None)
        for one in blockers(reading, check, severity=severity, personal=PERSONAL)
    ]
    found += [
        Hindrance(
            "redaction", _("要遮蔽的第 %(n)s 处文字在表中没有找到，请核对原文。") % {"n": number}
        )
        for number, one in enumerate(redacted, start=1)
        if not one.times
    ]
    found += [
        Hindrance("cannot_carry", str(one), can_be_overridden=False)
        for one in pipeline.uncarried(reading)
    ]
    return Gate(approved, approved.sha256, reading, redacted, check.ruleset, tuple(found))
