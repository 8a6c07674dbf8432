"""Which part of a record, which repair, doubt or unread text stands where in the source."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from jixiao import model
from jixiao.web.records.models.fields import AMOUNT_TITLES
from jixiao.web.records.readings import is_of

Places = tuple[model.Place, ...]


class Mark(NamedTuple):
    """One thing that stands somewhere: ``part`` names it in the page, ``kind`` says how it looks.

    Parts: ``u0`` the first unit row, ``p3`` the fourth project, ``p3.total``, ``p3.objective``,
    ``p3.i5`` its sixth indicator, ``p3.i5.annual``; ``r-…`` a repair, ``q-…`` a question, ``n0``
    unread text.
    """

    part: str
    kind: str
    label: str
    at: Places


def marks_of(reading: model.Reading, number: int) -> list[Mark]:
    """All marks of one table of a reading, and of the document as a whole."""
    found: list[Mark] = []
    count = 0
    for index, unit in enumerate(reading.tables[number].spending_units):
        found.append(Mark(f"u{index}", "field", unit.name or _("（没有单位名称）"), unit.at))
        for project in unit.projects:
            found += project_marks(project, f"p{count}")
            count += 1
    found += note_marks(reading, number)
    return [mark for mark in found if mark.at]


def project_marks(project: model.Project, part: str) -> Iterator[Mark]:
    """The marks of a project and its indicators."""
    at = project.at
    name = project.name or _("（无名称）")
    yield Mark(part, "field", name, at.name)
    for field in model.AMOUNT_FIELDS:
        yield Mark(f"{part}.{field}", "field", f"{name} {AMOUNT_TITLES[field]}", getattr(at, field))
    yield Mark(f"{part}.objective", "field", _("%s 绩效目标") % name, at.objective)
    for index, one in enumerate(project.indicators):
        own = f"{part}.i{index}"
        title = one.name or one.text
        yield Mark(own, "field", title, one.at)
        for key, word, target in (
            ("period", _("实施周期指标值"), one.period_target),
            ("annual", _("年度指标值"), one.annual_target),
        ):
            if target is not None:
                yield Mark(f"{own}.{key}", "field", f"{title} {word}", target.at)


def note_marks(reading: model.Reading, number: int) -> Iterator[Mark]:
    """The marks of repairs, questions and unread text."""
    for repair in reading.repairs:
        if is_of(repair.subject, number):
            yield Mark(f"r-{repair.key}", "repair", repair.reason, repair.at)
    for question in reading.questions:
        if is_of(question.subject, number):
            yield Mark(f"q-{question.key}", "question", question.message, question.at)
    for index, piece in enumerate(reading.ledger.remainder):
        yield Mark(f"n{index}", "unread", _("未能识别的文字"), (piece.at,))
