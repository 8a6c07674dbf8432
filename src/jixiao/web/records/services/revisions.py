"""What a project was after each save: for three-way merges, for undo, and for its history."""

from datetime import datetime
from uuid import UUID

from jixiao.model.table import AMOUNT_FIELDS
from jixiao.web.accounts.models import User
from jixiao.web.records.models import Indicator, Project, ProjectRevision, TableUnit
from jixiao.web.records.sheet import (
    LEVEL_FIELDS,
    PROJECT_FIELDS,
    ROW_FIELDS,
    Sheet,
    level_parts,
    sheet_of,
    shown,
    stored,
)

_KEPT = ("copied", "doubts", "places")
_KEPT_OF_ROW = (*_KEPT, "number", "suggested")


def content_of(project: Project, indicators: list[Indicator]) -> Sheet:
    """The sheet of a project, and beside it what is needed to bring a deleted one back."""
    sheet = sheet_of(project, indicators)
    for row, one in zip(sheet["indicators"], indicators, strict=True):
        row["kept"] = {name: getattr(one, name) for name in _KEPT_OF_ROW}
    unit = project.unit
    sheet["kept"] = {name: getattr(project, name) for name in _KEPT} | {
        "position": project.position,
        "source": project.source_id,
        "copied_from": project.copied_from_id,
        "unit": {
            "id": unit.pk, "name": unit.name, "org": unit.org_id, "position": unit.position,
            "totals_are_stated": unit.totals_are_stated, "at": unit.at,
            "amounts": {name: shown(getattr(unit, name)) for name in AMOUNT_FIELDS},
        },
    }  # fmt: skip
    return sheet


def revision_keep(
    project: Project, indicators: list[Indicator], *, actor: User | None, at: datetime
) -> ProjectRevision:
    """Keep what a project is at its present revision; the caller's transaction."""
    return ProjectRevision.objects.create(
        project_key=project.key, table_id=project.table_id, revision=project.revision,
        content=content_of(project, indicators), made_at=at, made_by=actor,
    )  # fmt: skip


def sheet_at(project: Project, revision: int) -> Sheet | None:
    """The sheet as it was at a revision, if that was kept."""
    found = ProjectRevision.objects.filter(project_key=project.key, revision=revision).first()
    return None if found is None else found.content


def sheet_before(project: Project, revision: int) -> Sheet | None:
    """The sheet as it was at a revision, or at the last one before it that is still kept."""
    kept = ProjectRevision.objects.filter(project_key=project.key, revision__lte=revision)
    found = kept.order_by("-revision").first()
    return None if found is None else found.content


def rebuilt(content: Sheet, unit: TableUnit, key: UUID) -> tuple[Project, list[Indicator]]:
    """A project and its rows out of a kept content, not yet saved."""
    kept = content["kept"]
    project = Project(
        key=key, table_id=unit.table_id, unit=unit, position=kept["position"],
        source_id=kept["source"], **{name: kept[name] for name in _KEPT},
    )  # fmt: skip
    for name in PROJECT_FIELDS:
        setattr(project, name, stored(Project, name, content["project"].get(name, "")))
    rows = []
    for place, texts in enumerate(content["indicators"]):
        row = Indicator(key=UUID(texts["key"]), project=project, position=place)
        set_row(row, {name: texts.get(name, "") for name in ROW_FIELDS})
        for name, value in texts["kept"].items():
            setattr(row, name, value)
        rows.append(row)
    return project, rows


def set_row(row: Indicator, texts: dict[str, str]) -> None:
    """Put texts of a sheet into the columns of an indicator."""
    for name, text in texts.items():
        if name == "level":
            for column, part in level_parts(text).items():
                setattr(row, column, part)
        elif name not in LEVEL_FIELDS:
            setattr(row, name, stored(Indicator, name, text))
