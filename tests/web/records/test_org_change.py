"""A department or unit is renamed: by whom, with what in the trail, and what is then found."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.web.conftest import NOW
from tests.web.records.drafting import drafted

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import LibrarySource, LibraryTally
from jixiao.web.records.selectors.library import library
from jixiao.web.records.services.orgs import org_change
from jixiao.web.records.services.searching import reindex_all


def _rename(org, name, actor):
    return org_change(org_id=org.pk, name=name, code="", is_active=True, actor=actor, at=NOW)


def _where(user, where):
    return {one.name for one in library(for_user=user, where=where).entries}


def _library():
    tallies = LibraryTally.objects.values_list("entry__key", "org", "times", "counted")
    sources = LibrarySource.objects.values_list("name", "searched", "version")
    return sorted(map(str, tallies)), sorted(map(str, sources))


def test_a_unit_is_renamed_with_its_old_name_in_the_trail(office):
    _rename(office.unit, "某某市投资促进中心", office.administrator)

    entry = AuditEntry.objects.latest("id")
    assert entry.before["name"] == "某某市招商中心"
    assert entry.after["name"] == "某某市投资促进中心"


def test_a_department_is_looked_up_by_its_new_name_at_once(office, bring_in, approve, disclose):
    disclose(approve(bring_in("tianhe")))
    drafted(office)
    before = _where(office.preparer, "某某市商务局")
    assert before

    _rename(office.department, "某某市投资促进局", office.administrator)

    for user in (office.preparer, office.stranger):  # who sees only what is disclosed, too
        assert _where(user, "某某市商务局") == set()
        assert _where(user, "投资促进局")
    assert _where(office.preparer, "投资促进局") == before
    assert _where(office.preparer, "投资促进局 招商") == {
        one.name for one in library(for_user=office.preparer, where="招商").entries
    }
    now = _library()
    reindex_all()
    assert _library() == now


def test_a_change_that_is_refused_leaves_all_as_it_was(office):
    drafted(office)

    with pytest.raises(PermissionDenied):
        _rename(office.department, "某某市投资促进局", office.preparer)
    with pytest.raises(PermissionDenied):
        _rename(office.stranger_department, "某某市投资促进局", office.administrator)
    with pytest.raises(ValidationError):
        _rename(office.unit, office.other_unit.name, office.administrator)

    assert _where(office.preparer, "投资促进局") == set()
    assert _where(office.preparer, "某某市商务局")
