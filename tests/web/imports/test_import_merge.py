"""A correction of what is accepted already: read again, merged, and what people did since stays."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from tests.web.conftest import NOW

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.assembly import unpack
from jixiao.web.records.models import Import, Project
from jixiao.web.records.selectors.correcting import import_compare
from jixiao.web.records.services.access import Locked
from jixiao.web.records.services.corrections import Answer, answer
from jixiao.web.records.services.import_merge import import_merge
from jixiao.web.records.services.import_undo import import_undo
from jixiao.web.records.services.projects import project_save
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action


def _reading(one):
    return unpack(Import.objects.get(pk=one.pk).reading)


def _answer(office, one, action, key, value=""):
    return answer(import_id=one.pk, said=Answer(action, key, value), actor=office.preparer, at=NOW)


def _merge(office, again, actor=None, seen=None, theirs=(), remove=()):
    table = import_compare(one=again, number=0).table
    return import_merge(
        import_id=again.pk, table_number=0, seen=seen or (table.revision, again.asked),
        theirs=theirs, remove=remove, actor=actor or office.preparer, at=NOW,
    )  # fmt: skip


def _type(office, project, **fields):
    project.refresh_from_db()
    return project_save(
        key=project.key, revision=project.revision, fields=fields, rows=None,
        actor=office.preparer, at=NOW,
    )  # fmt: skip


@pytest.fixture
def one(accepted):
    return accepted("kaifaqu")


def test_an_amount_is_corrected_and_what_was_typed_since_stays(office, one):
    first, second = one.table.projects.all()[:2]
    _type(office, first, basis="后来填的依据")
    _type(office, second, objective="后来写的目标")

    again = _answer(office, one, "set", "p0.total", "123.45")

    assert (again.pk != one.pk, again.state) == (True, "ready")
    assert one.table.projects.first().total == first.total  # nothing is written yet
    table = _merge(office, again)
    first.refresh_from_db()
    second.refresh_from_db()
    assert str(first.total) == "123.450000"
    assert first.basis == "后来填的依据"
    assert second.objective == "后来写的目标"
    assert first.source_id == second.source_id == again.pk
    again.refresh_from_db()
    assert (again.state, again.table) == ("accepted", table)
    assert AuditEntry.objects.filter(action="import.merge").count() == 1


def test_where_both_changed_the_table_stays_unless_the_reading_is_chosen(office, one):
    first = one.table.projects.first()
    _type(office, first, total="500")
    again = _answer(office, one, "set", "p0.total", "123.45")
    (change,) = import_compare(one=again, number=0).outcome.changed
    assert [c.field for c in change.conflicts] == ["total"]

    _merge(office, again)

    first.refresh_from_db()
    assert first.total == 500

    more = _answer(office, again, "set", "p0.total", "124.00")
    _merge(office, more, theirs=[(0, "", "total")])

    first.refresh_from_db()
    assert first.total == 124


def test_a_joined_row_parted_later_brings_its_halves_and_can_be_undone(office, accepted):
    one = accepted("zengcheng")
    key = next(
        r.key for r in _reading(one).repairs if r.kind == "rows_joined" and "博览" in r.after
    )
    before = set(one.table.projects.values_list("key", flat=True))
    again = _answer(office, one, "undo", key)
    found = import_compare(one=again, number=0)
    gone = [each.project.key for each in found.gone]

    table = _merge(office, again, remove=gone)

    names = sorted(p.name or "" for p in _reading(again).table.projects)
    assert sorted(table.projects.values_list("name", flat=True)) == names
    assert not any(project.places == {} for project in table.projects.all())
    import_undo(import_id=again.pk, actor=office.preparer, at=NOW)
    assert set(Project.objects.filter(table=table).values_list("key", flat=True)) == before


def test_a_confirmed_doubt_is_open_no_longer(office, accepted):
    one = accepted("zengcheng")
    (question,) = _reading(one).questions

    table = _merge(office, _answer(office, one, "confirm", question.key))

    from jixiao.web.records.selectors.imports import open_points  # noqa: PLC0415

    assert open_points(for_user=office.preparer, table=table).files == []


def test_a_second_answer_goes_to_the_reading_that_is_open(office, one):
    again = _answer(office, one, "set", "p0.total", "123.45")

    more = _answer(office, one, "set", "p1.total", "9.00")

    assert more.pk == again.pk
    assert Import.objects.count() == 2
    totals = [p.funding.total for p in _reading(more).table.projects[:2]]
    assert [str(total) for total in totals] == ["123.45", "9.00"]


@pytest.mark.parametrize("who", ["head", "auditor", "reader", "unit_preparer", "stranger"])
def test_nobody_else_merges(office, one, who):
    again = _answer(office, one, "set", "p0.total", "123.45")

    with pytest.raises(PermissionDenied):
        _merge(office, again, actor=getattr(office, who))


def test_twice_and_after_a_change_it_is_refused(office, one):
    again = _answer(office, one, "set", "p0.total", "123.45")
    seen = (import_compare(one=again, number=0).table.revision, again.asked)
    _type(office, one.table.projects.first(), basis="又改了")

    with pytest.raises(ValidationError, match="又有改动"):
        _merge(office, again, seen=seen)

    _merge(office, again)
    again.refresh_from_db()
    with pytest.raises(ValidationError, match="不能并入"):
        import_merge(
            import_id=again.pk, table_number=0, seen=seen, theirs=(), remove=(),
            actor=office.preparer, at=NOW,
        )  # fmt: skip


def test_a_locked_table_takes_no_correction(office, one):
    again = _answer(office, one, "set", "p0.total", "123.45")
    table_act(table_id=one.table_id, action=Action.SUBMIT, actor=office.preparer, at=NOW)

    with pytest.raises(Locked):
        _merge(office, again)


def test_the_pages_lead_from_the_accepted_import_to_the_merge(office, log_in, one):
    client = log_in(office.preparer)
    page = client.get(reverse("import", args=[one.pk])).content.decode()
    assert "按更正重新识读" in page
    asked = {"action": "set", "key": "p0.total", "value": "123.45", "show": "projects"}

    page = client.post(reverse("import_answers", args=[one.pk]), asked, follow=True)

    again = Import.objects.first()
    assert page.redirect_chain[-1][0].startswith(reverse("import", args=[again.pk]))
    assert "并入更正" in page.content.decode()
    address = reverse("import_merge", args=[again.pk])
    shown = client.get(address)
    assert "123.45" in shown.content.decode()
    table = shown.context["table"]
    done = client.post(address, {"revision": table.revision, "asked": again.asked}, follow=True)
    assert "已并入" in done.content.decode()
    assert str(one.table.projects.first().total) == "123.450000"
