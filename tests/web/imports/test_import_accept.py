"""Accepting: the table says what was read, keys stay, and nothing is written where it may not be."""

from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.web.conftest import NOW
from tests.web.imports.conftest import sample

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.assembly import unpack
from jixiao.web.records.models import ObjectiveTable, Project
from jixiao.web.records.services.corrections import settle
from jixiao.web.records.services.imports import import_accept, import_cancel
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action

TWO = "\n".join(
    line
    for title, unit in (("甲局", "万元"), ("乙局", ""))
    for line in (
        "项目支出绩效目标表",
        f"部门名称：{title}\t" + (f"单位：{unit}" if unit else ""),
        "项目名称\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标",
        "合计\t10.00\t10.00",
        f"{title}\t10.00\t10.00",
        "培训\t10.00\t10.00\t\t\t办好培训\t1、1-产出指标;11-数量指标;人数;实施周期指标值:10人;年度指标值:10人。",
        "",
    )
).encode()


def accept(one, actor, number=0):
    return import_accept(import_id=one.pk, table_number=number, actor=actor, at=NOW)


def test_it_writes_the_table_and_keeps_a_version(office, brought):
    one = brought("zengcheng")
    assert not ObjectiveTable.objects.exists()

    table = accept(one, office.preparer)

    one.refresh_from_db()
    assert (one.state, one.table, table.projects.count()) == ("accepted", table, 42)
    assert table.versions.get().occasion == "imported"
    assert AuditEntry.objects.filter(action="import.accept", actor=office.preparer).count() == 1


def test_twice_is_refused(office, accepted):
    with pytest.raises(ValidationError):
        accept(accepted(), office.preparer)


@pytest.mark.parametrize(
    "who", ["head", "auditor", "reader", "unit_preparer", "stranger", "nobody"]
)
def test_only_a_preparer_of_the_department_may(office, brought, who):
    with pytest.raises(PermissionDenied):
        accept(brought(), getattr(office, who))
    assert not ObjectiveTable.objects.exists()


def test_without_a_year_it_asks_for_one(office, brought):
    one = brought(year=None)
    with pytest.raises(ValidationError, match="预算年度"):
        accept(one, office.preparer)

    settle(
        import_id=one.pk, department=office.department, year=2025, amount_unit="",
        actor=office.preparer, at=NOW,
    )  # fmt: skip
    assert accept(one, office.preparer).year == 2025


def test_one_table_of_several_with_the_unit_that_is_not_printed(office, brought):
    one = brought("两张表", content=TWO)
    assert [t["department"] for t in one.summary["tables"]] == ["甲局", "乙局"]
    with pytest.raises(ValidationError, match="金额单位"):
        accept(one, office.preparer, 1)

    settle(
        import_id=one.pk, department=office.department, year=2024, amount_unit="元",
        actor=office.preparer, at=NOW,
    )  # fmt: skip
    table = accept(one, office.preparer, 1)

    assert (table.department_printed, table.amount_unit) == ("乙局", "元")
    kept = unpack(table.versions.get().content)
    assert (kept.table.department, kept.table.amount_unit) == ("乙局", "元")
    assert kept.table.origins.amount_unit == "caller"


def test_a_table_that_is_not_there(office, brought):
    with pytest.raises(ValidationError):
        accept(brought(), office.preparer, 7)


def test_a_table_under_review_is_not_overwritten(office, accepted, brought):
    table = accepted().table
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    with pytest.raises(ValidationError, match="撤回"):
        accept(brought("tianhe"), office.preparer)
    assert table.projects.count() == 4


def test_importing_again_keeps_keys_and_what_no_printed_table_has(office, accepted, brought):
    table = accepted().table
    old = table.projects.first()
    old.code, old.responsible_person, old.revision = "X" * 21, "某某", 5
    old.save()
    indicator = old.indicators.first()
    indicator.weight = 10
    indicator.save()

    accept(brought(), office.preparer)

    new = Project.objects.get(key=old.key)
    assert (new.code, new.responsible_person) == (old.code, old.responsible_person)
    assert new.revision > old.revision
    assert new.indicators.get(key=indicator.key).weight == 10
    assert new.pk != old.pk


def test_a_cancelled_import_is_not_accepted(office, brought):
    one = brought()
    import_cancel(import_id=one.pk, actor=office.preparer, at=NOW)
    assert AuditEntry.objects.filter(action="import.cancel").count() == 1
    with pytest.raises(ValidationError):
        accept(one, office.preparer)
    with pytest.raises(ValidationError):
        import_cancel(import_id=one.pk, actor=office.preparer, at=NOW)


@pytest.mark.parametrize("who", ["head", "stranger", "unit_preparer"])
def test_only_a_preparer_cancels_and_settles(office, brought, who):
    one, actor = brought(), getattr(office, who)
    with pytest.raises(PermissionDenied):
        import_cancel(import_id=one.pk, actor=actor, at=NOW)
    with pytest.raises(PermissionDenied):
        settle(
            import_id=one.pk, department=office.department, year=2024, amount_unit="",
            actor=actor, at=NOW,
        )  # fmt: skip


def test_nobody_moves_an_import_to_a_department_of_others(office, brought):
    one = brought()
    with pytest.raises(PermissionDenied):
        settle(
            import_id=one.pk, department=office.stranger_department, year=2024, amount_unit="",
            actor=office.preparer, at=NOW,
        )  # fmt: skip


def test_keys_are_uuids_of_their_own(office, accepted):
    keys = {project.key for project in accepted("kaifaqu").table.projects.all()}
    assert len(keys) == 4
    assert all(isinstance(key, UUID) for key in keys)
    assert sample("kaifaqu")
