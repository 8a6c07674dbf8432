"""Redaction: chosen passages are covered before publication, with a record that keeps no secret."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from jixiao.model import (
    Indicator,
    Project,
    Reading,
    Redacted,
    Redaction,
    SpendingUnit,
    Target,
)

Record = TypeVar("Record", bound=msgspec.Struct)


def redact(
    reading: Reading, redactions: Sequence[Redaction]
) -> tuple[Reading, tuple[Redacted, ...]]:
    """The reading with the passages covered in all names, objectives, indicators and targets.

    A covered target has no typed value: type the result anew. ``Redacted.times`` is 0 for a
    passage that does not occur; then somebody must look.
    """
    done = []
    for one in redactions:
        times = [0]
        tables = tuple(
            msgspec.structs.replace(
                table,
                **_heads(table, ("title", "department"), one, times),
                arithmetic=tuple(_strings_covered(a, one) for a in table.arithmetic),
                spending_units=tuple(_unit(unit, one, times) for unit in table.spending_units),
            )
            for table in reading.tables
        )
        reading = msgspec.structs.replace(
            reading,
            tables=tables,
            repairs=tuple(_strings_covered(r, one) for r in reading.repairs),
            questions=tuple(_strings_covered(q, one) for q in reading.questions),
            corrections=tuple(_strings_covered(c, one) for c in reading.corrections),
            ledger=msgspec.structs.replace(
                reading.ledger,
                remainder=tuple(_strings_covered(r, one) for r in reading.ledger.remainder),
            ),
        )
        digest = hashlib.sha256(one.text.encode("utf-8", "surrogatepass")).hexdigest()
        done.append(Redacted(digest, one.cover, times[0], one.reason, one.author))
    return reading, tuple(done)


def _strings_covered(record: Record, one: Redaction) -> Record:
    """A record of the reading itself, such as a repair, with the passage covered wherever it stands.

    These tell of the same text again, so their places are not counted, and a redaction of one
    project covers them all.
    """
    changed: dict[str, object] = {}
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if isinstance(value, str) and one.text in value:
            changed[field] = value.replace(one.text, one.cover)
        elif isinstance(value, tuple) and any(isinstance(v, str) for v in value):
            changed[field] = tuple(
                v.replace(one.text, one.cover) if isinstance(v, str) else v for v in value
            )
        elif isinstance(value, msgspec.Struct):
            changed[field] = _strings_covered(value, one)
    return msgspec.structs.replace(record, **changed) if changed else record


def _unit(unit: SpendingUnit, one: Redaction, times: list[int]) -> SpendingUnit:
    projects = tuple(
        _project(project, one, times)
        if one.project is None or one.project == project.name
        else project
        for project in unit.projects
    )
    heads = _heads(unit, ("name",), one, times)
    return msgspec.structs.replace(unit, projects=projects, **heads)


def _heads(
    record: msgspec.Struct, fields: Sequence[str], one: Redaction, times: list[int]
) -> dict[str, str | None]:
    """The names above the projects; a redaction of one project leaves them."""
    if one.project is not None:
        return {}
    return {field: _covered(getattr(record, field), one, times) for field in fields}


def _project(project: Project, one: Redaction, times: list[int]) -> Project:
    return msgspec.structs.replace(
        project,
        name=_covered(project.name, one, times),
        objective=_covered(project.objective, one, times),
        indicators=tuple(_indicator(i, one, times) for i in project.indicators),
        doubts=tuple(_strings_covered(doubt, one) for doubt in project.doubts),
    )


def _indicator(indicator: Indicator, one: Redaction, times: list[int]) -> Indicator:
    before = times[0]
    made = msgspec.structs.replace(
        indicator,
        name=_covered(indicator.name, one, times),
        period_target=_target(indicator.period_target, one, times),
        annual_target=_target(indicator.annual_target, one, times),
    )
    # The raw text repeats what the parts say; it is covered too, but not counted twice.
    text = indicator.text.replace(one.text, one.cover)
    if times[0] == before:
        times[0] += indicator.text.count(one.text)
    # A doubt quotes the print, and open data tell of doubts.
    doubts = tuple(_strings_covered(doubt, one) for doubt in indicator.doubts)
    return msgspec.structs.replace(made, text=text, doubts=doubts)


def _target(target: Target | None, one: Redaction, times: list[int]) -> Target | None:
    if target is None or one.text not in target.text:
        return target
    return Target(_covered(target.text, one, times) or "", None, target.at)


def _covered(text: str | None, one: Redaction, times: list[int]) -> str | None:
    if text is None or one.text not in text:
        return text
    times[0] += text.count(one.text)
    return text.replace(one.text, one.cover)
