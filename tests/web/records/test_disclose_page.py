"""The page before disclosing: everything that stands against it, covering, a reason."""

import pytest
from tests.web.conftest import approved, brought_in

from jixiao.web.records.models import PublicTable


def furnish_once(office):
    return approved(office, brought_in(office, "huadu"))


@pytest.fixture
def huadu(office):
    return office.furnished


def test_all_obstacles_are_listed_at_once(huadu, office, log_in):
    answer = log_in(office.head).get(f"/tables/{huadu.pk}/step/disclose/")

    found = answer.context["disclosure"].obstacles
    assert len(found) == 19
    assert all(one.project_key for one in found if one.hindrance.project)


def test_without_a_reason_nothing_is_disclosed_and_what_was_typed_stays(huadu, office, log_in):
    client = log_in(office.head)
    rows = {"cover": ["中小企业"], "cover_by": ["某类"], "cover_in": [""], "cover_why": ["试"]}

    answer = client.post(f"/tables/{huadu.pk}/act/disclose/", rows)

    assert answer.status_code == 422
    assert 'value="中小企业"' in answer.content.decode()
    assert not PublicTable.objects.exists()


def test_a_preview_counts_what_would_be_covered_and_changes_nothing(huadu, office, log_in):
    client = log_in(office.head)
    rows = {"cover": ["没有这样的字"], "cover_by": [""], "cover_in": [""], "cover_why": ["试"]}

    answer = client.post(f"/tables/{huadu.pk}/act/disclose/", rows | {"preview": "1"})

    assert answer.status_code == 200
    kinds = [one.hindrance.kind for one in answer.context["disclosure"].obstacles]
    assert "redaction" in kinds
    assert not PublicTable.objects.exists()


def test_covering_needs_a_reason_each(huadu, office, log_in):
    rows = {"cover": ["中小企业"], "cover_by": [""], "cover_in": [""], "cover_why": [" "]}

    answer = log_in(office.head).post(f"/tables/{huadu.pk}/act/disclose/", rows)

    assert answer.status_code == 422
    assert "写明理由" in answer.content.decode()


def test_with_a_reason_it_is_disclosed(huadu, office, log_in):
    answer = log_in(office.head).post(f"/tables/{huadu.pk}/act/disclose/", {"reason": "已研究"})

    assert answer.status_code == 302
    assert PublicTable.objects.get().version.details["override"]["reason"] == "已研究"
