"""What all reports say alike: places, subjects, accepted findings."""

from collections.abc import Iterable

from jixiao.model import (
    SUPPRESSION_WORDS,
    Check,
    Finding,
    IndicatorName,
    Occurrence,
    Place,
    Suppression,
)
from jixiao.text import shown

_NO_NAME = "（无名称）"


def departments(check: Check) -> tuple[str, ...]:
    """The departments of a document's tables, as far as its score knows them; each once."""
    parts = check.score.parts if check.score is not None else ()
    names = (shown(one.name) for one in parts if one.of == "table" and one.name)
    return tuple(dict.fromkeys(names))


def place_words(place: Place | Occurrence) -> str:
    """Where to look, for a person; empty where nothing is known.

    >>> place_words(Place(line=20, column=7)), place_words(Place(page=3)), place_words(Place())
    ('第 20 行第 7 列', '第 3 页', '')
    """
    if place.line is not None:
        column = "" if place.column is None else f"第 {place.column} 列"
        return f"第 {place.line} 行{column}"
    if place.page is not None:
        return f"第 {place.page} 页"
    if place.cell is not None:
        return shown(f"“{place.sheet}”{place.cell}" if place.sheet else place.cell)
    return ""


def places_words(places: Iterable[Place]) -> str:
    """Several places, each once."""
    words = (place_words(place) for place in places)
    return "、".join(dict.fromkeys(word for word in words if word))


def indicator_words(indicator: IndicatorName | None) -> str:
    """Number and name of an indicator; empty where there is none.

    >>> indicator_words(IndicatorName(3, "会议数量")), indicator_words(IndicatorName(None, None))
    ('指标 3　会议数量', '指标　（无名称）')
    """
    if indicator is None:
        return ""
    number = "" if indicator.number is None else f" {indicator.number}"
    return f"指标{number}　{shown(indicator.name or _NO_NAME)}"


def subject_words(finding: Finding) -> str:
    """What a finding is about: project and indicator, the unit, or the table."""
    name = finding.project or finding.spending_unit
    words = [shown(name)] if name else []
    if finding.indicator is not None:
        words.append(indicator_words(finding.indicator))
    return " › ".join(words) or "全表"


def suppression_words(suppression: Suppression) -> str:
    """By what and why a finding was accepted."""
    parts = [
        f"已接受（{SUPPRESSION_WORDS[suppression.by]}）",
        suppression.reason and f"理由：{suppression.reason}",
        suppression.author and f"接受人：{suppression.author}",
        suppression.until and f"有效期至 {suppression.until}",
    ]
    return shown("；".join(part for part in parts if part))
