"""Which record of a table a sum belongs to."""

from jixiao.checking.subjects import ProjectSubject, TableSubject, UnitSubject


def part_of(table: TableSubject, of: str, name: str | None) -> ProjectSubject | UnitSubject | None:
    """The project or unit that a sum is printed at; None for the grand total."""
    parts: tuple[ProjectSubject | UnitSubject, ...] = ()
    if of == "project":
        parts = table.projects
    elif of == "spending_unit":
        parts = table.units
    return next((one for one in parts if one.record.name == name), None)
