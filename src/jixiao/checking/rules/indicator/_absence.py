"""A class of indicators that a project does not have."""

from collections.abc import Iterator

from jixiao.checking.rule import Found
from jixiao.checking.subjects import ProjectSubject


def is_lost(project: ProjectSubject) -> bool:
    """Whether all its indicators were lost in recognition: then no absence is sure."""
    return not project.indicators and project.damaged


def lacking(
    project: ProjectSubject, codes: tuple[str, ...], message: str, advice: str
) -> Iterator[Found]:
    """One finding where no indicator has any of the codes; not sure where a class is not read."""
    if not any(one and one.startswith(codes) for one in project.classes):
        yield Found(message, advice, unclear=bool(project.unclassed))
