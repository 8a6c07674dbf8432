"""Which record of a table a sum belongs to, and whether an amount is printed as a number."""

import re

from jixiao.checking.subjects import ProjectSubject, TableSubject, UnitSubject
from jixiao.model import Place

_NUMBER = re.compile(r"[-0-9,.，．０-９\s]+")


def is_number(printed: str) -> bool:
    """Whether a printed amount is a number, spaces and thousands separators aside."""
    return _NUMBER.fullmatch(printed) is not None


def part_of(table: TableSubject, of: str, name: str | None) -> ProjectSubject | UnitSubject | None:
    """The project or unit that a sum is printed at; None for the grand total."""
    parts: tuple[ProjectSubject | UnitSubject, ...] = ()
    if of == "project":
        parts = table.projects
    elif of == "spending_unit":
        parts = table.units
    return next((one for one in parts if one.record.name == name), None)


def place_of(table: TableSubject, of: str) -> tuple[Place, ...] | None:
    """Where the grand total is printed; None for a sum that stands with its unit or project."""
    return (table.record.at.grand_total or None) if of == "grand_total" else None
