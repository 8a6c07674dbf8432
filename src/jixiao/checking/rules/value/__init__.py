"""VAL: 指标值."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.value.annual_above_period import annual_above_period
from jixiao.checking.rules.value.bad_thing_as_goal import bad_thing_as_goal
from jixiao.checking.rules.value.benefits_without_number import benefits_without_number
from jixiao.checking.rules.value.deadline_without_date import deadline_without_date
from jixiao.checking.rules.value.decline_below_zero import decline_below_zero
from jixiao.checking.rules.value.doubled_bound import doubled_bound
from jixiao.checking.rules.value.doubtful_percentage import doubtful_percentage
from jixiao.checking.rules.value.everything_at_hundred_percent import everything_at_hundred_percent
from jixiao.checking.rules.value.formula_upside_down import formula_upside_down
from jixiao.checking.rules.value.impossible_number import impossible_number
from jixiao.checking.rules.value.incomplete_unit import incomplete_unit
from jixiao.checking.rules.value.low_pass_rate import low_pass_rate
from jixiao.checking.rules.value.lower_bound_on_a_cost import lower_bound_on_a_cost
from jixiao.checking.rules.value.lower_bound_on_a_time import lower_bound_on_a_time
from jixiao.checking.rules.value.no_such_date import no_such_date
from jixiao.checking.rules.value.nothing_of_a_wanted_thing import nothing_of_a_wanted_thing
from jixiao.checking.rules.value.number_without_unit import number_without_unit
from jixiao.checking.rules.value.numbers_contradict_each_other import numbers_contradict_each_other
from jixiao.checking.rules.value.period_as_multiple_of_annual import period_as_multiple_of_annual
from jixiao.checking.rules.value.period_of_no_length import period_of_no_length
from jixiao.checking.rules.value.placeholder_as_target import placeholder_as_target
from jixiao.checking.rules.value.qualitative_target_without_grades import (
    qualitative_target_without_grades,
)
from jixiao.checking.rules.value.quantity_without_number import quantity_without_number
from jixiao.checking.rules.value.question_as_indicator import question_as_indicator
from jixiao.checking.rules.value.relative_target_without_base import relative_target_without_base
from jixiao.checking.rules.value.satisfaction_below_par import satisfaction_below_par
from jixiao.checking.rules.value.satisfaction_of_everyone import satisfaction_of_everyone
from jixiao.checking.rules.value.several_targets_in_one_value import several_targets_in_one_value
from jixiao.checking.rules.value.target_always_met import target_always_met
from jixiao.checking.rules.value.target_below_last_year import target_below_last_year
from jixiao.checking.rules.value.target_repeats_name import target_repeats_name
from jixiao.checking.rules.value.target_set_elsewhere import target_set_elsewhere
from jixiao.checking.rules.value.two_measures_in_one_name import two_measures_in_one_name
from jixiao.checking.rules.value.unit_contradicts_name import unit_contradicts_name
from jixiao.checking.rules.value.unusual_comparator import unusual_comparator
from jixiao.checking.rules.value.upper_bound_on_a_benefit import upper_bound_on_a_benefit
from jixiao.checking.rules.value.vague_word_as_target import vague_word_as_target
from jixiao.checking.rules.value.value_of_another_kind import value_of_another_kind
from jixiao.checking.rules.value.work_of_nature import work_of_nature
from jixiao.checking.rules.value.zero_for_a_good_rate import zero_for_a_good_rate

RULES: tuple[Rule, ...] = (
    quantity_without_number,  # VAL001
    vague_word_as_target,  # VAL002
    benefits_without_number,  # VAL003
    target_repeats_name,  # VAL004
    qualitative_target_without_grades,  # VAL005
    number_without_unit,  # VAL006
    incomplete_unit,  # VAL007
    unit_contradicts_name,  # VAL008
    value_of_another_kind,  # VAL009
    several_targets_in_one_value,  # VAL010
    two_measures_in_one_name,  # VAL011
    doubtful_percentage,  # VAL012
    unusual_comparator,  # VAL013
    doubled_bound,  # VAL014
    deadline_without_date,  # VAL015
    target_set_elsewhere,  # VAL016
    placeholder_as_target,  # VAL017
    relative_target_without_base,  # VAL018
    question_as_indicator,  # VAL019
    bad_thing_as_goal,  # VAL101
    zero_for_a_good_rate,  # VAL102
    upper_bound_on_a_benefit,  # VAL103
    lower_bound_on_a_cost,  # VAL104
    target_always_met,  # VAL105
    satisfaction_below_par,  # VAL106
    satisfaction_of_everyone,  # VAL107
    everything_at_hundred_percent,  # VAL108
    low_pass_rate,  # VAL109
    annual_above_period,  # VAL110
    period_as_multiple_of_annual,  # VAL111
    target_below_last_year,  # VAL112
    lower_bound_on_a_time,  # VAL113
    nothing_of_a_wanted_thing,  # VAL114
    no_such_date,  # VAL115
    period_of_no_length,  # VAL116
    decline_below_zero,  # VAL117
    impossible_number,  # VAL118
    formula_upside_down,  # VAL119
    work_of_nature,  # VAL120
    numbers_contradict_each_other,  # VAL121
)
