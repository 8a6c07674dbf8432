"""VAL: 指标值."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.value.benefits_without_number import benefits_without_number
from jixiao.checking.rules.value.deadline_without_date import deadline_without_date
from jixiao.checking.rules.value.doubled_bound import doubled_bound
from jixiao.checking.rules.value.doubtful_percentage import doubtful_percentage
from jixiao.checking.rules.value.incomplete_unit import incomplete_unit
from jixiao.checking.rules.value.number_without_unit import number_without_unit
from jixiao.checking.rules.value.placeholder_as_target import placeholder_as_target
from jixiao.checking.rules.value.qualitative_target_without_grades import (
    qualitative_target_without_grades,
)
from jixiao.checking.rules.value.quantity_without_number import quantity_without_number
from jixiao.checking.rules.value.question_as_indicator import question_as_indicator
from jixiao.checking.rules.value.relative_target_without_base import relative_target_without_base
from jixiao.checking.rules.value.several_targets_in_one_value import several_targets_in_one_value
from jixiao.checking.rules.value.target_repeats_name import target_repeats_name
from jixiao.checking.rules.value.target_set_elsewhere import target_set_elsewhere
from jixiao.checking.rules.value.two_measures_in_one_name import two_measures_in_one_name
from jixiao.checking.rules.value.unit_contradicts_name import unit_contradicts_name
from jixiao.checking.rules.value.unusual_comparator import unusual_comparator
from jixiao.checking.rules.value.vague_word_as_target import vague_word_as_target
from jixiao.checking.rules.value.value_of_another_kind import value_of_another_kind

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
)
