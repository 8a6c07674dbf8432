"""AMT: 金额."""

from jixiao.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
