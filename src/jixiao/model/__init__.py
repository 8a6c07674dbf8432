"""The words of the field: frozen records without input or output.

Amounts are ``Decimal`` in the table's amount unit, never floats; a text is kept as printed,
and each says where it stood.
"""

from jixiao.model.document import Document, UnreadableDocument
from jixiao.model.place import Place
from jixiao.model.raw import RawCell, RawDocument, RawTable
from jixiao.model.reading import (
    Correction,
    Ledger,
    NotOneTable,
    Question,
    Reading,
    Remainder,
    Repair,
    Source,
    Subject,
)
from jixiao.model.table import (
    AMOUNT_FIELDS,
    FUNDING_FIELDS,
    ArithmeticCheck,
    Doubt,
    Funding,
    Indicator,
    Level,
    ObjectiveTable,
    Origins,
    Project,
    ProjectPlaces,
    SpendingUnit,
    Target,
    TargetTerm,
    Verdict,
)

__all__ = [
    "AMOUNT_FIELDS",
    "FUNDING_FIELDS",
    "ArithmeticCheck",
    "Correction",
    "Document",
    "Doubt",
    "Funding",
    "Indicator",
    "Ledger",
    "Level",
    "NotOneTable",
    "ObjectiveTable",
    "Origins",
    "Place",
    "Project",
    "ProjectPlaces",
    "Question",
    "RawCell",
    "RawDocument",
    "RawTable",
    "Reading",
    "Remainder",
    "Repair",
    "Source",
    "SpendingUnit",
    "Subject",
    "Target",
    "TargetTerm",
    "UnreadableDocument",
    "Verdict",
]
