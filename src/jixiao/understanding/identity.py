"""Which department, year and amount unit a table has, and where each was said."""

import re

from jixiao.model import Origins
from jixiao.text import fold
from jixiao.understanding.context import Context
from jixiao.understanding.front import Front, Labelled
from jixiao.understanding.ledger import UNREAD

_YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?!\s*[-._年/]\s*\d{1,2}(?!\d))")
_CLEAN_NAME = re.compile(r"[㐀-鿿（(][㐀-鿿A-Za-z0-9（）()·、\-—]*")
_ADVICE = "请核对。指定的年度先于表上印的，表上印的先于文件名。"


def year_of_file(name: str) -> int | None:
    """The one year that a file name states; None where it states none, several, or a date.

    >>> year_of_file("2024年某区项目支出绩效目标表.txt"), year_of_file("20240115.txt")
    (2024, None)
    """
    years = set(_YEAR_IN_NAME.findall(re.split(r"[/\\]", name)[-1]))
    return int(years.pop()) if len(years) == 1 else None


class Identity:
    """Department, budget year and amount unit of one table, with their origins.

    ``behind`` is the unit that stands behind its amounts.
    """

    def __init__(
        self,
        front: Front,
        file_name: str,
        year: int | None,
        context: Context,
        behind: str | None = None,
    ) -> None:
        self.title = front.title.printed if front.title else None
        self.department = _department(front.department, context)
        self.amount_unit = _amount_unit(front.amount_unit, context, behind)
        self.year, year_origin = _year(front.year, file_name, year, context)
        for other in front.others:
            _said_again(other, front, context)
        self.origins = Origins(
            department="print" if self.department else None,
            budget_year=year_origin,
            amount_unit="print" if self.amount_unit else None,
        )


def _said_again(other: Labelled, front: Front, context: Context) -> None:
    """A label line that a later page repeats: the same words are a repeat, others are asked about."""
    if other.inside:
        return  # it stands inside a title or header, which is claimed whole
    context.claims.furniture(other.passage, *other.label, "label")
    first = (front.department, front.amount_unit, front.year)
    if any(f is not None and fold(f.understood) == fold(other.understood) for f in first):
        context.claims.claim(other.passage, *other.value, "repeat")
        return
    context.claims.claim(other.passage, *other.value, UNREAD)
    context.notes.question(
        "label_conflict",
        f"同一张表另外印有“{other.passage.printed(other.label[0], other.value[1])}”，取先印的。",
        "请对照原件核对。",
        at=other.passage.places(*other.value),
        subject=context.subject,
    )


def _department(labelled: Labelled | None, context: Context) -> str | None:
    if labelled is None or labelled.value[0] == labelled.value[1]:
        if labelled is not None:
            context.claims.furniture(labelled.passage, *labelled.label, "label")
        context.notes.question(
            "department_missing",
            "没有找到部门名称。",
            "请对照原件，补上“部门名称：”一行。",
            subject=context.subject,
        )
        return None
    context.claims.furniture(labelled.passage, *labelled.label, "label")
    context.claims.claim(labelled.passage, *labelled.value, "department")
    if not _CLEAN_NAME.fullmatch(labelled.understood):
        context.notes.question(
            "department_unclear",
            f"部门名称“{labelled.printed}”有识别残损。",
            "请对照原件核对部门名称。",
            at=labelled.passage.places(*labelled.value),
            subject=context.subject,
        )
    return labelled.printed


def _amount_unit(labelled: Labelled | None, context: Context, behind: str | None) -> str | None:
    if labelled is not None:
        span = (labelled.label[0], labelled.value[1])
        if labelled.inside:
            return labelled.understood
        if not labelled.misread or context.notes.repair(
            "label_folded",
            at=labelled.passage.places(*span),
            before=labelled.passage.printed(*span),
            after=f"单位：{labelled.understood}",
            reason="字形相近的误读，合起来只能是金额单位。",
            confidence="likely",
            subject=context.subject,
        ):
            context.claims.furniture(labelled.passage, *labelled.label, "label")
            context.claims.claim(labelled.passage, *labelled.value, "amount_unit")
            _claim_bracket(labelled, context)
            return labelled.understood
    if labelled is None and behind is not None:
        return behind
    context.notes.question(
        "amount_unit_missing",
        "没有找到金额单位。",
        "请对照原件，看金额是万元还是元。",
        subject=context.subject,
    )
    return None


def _claim_bracket(labelled: Labelled, context: Context) -> None:
    """The closing bracket of （单位：万元）."""
    end = labelled.value[1]
    if labelled.passage.text[end : end + 1] in (")", "）"):
        context.claims.claim(labelled.passage, end, end + 1, "separator")


def _year(
    labelled: Labelled | None, file_name: str, given: int | None, context: Context
) -> tuple[int | None, str | None]:
    stated: list[tuple[int, str]] = []
    if given is not None:
        stated.append((given, "caller"))
    if labelled is not None:
        if not labelled.inside:
            context.claims.furniture(labelled.passage, *labelled.label, "label")
            context.claims.claim(labelled.passage, *labelled.value, "budget_year")
        stated.append((int(labelled.understood), "print"))
    named = year_of_file(file_name)
    if named is not None:
        stated.append((named, "file_name"))
    if len({year for year, _ in stated}) > 1:
        listed = "、".join(f"{_ORIGIN[origin]} {year}" for year, origin in stated)
        context.notes.question(
            "year_conflict", f"预算年度说法不一：{listed}。", _ADVICE, subject=context.subject
        )
    return stated[0] if stated else (None, None)


_ORIGIN = {"caller": "指定", "print": "表上印", "file_name": "文件名"}
