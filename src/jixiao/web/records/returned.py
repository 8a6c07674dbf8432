"""A filled-in workbook beside the table: which of its rows are which of ours, and what it changes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from jixiao import model
from jixiao.text import fold
from jixiao.web.records.assembly import indicator_row
from jixiao.web.records.merging import ROW, Merged, merge
from jixiao.web.records.models import Indicator, Project
from jixiao.web.records.sheet import ROW_FIELDS, Fields, Sheet, row_of, sheet_of, shown

CARRIED = ("name", *model.AMOUNT_FIELDS, "objective")
_CARRIED_OF_ROW = ("level", "name", "period_target", "annual_target", "raw_text")
_NEW = UUID("8d2f0a7e-5d0c-4f0f-9a54-0f6f4b7f6c11")  # name space of rows that are in the file only


class Change(NamedTuple):
    """One cell, or a whole row (field ``row``), as it is here and as the file says."""

    key: str
    row: str
    field: str
    ours: str
    theirs: str


class Returned(NamedTuple):
    """One project of the workbook; ``project`` is None where it is new.

    ``changes`` is what the file brings without contradiction, ``conflicts`` what both changed.
    """

    project: Project | None
    indicators: tuple[Indicator, ...]
    unit: str
    name: str
    merged: Merged
    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]


class Outcome(NamedTuple):
    """All that a workbook means for a table; ``missing`` are projects it does not have."""

    projects: tuple[Returned, ...]
    missing: tuple[str, ...]

    @property
    def changed(self) -> tuple[Returned, ...]:
        """The projects of which the file says something new."""
        return tuple(p for p in self.projects if p.project is None or p.changes or p.conflicts)


def compare_returned(
    ours: Sequence[tuple[Project, Sequence[Indicator]]],
    base: model.ObjectiveTable | None,
    theirs: model.ObjectiveTable,
    *,
    within: str,
) -> Outcome:
    """What a returned workbook changes.

    Args:
        ours: The projects here with their rows and unit rows.
        base: The workbook as it was issued; None where that is not known: then every difference
            is asked about.
        theirs: The workbook as it came back.
        within: Names the table, so that new rows of two tables have different keys.
    """
    issued = _by_name(base)
    here: dict[tuple[str, str], tuple[Project, Sequence[Indicator]]] = {}
    for project, rows in ours:
        here.setdefault((fold(project.unit.name), fold(project.name)), (project, rows))
    found: list[Returned] = []
    seen: set[tuple[str, str]] = set()
    for unit in theirs.spending_units:
        for number, given in enumerate(unit.projects):
            name = (fold(unit.name or ""), fold(given.name or ""))
            mine = here.get(name) if name not in seen else None
            seen.add(name)
            place = f"{within}/{unit.name}/{number}/{given.name}"
            found.append(_one(unit.name or "", given, issued.get(name), mine, place))
    missing = [project.name for name, (project, _rows) in here.items() if name not in seen]
    return Outcome(tuple(found), tuple(missing))


def _by_name(table: model.ObjectiveTable | None) -> dict[tuple[str, str], model.Project]:
    units = () if table is None else table.spending_units
    return {(fold(u.name or ""), fold(p.name or "")): p for u in units for p in u.projects}


def _one(
    unit: str,
    given: model.Project,
    issued: model.Project | None,
    mine: tuple[Project, Sequence[Indicator]] | None,
    place: str,
) -> Returned:
    project, indicators = mine or (None, ())
    now = sheet_of(project or Project(), indicators)
    theirs = _like(now, given, place)
    base = _like(now, issued, place) if issued is not None else _blank(now)
    base, theirs = _settled(base, now), _settled(theirs, now)
    merged = merge(base, now, theirs)
    sides = [{row["key"]: row for row in side["indicators"]} for side in (now, theirs)]

    def change(key: str, field: str) -> Change:
        old, new = (side.get(key, {}) for side in sides)
        if not key:
            return Change("", "", field, now["project"][field], theirs["project"][field])
        name = old.get("name") or new.get("name", "")
        if field == ROW:
            return Change(key, name, ROW, _told(old), _told(new))
        return Change(key, name, field, old.get(field, ""), new.get(field, ""))

    changes = tuple(change(*cell) for cell in merged.taken)
    conflicts = tuple(change(one.key, one.field) for one in merged.conflicts)
    return Returned(project, tuple(indicators), unit, given.name or "", merged, changes, conflicts)


def _like(now: Sheet, given: model.Project, place: str) -> Sheet:
    """A project of a workbook as a sheet; what a workbook has no column for is as it is here."""
    project = dict(now["project"]) | {
        "name": given.name or "", "objective": given.objective or "",
        **{name: shown(getattr(given.funding, name)) for name in model.AMOUNT_FIELDS},
    }  # fmt: skip
    left = list(now["indicators"])
    rows = []
    for position, one in enumerate(given.indicators):
        texts = row_of(indicator_row(Project(), position, one))
        same = _same(texts, left)
        if same is None:
            key = str(uuid5(_NEW, f"{place}/{fold(texts['level'])}/{fold(texts['name'])}"))
            row = {"key": key} | dict.fromkeys(ROW_FIELDS, "")
            if any(other["key"] == key for other in rows):
                row["key"] = str(uuid5(_NEW, f"{place}/{position}"))
        else:
            left.remove(same)
            row = dict(same)
        rows.append(row | {name: texts[name] for name in _CARRIED_OF_ROW})
    return {"project": project, "indicators": rows}


def _same(texts: Fields, rows: Iterable[Fields]) -> Fields | None:
    """The row here that a row of the workbook is: same level and name, or at least the name.

    An entry that could only be read as a whole has its text for a name.
    """
    name = fold(texts["name"] or texts["raw_text"])
    by_name = [row for row in rows if fold(row["name"] or row["raw_text"]) == name]
    level = fold(texts["level"])
    return next((row for row in by_name if fold(row["level"]) == level), None) or next(
        iter(by_name), None
    )


def _blank(now: Sheet) -> Sheet:
    project = dict(now["project"]) | dict.fromkeys(CARRIED, "")
    rows = [dict(row) | dict.fromkeys(_CARRIED_OF_ROW, "") for row in now["indicators"]]
    return {"project": project, "indicators": rows}


def _settled(side: Sheet, now: Sheet) -> Sheet:
    """White space and width that a workbook changed are no difference."""
    known = {row["key"]: row for row in now["indicators"]}
    project = {name: _alike(text, now["project"][name]) for name, text in side["project"].items()}
    rows = [
        {
            name: _alike(text, known.get(row["key"], {}).get(name, text))
            for name, text in row.items()
        }
        for row in side["indicators"]
    ]
    return {"project": project, "indicators": rows}


def _alike(text: str, ours: str) -> str:
    return ours if fold(text) == fold(ours) else text


def _told(row: Fields) -> str:
    return "，".join(row[name] for name in _CARRIED_OF_ROW if row.get(name))
