"""Answers: kept by content, replayed at each reading, taken back one by one."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.web.conftest import NOW

from jixiao.web.accounts.services import membership_add
from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.assembly import unpack
from jixiao.web.records.models import Import, ReadingCorrection
from jixiao.web.records.services.corrections import Answer, answer, settle, take_back
from jixiao.web.records.services.imports import import_again, import_read
from jixiao.workflow import Role

UNSURE = "\n".join(
    (
        "部门名称：某某局\t单位：万元",
        "项目名称\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标",
        "合计\t30.00\t30.00",
        "某某局\t30.00\t30.00",
        "培训\t1o.0口\t1o.0口\t\t\t办好培训\t1、1-产出指标;11-数量指标;人数;实施周期指标值:10人;年度指标值:10人。",
        "宣传\t2O.口0\t2O.口0\t\t\t办好宣传\t1、1-产出指标;11-数量指标;次数;实施周期指标值:10次;年度指标值:10次。",
    )
).encode()


def reading(one):
    return unpack(Import.objects.get(pk=one.pk).reading)


def say(office, one, action, key, value="", actor=None):
    return answer(
        import_id=one.pk, said=Answer(action, key, value), actor=actor or office.preparer, at=NOW
    )


def joined(one):
    return next(r for r in reading(one).repairs if r.kind == "rows_joined" and "博览" in r.after)


def test_a_joined_row_is_parted_and_joined_again(office, brought):
    one = brought("zengcheng")
    before = reading(one)
    key = joined(one).key

    again = say(office, one, "undo", key)

    assert again.state == "ready"
    assert len(reading(one).table.projects) == 43
    assert key not in {r.key for r in reading(one).repairs}
    row = ReadingCorrection.objects.get()
    assert (row.about["kind"], row.made_by) == ("rows_joined", office.preparer)

    take_back(import_id=one.pk, correction_id=row.pk, actor=office.preparer, at=NOW)

    assert reading(one).tables == before.tables
    assert list(
        AuditEntry.objects.filter(action__startswith="correction.").values_list("action", flat=True)
    ) == ["correction.remove", "correction.add"]


def test_a_confirmed_doubt_stays_answered_when_the_file_is_read_again(office, brought):
    one = brought("zengcheng")
    (question,) = reading(one).questions
    say(office, one, "confirm", question.key)
    assert reading(one).questions == ()

    again = import_again(import_id=one.pk, actor=office.preparer, at=NOW)
    import_read(import_id=again.pk, at=NOW)
    assert reading(again).questions == ()


def test_an_amount_that_could_not_be_read_is_set(office, brought):
    one = brought("难认", content=UNSURE)
    questions = [q for q in reading(one).questions if q.kind == "amount_undecided"]
    assert questions
    about = questions[0].subject.project

    say(office, one, "set", questions[0].key, "10，000.5")

    project = next(p for p in reading(one).table.projects if p.name == about)
    assert str(project.funding.total) == "10000.5"
    say_again = [q.key for q in reading(one).questions if q.subject.project == about]
    assert questions[0].key not in say_again


def test_an_amount_of_a_part_is_set_and_set_again(office, brought):
    one = brought("tianhe")
    say(office, one, "set", "p3.total", "1.25")
    say(office, one, "set", "p3.total", "2.50")

    assert str(reading(one).table.projects[3].funding.total) == "2.50"
    assert ReadingCorrection.objects.count() == 1


@pytest.mark.parametrize("value", ["", "十万", "1e9", "--1", "NaN"])
def test_what_is_no_amount_is_refused(office, brought, value):
    one = brought("tianhe")
    with pytest.raises(ValidationError, match="不是金额"):
        say(office, one, "set", "p3.total", value)
    assert not ReadingCorrection.objects.exists()


@pytest.mark.parametrize(
    ("action", "key"),
    [("undo", "x"), ("confirm", "x"), ("set", "x"), ("set", "p999.total"), ("set", "p1.name"), ("drop", "x")],
)  # fmt: skip
def test_what_is_not_in_the_reading_cannot_be_answered(office, brought, action, key):
    one = brought("tianhe")
    with pytest.raises(ValidationError):
        say(office, one, action, key, "1")
    assert not ReadingCorrection.objects.exists()


def test_twice_is_refused(office, brought):
    one = brought("zengcheng")
    key = joined(one).key
    say(office, one, "undo", key)
    with pytest.raises(ValidationError):
        say(office, one, "undo", key)
    row = ReadingCorrection.objects.get()
    take_back(import_id=one.pk, correction_id=row.pk, actor=office.preparer, at=NOW)
    with pytest.raises(ValidationError, match="已经取消"):
        take_back(import_id=one.pk, correction_id=row.pk, actor=office.preparer, at=NOW)


@pytest.mark.parametrize(
    "who", ["head", "auditor", "reader", "unit_preparer", "stranger", "nobody"]
)
def test_only_a_preparer_of_the_department_answers(office, brought, who):
    one = brought("zengcheng")
    key = joined(one).key
    with pytest.raises(PermissionDenied):
        say(office, one, "undo", key, actor=getattr(office, who))
    say(office, one, "undo", key)
    with pytest.raises(PermissionDenied):
        take_back(
            import_id=one.pk, correction_id=ReadingCorrection.objects.get().pk,
            actor=getattr(office, who), at=NOW,
        )  # fmt: skip
    assert ReadingCorrection.objects.count() == 1


def test_an_accepted_import_is_corrected_by_reading_again(office, accepted):
    one = accepted("zengcheng")
    before = reading(one)

    again = say(office, one, "undo", joined(one).key)

    assert (again.pk == one.pk, again.state) == (False, "ready")
    assert len(reading(again).table.projects) == 43
    assert reading(one) == before


def test_every_open_import_of_the_content_is_read_again(office, brought):
    one = brought("zengcheng")
    other = brought("zengcheng", 2025)
    say(office, one, "undo", joined(one).key)

    assert Import.objects.get(pk=other.pk).state == "waiting"
    import_read(import_id=other.pk, at=NOW)
    assert len(reading(other).table.projects) == 43


def test_answers_go_along_to_another_department(office, brought):
    one = brought("zengcheng")
    say(office, one, "undo", joined(one).key)
    membership_add(
        user=office.preparer, org=office.stranger_department, role=Role.PREPARER, actor=None, at=NOW
    )
    settle(
        import_id=one.pk, department=office.stranger_department, year=2025, amount_unit="",
        actor=office.preparer, at=NOW,
    )  # fmt: skip
    assert len(reading(one).table.projects) == 43
    assert ReadingCorrection.objects.filter(department=office.department).count() == 1
