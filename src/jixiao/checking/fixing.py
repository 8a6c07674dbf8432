"""Fixes: what findings propose, put into a copy of the records; the document is never touched."""

from collections.abc import Sequence

import msgspec

from jixiao.checking.draft import Draft, indicator_name
from jixiao.model import (
    Change,
    Edit,
    Indicator,
    ObjectiveTable,
    Project,
    Reading,
    level_codes,
)
from jixiao.text import fold


def apply_fixes(
    reading: Reading, drafts: Sequence[Draft], *, unsafe: bool = False
) -> tuple[Reading, tuple[Change, ...]]:
    """The reading with the proposed edits made, and the list of them.

    An edit is made only where the field still says what the finding saw; of two for one field the
    first is made, so call again on the result until nothing changes. A changed target has no typed
    value: type the result anew.

    Args:
        reading: What was examined.
        drafts: Its findings.
        unsafe: Also those that change the wording.
    """
    changes: list[Change] = []
    edits: dict[int, list[tuple[Draft, Edit]]] = {}
    for draft in drafts:
        if not draft.unclear and (
            draft.entry.fix == "safe" or (unsafe and draft.entry.fix == "unsafe")
        ):
            for edit in draft.found.edits:
                edits.setdefault(id(getattr(draft.about, "record", None)), []).append((draft, edit))
    if not edits:
        return reading, ()
    tables = tuple(_table(one, edits, changes) for one in reading.tables)
    return msgspec.structs.replace(reading, tables=tables), tuple(changes)


def _table(
    table: ObjectiveTable, edits: dict[int, list[tuple[Draft, Edit]]], changes: list[Change]
) -> ObjectiveTable:
    units = tuple(
        msgspec.structs.replace(
            unit, projects=tuple(_project(one, edits, changes) for one in unit.projects)
        )
        for unit in table.spending_units
    )
    return msgspec.structs.replace(table, spending_units=units)


def _project(
    project: Project, edits: dict[int, list[tuple[Draft, Edit]]], changes: list[Change]
) -> Project:
    indicators = []
    for one in project.indicators:
        made = one
        for draft, edit in edits.get(id(one), ()):
            after = _indicator(made, edit)
            if after is not None:
                made = after
                changes.append(_change(draft, edit))
        indicators.append(made)
    result = msgspec.structs.replace(project, indicators=tuple(indicators))
    for draft, edit in edits.get(id(project), ()):
        field = edit.field.removeprefix("project.")
        if field in ("name", "objective") and getattr(result, field) == edit.before:
            result = msgspec.structs.replace(result, **{field: edit.after})
            changes.append(_change(draft, edit))
    return result


def _indicator(indicator: Indicator, edit: Edit) -> Indicator | None:
    """The indicator with one edit; None where its field does not say what the edit expects."""
    head, _, tail = edit.field.partition(".")
    part = getattr(indicator, head, None)
    if head == "number":
        same = str(part) == edit.before or (part is None and not edit.before)
        return msgspec.structs.replace(indicator, number=int(edit.after)) if same else None
    if not tail:
        return (
            msgspec.structs.replace(indicator, **{head: edit.after})
            if part == edit.before
            else None
        )
    if part is None or (getattr(part, tail) or "") != edit.before:
        return None
    changed = {tail: edit.after, **({"value": None} if tail == "text" else {})}
    result = msgspec.structs.replace(indicator, **{head: msgspec.structs.replace(part, **changed)})
    return _with_class(result) if head.startswith("level") else result


def _with_class(indicator: Indicator) -> Indicator:
    """The class of changed levels: the level-2 code where its label says the same."""
    code = level_codes().level2.get(fold(indicator.level2.label or ""))
    agreed = code if code == indicator.level2.code else None
    return msgspec.structs.replace(indicator, class_=agreed)


def _change(draft: Draft, edit: Edit) -> Change:
    project = draft.project
    return Change(
        draft.rule.code, draft.entry.fix, draft.table.number,
        project.record.name if project else None, indicator_name(draft.about),
        edit.field, edit.before, edit.after, draft.at,
    )  # fmt: skip
