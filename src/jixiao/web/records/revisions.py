"""A project as its revisions keep it: all that people fill in, as text; and what changed between two.

``{"project": {field: text}, "indicators": [{"key": …, field: text}]}``; blank is the empty text.
``level`` is both levels of an indicator as one text, 「1-产出指标；11-数量指标」.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from jixiao import model
from jixiao.analysing.wording import text_change
from jixiao.model.table import AMOUNT_FIELDS
from jixiao.web.records.assembly import tidy
from jixiao.web.records.models import Indicator, Project

Content = dict[str, Any]

PROJECT_FIELDS = (
    "name", "code", "category", "continuity", "start_year", "end_year", "supervising_department",
    "implementing_unit", "responsible_person", *AMOUNT_FIELDS,
    *(f"period_{name}" for name in AMOUNT_FIELDS), "basis", "objective", "period_objective",
)  # fmt: skip
LEVELS = ("level1_code", "level1_label", "level2_code", "level2_label")
INDICATOR_FIELDS = (
    "name", "annual_target", "period_target", "raw_text", "weight", "basis", "scoring_standard",
    "data_source", "evidence",
)  # fmt: skip
_BETWEEN = "；"


class FieldChange(NamedTuple):
    """One field before and after; ``of`` is empty for the project, else the indicator's name."""

    of: str
    field: str
    pieces: tuple[model.Piece, ...]


def content_of(project: Project, indicators: Iterable[Indicator]) -> Content:
    """What is kept of a project."""
    return {
        "project": {name: _text(getattr(project, name)) for name in PROJECT_FIELDS},
        "indicators": [
            {"key": str(one.key), "level": level_text(one)}
            | {name: _text(getattr(one, name)) for name in INDICATOR_FIELDS}
            for one in indicators
        ],
    }


def level_text(one: Indicator) -> str:
    """Both levels of an indicator as one text."""
    sides = [
        "-".join(part for part in parts if part)
        for parts in ((one.level1_code, one.level1_label), (one.level2_code, one.level2_label))
    ]
    return _BETWEEN.join(sides) if any(sides) else ""


def level_columns(text: str) -> dict[str, str]:
    """The columns that `level_text` was made of.

    >>> level_columns("1-产出指标；11-数量指标")["level2_code"]
    '11'
    """
    parts: list[str] = []
    first, _, second = text.partition(_BETWEEN)
    for side in (first, second):
        parts += split_level(side)
    return dict(zip(LEVELS, parts, strict=True))


def split_level(text: str) -> tuple[str, str]:
    """Code and label of a level as printed.

    >>> split_level("11-数量指标"), split_level("数量指标")
    (('11', '数量指标'), ('', '数量指标'))
    """
    code, dash, label = text.strip().partition("-")
    return (code, label) if dash and code.isdecimal() else ("", text.strip())


def columns_of(table: type[models.Model], kept: dict[str, str]) -> dict[str, Any]:
    """The columns that kept texts stand for; fields that are not known any more are left out."""
    found: dict[str, Any] = {}
    known = PROJECT_FIELDS if table is Project else INDICATOR_FIELDS
    for name, text in kept.items():
        if name == "level":
            found |= level_columns(text)
        elif name in known:
            found[name] = _value(table._meta.get_field(name), text)
    return found


def changes_between(before: Content | None, after: Content) -> tuple[FieldChange, ...]:
    """What changed from one revision to the next; from nothing, nothing is told."""
    if before is None:
        return ()
    found = _of_fields("", before["project"], after["project"])
    old = {one["key"]: one for one in before["indicators"]}
    new = {one["key"]: one for one in after["indicators"]}
    for key in dict.fromkeys([*old, *new]):
        one, other = old.get(key, {}), new.get(key, {})
        found += _of_fields(other.get("name") or one.get("name") or "—", one, other)
    orders = ([key for key in side if key in old and key in new] for side in (old, new))
    if len({tuple(order) for order in orders}) > 1:
        found.append(FieldChange("", "order", ()))
    return tuple(found)


def _of_fields(of: str, before: dict[str, str], after: dict[str, str]) -> list[FieldChange]:
    found = []
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name, ""), after.get(name, "")
        if name not in ("key", "kept") and one != other:
            found.append(FieldChange(of, name, text_change(one, other).pieces))
    return found


def title_of(field: str) -> str:
    """What people call a field."""
    if field in PROJECT_FIELDS:
        return str(Project._meta.get_field(field).verbose_name)
    if field in INDICATOR_FIELDS:
        return str(Indicator._meta.get_field(field).verbose_name)
    return {"level": _("指标级别"), "order": _("指标次序")}.get(field, field)


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(tidy(value))
    return "" if value is None else str(value)


def _value(column: models.Field, text: str) -> Any:
    if not text and column.null:
        return None
    if isinstance(column, models.DecimalField):
        return Decimal(text)
    return int(text) if isinstance(column, models.PositiveSmallIntegerField) else text
