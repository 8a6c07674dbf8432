"""Which revisions stay when old ones are let go of."""

from datetime import timedelta

import pytest
from django.test import override_settings
from tests.web.conftest import NOW

from jixiao.web.audit.models import AuditEntry
from jixiao.web.audit.verifying import verify
from jixiao.web.records.models import ProjectRevision
from jixiao.web.records.services.changing import revision_restore
from jixiao.web.records.services.comments import comment_add
from jixiao.web.records.services.projects import project_save
from jixiao.web.records.services.revisions_prune import revisions_prune
from jixiao.web.records.services.rows import project_delete, project_restore
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def project(bring_in):
    return bring_in().projects.first()


@pytest.fixture
def save(office, project):
    """Type something at a moment; the number of its revision."""
    typed = iter(range(10_000))

    def make(at, who="preparer"):
        project.refresh_from_db()
        saved = project_save(
            key=project.key, revision=project.revision, fields={"basis": f"依据{next(typed)}"},
            rows=None, actor=getattr(office, who), at=at,
        )  # fmt: skip
        return saved.project.revision

    return make


def _left(project):
    rows = ProjectRevision.objects.filter(project_key=project.key).order_by("revision")
    return list(rows.values_list("revision", flat=True))


def test_a_day_all_then_one_an_hour_then_one_a_day(project, save):
    start = NOW.replace(hour=2, minute=0)
    first_day = [save(start + minutes) for minutes in (HOUR / 6, HOUR / 3, 3 * HOUR, 3.5 * HOUR)]
    later = start + 40 * DAY
    hours = [save(later + minutes) for minutes in (HOUR / 6, HOUR / 3, 3 * HOUR, 3.5 * HOUR)]
    today = start + 45 * DAY
    fresh = [save(today + minutes) for minutes in (HOUR / 6, HOUR / 3)]
    first = _left(project)[0]

    number = revisions_prune(at=today + HOUR)

    assert _left(project) == [first, first_day[-1], hours[1], hours[3], *fresh]
    assert number == 5
    entry = AuditEntry.objects.get(action="revision.prune")
    assert entry.after == {"revisions": 5}
    assert entry.actor_name == "系统"
    assert verify().broken == ()
    assert revisions_prune(at=today + HOUR) == 0  # and no entry for nothing
    assert AuditEntry.objects.filter(action="revision.prune").count() == 1


def test_nobody_is_named_for_what_another_one_did(project, save):
    minutes = [NOW + minute * HOUR / 60 for minute in range(6)]
    who = ("preparer", "preparer", "unit_preparer", "unit_preparer", "preparer", "preparer")
    with override_settings(REVISIONS_KEPT=((HOUR, None), (None, DAY))):
        made = [save(at, one) for at, one in zip(minutes, _may_all(project, who), strict=True)]
        revisions_prune(at=NOW + 2 * DAY)

    assert set(_left(project)) >= {made[1], made[3], made[5]}
    assert made[2] not in _left(project)


def _may_all(project, who):
    from jixiao.web.accounts.models import User  # noqa: PLC0415
    from jixiao.web.accounts.services import membership_add  # noqa: PLC0415
    from jixiao.workflow import Role  # noqa: PLC0415

    other = User.objects.get(username="unit_preparer")
    membership_add(user=other, org=project.table.department, role=Role.PREPARER, actor=None, at=NOW)
    return who


def test_what_a_version_or_comment_or_step_back_is_about_stays(office, project, save):
    minute = HOUR / 60
    seen = save(NOW)
    comment_add(
        table_id=project.table_id, actor=office.head, at=NOW + minute, text="看这里",
        project_key=project.key,
    )  # fmt: skip
    save(NOW + 2 * minute)
    submitted = save(NOW + 3 * minute)
    who = {"table_id": project.table_id, "actor": office.preparer}
    table_act(action=Action.SUBMIT, at=NOW + 4 * minute, **who)
    table_act(action=Action.WITHDRAW, at=NOW + 5 * minute, reason="还要改", **who)
    save(NOW + 6 * minute)
    project.refresh_from_db()
    back = revision_restore(
        project_key=project.key, revision=seen, actor=office.preparer, at=NOW + 7 * minute
    ).revision
    save(NOW + 8 * minute)
    last = save(NOW + 9 * minute)
    first = _left(project)[0]

    revisions_prune(at=NOW + 400 * DAY)

    assert _left(project) == [first, seen, submitted, back, last]


def test_a_deleted_project_can_still_be_brought_back(office, project, save):
    for minute in range(4):
        save(NOW + minute * HOUR / 60)
    given = {"actor": office.preparer, "at": NOW + HOUR / 2}
    kept = project_delete(key=project.key, **given)

    revisions_prune(at=NOW + 400 * DAY)

    back = project_restore(revision_id=kept.pk, **given)
    assert back.basis == "依据3"


def test_a_page_opened_long_ago_merges_with_what_is_left(office, project, save):
    opened = save(NOW + HOUR / 60)
    save(NOW + HOUR / 30)
    save(NOW + HOUR / 20)
    revisions_prune(at=NOW + 400 * DAY)
    assert opened not in _left(project)
    project.refresh_from_db()
    name, basis = project.name, project.basis

    saved = project_save(
        key=project.key, revision=opened, fields={"objective": "后来写的目标", "name": name},
        rows=None, actor=office.preparer, at=NOW + 400 * DAY,
    )  # fmt: skip

    assert (saved.project.objective, saved.project.basis) == ("后来写的目标", basis)
