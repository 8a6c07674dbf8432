"""AMT: 金额."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.amount.amount_not_a_plain_number import amount_not_a_plain_number
from jixiao.checking.rules.amount.sums_do_not_add_up import sums_do_not_add_up
from jixiao.checking.rules.amount.total_not_sum_of_funding import total_not_sum_of_funding

RULES: tuple[Rule, ...] = (
    total_not_sum_of_funding,  # AMT001
    sums_do_not_add_up,  # AMT002
    amount_not_a_plain_number,  # AMT003
)
