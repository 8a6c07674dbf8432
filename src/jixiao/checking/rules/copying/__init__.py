"""LIB: 照搬."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.copying.checks_in_a_project_of_another_work import (
    checks_in_a_project_of_another_work,
)
from jixiao.checking.rules.copying.generic_indicator_name import generic_indicator_name
from jixiao.checking.rules.copying.goal_of_another_office import goal_of_another_office
from jixiao.checking.rules.copying.goal_of_several_projects import goal_of_several_projects
from jixiao.checking.rules.copying.indicator_foreign_to_project import indicator_foreign_to_project
from jixiao.checking.rules.copying.indicators_of_several_projects import (
    indicators_of_several_projects,
)
from jixiao.checking.rules.copying.nearly_the_same_as_last_year import nearly_the_same_as_last_year

RULES: tuple[Rule, ...] = (
    goal_of_several_projects,  # LIB001
    indicators_of_several_projects,  # LIB002
    nearly_the_same_as_last_year,  # LIB003
    generic_indicator_name,  # LIB004
    indicator_foreign_to_project,  # LIB005
    checks_in_a_project_of_another_work,  # LIB006
    goal_of_another_office,  # LIB007
)
