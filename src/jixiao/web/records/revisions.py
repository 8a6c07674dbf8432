"""What changed between two revisions of a project."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from jixiao import model
from jixiao.analysing.wording import text_change
from jixiao.web.records.sheet import Sheet, titles


class FieldChange(NamedTuple):
    """One field before and after; ``of`` is empty for the project, else the indicator's name."""

    of: str
    field: str
    pieces: tuple[model.Piece, ...]


def changes_between(before: Sheet | None, after: Sheet) -> tuple[FieldChange, ...]:
    """What changed from one revision to the next; from nothing, nothing is told."""
    if before is None:
        return ()
    found = _of_fields("", before["project"], after["project"])
    old = {one["key"]: one for one in before["indicators"]}
    new = {one["key"]: one for one in after["indicators"]}
    for key in dict.fromkeys([*old, *new]):
        one, other = old.get(key, {}), new.get(key, {})
        found += _of_fields(other.get("name") or one.get("name") or "—", one, other)
    orders = ([key for key in side if key in old and key in new] for side in (old, new))
    if len({tuple(order) for order in orders}) > 1:
        found.append(FieldChange("", "order", ()))
    return tuple(found)


def _of_fields(of: str, before: dict[str, str], after: dict[str, str]) -> list[FieldChange]:
    found = []
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name, ""), after.get(name, "")
        if name not in ("key", "kept") and one != other:
            found.append(FieldChange(of, name, text_change(one, other).pieces))
    return found


def title_of(field: str) -> str:
    """What people call a field."""
    names = titles()
    found = names["project"].get(field) or names["indicators"].get(field)
    return str(found or {"order": _("指标次序")}.get(field, field))
