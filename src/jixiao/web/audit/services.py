"""Writing to the trail: always inside the transaction of the act itself."""

import hashlib
import hmac
import json
import logging
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models, transaction

from jixiao.web.audit.actions import ACTIONS
from jixiao.web.audit.models import AuditEntry, AuditHead

_LOG = logging.getLogger("jixiao.audit")
_FIELDS = (
    "chain", "number", "actor_name", "action", "org_id", "org_name", "subject_kind", "subject_id",
    "subject_name", "before", "after", "reason",
)  # fmt: skip


class Subject(NamedTuple):
    """What an act was about; the name is copied."""

    kind: str
    id: str
    name: str


def audit_record(
    *,
    action: str,
    actor: models.Model | None,
    at: datetime,
    subject: Subject,
    org: models.Model | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Add one entry to the chain of the organisation's department.

    Must run in the transaction of the act, so that neither is ever without the other. Only the
    writers of one department wait for each other.

    Raises:
        KeyError: The action is not registered in `actions.toml`.
        RuntimeError: There is no transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit_record must run inside the transaction of the act")
    ACTIONS[action]
    chain = "site" if org is None else f"org-{org.path.split('/')[1]}"
    AuditHead.objects.get_or_create(chain=chain)
    head = AuditHead.objects.select_for_update().get(chain=chain)
    entry = AuditEntry(
        chain=chain,
        number=head.count + 1,
        at=at,
        actor=actor,
        actor_name="系统" if actor is None else str(actor),
        action=action,
        org=org,
        org_name="" if org is None else org.name,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_name=subject.name[:500],
        before=before,
        after=after,
        reason=reason,
    )
    entry.digest = digest_of(entry, head.digest)
    entry.save(force_insert=True)
    head.count, head.digest = entry.number, entry.digest
    head.seal = seal_of(head)
    head.save()
    transaction.on_commit(lambda: _told(entry))
    return entry


def _told(entry: AuditEntry) -> None:
    """Where logs go to another machine: that there is this entry, without what it says of whom."""
    _LOG.info(
        "%s %d %s user=%s %s=%s %s", entry.chain, entry.number, entry.action, entry.actor_id,
        entry.subject_kind, entry.subject_id, entry.digest,
    )  # fmt: skip


def digest_of(entry: AuditEntry, previous: str) -> str:
    """The keyed digest of an entry that follows on ``previous``."""
    content = {name: getattr(entry, name) for name in _FIELDS} | {
        "at": entry.at.astimezone(UTC).isoformat()
    }
    text = json.dumps([previous, content], ensure_ascii=False, sort_keys=True)
    return _keyed(text)


def seal_of(head: AuditHead) -> str:
    """The keyed digest of the end of a chain, so that a shortened chain shows."""
    return _keyed(f"{head.chain}|{head.count}|{head.digest}")


def _keyed(text: str) -> str:
    return hmac.new(settings.AUDIT_KEY, text.encode(), hashlib.sha256).hexdigest()
