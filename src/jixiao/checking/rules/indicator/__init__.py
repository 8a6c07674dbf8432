"""IND: 绩效指标."""

from jixiao.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
