"""Which field of the project page a finding is about, and where it stood in the source."""

from collections.abc import Iterable
from typing import Any

from jixiao import model
from jixiao.checking.draft import Draft

_OF_EDIT = {
    "project.name": "name",
    "annual_target.text": "annual_target",
    "period_target.text": "period_target",
    **dict.fromkeys(
        ("level1", "level2", "level1.code", "level1.label", "level2.code", "level2.label"), "level"
    ),
}
# What a message names first is what it is about.
_SAID_OF_INDICATOR = (
    ("实施周期指标值", "period_target"),
    ("年度指标值", "annual_target"),
    ("指标值", "annual_target"),
    ("二级指标", "level"),
    ("一级指标", "level"),
    ("名称", "name"),
)
_SAID_OF_PROJECT = (
    ("绩效目标", "objective"),
    ("项目名称", "name"),
    ("总计", "total"),
    ("金额", "total"),
)
_OF_FAMILY = {"VAL": "annual_target", "IND": "level"}
_OF_PROJECT_FAMILY = {"OBJ": "objective", "AMT": "total", "IND": "indicators", "LIB": "indicators"}


def field_of(draft: Draft, part: Any) -> str:
    """The column of the project's or indicator's row that a finding is best shown beside.

    ``level`` is both levels of an indicator, ``indicators`` the grid as a whole; empty is the unit
    or the table.
    """
    record = getattr(part, "record", None)
    message, family = draft.found.message, draft.rule.code.rstrip("0123456789")
    if isinstance(record, model.Indicator):
        if draft.found.edits and part is draft.about:
            return column_of(draft.found.edits[0].field)
        return _said(message, _SAID_OF_INDICATOR) or _OF_FAMILY.get(family, "name")
    if isinstance(record, model.Project):
        if draft.found.edits and part is draft.about:
            return column_of(draft.found.edits[0].field)
        return _OF_PROJECT_FAMILY.get(family) or _said(message, _SAID_OF_PROJECT) or "name"
    return ""


def column_of(field: str) -> str:
    """The column that an edit's field stands for.

    >>> column_of("annual_target.text"), column_of("objective")
    ('annual_target', 'objective')
    """
    return _OF_EDIT.get(field, field)


def _said(message: str, words: Iterable[tuple[str, str]]) -> str:
    found = [(message.index(word), field) for word, field in words if word in message]
    return min(found, default=(0, ""))[1]
