"""One text of a project, for rules that seldom want more of them."""

from jixiao.checking import texts
from jixiao.checking.subjects import ProjectSubject
from jixiao.checking.texts import Text


def text_at(project: ProjectSubject, number: int) -> Text:
    """A text by its place among ``project.texts``; most findings are about the first two."""
    at = project.record.at
    if number == 0:
        return Text(project, texts.PROJECT_NAME, project.name, at.name, project.name_key)
    if number == 1:
        whole = project.whole_objective_key
        return Text(project, texts.OBJECTIVE, project.objective, at.objective, whole)
    return project.texts[number]
