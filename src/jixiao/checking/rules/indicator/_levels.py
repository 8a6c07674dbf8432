"""How classes are named in findings, and the change that files an indicator elsewhere."""

from functools import cache

from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import Edit
from jixiao.model.level_codes import level_codes
from jixiao.model.table import Level


def printed(level: Level) -> str:
    """A level as printed, such as ``22-社会效益``."""
    return f"{level.code or ''}-{level.label or ''}"


def filed(indicator: IndicatorSubject) -> str:
    """The class an indicator is filed under, for messages."""
    return f"“{printed(indicator.record.level2)}”"


def suggested(indicator: IndicatorSubject, code: str) -> str:
    """A class for advice, in the table's own words."""
    one, two = _names(indicator, code)
    return f"“{one}；{two}”"


def refiled(indicator: IndicatorSubject, code: str) -> tuple[Edit, ...]:
    """The edits that file an indicator under another level-2 code."""
    record = indicator.record
    edits = []
    for field, level, after in zip(
        ("level1", "level2"), (record.level1, record.level2), _names(indicator, code), strict=True
    ):
        before = printed(level)
        if before != after:
            edits.append(Edit(field, before, after))
    return tuple(edits)


def _names(indicator: IndicatorSubject, code: str) -> tuple[str, str]:
    here, usual = indicator.project.table.printed_levels, _usual()
    return here.get(code[0]) or usual[code[0]], here.get(code) or usual[code]


@cache
def _usual() -> dict[str, str]:
    codes = level_codes()
    found: dict[str, str] = {}
    for level in (codes.level1, codes.level2):
        for label, code in level.items():
            found.setdefault(code, f"{code}-{label}")
    return found
