"""What stands in the two departments while the addresses are walked, and what the forms hold."""

from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from msgspec.structs import replace
from tests.web.conftest import NOW
from tests.web.records.drafting import TABLE, WIDTH, drafted

from jixiao import model
from jixiao.publishing.official.template import fill_in_template
from jixiao.web.accounts.models import Membership, User
from jixiao.web.accounts.services import membership_add
from jixiao.web.records.assembly import record_of, unpack
from jixiao.web.records.models import (
    Import,
    LibraryUse,
    ObjectiveTable,
    PublicTable,
    ReadingCorrection,
)
from jixiao.web.records.selectors.findings import findings
from jixiao.web.records.services import comments, files, rows
from jixiao.web.records.services.corrections import Answer, answer
from jixiao.web.records.services.disclosing import table_disclose
from jixiao.web.records.services.import_undo import import_undo
from jixiao.web.records.services.imports import (
    import_accept,
    import_again,
    import_read,
    import_start,
)
from jixiao.web.records.services.projects import project_save
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action, Role

SOURCE = "\n".join(
    (
        "部门名称：某某局\t单位：万元",
        "项目名称\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标",
        "合计\t30.00\t30.00",
        "某某局\t30.00\t30.00",
        "培训\t1o.0口\t1o.0口\t\t\t办好培训\t1、1-产出指标;11-数量指标;人数;实施周期指标值:10人;年度指标值:10人。",
        "宣传\t2O.口0\t2O.口0\t\t\t办好宣传\t1、1-产出指标;11-数量指标;次数;实施周期指标值:10次;年度指标值:10次。",
    )
)  # fmt: skip
DRAFT = TABLE.replace("招商活动场次", "推介会场次").replace("办展场次", "自办展场次")
"""Indicators that are in no table for the public, where everybody sees them."""


def set_scene(office: SimpleNamespace) -> dict[str, Any]:
    """Everything that an argument of `access.txt` names; ``other_…`` is another unit's."""
    scene: dict[str, Any] = {"office": office}
    for year, state in enumerate(("adjusted", "disclosed", "approved", "submitted"), start=2021):
        scene[state] = _table_at(office, year, state)
    for prefix, name in (("", "招商"), ("other_", "会展")):
        scene[f"{prefix}source_project"] = scene["approved"].projects.get(name__contains=name)
    scene["draft"] = draft = drafted(office, DRAFT)
    _fill_draft(scene, office, draft)
    _bring_in(scene, office)
    public = PublicTable.objects.get(table=scene["disclosed"])
    one = public.projects.first()
    office_unit = office.unit
    scene |= {
        "public": public.key, "no_public": "0" * 12, "public_number": public.version.number,
        "draft_number": 9, "public_project": one.key,
        "public_indicator": one.indicators.first().key,
        "approved_number": scene["approved"].versions.latest("number").number,
        "approved_project": scene["approved"].projects.get(name__contains="会展"),
        "rule": WIDTH, "org": office_unit, "department": office.department,
        "foreign_org": office.stranger_department, "person": office.reader,
        "stranger": office.stranger, "membership": office.reader.memberships.get(),
        "foreign_membership": office.stranger.memberships.get(),
    }  # fmt: skip
    scene["shared"] = shared = User.objects.create_user("shared")
    for org in (office.department, office.stranger_department):
        membership_add(user=shared, org=org, role=Role.READER, actor=None, at=NOW)
    scene["shared_membership"] = Membership.objects.get(user=shared, org=office.stranger_department)
    return scene


def _table_at(office: SimpleNamespace, year: int, state: str) -> ObjectiveTable:
    table = drafted(office, TABLE, year)
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    if state != "submitted":
        table_act(table_id=table.pk, action=Action.APPROVE, actor=office.head, at=NOW)
    if state in ("disclosed", "adjusted"):
        table_disclose(table_id=table.pk, actor=office.head, at=NOW, override="已核对")
    if state == "adjusted":
        table_act(
            table_id=table.pk, action=Action.ADJUST, actor=office.preparer, at=NOW, reason="调整"
        )
    return table


def _fill_draft(scene: dict[str, Any], office: SimpleNamespace, draft: ObjectiveTable) -> None:
    who: dict[str, Any] = {"actor": office.preparer, "at": NOW}
    units = draft.units.order_by("position")
    for prefix, unit in zip(("", "other_"), units, strict=True):
        project = unit.projects.get()
        project_save(key=project.key, revision=1, fields={"basis": "市府文件"}, rows=None, **who)
        gone = rows.project_create(unit_id=unit.pk, name="临时项目", **who)
        about = {"table_id": draft.pk, "project_key": project.key, "actor": office.head, "at": NOW}
        first = comments.comment_add(text="改", field="name", suggested="新的名称", **about)
        second = comments.comment_add(text="看", **about)
        comments.comment_resolve(comment_id=second.pk, **who)
        scene[f"{prefix}project"] = project
        scene[f"{prefix}unit"] = unit
        scene[f"{prefix}deleted"] = rows.project_delete(key=gone.key, **who)
        scene[f"{prefix}comment"], scene[f"{prefix}resolved"] = first, second
        use = LibraryUse.objects.filter(source__table=draft, source__project=project).order_by("pk")
        scene[f"{prefix}entry"] = use.get(name__in=("推介会场次", "自办展场次")).entry
    found = findings(for_user=office.preparer, table=draft).remarks
    scene["finding"] = next(one for one in found if one.rule == WIDTH).id
    for prefix in ("", "other_"):
        scene[f"{prefix}accepted_finding"] = draft.accepted_findings.create(
            rule="IND101", project=scene[f"{prefix}project"].name, reason="合理",
            author=office.preparer, at=NOW,
        )  # fmt: skip
    scene["job"] = files.file_job_start(
        table_id=draft.pk, form="json", number=None, units=None, on=timezone.localdate(),
        user_id=office.preparer.pk,
    )  # fmt: skip
    record = record_of(draft, None)
    changed = [
        replace(u, projects=tuple(replace(p, objective="改过的目标。") for p in u.projects))
        for u in record.spending_units
    ]
    scene["workbook"] = _filled(record, changed)
    scene["unit_workbook"] = _filled(record, changed[:1])


def _filled(record: model.ObjectiveTable, units: list[model.SpendingUnit]) -> bytes:
    return fill_in_template([replace(record, spending_units=tuple(units))], filled=True)


def _bring_in(scene: dict[str, Any], office: SimpleNamespace) -> None:
    who: dict[str, Any] = {"actor": office.preparer, "at": NOW}

    def brought(year: int, text: str = SOURCE) -> Import:
        one = import_start(
            department=office.department, name="来文.txt", content=text.encode(), year=year, **who
        )
        return import_read(import_id=one.pk, at=NOW)

    accepted = brought(2011)
    table = import_accept(import_id=accepted.pk, table_number=0, **who)
    scene["accepted"], scene["imported_project"] = accepted, table.projects.first()
    undone = brought(2012)
    import_accept(import_id=undone.pk, table_number=0, **who)
    import_undo(import_id=undone.pk, **who)
    one = import_again(import_id=brought(2013).pk, **who)
    import_read(import_id=one.pk, at=NOW)
    one.refresh_from_db()
    questions = unpack(one.reading).questions
    answer(import_id=one.pk, said=Answer("confirm", questions[0].key), **who)
    one.refresh_from_db()
    scene["correction"] = ReadingCorrection.objects.get()
    scene["question"] = questions[1].key
    correcting = import_again(import_id=accepted.pk, **who)
    scene["correcting"] = correcting = import_read(import_id=correcting.pk, at=NOW)
    correcting.revision_seen = table.revision
    scene["import"], scene["undone"], scene["first"] = one, undone, 0
