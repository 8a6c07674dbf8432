"""VAL: 指标值."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.value.target_repeats_name import target_repeats_name

RULES: tuple[Rule, ...] = (
    target_repeats_name,  # VAL004
)
