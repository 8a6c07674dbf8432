"""A 指标值 as comparator, value and unit, the columns people fill in; put together they are its text."""

from typing import NamedTuple

from jixiao.model.target_value import TargetValue

_BEFORE = {
    ("comparator", "number", "unit"),
    ("comparator", "number"),
    ("number", "unit"),
    ("number",),
}
_BEHIND = {("number", "unit", "comparator"), ("number", "comparator")}


class TargetParts(NamedTuple):
    """The three parts as printed; ``behind`` where the comparator stands last (90%以上)."""

    comparator: str
    value: str
    unit: str
    behind: bool = False


def split_target(value: TargetValue) -> TargetParts:
    """The parts of a typed value; one that has no such parts stands whole in ``value``.

    >>> from jixiao.model import from_triple
    >>> split_target(from_triple(1, "90", "%"))
    TargetParts(comparator='≥', value='90', unit='%', behind=False)
    """
    roles = tuple(span.role for span in value.spans)
    if roles not in _BEFORE | _BEHIND:
        return TargetParts("", value.text, "")
    found = {span.role: span.text for span in value.spans}
    return TargetParts(
        found.get("comparator", ""), found["number"], found.get("unit", ""), roles in _BEHIND
    )


def compose_target(parts: TargetParts) -> str:
    """The text of a target; what `split_target` took apart comes back as it was.

    >>> compose_target(TargetParts("以上", "90", "%", behind=True))
    '90%以上'
    """
    comparator, value, unit, behind = parts
    return f"{value}{unit}{comparator}" if behind else f"{comparator}{value}{unit}"
