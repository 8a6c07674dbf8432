"""IND: 绩效指标."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.indicator.completion_under_lasting_effect import (
    completion_under_lasting_effect,
)
from jixiao.checking.rules.indicator.compliance_under_benefit import compliance_under_benefit
from jixiao.checking.rules.indicator.cost_under_benefit import cost_under_benefit
from jixiao.checking.rules.indicator.count_under_quality import count_under_quality
from jixiao.checking.rules.indicator.effect_of_another_class import effect_of_another_class
from jixiao.checking.rules.indicator.input_as_output import input_as_output
from jixiao.checking.rules.indicator.much_money_few_indicators import much_money_few_indicators
from jixiao.checking.rules.indicator.no_benefit_indicators import no_benefit_indicators
from jixiao.checking.rules.indicator.no_cost_indicator import no_cost_indicator
from jixiao.checking.rules.indicator.no_output_indicators import no_output_indicators
from jixiao.checking.rules.indicator.no_quality_indicator import no_quality_indicator
from jixiao.checking.rules.indicator.no_quantity_indicator import no_quantity_indicator
from jixiao.checking.rules.indicator.no_satisfaction_indicator import no_satisfaction_indicator
from jixiao.checking.rules.indicator.no_timeliness_indicator import no_timeliness_indicator
from jixiao.checking.rules.indicator.other_content_under_ecology import other_content_under_ecology
from jixiao.checking.rules.indicator.other_content_under_satisfaction import (
    other_content_under_satisfaction,
)
from jixiao.checking.rules.indicator.own_staff_satisfaction import own_staff_satisfaction
from jixiao.checking.rules.indicator.payment_as_indicator import payment_as_indicator
from jixiao.checking.rules.indicator.period_target_equals_annual import period_target_equals_annual
from jixiao.checking.rules.indicator.placeholder_period_target import placeholder_period_target
from jixiao.checking.rules.indicator.rate_under_quantity import rate_under_quantity
from jixiao.checking.rules.indicator.same_indicator_as_output_and_benefit import (
    same_indicator_as_output_and_benefit,
)
from jixiao.checking.rules.indicator.same_indicator_twice import same_indicator_twice
from jixiao.checking.rules.indicator.satisfaction_under_other_class import (
    satisfaction_under_other_class,
)
from jixiao.checking.rules.indicator.supplier_satisfaction import supplier_satisfaction
from jixiao.checking.rules.indicator.technical_property_under_economy import (
    technical_property_under_economy,
)
from jixiao.checking.rules.indicator.time_under_quantity_or_quality import (
    time_under_quantity_or_quality,
)
from jixiao.checking.rules.indicator.too_few_indicators import too_few_indicators
from jixiao.checking.rules.indicator.untimed_content_under_timeliness import (
    untimed_content_under_timeliness,
)
from jixiao.checking.rules.indicator.work_under_benefit import work_under_benefit

RULES: tuple[Rule, ...] = (
    no_output_indicators,  # IND001
    no_benefit_indicators,  # IND002
    no_satisfaction_indicator,  # IND003
    no_quantity_indicator,  # IND004
    no_quality_indicator,  # IND005
    no_timeliness_indicator,  # IND006
    no_cost_indicator,  # IND007
    too_few_indicators,  # IND008
    much_money_few_indicators,  # IND009
    placeholder_period_target,  # IND010
    period_target_equals_annual,  # IND011
    satisfaction_under_other_class,  # IND101
    other_content_under_satisfaction,  # IND102
    rate_under_quantity,  # IND103
    count_under_quality,  # IND104
    untimed_content_under_timeliness,  # IND105
    time_under_quantity_or_quality,  # IND106
    work_under_benefit,  # IND107
    other_content_under_ecology,  # IND108
    technical_property_under_economy,  # IND109
    completion_under_lasting_effect,  # IND110
    compliance_under_benefit,  # IND111
    payment_as_indicator,  # IND112
    same_indicator_as_output_and_benefit,  # IND113
    input_as_output,  # IND114
    effect_of_another_class,  # IND116
    cost_under_benefit,  # IND117
    same_indicator_twice,  # IND118
    own_staff_satisfaction,  # IND119
    supplier_satisfaction,  # IND120
)
