"""An entry is never without its act, nor the act without its entry."""

import pytest
from django.db import transaction
from tests.web.conftest import NOW

from jixiao.web.audit.models import AuditEntry, AuditHead
from jixiao.web.audit.services import Subject, audit_record, digest_of, seal_of


def test_an_entry_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        audit_record(action="site.backup", actor=None, at=NOW, subject=Subject("site", "", ""))


def test_each_entry_is_keyed_on_the_one_before(office):
    entries = list(
        AuditEntry.objects.filter(chain=f"org-{office.department.pk}").order_by("number")
    )

    assert len(entries) > 5
    previous = ""
    for number, one in enumerate(entries, start=1):
        assert one.number == number
        assert one.digest == digest_of(one, previous)
        previous = one.digest
    head = AuditHead.objects.get(chain=f"org-{office.department.pk}")
    assert (head.count, head.digest) == (len(entries), previous)
    assert head.seal == seal_of(head)


def test_an_unknown_action_undoes_the_act(office):
    with pytest.raises(KeyError):
        _rename_without_a_known_action(office.department)

    office.department.refresh_from_db()
    assert office.department.name == "某某市商务局"


@transaction.atomic
def _rename_without_a_known_action(org):
    org.name = "改名"
    org.save()
    audit_record(action="no.such", actor=None, at=NOW, subject=Subject("org", "1", ""), org=org)
