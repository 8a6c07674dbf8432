"""People's answers to a reading: repairs undone, doubts confirmed, amounts set; kept by content."""

import re
from datetime import datetime
from typing import NamedTuple

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao import model
from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.assembly import plain, unpack
from jixiao.web.records.models import Import, ReadingCorrection
from jixiao.web.records.services.imports import (
    QUICK,
    ask_again,
    import_again,
    import_read,
    import_settle,
    locked,
    require_preparer,
)

_AMOUNT = re.compile(r"-?[0-9]{1,14}(?:\.[0-9]{1,6})?")
_PART = re.compile(r"p([0-9]{1,6})\.([a-z_]{1,40})")
_SPACE = re.compile(r"[\s,，]")
_OPEN = (Import.State.WAITING, Import.State.READING, Import.State.READY)
CORRECTED = (Import.State.READY, Import.State.ACCEPTED)
"""States of an import in which what was read may be answered."""


class Answer(NamedTuple):
    """What a person says of a repair, a question or an amount.

    ``action`` is to ``undo`` the repair ``key``, to ``confirm`` the question ``key``, or to ``set``
    an amount to ``value``: the one that the question ``key`` is about, or, where ``key`` is a part
    such as ``p3.total``, that of the table ``table_number``.
    """

    action: str
    key: str
    value: str = ""
    table_number: int = 0


def answer(*, import_id: int, said: Answer, actor: User, at: datetime) -> Import:
    """Keep an answer and read the file again, at once where that is quick.

    Returns:
        The import to look at: of one that is accepted already, the new reading of its file.

    Raises:
        PermissionDenied: The person prepares nothing there.
        ValidationError: There is no such repair or question, or the amount is none.
    """
    correction_add(import_id=import_id, said=said, actor=actor, at=at)
    return read_soon(import_id=_reading_of(import_id), at=at)


def take_back(*, import_id: int, correction_id: int, actor: User, at: datetime) -> Import:
    """Forget an answer and read the file again.

    Returns:
        As `answer`.

    Raises:
        PermissionDenied: The person prepares nothing there.
        ValidationError: It is gone already.
    """
    correction_remove(import_id=import_id, correction_id=correction_id, actor=actor, at=at)
    return read_soon(import_id=_reading_of(import_id), at=at)


def settle(
    *,
    import_id: int,
    department: OrgUnit,
    year: int | None,
    amount_unit: str,
    actor: User,
    at: datetime,
) -> Import:
    """As `import_settle`, and read again where the year is another.

    Raises:
        As `import_settle`.
    """
    import_settle(
        import_id=import_id, department=department, year=year, amount_unit=amount_unit,
        actor=actor, at=at,
    )  # fmt: skip
    return read_soon(import_id=import_id, at=at)


def read_soon(*, import_id: int, at: datetime) -> Import:
    """Read now what takes no time; the worker has the job too and finds it done."""
    one = Import.objects.get(pk=import_id)
    if one.summary.get("seconds", QUICK) < QUICK:
        return import_read(import_id=import_id, at=at)
    return one


@transaction.atomic
def correction_add(*, import_id: int, said: Answer, actor: User, at: datetime) -> ReadingCorrection:
    """Keep an answer; every open import of the same content is to be read again.

    What is accepted stays as it was read; where nothing else of its content is open, a new import
    of it begins.

    Raises:
        As `answer`.
    """
    one = _open(import_id, actor)
    correction, about = _correction(unpack(one.reading), said, str(actor))
    rows = _rows(one)
    for row in rows:
        if _same(row.content, correction):
            if row.content["value"] == correction.value:
                raise ValidationError(_("这一处已经答复过。"))
            row.delete()  # another amount for the same cell takes its place
    made = ReadingCorrection.objects.create(
        department=one.department, sha256=one.source.sha256, content=plain(correction),
        about=about, made_at=at, made_by=actor,
    )  # fmt: skip
    _read_again(one, actor, at)
    audit_record(
        action="correction.add", actor=actor, at=at, org=one.department,
        subject=_subject(one, made), before={"printed": about.get("before")},
        after=_told(made.content),
    )  # fmt: skip
    return made


@transaction.atomic
def correction_remove(*, import_id: int, correction_id: int, actor: User, at: datetime) -> Import:
    """Forget an answer; the repair is made again, the doubt is open again.

    Raises:
        As `take_back`.
    """
    one = _open(import_id, actor)
    row = _rows(one).filter(pk=correction_id).first()
    if row is None:
        raise ValidationError(_("这条更正已经取消。"))
    subject, before = _subject(one, row), _told(row.content)
    row.delete()
    _read_again(one, actor, at)
    audit_record(
        action="correction.remove", actor=actor, at=at, org=one.department, subject=subject,
        before=before,
    )  # fmt: skip
    return one


def _open(import_id: int, actor: User) -> Import:
    one = locked(import_id)
    require_preparer(actor, one.department)
    if one.state not in CORRECTED or one.reading is None:
        raise ValidationError(_("这次导入现在不能更正。"))
    return one


def _rows(one: Import):
    return ReadingCorrection.objects.filter(
        department=one.department, sha256=one.source.sha256
    ).order_by("pk")


def _read_again(one: Import, actor: User, at: datetime) -> None:
    open_ones = list(_open_ones(one).select_for_update())
    for other in open_ones:
        ask_again(other)
    if not any(other.year == one.year for other in open_ones):
        import_again(import_id=one.pk, actor=actor, at=at)


def _reading_of(import_id: int) -> int:
    one = Import.objects.get(pk=import_id)
    if one.state != Import.State.ACCEPTED:
        return one.pk
    return _open_ones(one).filter(year=one.year).latest("pk").pk


def _open_ones(one: Import):
    return Import.objects.filter(source=one.source_id, state__in=_OPEN)


def _correction(
    reading: model.Reading, said: Answer, author: str
) -> tuple[model.Correction, dict[str, object]]:
    """The answer as the library replays it, and what it is about as it is now."""
    if said.action == "undo":
        repair = next((r for r in reading.repairs if r.key == said.key), None)
        if repair is None or repair.confidence == "person":
            raise ValidationError(_("没有这处修复，可能已经撤销。"))
        return model.Correction("undo", key=said.key, author=author), plain(repair)
    if said.action == "set" and (found := _PART.fullmatch(said.key)):
        return _set(reading, said, found, author)
    question = next((q for q in reading.questions if q.key == said.key), None)
    if question is None:
        raise ValidationError(_("没有这条存疑，可能已经答复。"))
    if said.action == "confirm":
        return model.Correction("confirm", key=said.key, author=author), plain(question)
    if said.action != "set" or question.kind != "amount_undecided":
        raise ValidationError(_("这条存疑不能这样答复。"))
    subject = question.subject
    made = model.Correction(
        "set", spending_unit=subject.spending_unit, project=subject.project, field="total",
        value=_amount(said.value), author=author,
    )  # fmt: skip
    return made, plain(question)


def _set(
    reading: model.Reading, said: Answer, part: re.Match[str], author: str
) -> tuple[model.Correction, dict[str, object]]:
    number, field = int(part[1]), part[2]
    rows = [
        (unit.name, project)
        for table in reading.tables[said.table_number : said.table_number + 1]
        for unit in table.spending_units
        for project in unit.projects
    ]
    if number >= len(rows) or field not in model.AMOUNT_FIELDS:
        raise ValidationError(_("没有这一格。"))
    unit, project = rows[number]
    names = [(name, one.name) for name, one in rows]
    if project.name is None or names.count((unit, project.name)) > 1:
        raise ValidationError(
            _("这个单位有同名的项目，或项目没有名称，不能按名称改数；请在采用以后到表里改。")
        )
    made = model.Correction(
        "set", spending_unit=unit, project=project.name, field=field, value=_amount(said.value),
        author=author,
    )  # fmt: skip
    before = getattr(project.funding, field)
    about = {
        "kind": "amount_set",
        "before": "" if before is None else str(before),
        "after": made.value,
        "at": plain(getattr(project.at, field)),
        "subject": plain(model.Subject(said.table_number, unit, project.name)),
    }
    return made, about


def _amount(text: str) -> str:
    """A typed amount as the library wants it.

    Raises:
        ValidationError: It is none.
    """
    bare = _SPACE.sub("", text)
    if not _AMOUNT.fullmatch(bare):
        raise ValidationError(
            _("“%(text)s”不是金额；请写数字，例如 49,000.00。") % {"text": text[:40]}
        )
    return bare


def _same(content: dict[str, object], correction: model.Correction) -> bool:
    what = ("action", "key", "spending_unit", "project", "field")
    return all(content.get(name) == getattr(correction, name) for name in what)


def _told(content: dict[str, object]) -> dict[str, object]:
    kept = ("action", "key", "spending_unit", "project", "field", "value")
    return {name: content[name] for name in kept if content.get(name) is not None}


def _subject(one: Import, row: ReadingCorrection) -> Subject:
    about = msgspec.convert(row.about, dict[str, object])
    what = about.get("message") or f"{about.get('before', '')} → {about.get('after', '')}"
    return Subject("import", str(one.pk), f"{one.source.name}：{what}")
