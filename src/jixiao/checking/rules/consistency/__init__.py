"""CON: 一致性."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.consistency.complements_exclude_each_other import (
    complements_exclude_each_other,
)
from jixiao.checking.rules.consistency.cost_above_budget import cost_above_budget
from jixiao.checking.rules.consistency.daily_and_yearly_apart import daily_and_yearly_apart
from jixiao.checking.rules.consistency.date_out_of_season import date_out_of_season
from jixiao.checking.rules.consistency.date_outside_budget_year import date_outside_budget_year
from jixiao.checking.rules.consistency.fine_as_target import fine_as_target
from jixiao.checking.rules.consistency.goal_money_differs import goal_money_differs
from jixiao.checking.rules.consistency.goal_number_without_indicator import (
    goal_number_without_indicator,
)
from jixiao.checking.rules.consistency.how_often_differs_from_goal import (
    how_often_differs_from_goal,
)
from jixiao.checking.rules.consistency.measure_differs_from_goal import (
    measure_differs_from_goal,
)
from jixiao.checking.rules.consistency.money_out_of_proportion import money_out_of_proportion
from jixiao.checking.rules.consistency.much_money_tiny_output import much_money_tiny_output
from jixiao.checking.rules.consistency.narrative_amount_differs import narrative_amount_differs
from jixiao.checking.rules.consistency.part_above_whole import part_above_whole
from jixiao.checking.rules.consistency.period_and_annual_of_two_things import (
    period_and_annual_of_two_things,
)
from jixiao.checking.rules.consistency.product_differs_in_goal import product_differs_in_goal
from jixiao.checking.rules.consistency.purpose_lapsed import purpose_lapsed
from jixiao.checking.rules.consistency.repealed_law_or_dissolved_body import (
    repealed_law_or_dissolved_body,
)
from jixiao.checking.rules.consistency.same_number_in_another_unit import (
    same_number_in_another_unit,
)
from jixiao.checking.rules.consistency.same_outputs_for_different_money import (
    same_outputs_for_different_money,
)
from jixiao.checking.rules.consistency.same_thing_two_numbers import same_thing_two_numbers
from jixiao.checking.rules.consistency.shares_above_whole import shares_above_whole
from jixiao.checking.rules.consistency.standard_differs_from_goal import (
    standard_differs_from_goal,
)
from jixiao.checking.rules.consistency.steps_out_of_order import steps_out_of_order
from jixiao.checking.rules.consistency.time_limit_differs_from_goal import (
    time_limit_differs_from_goal,
)
from jixiao.checking.rules.consistency.total_against_project_expenditure import (
    total_against_project_expenditure,
)
from jixiao.checking.rules.consistency.total_differs_from_product import (
    total_differs_from_product,
)
from jixiao.checking.rules.consistency.unit_cost_times_number_above_budget import (
    unit_cost_times_number_above_budget,
)
from jixiao.checking.rules.consistency.usually_not_allowed import usually_not_allowed
from jixiao.checking.rules.consistency.yearly_split_contradicted import yearly_split_contradicted

RULES: tuple[Rule, ...] = (
    goal_number_without_indicator,  # CON001
    yearly_split_contradicted,  # CON002
    date_outside_budget_year,  # CON003
    purpose_lapsed,  # CON004
    much_money_tiny_output,  # CON005
    same_outputs_for_different_money,  # CON006
    cost_above_budget,  # CON007
    narrative_amount_differs,  # CON008
    total_against_project_expenditure,  # CON009
    period_and_annual_of_two_things,  # CON010
    unit_cost_times_number_above_budget,  # CON011
    standard_differs_from_goal,  # CON012
    time_limit_differs_from_goal,  # CON013
    part_above_whole,  # CON014
    goal_money_differs,  # CON015
    same_number_in_another_unit,  # CON016
    date_out_of_season,  # CON017
    same_thing_two_numbers,  # CON018
    money_out_of_proportion,  # CON019
    steps_out_of_order,  # CON020
    shares_above_whole,  # CON021
    fine_as_target,  # CON022
    usually_not_allowed,  # CON023
    repealed_law_or_dissolved_body,  # CON024
    how_often_differs_from_goal,  # CON025
    product_differs_in_goal,  # CON026
    measure_differs_from_goal,  # CON027
    complements_exclude_each_other,  # CON028
    total_differs_from_product,  # CON029
    daily_and_yearly_apart,  # CON030
)
