"""CON: 一致性."""

from jixiao.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
