"""Readings of imported files: what lists say of them, and one table of several."""

from typing import Any

from msgspec.structs import replace

from jixiao import model


def summary_of(reading: model.Reading) -> dict[str, Any]:
    """What a list of imports says of a reading."""
    return {
        "tables": [
            {
                "title": table.title or "",
                "department": table.department or "",
                "year": table.budget_year,
                "projects": len(table.projects),
                "indicators": len(table.indicators),
            }
            for table in reading.tables
        ],
        "repairs": len({note.key for note in reading.repairs}),
        "questions": len({note.key for note in reading.questions}),
    }


def reading_with_only(
    reading: model.Reading, number: int, *, year: int | None = None, amount_unit: str = ""
) -> model.Reading:
    """The reading as if the document had but this table.

    ``year`` and ``amount_unit`` are as settled by a person, used where the table prints none.
    """
    table = reading.tables[number]
    if year is not None and table.budget_year is None:
        origins = replace(table.origins, budget_year="caller")
        table = replace(table, budget_year=year, origins=origins)
    if amount_unit and table.amount_unit is None:
        origins = replace(table.origins, amount_unit="caller")
        table = replace(table, amount_unit=amount_unit, origins=origins)
    if len(reading.tables) == 1:
        return replace(reading, tables=(table,))
    return replace(
        reading,
        tables=(table,),
        repairs=tuple(_moved(one) for one in reading.repairs if is_of(one.subject, number)),
        questions=tuple(_moved(one) for one in reading.questions if is_of(one.subject, number)),
    )


def is_of(subject: model.Subject, number: int) -> bool:
    """Whether a repair or question is about a table, or about the document as a whole."""
    return subject.table in (None, number)


def _moved(note: Any) -> Any:
    subject = note.subject
    return note if subject.table is None else replace(note, subject=replace(subject, table=0))
