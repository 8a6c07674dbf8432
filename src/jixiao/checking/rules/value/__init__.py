"""VAL: 指标值."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.value.annual_above_period import annual_above_period
from jixiao.checking.rules.value.bad_thing_as_goal import bad_thing_as_goal
from jixiao.checking.rules.value.everything_at_hundred_percent import everything_at_hundred_percent
from jixiao.checking.rules.value.low_pass_rate import low_pass_rate
from jixiao.checking.rules.value.lower_bound_on_a_cost import lower_bound_on_a_cost
from jixiao.checking.rules.value.period_as_multiple_of_annual import period_as_multiple_of_annual
from jixiao.checking.rules.value.satisfaction_below_par import satisfaction_below_par
from jixiao.checking.rules.value.satisfaction_of_everyone import satisfaction_of_everyone
from jixiao.checking.rules.value.target_always_met import target_always_met
from jixiao.checking.rules.value.target_below_last_year import target_below_last_year
from jixiao.checking.rules.value.target_repeats_name import target_repeats_name
from jixiao.checking.rules.value.upper_bound_on_a_benefit import upper_bound_on_a_benefit
from jixiao.checking.rules.value.zero_for_a_good_rate import zero_for_a_good_rate

RULES: tuple[Rule, ...] = (
    target_repeats_name,  # VAL004
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
)
