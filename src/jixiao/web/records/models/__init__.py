"""What an office keeps; columns and constraints, no logic."""

from jixiao.web.records.models.looking_up import (
    LibraryIndicator,
    LibrarySource,
    LibraryTally,
    LibraryUse,
    SearchEntry,
)
from jixiao.web.records.models.projects import (
    Indicator,
    Project,
    ProjectRevision,
    TemplateIssue,
)
from jixiao.web.records.models.public import PublicIndicator, PublicProject, PublicTable
from jixiao.web.records.models.remarks import AcceptedFinding, Comment
from jixiao.web.records.models.sources import Import, ReadingCorrection, SourceFile
from jixiao.web.records.models.tables import BudgetYear, ObjectiveTable, TableUnit, TableVersion

__all__ = [
    "AcceptedFinding",
    "BudgetYear",
    "Comment",
    "Import",
    "Indicator",
    "LibraryIndicator",
    "LibrarySource",
    "LibraryTally",
    "LibraryUse",
    "ObjectiveTable",
    "Project",
    "ProjectRevision",
    "PublicIndicator",
    "PublicProject",
    "PublicTable",
    "ReadingCorrection",
    "SearchEntry",
    "SourceFile",
    "TableUnit",
    "TableVersion",
    "TemplateIssue",
]
