"""OBJ: 绩效目标."""

from jixiao.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
