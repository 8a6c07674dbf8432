"""A class of indicators that a project does not have."""

from jixiao.checking.rule import Found
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.model import level_codes


def is_lost(project: ProjectSubject) -> bool:
    """Whether all its indicators were lost in recognition: then no absence is sure."""
    return not project.indicators and project.damaged


def lacking(
    project: ProjectSubject,
    codes: tuple[str, ...],
    message: str,
    advice: str,
    *,
    lighter: bool = False,
) -> tuple[Found, ...]:
    """The finding that no indicator has any of the codes; not sure where a class is not read."""
    unclassed = project.unclassed
    if unclassed and not {_level(one) for one in unclassed}.isdisjoint(codes):
        return ()
    return (Found(message, advice, unclear=unclassed != (), lighter=lighter),)


def _level(one: IndicatorSubject) -> str | None:
    """The level-1 code where it is printed with its own label, whatever became of level 2."""
    level = one.record.level1
    return level.code if level_codes().level1.get(level.label or "") == level.code else None
