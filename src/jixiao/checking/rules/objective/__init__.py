"""OBJ: 绩效目标."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.objective.objective_empty import objective_empty
from jixiao.checking.rules.objective.objective_of_set_phrases import objective_of_set_phrases
from jixiao.checking.rules.objective.objective_without_effect import objective_without_effect

RULES: tuple[Rule, ...] = (
    objective_empty,  # OBJ001
    objective_without_effect,  # OBJ002
    objective_of_set_phrases,  # OBJ003
)
