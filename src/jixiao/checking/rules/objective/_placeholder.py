"""Whether a goal says nothing, or only where something may be read."""

import re

from jixiao.checking.facts import FEW_MORE, SHORT_GOAL
from jixiao.checking.policy import Policy
from jixiao.checking.subjects import ProjectSubject

_MARKS = re.compile(r"\([^()]*\)|[^\w]|_")
_SHORTEST_NAME = 4
_CLAUSE_ENDS = re.compile("[,;。]")


def says_nothing(key: str, policy: Policy) -> bool:
    """Whether each clause of a folded goal is a placeholder or a reference."""
    if len(key) > SHORT_GOAL:
        return False
    nothing = policy.pattern("objective_placeholders")
    for clause in _CLAUSE_ENDS.split(key):
        if clause and nothing.fullmatch(clause) is None:
            return False
    return True


def repeats_name(project: ProjectSubject, policy: Policy) -> bool:
    """Whether the goal is the name of the project, but for words that say nothing."""
    key, name = project.objective_key, project.name_key
    if len(key) > len(name) + FEW_MORE or "," in key or not key:
        return False
    filler = policy.pattern("objective_name_filler")
    bare, its = (filler.sub("", _MARKS.sub("", one)) for one in (key, name))
    return bare == its and len(its) >= _SHORTEST_NAME
