"""A project as a sheet: what people see and change of it, all as text; one form for page and merge.

``{"project": {field: text}, "indicators": [{"key": …, field: text}]}``; blank is the empty text.
``level`` is both levels as one field, 「1-产出指标；11-数量指标」, so that none is merged without the
other.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from jixiao.model.level_codes import level_codes
from jixiao.model.table import AMOUNT_FIELDS
from jixiao.web.records.assembly import tidy
from jixiao.web.records.models import Indicator, Project

Fields = dict[str, str]
Sheet = dict[str, Any]

PERIOD_AMOUNTS = tuple(f"period_{name}" for name in AMOUNT_FIELDS)
PROJECT_FIELDS = (
    "name", "code", "category", "continuity", "start_year", "end_year", "supervising_department",
    "implementing_unit", "responsible_person", *AMOUNT_FIELDS, *PERIOD_AMOUNTS, "basis",
    "objective", "period_objective",
)  # fmt: skip
LEVEL_FIELDS = ("level1_code", "level1_label", "level2_code", "level2_label")
TARGET_FIELDS = ("period_target", "annual_target")
_PLAIN_FIELDS = (
    "name", "annual_target", "period_target", "raw_text", "weight", "basis", "scoring_standard",
    "data_source", "evidence",
)  # fmt: skip
ROW_FIELDS = ("level", *_PLAIN_FIELDS)
MOST_ROWS = 500
_LONGEST = 20_000
_BETWEEN = "；"
_NUMBER = re.compile(r"-?[0-9]{1,14}(?:\.[0-9]{1,6})?")


def sheet_of(project: Project, indicators: Iterable[Indicator]) -> Sheet:
    """A project and its rows as texts."""
    return {
        "project": {name: shown(getattr(project, name)) for name in PROJECT_FIELDS},
        "indicators": [row_of(one) for one in indicators],
    }


def row_of(one: Indicator) -> Fields:
    """One indicator as texts, with its key."""
    row = {"key": str(one.key), "level": level_text(one)}
    return row | {name: shown(getattr(one, name)) for name in _PLAIN_FIELDS}


def shown(value: Any) -> str:
    """A stored value as text."""
    if isinstance(value, Decimal):
        return str(tidy(value))
    return "" if value is None else str(value)


def level_text(one: Indicator) -> str:
    """Both levels as one text; a level that is not printed leaves its side blank."""
    sides = [
        "-".join(part for part in (code, label) if part)
        for code, label in (
            (one.level1_code, one.level1_label),
            (one.level2_code, one.level2_label),
        )
    ]
    return _BETWEEN.join(sides) if any(sides) else ""


def level_parts(text: str) -> Fields:
    """The four columns that a text of `level_text` stands for.

    >>> level_parts("1-产出指标；11-数量指标")["level2_code"]
    '11'
    """
    first, _between, second = text.partition(_BETWEEN)
    parts: list[str] = []
    for side in (first.strip(), second.strip()):
        code, dash, label = side.partition("-")
        parts += [code, label] if dash and code.isdecimal() else ["", side]
    return dict(zip(LEVEL_FIELDS, parts, strict=True))


def level_choices() -> list[Fields]:
    """The 二级指标 to choose from, each with the level above it."""
    codes = level_codes()
    above: Fields = {}
    for label, code in codes.level1.items():
        above.setdefault(code, f"{code}-{label}")
    found: Fields = {}
    for label, code in codes.level2.items():
        found.setdefault(code, f"{above[code[0]]}{_BETWEEN}{code}-{label}")
    return [{"value": text, "title": text.partition(_BETWEEN)[2]} for text in found.values()]


def canonical(model: type[models.Model], name: str, text: Any) -> str:
    """A typed text as the sheet would show it once it is stored.

    Raises:
        ValidationError: It cannot be stored, and why.
    """
    if name == "level":
        parts = level_parts(canonical(Indicator, "basis", text))
        for column, part in parts.items():
            canonical(Indicator, column, part)
        return level_text(Indicator(**parts))
    return shown(stored(model, name, text))


def stored(model: type[models.Model], name: str, text: Any) -> Any:
    """A typed text as the value of a column.

    Raises:
        ValidationError: It cannot be stored, and why.
    """
    if not isinstance(text, str):
        raise ValidationError(_("这里只能是文字。"))
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError(_("含有不能保存的控制字符，请删去后重新输入。"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    column = model._meta.get_field(name)
    if isinstance(column, models.DecimalField):
        return _number(column, text)
    if isinstance(column, models.PositiveSmallIntegerField):
        return _year(text)
    if column.choices:
        return _choice(column, text.strip())
    if column.max_length is not None:
        text = " ".join(text.split())
    longest = column.max_length or _LONGEST
    if len(text) > longest:
        raise ValidationError(
            _("最多 %(most)s 个字，这里有 %(here)s 个；请缩短。"),
            params={"most": longest, "here": len(text)},
        )
    return text or None if column.null else text


def _number(column: models.DecimalField, text: str) -> Decimal | None:
    bare = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    if not bare:
        return None
    if not _NUMBER.fullmatch(bare):
        raise ValidationError(_("只写数字，例如 1234.50；没有的不填。"))
    try:
        return column.clean(Decimal(bare), None)
    except (InvalidOperation, ValidationError):
        raise ValidationError(
            _("最多 %(whole)s 位整数、%(places)s 位小数。"),
            params={
                "whole": column.max_digits - column.decimal_places,
                "places": column.decimal_places,
            },
        ) from None


def _year(text: str) -> int | None:
    bare = unicodedata.normalize("NFKC", text).strip().removesuffix("年")
    if not bare:
        return None
    if not (len(bare) == 4 and bare.isascii() and bare.isdecimal() and 1990 <= int(bare) <= 2100):
        raise ValidationError(_("请写四位数的年份，例如 2026。"))
    return int(bare)


def _choice(column: models.Field, text: str) -> str:
    for value, title in column.choices:
        if text in (value, str(title)):
            return str(value)
    if text:
        raise ValidationError(_("请从列表里选。"))
    return ""


def titles() -> dict[str, Fields]:
    """What each field is called, for messages and diffs."""
    project = {name: _title(Project, name) for name in PROJECT_FIELDS}
    rows = {name: _title(Indicator, name) for name in _PLAIN_FIELDS}
    rows |= {"level": _("二级指标"), "raw_text": _("整条原文"), "row": _("整行")}
    return {"project": project, "indicators": rows}


def _title(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def by_key(rows: Iterable[Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """Rows by their keys."""
    return {row["key"]: row for row in rows}
